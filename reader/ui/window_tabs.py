"""The tabs of the window beyond its life: saved soon after they change, there again at the next start."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from reader.core.books import file_of
from reader.library.tab_files import SavedTab, SavedTabs, TabFiles
from reader.ui.actions import Actions
from reader.ui.jobs import JobRunner
from reader.ui.library.keeping import Keeping
from reader.ui.open_articles import OpenArticles
from reader.ui.preferences import Preferences
from reader.ui.reading_session import ReadingSession
from reader.ui.tab_records import Tab

_LOG = logging.getLogger(__name__)
SAVE_AFTER_MS = 300
"""So soon that a crash loses nothing that matters, so late that many changes at once are one."""


class WindowTabs(QObject):
    """Nothing is written before ``restore`` has looked at what was there.

    ``kept_files`` is filled with the ids of kept articles by the files they came from; ``others_run`` tells
    whether another window of the profile runs.
    """

    def __init__(
        self,
        articles: OpenArticles,
        session: ReadingSession,
        keeping: Keeping,
        preferences: Preferences,
        jobs: JobRunner,
        files: TabFiles,
        kept_files: dict[str, str],
        others_run: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._articles = articles
        self._session = session
        self._keeping = keeping
        self._preferences = preferences
        self._jobs = jobs
        self._files = files
        self._kept_files = kept_files
        self._others_run = others_run
        self._closed = SavedTabs()
        self._written: SavedTabs | None = None
        self._orders = itertools.count(1)
        self._restored = self._writing = self._session_ends = False
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._timer.timeout.connect(self._save_soon)

    def connect_to(self, actions: Actions) -> None:
        """Follow the tabs, and let the reader reopen what was closed."""
        articles, reopen = self._articles, actions["reopen_article"]
        for changed in (articles.list_changed, articles.order_changed, self._keeping.front_changed):
            changed.connect(self._on_changed)
        for chosen in (articles.current_changed, articles.tab_chosen):
            chosen.connect(lambda _: self._on_changed())
        articles.tab_closed.connect(self._on_closed)
        self._preferences.settings_changed.connect(lambda _: self._on_changed())
        reopen.triggered.connect(lambda _=False: self.reopen())
        reopen.setEnabled(False)
        articles.list_changed.connect(lambda: reopen.setEnabled(bool(self._closed.closed)))

    def restore(self, paths: Sequence[str]) -> bool:
        """Open the former tabs and, in front of them, these files; whether there was anything to open."""
        saved = self._files.load(self._preferences.report_damage)
        self._closed = SavedTabs(closed=saved.closed)
        self._restored = True
        for tab in (*saved.tabs, *(each.tab for each in saved.closed)):
            if tab.article_id:
                self._kept_files[tab.source] = tab.article_id
        former = [tab for tab in saved.tabs if self._is_there(tab)] if self._reopens else []
        front = saved.tabs[saved.front] if 0 <= saved.front < len(saved.tabs) else None
        at = former.index(front) if front in former else 0
        self._articles.restore([_unread(tab) for tab in former], None if paths else at)
        self._articles.open_files(paths)
        return bool(former or paths)

    def reopen(self) -> None:
        """Bring back the tab that was closed last."""
        *left, latest = self._closed.closed
        self._closed = replace(self._closed, closed=tuple(left))
        self._articles.reopen(_unread(latest.tab), latest.index)
        self._articles.list_changed.emit()

    def end_session(self) -> None:
        """The computer is shut down, or the program ended from outside: the tabs are no less wanted."""
        self._session_ends = True
        self.save()

    def save(self) -> None:
        """Write down how things stand now; a full or read-only disk is logged, not fatal."""
        self._timer.stop()
        if self._restored:
            self._write(self._present(), next(self._orders))

    def close(self) -> None:
        """The window is closed: where another one stays, these tabs are closed with it and can be reopened."""
        if self._restored and not self._session_ends:
            present = self._present()
            self._timer.stop()
            self._write(present.all_closed() if self._others_run() else present, next(self._orders))

    def forget_all(self) -> None:
        """Nothing can be reopened any more, once all that is kept is erased."""
        self._closed = SavedTabs()
        self._written = None
        self._kept_files.clear()
        self._articles.list_changed.emit()

    @property
    def _reopens(self) -> bool:
        return self._preferences.settings.reopen

    def _is_there(self, tab: SavedTab) -> bool:
        return bool(tab.article_id) or Path(file_of(tab.source)).is_file()

    def _present(self) -> SavedTabs:
        if self._preferences.settings.keep_nothing:
            return SavedTabs()
        tabs = [tab for tab in self._articles.tabs if tab.source]
        front = next((at for at, tab in enumerate(tabs) if tab.key == self._articles.chosen), 0)
        return SavedTabs(tuple(self._saved(tab) for tab in tabs), front, self._closed.closed)

    def _saved(self, tab: Tab) -> SavedTab:
        kept = tab.article is None or tab.article_id in self._keeping.kept
        return SavedTab(tab.source, tab.title, tab.article_id if kept else "")

    def _on_closed(self, tab: Tab, index: int) -> None:
        if tab.source:
            saved = self._saved(tab)
            if saved.article_id:
                self._kept_files[saved.source] = saved.article_id
            self._closed = self._closed.with_closed(saved, index)

    def _on_changed(self) -> None:
        if self._restored:
            self._timer.start()

    def _save_soon(self) -> None:
        """In a job: waiting for a slow disk would hold up the window."""
        present = self._present()
        if present == self._written:
            return
        if self._writing:
            self._timer.start()
            return
        self._writing = True
        self._preferences.remember_places(self._session.places())
        order = next(self._orders)
        self._jobs.submit(
            lambda _: self._write(present, order),
            lambda _: self._on_written(),
            lambda error: self._on_written(error),
        )

    def _on_written(self, error: Exception | None = None) -> None:
        self._writing = False
        if error is not None:
            _LOG.error("the tabs could not be saved: %r", error)

    def _write(self, saved: SavedTabs, order: int) -> None:
        try:
            self._files.save(saved, order)
        except OSError as error:
            _LOG.warning("the tabs could not be saved: %s", error)
            return
        self._written = saved


def _unread(tab: SavedTab) -> Tab:
    return Tab(tab.source, tab.title or Path(tab.source).name, tab.article_id)
