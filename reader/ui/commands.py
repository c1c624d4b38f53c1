"""What each action of the table does. Every connection from an action to its effect is in this file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QUrl
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QDialog, QFileDialog, QMenu

from reader.core.errors import ReaderError
from reader.library.settings import Settings
from reader.service import readable_suffixes
from reader.ui.actions import Actions
from reader.ui.language import Language
from reader.ui.lookups import Lookups
from reader.ui.main_window import MainWindow
from reader.ui.menus import Menus
from reader.ui.open_articles import OpenArticles
from reader.ui.open_troubles import OpenTroubles
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
    """Connects the actions of one window."""

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
        self._on("open", self._open_dialog)
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
        self._on("next_mention", lambda: session.step(1))
        self._on("previous_mention", lambda: session.step(-1))
        self._on("clear_choice", self._escape)
        self._on("back", session.history.back)
        self._on("forward", session.history.forward)
        self._on("copy", self._copy)
        self._on("select_all", parts.view.selectAll)
        self._on("focus_text", parts.view.setFocus)
        self._on("focus_panel", self._focus_panel)
        self._on("menu", parts.toolbar.open_menu)
        self._on("filter", self._filter)
        self._on("find", parts.find_bar.open_bar)
        self._on("find_next", parts.find_bar.find_next)
        self._on("find_previous", parts.find_bar.find_previous)
        session.article_changed.connect(lambda _: self._enable())
        session.choice_changed.connect(lambda _: self._enable())
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
        self._on("about", lambda: self._show_dialog("about"))

    def _on(self, action_id: str, effect: Callable[[], object]) -> None:
        self._actions[action_id].triggered.connect(lambda _=False: effect())

    def _enable(self) -> None:
        """Show which actions have an effect now."""
        session = self._session
        some = session.article is not None
        chosen = session.entity is not None or session.choice.quote_index is not None
        states = {
            "close_article": some,
            "find": some,
            "find_next": some,
            "find_previous": some,
            "select_all": some,
            "next_mention": chosen,
            "previous_mention": chosen,
            "back": session.history.can_go_back,
            "forward": session.history.can_go_forward,
            "next_article": len(self._articles.tabs) > 1,
            "previous_article": len(self._articles.tabs) > 1,
            "all_tabs": len(self._articles.tabs) > 1,
        }
        for action_id, enabled in states.items():
            self._actions[action_id].setEnabled(enabled)

    def _open_dialog(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in readable_suffixes())
        recent = self._preferences.state.recent
        folder = str(Path(recent[0]).parent) if recent else ""
        filters = self.tr("Articles") + f" ({patterns});;" + self.tr("All files") + " (*)"
        paths, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Open articles"), folder, filters)
        self._articles.open_files(paths)

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
        else:
            self._session.clear_choice()

    def _copy(self) -> None:
        """What is selected in the text, or the row of the list that has the focus."""
        focus = self._window.focusWidget()
        if isinstance(focus, QAbstractItemView) and focus.currentIndex().isValid():
            QGuiApplication.clipboard().setText(str(focus.currentIndex().data()))
        else:
            self._window.parts.view.copy()

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

    def _show_panel(self) -> None:
        """The reading place stays; the focus never stays in a hidden panel."""
        parts = self._window.parts
        visible = self._actions["panel"].isChecked()
        place = parts.view.reading_position()
        parts.panel.setVisible(visible)
        parts.view.restore_position(place)
        if not visible:
            parts.view.setFocus()

    def _show_full_screen(self) -> None:
        """The article alone; the panel comes back if it was there, and by its key at once."""
        full = self._actions["full_screen"].isChecked()
        place = self._window.parts.view.reading_position()
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
        self._window.parts.view.restore_position(place)

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

            return SettingsDialog(self._preferences, self._window)
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
        recent = self._preferences.state.recent
        first = menu.actions()[0]
        for number, path in enumerate(recent, 1):
            name = Path(path).name.replace("&", "&&")
            action = QAction(f"&{number}  {name}" if number < 10 else name, menu)
            action.setToolTip(QUrl.fromLocalFile(path).toLocalFile())
            action.triggered.connect(lambda _=False, p=path: self._articles.open_files([p]))
            menu.insertAction(first, action)
        menu.setEnabled(bool(recent))
        menu.menuAction().setEnabled(bool(recent))
