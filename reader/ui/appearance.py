"""Settings to what is seen: theme, language, reading style, density and kinds of marks."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from reader.library.settings import Settings
from reader.ui.actions import Actions
from reader.ui.entity_types import EntityTypes
from reader.ui.fonts import interface_font
from reader.ui.language import Language, choose_language
from reader.ui.main_window import MainWindow
from reader.ui.menus import Menus
from reader.ui.page import Density, ReadingStyle
from reader.ui.preferences import Preferences
from reader.ui.shell_style import pill_colours, shell_sheet
from reader.ui.theme import Theme, qpalette, style_sheet


class Appearance(QObject):
    """Applies the settings to one window, at the start and whenever they change."""

    def __init__(
        self,
        application: QApplication,
        window: MainWindow,
        actions: Actions,
        menus: Menus,
        types: EntityTypes,
        themes: Mapping[str, Theme],
        preferences: Preferences,
        language: Language,
    ) -> None:
        super().__init__(window)
        self._application = application
        self._window = window
        self._actions = actions
        self._menus = menus
        self._types = types
        self._themes = themes
        self._preferences = preferences
        self._language = language
        self._theme_name = ""
        self._shown: Settings | None = None
        preferences.settings_changed.connect(self.apply)
        self._hints = application.styleHints()
        self._hints.colorSchemeChanged.connect(lambda _: self._apply_theme(preferences.settings))
        window.parts.toolbar.type_toggled.connect(self._on_type_toggled)
        for key in types.keys:
            self._actions[f"type_{key}"].triggered.connect(
                lambda checked, each=key: self._on_type_toggled(each, checked)
            )

    def apply(self, settings: Settings) -> None:
        """Show these settings; what has not changed is left alone."""
        before, self._shown = self._shown, settings
        view = self._window.parts.view
        if before is None or before.language != settings.language:
            self._apply_language(settings)
        if before is None or before.interface_size != settings.interface_size:
            self._application.setFont(interface_font(settings.interface_size))
            self._theme_name = ""
        self._apply_theme(settings)
        if before is None or _style(before) != _style(settings):
            place = view.reading_position()
            view.set_reading_style(_style(settings))
            view.restore_position(place)
        if before is None or before.density != settings.density:
            view.layer.set_density(Density(settings.density))
        if before is None or before.hidden_types != settings.hidden_types:
            self._apply_hidden_types(frozenset(settings.hidden_types))
        if before is None or before.counts_doubtful != settings.counts_doubtful:
            for part in (self._window.parts.panel, self._window.parts.card):
                part.set_counts_doubtful(settings.counts_doubtful)
        self._check_actions(settings)

    def _apply_language(self, settings: Settings) -> None:
        code = choose_language(settings.language)
        self._language.use(code)
        titles = {key: self._types.title(key, code) for key in self._types.keys}
        self._actions.retranslate({f"type_{key}": title for key, title in titles.items()})
        self._menus.retranslate()
        self._window.parts.toolbar.set_titles(titles)

    def _apply_theme(self, settings: Settings) -> None:
        name = settings.theme if settings.theme != "system" else self._system_theme()
        if name == self._theme_name:
            return
        self._theme_name = name
        theme = self._themes[name]
        points = self._preferences.settings.interface_size
        self._application.setPalette(qpalette(theme))
        self._application.setStyleSheet(style_sheet(theme, points) + shell_sheet(theme))
        parts = self._window.parts
        for widget in (
            parts.view,
            parts.map,
            parts.panel,
            parts.find_bar,
            parts.card,
            parts.switch,
            parts.messages,
            parts.tab_row,
        ):
            widget.set_theme(theme)
        palette = qpalette(theme)
        ink = palette.color(palette.ColorRole.WindowText)
        faded = palette.color(palette.ColorGroup.Disabled, palette.ColorRole.WindowText)
        parts.toolbar.set_colours(pill_colours(theme, self._types.keys), ink, faded)
        parts.status.set_colours(ink, faded)

    def _system_theme(self) -> str:
        dark = self._hints.colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _apply_hidden_types(self, hidden: frozenset[str]) -> None:
        parts = self._window.parts
        for widget in (parts.toolbar, parts.view.layer, parts.map, parts.panel):
            widget.set_hidden_types(hidden)
        for key in self._types.keys:
            self._actions.check(f"type_{key}", key not in hidden)

    def _on_type_toggled(self, key: str, shown: bool) -> None:
        hidden = set(self._preferences.settings.hidden_types) - {key}
        if not shown:
            hidden.add(key)
        self._preferences.change(hidden_types=tuple(sorted(hidden)))

    def _check_actions(self, settings: Settings) -> None:
        for action_id in (
            f"theme_{settings.theme}",
            f"marks_{settings.density}",
            f"language_{settings.language}",
        ):
            self._actions.check(action_id)
        self._actions.check("pictures", settings.pictures)
        self._actions.check("indirect_speech", settings.indirect_speech)


def _style(settings: Settings) -> ReadingStyle:
    return ReadingStyle(
        family=settings.family,
        size=settings.font_size,
        line_height=settings.line_height,
        measure=settings.measure,
        pictures=settings.pictures,
    )
