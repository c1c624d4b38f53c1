"""The strip above the article: kinds of marks with their counts, find, text size, theme, menu."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFont, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton

from reader.ui.actions import Actions
from reader.ui.fonts import reading_font
from reader.ui.icons import tinted_icon
from reader.ui.type_pill import PillColours, TypePill

_GAP = 8
_BUTTON = 32


class Toolbar(QFrame):
    """Shows and asks; what a click means is connected by whoever builds the window."""

    type_toggled = Signal(str, bool)

    def __init__(
        self, actions: Actions, types: Sequence[tuple[str, str]], theme_menu: QMenu, main_menu: QMenu
    ) -> None:
        super().__init__()
        self.setObjectName("toolbar")
        self._actions = actions
        self._icons: list[tuple[QToolButton | QPushButton, str]] = []
        self._wordmark = QLabel(self)
        self._wordmark.setObjectName("wordmark")
        self._wordmark.setFont(self._word_font())
        self._open = self._button("open", "")
        self._open.setObjectName("openButton")
        self._open.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._open.clicked.connect(actions["open"].trigger)
        self._back = self._action_button(actions["back"], "back")
        self._forward = self._action_button(actions["forward"], "forward")
        self._pills = {key: TypePill(key, sign, self) for key, sign in types}
        self._find = QPushButton(self)
        self._find.setObjectName("findButton")
        self._find.clicked.connect(actions["find"].trigger)
        self._icons.append((self._find, "find"))
        self._smaller = self._action_button(actions["zoom_out"], text="A−")
        self._larger = self._action_button(actions["zoom_in"], text="A+")
        self._theme = self._menu_button(theme_menu, "theme")
        self._panel = self._action_button(actions["panel"], "panel")
        self._menu = self._menu_button(main_menu, "menu")
        self._lay_out()
        for pill in self._pills.values():
            pill.toggled.connect(lambda on, key=pill.key: self.type_toggled.emit(key, on))
        self._retranslate()

    def set_counts(self, counts: Mapping[str, int] | None) -> None:
        """Show how many marks of each kind there are; ``None`` while nothing is known."""
        for key, pill in self._pills.items():
            pill.set_count(None if counts is None else counts.get(key, 0))
        self._fit()

    def set_titles(self, titles: Mapping[str, str]) -> None:
        """Name the kinds in the window's language."""
        for key, title in titles.items():
            if key in self._pills:
                self._pills[key].set_title(title)
        self._fit()

    def set_hidden_types(self, hidden: frozenset[str]) -> None:
        """Show which kinds are switched off."""
        for key, pill in self._pills.items():
            pill.set_shown(key not in hidden)

    def set_colours(self, pills: Mapping[str, PillColours], ink: QColor, faded: QColor) -> None:
        """Take over the theme's colours."""
        for key, colours in pills.items():
            if key in self._pills:
                self._pills[key].set_colours(colours)
        self._wordmark.setFont(self._word_font())
        size = max(18, round(self.fontMetrics().height() * 1.1))
        for button, name in self._icons:
            button.setIcon(tinted_icon(name, ink, faded, size))
            button.setIconSize(QSize(size, size))
        for button in self.findChildren(QToolButton):
            self._set_room(button)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 12, 8)
        layout.setSpacing(_GAP)
        for widget in (self._wordmark, self._open, self._back, self._forward, *self._pills.values()):
            layout.addWidget(widget)
        layout.addStretch(1)
        for widget in (self._find, self._smaller, self._larger, self._theme, self._panel, self._menu):
            layout.addWidget(widget)

    def _fit(self) -> None:
        """Give up, in this order, what is least needed where the window is narrow."""
        pills = list(self._pills.values())
        icon = self._smaller.sizeHint().height()
        buttons = (
            self._back,
            self._forward,
            self._smaller,
            self._larger,
            self._theme,
            self._panel,
            self._menu,
        )
        fixed = 26 + sum(button.sizeHint().width() + _GAP for button in buttons) + icon
        rest = self.width() - fixed - sum(pill.full_width() + _GAP for pill in pills)
        rest -= self._fit_open(rest)
        name = self._wordmark.sizeHint().width() + _GAP
        full = self.fontMetrics().horizontalAdvance(self.tr("Find in the article")) + icon + 24 - icon
        self._wordmark.setVisible(rest > full + name + icon)
        if rest > full + name + icon:
            rest -= name
        roomy = rest > full
        width = min(max(240, full), rest + icon) if roomy else icon
        self._find.setText(self.tr("Find in the article") if roomy else "")
        self._find.setFixedWidth(width)
        for pill in pills:
            pill.set_compact(rest < 0)

    def _fit_open(self, room: int) -> int:
        """Open keeps its word as long as the kinds of names keep theirs; returns the width that it takes."""
        style = Qt.ToolButtonStyle
        width = 0
        for words in (style.ToolButtonTextBesideIcon, style.ToolButtonIconOnly):
            self._open.setToolButtonStyle(words)
            self._open.setMinimumWidth(self._open.minimumHeight())
            width = self._open.sizeHint().width() + _GAP
            if width <= room:
                break
        return width

    def _action_button(self, action: QAction, icon: str = "", text: str = "") -> QToolButton:
        """A button that follows an action without showing its text."""
        button = self._button(icon, text)
        button.setCheckable(action.isCheckable())
        button.clicked.connect(action.trigger)

        def follow() -> None:
            button.setEnabled(action.isEnabled())
            button.setChecked(action.isChecked())
            button.setToolTip(action.toolTip())
            button.setAccessibleName(action.toolTip())

        action.changed.connect(follow)
        follow()
        return button

    def _menu_button(self, menu: QMenu, icon: str) -> QToolButton:
        button = self._button(icon, "")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)
        return button

    def _button(self, icon: str, text: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setIconSize(QSize(18, 18))
        self._set_room(button)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if icon:
            self._icons.append((button, icon))
        return button

    def _word_font(self) -> QFont:
        font = reading_font(self.font().pointSizeF() * 1.4)
        font.setBold(True)
        return font

    def _set_room(self, button: QToolButton) -> None:
        """Room for the present font."""
        size = max(_BUTTON, self.fontMetrics().height() + 14)
        button.setMinimumSize(max(size, self.fontMetrics().horizontalAdvance(button.text()) + 12), size)

    def _retranslate(self) -> None:
        self._wordmark.setText(self.tr("Reader"))
        words = self.tr("Open")
        self._open.setText(f"\u2009{words}")  # Qt leaves hardly room beside the icon
        for button, text in (
            (self._theme, self.tr("Theme")),
            (self._menu, self._actions["menu"].toolTip()),
            (self._find, self._actions["find"].toolTip()),
            (self._open, self._actions["open"].toolTip()),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._fit()

    def open_menu(self) -> None:
        """Open the main menu below its button."""
        self._menu.menu().popup(self._menu.mapToGlobal(self._menu.rect().bottomLeft()))
