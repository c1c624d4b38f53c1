"""The strip of open articles; out of sight while there is only one."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics, QIcon, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionTab,
    QTabBar,
    QToolButton,
    QWidget,
)

from reader.core.sources import is_pasted, source_label
from reader.core.titles import shortened
from reader.ui.icons import icon_side, tinted_icon
from reader.ui.language import present_language
from reader.ui.plain_text import caption
from reader.ui.tab_records import Tab
from reader.ui.theme import Theme

_TITLE = 32
_READABLE = 15
"""Letters of a title that are seen at least; tabs that leave no room for them are scrolled."""


class ArticleTabs(QTabBar):
    """One tab for each open article, in their order."""

    article_chosen = Signal(str)
    close_requested = Signal(str)
    crowded_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articleTabs")
        self.currentChanged.connect(self._on_current)
        self._close_icon = QIcon()
        self.setVisible(False)

    def set_theme(self, theme: Theme) -> None:
        """Draw the close buttons in the theme's colour, as large as the letters."""
        self._close_icon = tinted_icon("close", theme.muted, size=icon_side(self))
        for button in self.findChildren(QToolButton, "tabClose"):
            self._dress(button)

    def show_tabs(self, tabs: Sequence[Tab], chosen: str | None) -> None:
        """Show these, the one of the key ``chosen`` in front; nobody is told."""
        blocked = self.blockSignals(True)
        while self.count() > len(tabs):
            self.removeTab(self.count() - 1)
        for index, tab in enumerate(tabs):
            if index == self.count():
                self.addTab("")
                self.setTabButton(index, QTabBar.ButtonPosition.RightSide, self._close_button())
            title = shortened(tab.title, _TITLE) or self.tr("Untitled")
            self.setTabText(index, caption(title))
            self.setTabToolTip(index, _tip(tab))
            self.setTabData(index, tab.key)
            self._dress(self.tabButton(index, QTabBar.ButtonPosition.RightSide))
            if tab.key == chosen:
                self.setCurrentIndex(index)
        self.blockSignals(blocked)
        self.setVisible(len(tabs) > 1)
        self.crowded_changed.emit()

    @property
    def least_width(self) -> int:
        """The width in which every title can be read."""
        return sum(self.minimumTabSizeHint(index).width() for index in range(self.count()))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Room for the beginning of the title and the close button; a short title needs less."""
        wanted = super().tabSizeHint(index)
        letters = self.fontMetrics().averageCharWidth() * _READABLE
        return QSize(min(wanted.width(), letters + 2 * icon_side(self) + 22), wanted.height())

    def initStyleOption(self, option: QStyleOptionTab, index: int) -> None:
        """The title in front is bold: Qt shortens it by the thin letters, and its beginning was cut off."""
        super().initStyleOption(option, index)
        if index == self.currentIndex():
            bold = QFont(self.font())
            bold.setWeight(QFont.Weight.DemiBold)
            room = self.style().subElementRect(QStyle.SubElement.SE_TabBarTabText, option, self).width()
            mnemonics = Qt.TextFlag.TextShowMnemonic.value
            words = QFontMetrics(bold).elidedText(self.tabText(index), self.elideMode(), room, mnemonics)
            option.text = words  # type: ignore[attr-defined]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button closes a tab."""
        index = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and index >= 0:
            self.close_requested.emit(self.tabData(index))
            return
        super().mouseReleaseEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def _close_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("tabClose")
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._on_close(button))
        self._dress(button)
        return button

    def _dress(self, button: QWidget | None) -> None:
        if not isinstance(button, QToolButton):
            return
        side = icon_side(self)
        button.setIcon(self._close_icon)
        button.setIconSize(QSize(side, side))
        button.setToolTip(self.tr("Close the article"))
        button.setAccessibleName(self.tr("Close the article"))

    def _on_close(self, button: QToolButton) -> None:
        for index in range(self.count()):
            if self.tabButton(index, QTabBar.ButtonPosition.RightSide) is button:
                self.close_requested.emit(self.tabData(index))

    def _on_current(self, index: int) -> None:
        if index >= 0 and self.tabData(index) is not None:
            self.article_chosen.emit(self.tabData(index))


def _tip(tab: Tab) -> str:
    """The whole title; of a pasted text also when that was, which tells it from others with such a beginning."""
    if is_pasted(tab.source):
        return f"{tab.title}\n{source_label(tab.source, _written(tab.source), present_language())}"
    return tab.title or tab.source


def _written(file: str) -> float | None:
    try:
        return os.stat(file).st_mtime
    except OSError:
        return None


class TabRow(QWidget):
    """The tabs, and at their end a button that lists them all where they do not fit."""

    def __init__(self, tabs: ArticleTabs, list_all: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tabRow")
        self._tabs = tabs
        self._action = list_all
        self.button = QToolButton()
        self.button.setObjectName("allTabs")
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow behind the number
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(lambda: list_all.trigger())
        self.button.hide()
        tabs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(tabs, 1)
        row.addWidget(self.button)
        tabs.crowded_changed.connect(self._show_button)

    def set_theme(self, theme: Theme) -> None:
        """Draw the tabs' signs and the arrow in the theme's colour."""
        self._tabs.set_theme(theme)
        side = icon_side(self)
        self.button.setIcon(tinted_icon("chevron", theme.ink, size=side))
        self.button.setIconSize(QSize(side, side))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_button()

    def _show_button(self) -> None:
        crowded = self._tabs.count() > 1 and self._tabs.least_width > self.width()
        self.button.setText(str(self._tabs.count()))
        self.button.setToolTip(self._action.toolTip())
        self.button.setAccessibleName(self._action.toolTip())
        self.button.setVisible(crowded and not self._tabs.isHidden())
