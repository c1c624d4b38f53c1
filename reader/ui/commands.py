"""What each action of the table does. Every connection from an action to its effect is in this file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QUrl, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from reader.core.errors import ReaderError
from reader.core.navigation import Choice
from reader.core.sources import is_pasted
from reader.library.settings import Settings
from reader.ui.actions import Actions
from reader.ui.file_chooser import FileChooser
from reader.ui.language import Language
from reader.ui.lookups import Lookups
from reader.ui.main_window import MainWindow
from reader.ui.menus import Menus
from reader.ui.open_articles import OpenArticles
from reader.ui.open_troubles import OpenTroubles
from reader.ui.plain_text import caption
from reader.ui.preferences import Preferences
from reader.ui.reading_session import ReadingSession
from reader.ui.sentences import nothing_to_paste

_FONT_SIZES = (
    8.0,
    9.0,
    10.0,
    11.0,
    12.0,
    13.0,
    14.0,
    15.0,
    16.0,
    18.0,
    20.0,
    22.0,
    25.0,
    28.0,
    32.0,
    36.0,
    40.0,
)

_BLOCKS = re.compile(r"<(?:p|h[1-6]|li|blockquote|article)\b", re.IGNORECASE)


class Commands(QObject):
    """Connects the actions of one window. ``erase_requested`` carries the dialog whose button asks to erase all."""

    erase_requested = Signal(QWidget)

    def __init__(
        self,
        window: MainWindow,
        actions: Actions,
        menus: Menus,
        articles: OpenArticles,
        session: ReadingSession,
        preferences: Preferences,
        language: Language,
        lookups: Lookups,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._recent_menu = menus["file/recent"]
        self._articles = articles
        self._session = session
        self._preferences = preferences
        self._language = language
        self._lookups = lookups
        self._panel_before = True
        self._dialogs: dict[str, QDialog] = {}
        self._connect_articles()
        self._connect_reading()
        self._connect_settings()
        self._fill_recent()
        self._enable()

    def _connect_articles(self) -> None:
        articles, window = self._articles, self._window
        chooser = FileChooser(window, self._preferences)
        self._on("open", lambda: articles.open_files(chooser.ask()))
        self._on("paste_article", self._paste)
        self._on("clear_recent", lambda: self._preferences.forget_recent())
        self._on("close_article", self._close_article)
        self._on("quit", window.close)
        self._on("next_article", lambda: articles.show_next(1))
        self._on("previous_article", lambda: articles.show_next(-1))
        window.files_dropped.connect(articles.open_files)
        window.words_dropped.connect(self._open_words)
        window.parts.messages.action_requested.connect(self._on_message_action)
        articles.list_changed.connect(self._enable)
        articles.open_failed.connect(self._on_open_failed)
        OpenTroubles(articles, window.parts.messages, self._language, window)
        articles.file_opened.connect(self._on_file_opened)
        articles.opening_changed.connect(self._on_opening)
        self._preferences.recent_changed.connect(self._fill_recent)

    def _connect_reading(self) -> None:
        session, parts = self._session, self._window.parts
        self._on("clear_choice", self._escape)
        self._on("back", session.history.back)
        self._on("forward", session.history.forward)
        self._on("to_start", lambda: self._go_to_end(-1))
        self._on("to_end", lambda: self._go_to_end(1))
        self._on("focus_text", parts.view.setFocus)
        parts.panel.left.connect(parts.view.setFocus)
        self._on("focus_panel", self._focus_panel)
        self._on("menu", parts.toolbar.open_menu)
        self._on("filter", self._filter)
        self._on("find", parts.find_bar.open_bar)
        self._on("find_next", parts.find_bar.find_next)
        self._on("find_previous", parts.find_bar.find_previous)
        session.article_changed.connect(lambda _: self._enable())
        session.history.changed.connect(self._enable)

    def _connect_settings(self) -> None:
        change = self._preferences.change
        for group, setting in (("theme", "theme"), ("marks", "density"), ("language", "language")):
            for spec in self._actions.specs:
                if spec.group == group:
                    value = spec.id.partition("_")[2]
                    self._on(spec.id, lambda s=setting, v=value: change(**{s: v}))
        self._on("theme_next", lambda: self._next_value("theme", ("light", "sepia", "dark")))
        self._on("marks_next", lambda: self._next_value("density", ("colour", "quiet", "off")))
        self._on("zoom_in", lambda: self._zoom(1))
        self._on("zoom_out", lambda: self._zoom(-1))
        self._on("zoom_reset", lambda: change(font_size=Settings().font_size))
        self._on("pictures", lambda: change(pictures=self._actions["pictures"].isChecked()))
        self._on(
            "indirect_speech",
            lambda: change(indirect_speech=not self._preferences.settings.indirect_speech),
        )
        self._on("panel", self._show_panel)
        self._on("full_screen", self._show_full_screen)
        self._on("settings", lambda: self._show_dialog("settings"))
        self._on("shortcuts", lambda: self._show_dialog("shortcuts"))
        self._on("privacy", lambda: self._show_dialog("privacy"))
        self._on("about", lambda: self._show_dialog("about"))

    def _on(self, action_id: str, effect: Callable[[], object]) -> None:
        self._actions[action_id].triggered.connect(lambda _=False: effect())

    def _enable(self) -> None:
        """Show which actions have an effect now."""
        session = self._session
        some = session.article is not None
        states = {
            "close_article": some,
            "find": some,
            "find_next": some,
            "find_previous": some,
            "to_start": some,
            "to_end": some,
            "next_mention": some,
            "previous_mention": some,
            "back": session.history.can_go_back,
            "forward": session.history.can_go_forward,
            "next_article": len(self._articles.tabs) > 1,
            "previous_article": len(self._articles.tabs) > 1,
            "all_tabs": len(self._articles.tabs) > 1,
        }
        for action_id, enabled in states.items():
            self._actions[action_id].setEnabled(enabled)

    def _paste(self) -> None:
        data = QGuiApplication.clipboard().mimeData()
        paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        if paths:
            self._articles.open_files(paths)
        elif data.text().strip() or data.hasHtml():
            self._open_words(data)
        else:
            self._window.parts.messages.tell(nothing_to_paste())

    def _open_words(self, data: QMimeData) -> None:
        """Words with paragraphs and headings where there are any, as a web browser copies them."""
        html = data.html() if data.hasHtml() else ""
        if _BLOCKS.search(html):
            self._articles.open_text(html, html=True)
        else:
            self._articles.open_text(data.text())

    def _close_article(self) -> None:
        if self._articles.chosen is not None:
            self._session.close_article(self._articles.chosen)

    def _escape(self) -> None:
        """One press, one step: put the card away, close the find bar, leave the full screen, choose nothing."""
        parts = self._window.parts
        if parts.switch.isVisible():
            parts.switch.close_switch()
        elif self._lookups.close_card():
            return
        elif parts.find_bar.isVisible():
            parts.find_bar.close_bar()
        elif self._window.isFullScreen():
            self._actions["full_screen"].trigger()
        elif not self._escape_from_panel():
            self._session.clear_choice()

    def _escape_from_panel(self) -> bool:
        """In the panel a filter ends first, then the choice, then the keys go back to the text."""
        panel, focus = self._window.parts.panel, self._window.focusWidget()
        if focus is None or not panel.isAncestorOf(focus):
            return False
        if panel.clear_filter():
            return True
        if self._session.choice == Choice():
            self._window.parts.view.setFocus()
            return True
        return False

    def _go_to_end(self, step: int) -> None:
        """To the beginning (-1) or the end (1); the way back leads to where one was reading."""
        self._session.history.leave()
        self._window.parts.view.go_to_end(step)

    def _filter(self) -> None:
        if not self._actions["panel"].isChecked():
            self._actions["panel"].trigger()
        self._window.parts.panel.focus_filter()

    def _focus_panel(self) -> None:
        if not self._actions["panel"].isChecked():
            self._actions["panel"].trigger()
        self._window.parts.panel.focus_rows()

    def _next_value(self, setting: str, values: tuple[str, ...]) -> None:
        present = getattr(self._preferences.settings, setting)
        at = values.index(present) if present in values else -1
        self._preferences.change(**{setting: values[(at + 1) % len(values)]})

    def _zoom(self, step: int) -> None:
        present = self._preferences.settings.font_size
        larger = [size for size in _FONT_SIZES if size > present]
        smaller = [size for size in _FONT_SIZES if size < present]
        sizes = larger[:1] if step > 0 else smaller[-1:]
        if sizes:
            self._preferences.change(font_size=sizes[0])
        else:
            largest, smallest = self.tr("the largest text"), self.tr("the smallest text")
            self._window.parts.status.show_note(largest if step > 0 else smallest)

    def _show_panel(self) -> None:
        self._window.parts.panel.setVisible(self._actions["panel"].isChecked())

    def _show_full_screen(self) -> None:
        """The article alone; the panel comes back if it was there, and by its key at once."""
        full = self._actions["full_screen"].isChecked()
        self._window.set_furniture_visible(not full)
        panel = self._actions["panel"]
        if full:
            self._panel_before = panel.isChecked()
            self._window.showFullScreen()
        else:
            self._window.showNormal()
        wanted = not full and self._panel_before
        if panel.isChecked() != wanted and (full or self._panel_before):
            panel.trigger()

    def _show_dialog(self, name: str) -> None:
        """One dialog of each kind; it is made anew so that it is in the present language."""
        if name in self._dialogs:
            self._dialogs[name].raise_()
            self._dialogs[name].activateWindow()
            return
        dialog = self._make_dialog(name)
        dialog.finished.connect(lambda _: self._dialogs.pop(name).deleteLater())
        self._dialogs[name] = dialog
        dialog.show()

    def _make_dialog(self, name: str) -> QDialog:
        """Dialogs are imported when they are first wanted: the window opens sooner."""
        if name == "settings":
            from reader.ui.dialogs.settings import SettingsDialog

            settings = SettingsDialog(self._preferences, self._window)
            settings.privacy_requested.connect(self._actions["privacy"].trigger)
            settings.erase_requested.connect(self.erase_requested)
            return settings
        if name == "privacy":
            from reader.ui.dialogs.privacy import PrivacyDialog

            privacy = PrivacyDialog(self._preferences.paths, self._window)
            privacy.settings_requested.connect(self._actions["settings"].trigger)
            privacy.erase_requested.connect(self.erase_requested)
            return privacy
        if name == "shortcuts":
            from reader.ui.dialogs.shortcuts import ShortcutsDialog

            return ShortcutsDialog(self._actions, self._window)
        from reader.ui.dialogs.about import AboutDialog

        return AboutDialog(self._window)

    def _on_message_action(self, topic: str, action_id: str) -> None:
        article = self._session.article
        if action_id == "retry" and article is not None:
            self._session.retry()

    def _on_file_opened(self, path: str) -> None:
        """A pasted text, which the program has put into a file of its own, is no recent file."""
        if is_pasted(path):
            return
        self._preferences.remember(self._preferences.state.with_recent(path))

    def _on_open_failed(self, path: str, error: ReaderError) -> None:
        if path and not Path(path).exists():
            state = self._preferences.state.without_recent(str(Path(path).absolute()))
            self._preferences.remember(state)

    def _on_opening(self, opening: bool) -> None:
        self._window.parts.status.set_busy(self.tr("Opening…") if opening else "")

    def _fill_recent(self) -> None:
        menu: QMenu = self._recent_menu
        clear = self._actions["clear_recent"]
        for action in [each for each in menu.actions() if each is not clear and not each.isSeparator()]:
            menu.removeAction(action)
            action.deleteLater()
        recent = [path for path in self._preferences.state.recent if not is_pasted(path)]
        first = menu.actions()[0]
        for number, path in enumerate(recent, 1):
            name = caption(Path(path).name)
            action = QAction(f"&{number}  {name}" if number < 10 else name, menu)
            action.setToolTip(QUrl.fromLocalFile(path).toLocalFile())
            action.triggered.connect(lambda _=False, p=path: self._articles.open_files([p]))
            menu.insertAction(first, action)
        menu.setEnabled(bool(recent))
        menu.menuAction().setEnabled(bool(recent))
