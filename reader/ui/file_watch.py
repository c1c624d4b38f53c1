"""Tells when the file of the article in front has changed; the text stays until the reader wants the new one."""

from __future__ import annotations

import logging
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QTimer

from reader.core.records import Article
from reader.core.sources import is_pasted
from reader.service.file_changes import FileCheck, FileState, check_file
from reader.service.kept_articles import KeptArticles
from reader.ui.jobs import Job, JobRunner
from reader.ui.main_window import MainWindow
from reader.ui.message_bar import Message
from reader.ui.open_articles import OpenArticles
from reader.ui.reading_session import ReadingSession

_LOG = logging.getLogger(__name__)

LOOK_MS = 4_000
"""One question to the file system in so long costs nothing, and works on network folders too."""
GONE_MS = 1_500
"""Editors put a new file in the place of the old one: for a moment there is none."""
_TOPIC, _SHOW = "file_changed", "show_version"
_ADDRESSES = ("http://", "https://")


class FileWatch(QObject):
    """Looks when an article comes to the front, when the window becomes active, and now and then while it is seen.

    Looks run in jobs, one at a time: a network folder that does not answer holds nothing up.
    """

    def __init__(
        self,
        window: MainWindow,
        articles: OpenArticles,
        session: ReadingSession,
        kept: KeptArticles,
        jobs: JobRunner,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._articles = articles
        self._session = session
        self._kept = kept
        self._jobs = jobs
        self._running: Job | None = None
        self._seen: dict[str, FileCheck] = {}
        self._missing: set[str] = set()
        self._dismissed: set[str] = set()
        self._often = QTimer(self, interval=LOOK_MS)
        self._often.timeout.connect(self.look)
        self._again = QTimer(self, singleShot=True, interval=GONE_MS)
        self._again.timeout.connect(self.look)
        session.article_changed.connect(self._on_article)
        articles.list_changed.connect(self._forget_closed)
        window.language_changed.connect(self._show)
        window.parts.messages.action_requested.connect(self._on_message)
        window.parts.messages.dismissed.connect(self._on_dismissed)

    def start(self) -> None:
        """Begin to look; called once the window is painted."""
        self._window.installEventFilter(self)
        self._often.start()
        self.look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self.look()
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """Look at the file of the article in front, unless a look is still on its way or nobody sees the window."""
        article = self._session.article
        if self._running is not None or article is None or not _has_file(article):
            return
        if not self._often.isActive() or not self._window.isVisible() or self._window.isMinimized():
            return
        before = self._seen.get(article.id)
        stamp = self._kept.stamp_of(article.id) if before is None else before.stamp
        if before is not None and before.state is FileState.GONE:
            stamp = None  # what comes back is read again
        source, article_id = article.source, article.id
        self._running = self._jobs.submit(
            lambda _: check_file(source, article_id, stamp),
            lambda found: self._on_found(article_id, found),
            self._on_failed,
        )

    def _on_found(self, article_id: str, found: FileCheck) -> None:
        self._running = None
        front = self._session.article
        if front is None or front.id != article_id:
            self.look()
            return
        before = self._seen.get(article_id)
        if found.state is FileState.GONE:
            self._on_gone(article_id, before)
            return
        self._missing.discard(article_id)
        if before is None or before.state is FileState.GONE:
            self._note(article_id, found)
        elif before.stamp != found.stamp:
            unreadable = found.state is FileState.UNKNOWN
            self._note(article_id, replace(before, stamp=found.stamp) if unreadable else found)

    def _on_gone(self, article_id: str, before: FileCheck | None) -> None:
        """It is told once it is still gone a moment later; of a file that was never seen nothing is told."""
        known = self._kept.stamp_of(article_id) if before is None else before.stamp
        if known is None or (before is not None and before.state is FileState.GONE):
            return
        if article_id in self._missing:
            self._note(article_id, FileCheck(FileState.GONE, known))
        else:
            self._missing.add(article_id)
            self._again.start()

    def _note(self, article_id: str, found: FileCheck) -> None:
        self._seen[article_id] = found
        self._dismissed.discard(article_id)
        self._show()

    def _on_failed(self, error: Exception) -> None:
        self._running = None
        _LOG.warning("a file could not be looked at: %s", error)

    def _on_article(self, _: Article | None) -> None:
        self._again.stop()
        self._show()
        self.look()

    def _show(self) -> None:
        """Say what is known of the file of the article in front, or nothing."""
        article, bar = self._session.article, self._window.parts.messages
        known = None if article is None else self._seen.get(article.id)
        state = FileState.SAME if known is None else known.state
        if article is None or article.id in self._dismissed or state in (FileState.SAME, FileState.UNKNOWN):
            bar.withdraw(_TOPIC)
        elif state is FileState.CHANGED:
            bar.tell(
                Message(
                    _TOPIC, self.tr("The file has changed."), "info", _SHOW, self.tr("Show the new version")
                )
            )
        else:
            bar.tell(
                Message(_TOPIC, self.tr("The file is no longer in its place. Its text stays open here."))
            )

    def _on_message(self, topic: str, action_id: str) -> None:
        article = self._session.article
        if (topic, action_id) == (_TOPIC, _SHOW) and article is not None:
            place = self._window.parts.view.reading_position()
            self._articles.open_instead(
                article.source,
                article.id,
                lambda path, cancelled: self._kept.open_version(path, article, place, cancelled),
            )

    def _on_dismissed(self, topic: str) -> None:
        if topic == _TOPIC and self._session.article is not None:
            self._dismissed.add(self._session.article.id)

    def _forget_closed(self) -> None:
        opened = {article.id for article in self._articles.articles}
        self._seen = {key: found for key, found in self._seen.items() if key in opened}
        self._dismissed &= opened


def _has_file(article: Article) -> bool:
    """Whether an article comes from a file of its reader's."""
    source = article.source
    return bool(source) and source != "-" and not source.startswith(_ADDRESSES) and not is_pasted(source)
