"""Brings the library into the window: its tab, what is done there, what is kept, and who is seen where."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from reader.core.errors import ReaderError
from reader.core.kept import LibraryEntity
from reader.core.kept_rows import KeptRow
from reader.core.navigation import mention_at
from reader.core.records import Annotations, Article, Span
from reader.library.paths import Paths
from reader.library.settings import Settings
from reader.service import Shelf
from reader.ui.actions import Actions
from reader.ui.analysis import Analysis
from reader.ui.jobs import JobRunner
from reader.ui.language import Language
from reader.ui.library.backlog import Backlog
from reader.ui.library.catalogue import Catalogue
from reader.ui.library.deeds import Deeds
from reader.ui.library.desk import Desk
from reader.ui.library.keeping import Keeping
from reader.ui.library.progress import Progress
from reader.ui.main_window import MainWindow
from reader.ui.message_bar import Message
from reader.ui.open_articles import Importer, OpenArticles
from reader.ui.preferences import Preferences
from reader.ui.reading_session import ReadingSession

if TYPE_CHECKING:
    from reader.library.erasing import Erased

_LOG = logging.getLogger(__name__)

_TEND_MS = 20_000
_RENEW_MS = 250
"""Between two pieces of the index, so that others come to write."""


class Librarian(QObject):
    """Owns everything of one window that has to do with the library."""

    def __init__(
        self,
        window: MainWindow,
        actions: Actions,
        articles: OpenArticles,
        analysis: Analysis,
        session: ReadingSession,
        preferences: Preferences,
        language: Language,
        jobs: JobRunner,
        shelf: Shelf,
        read: Importer,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._articles = articles
        self._session = session
        self._language = language
        self._read = read
        self._page = window.parts.panel.library
        self._told: set[str] = set()
        self._target: tuple[str, Span] | None = None
        self.desk = Desk(shelf, jobs, self)
        self.keeping = Keeping(self.desk, articles, analysis, session, preferences, self)
        self.backlog = Backlog(articles, analysis, session, self.keeping, self)
        self.progress = Progress(self.desk, session, window.parts.view, self)
        self.catalogue = Catalogue(self._page, self.desk, language)
        self._deeds = Deeds(window, actions, self._page, self.desk, lambda: self.keeping.front, self._tell)
        self._connect(preferences)
        self._enable()

    def start(self) -> None:
        """Begin to keep; called once the window is painted."""
        self.keeping.start()
        self.progress.start()
        QTimer.singleShot(_TEND_MS, self, self._tend)

    def close(self) -> None:
        """Write down what is still to be written."""
        self.progress.close()
        self.desk.close()

    def erase(
        self, paths: Paths, on_done: Callable[[Erased], None], on_failed: Callable[[ReaderError], None]
    ) -> None:
        """Erase all that is kept, after what is still to be written."""

        def done(erased: Erased) -> None:
            self.keeping.forget()
            self.progress.forget()
            on_done(erased)

        self.desk.run(lambda: self.desk.shelf.erase(paths), done, on_failed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Who comes back to the window may have changed the library elsewhere."""
        if event.type() == QEvent.Type.WindowActivate:
            self.catalogue.renew()
        return super().eventFilter(watched, event)

    def _connect(self, preferences: Preferences) -> None:
        session, parts = self._session, self._window.parts
        for action_id, effect in (
            ("library", self._show_library),
            ("library_about", self._show_about_chosen),
            ("library_keep", self.keeping.keep_front),
        ):
            self._actions[action_id].triggered.connect(lambda _=False, run=effect: run())
        self._page.opened.connect(self._open)
        self._window.installEventFilter(self)
        self.desk.failed.connect(self._on_failed)
        self.keeping.front_changed.connect(self._on_front)
        session.article_changed.connect(self._on_article)
        session.annotations_changed.connect(lambda _: self._reach_later())
        session.choice_changed.connect(lambda _: self._enable())
        parts.card.library_requested.connect(self._show_about)
        preferences.settings_changed.connect(self._on_settings)
        self._on_settings(preferences.settings)

    def _tend(self) -> None:
        """The long look through a large library waits until the window has come to rest."""
        self.desk.ask(lambda _: self.desk.shelf.tend(), lambda _: self._renew_words())

    def _renew_words(self) -> None:
        """Bring the index of an older version up to date, a little at a time behind everything else."""
        self.desk.change(lambda library: library.renew_words(), self._on_renewed, _LOG.info, seen=False)

    def _on_renewed(self, left: int) -> None:
        if left:
            QTimer.singleShot(_RENEW_MS, self, self._renew_words)

    # -- facts -------------------------------------------------------------------------------------

    def _on_settings(self, settings: Settings) -> None:
        self._page.set_keeping(settings.keeps_articles)
        self.progress.want(not settings.keep_nothing)

    def _on_article(self, article: Article | None) -> None:
        self._page.model.set_front(None if article is None else article.id)
        self._enable()

    def _on_front(self) -> None:
        self._window.parts.card.set_seen(self.keeping.seen)
        self._deeds.enable()
        self._enable()

    def _enable(self) -> None:
        some = self._session.article is not None
        self._actions["library_keep"].setEnabled(some and self.keeping.front is None)
        self._actions["library_about"].setEnabled(self._session.entity is not None)

    def _on_failed(self, error: ReaderError) -> None:
        """One sentence, once, but for each repair: reading goes on without the library."""
        if error.key not in self._told or error.key == "library_damaged":
            self._tell(error)

    def _tell(self, error: ReaderError) -> None:
        self._told.add(error.key)
        sentence = error.sentence(self._language.code)
        self._window.parts.messages.tell(Message("library", sentence, "warning"))

    # -- the tab -----------------------------------------------------------------------------------

    def _show_tab(self) -> None:
        if not self._actions["panel"].isChecked():
            self._actions["panel"].trigger()
        panel = self._window.parts.panel
        panel.tabs.setCurrentWidget(panel.library)

    def _show_library(self) -> None:
        self._show_tab()
        self._window.parts.panel.focus_filter()

    def _show_about_chosen(self) -> None:
        entity = self._session.entity
        if entity is not None:
            self._show_about(entity.id)

    def _show_about(self, entity_id: str) -> None:
        """The articles about an entity of the article in front, each with its first mention."""
        article = self._session.article
        if article is not None:
            self.desk.ask(lambda library: library.entity_of(article.id, entity_id), self._on_about)

    def _on_about(self, known: LibraryEntity | None) -> None:
        if known is None:
            self._window.parts.status.show_note(self.tr("not in the library yet"))
            return
        self._show_tab()
        self._page.show_entity(known)

    # -- opening -----------------------------------------------------------------------------------

    def open_kept(self, article_id: str, mention: Span | None = None) -> None:
        """Open an article from the library, or bring it to the front; the way back leads to the one before."""
        self._target = None if mention is None else (article_id, mention)
        here = self._session.article
        if here is not None and (here.id != article_id or mention is not None):
            self._session.history.leave()
        if self._articles.find(article_id) is not None:
            self._articles.show(article_id)
        else:
            self._articles.open_from(article_id, self._read)

    def _open(self, row: KeptRow) -> None:
        """With the mention for which it is listed, if there is one."""
        there = row.appearance
        self.open_kept(row.article.id, None if there is None else there.first)
        self._reach_later()
        self._window.parts.view.setFocus()

    def _reach_later(self) -> None:
        """After the article has been scrolled to its own reading place."""
        if self._target is not None:
            QTimer.singleShot(0, self, self._reach)

    def _reach(self) -> None:
        """Go to the mention; where the marks are still to come it is chosen when they are there."""
        article, found = self._session.article, self._session.annotations
        if self._target is None or article is None or article.id != self._target[0]:
            return
        span = self._target[1]
        if found is None:
            self._session.reveal_requested.emit(span)
            return
        there = _mention(found, span)
        if there is not None:
            self._session.choose_mention(*there, left=True)
        if there is not None or found.complete:
            self._target = None


def _mention(found: Annotations, span: Span) -> tuple[str, int] | None:
    """The entity that is named at ``span``, and which of its mentions that is; one that fits exactly wins."""
    near: tuple[str, int] | None = None
    for entity in found.entities:
        index = mention_at(entity, span)
        if index is not None and entity.mentions[index].span == span:
            return entity.id, index
        if index is not None and near is None:
            near = entity.id, index
    return near
