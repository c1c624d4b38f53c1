"""The strip of open articles; out of sight while there is only one."""

from __future__ import annotations

import os

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from reader.core.records import Article
from reader.core.sources import is_pasted, source_label
from reader.core.titles import article_title
from reader.ui.icons import icon_side, tinted_icon
from reader.ui.language import present_language
from reader.ui.plain_text import caption
from reader.ui.theme import Theme

_TITLE = 32


class ArticleTabs(QTabBar):
    """One tab for each open article, in their order."""

    article_chosen = Signal(str)
    close_requested = Signal(str)

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

    def show_articles(self, articles: tuple[Article, ...], current: Article | None) -> None:
        """Show these articles; nobody is told."""
        blocked = self.blockSignals(True)
        while self.count() > len(articles):
            self.removeTab(self.count() - 1)
        for index, article in enumerate(articles):
            if index == self.count():
                self.addTab("")
                self.setTabButton(index, QTabBar.ButtonPosition.RightSide, self._close_button())
            title = article_title(article, _TITLE) or self.tr("Untitled")
            self.setTabText(index, caption(title))
            self.setTabToolTip(index, _tip(article))
            self.setTabData(index, article.id)
            self._dress(self.tabButton(index, QTabBar.ButtonPosition.RightSide))
            if current is not None and article.id == current.id:
                self.setCurrentIndex(index)
        self.blockSignals(blocked)
        self.setVisible(len(articles) > 1)

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


def _tip(article: Article) -> str:
    """The whole title; of a pasted text also when that was, which tells it from others with such a beginning."""
    source = article.source
    if is_pasted(source):
        source = source_label(source, _written(source), present_language())
        return f"{article_title(article)}\n{source}"
    return article_title(article) or source


def _written(file: str) -> float | None:
    try:
        return os.stat(file).st_mtime
    except OSError:
        return None
