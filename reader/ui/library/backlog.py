"""Analyses kept articles that are open behind others, one after the other, while nothing else is to be analysed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from reader.core.records import Article
from reader.ui.analysis import Analysis, AnalysisState
from reader.ui.library.keeping import Keeping
from reader.ui.open_articles import OpenArticles
from reader.ui.reading_session import ReadingSession
from reader.ui.worker_client import WorkerFailure

IDLE_MS = 500


class Backlog(QObject):
    """Whatever else is asked of the worker goes first: what runs from here stops for it and begins anew later.

    A failure here is nobody's to read: the article is analysed again once it comes to the front.
    """

    def __init__(
        self,
        articles: OpenArticles,
        analysis: Analysis,
        session: ReadingSession,
        keeping: Keeping,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._articles = articles
        self._analysis = analysis
        self._keeping = keeping
        self._running: str | None = None
        self._failed: set[str] = set()
        self._broken = False
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self._next)
        articles.list_changed.connect(self._idle.start)
        analysis.changed.connect(self._on_changed)
        analysis.failed.connect(self._on_failed)
        session.article_changed.connect(self._on_front)

    def _next(self) -> None:
        """What an earlier run has found is kept at once; the first of the others is analysed."""
        if not self._analysis.idle or self._broken:
            return
        for article in self._articles.articles:
            waits = article.id in self._keeping.kept and article.id not in self._failed
            if not waits or self._analysis.state(article.id) != AnalysisState():
                continue
            known = self._analysis.recall(article.id).annotations
            if known is None:
                self._running = article.id
                self._analysis.request(article)
                return
            self._keeping.keep_found(known)

    def _on_changed(self, article_id: str, state: AnalysisState) -> None:
        """Somebody waits for another article, or the worker has come to rest."""
        running = self._running
        if state.running:
            if running is not None and running != article_id:
                self._running = None
                self._analysis.forget(running)
            return
        if running == article_id and state.failure is None:
            self._running = None
        self._idle.start()

    def _on_failed(self, article_id: str, failure: WorkerFailure) -> None:
        if article_id == self._running:
            self._running = None
            self._failed.add(article_id)
            self._broken = failure.reason != "analysis"
            self._analysis.forget(article_id)

    def _on_front(self, article: Article | None) -> None:
        """What comes to the front is not stopped any more."""
        if article is not None and article.id == self._running:
            self._running = None
        self._idle.start()
