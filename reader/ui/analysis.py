"""Which article is being analysed, what was found so far, and why not where nothing was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from reader.core.marks import with_indirect
from reader.core.records import Annotations, Article
from reader.ui.worker_client import WorkerClient, WorkerFailure


@dataclass(frozen=True, slots=True)
class AnalysisState:
    """How far the analysis of one article is. ``total`` is 0 until the worker has begun to count."""

    annotations: Annotations | None = None
    failure: WorkerFailure | None = None
    done: int = 0
    total: int = 0
    running: bool = False


class Analysis(QObject):
    """Asks the worker for each article once and keeps the answers as long as the article is open.

    ``known`` gives what an earlier run has found; then nobody is asked.
    """

    changed = Signal(str, object)
    annotations_changed = Signal(str, object)
    failed = Signal(str, object)

    def __init__(
        self,
        client: WorkerClient,
        known: Callable[[str], Annotations | None] = lambda _: None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._known = known
        self._states: dict[str, AnalysisState] = {}
        self._jobs: dict[int, str] = {}
        self._held: list[Article] | None = []
        self._indirect = False
        client.progressed.connect(self._on_progress)
        client.found.connect(self._on_found)
        client.failed.connect(self._on_failed)

    @property
    def idle(self) -> bool:
        """Whether the worker was started and has nothing to do."""
        return self._held is None and not self._jobs

    def state(self, article_id: str) -> AnalysisState:
        """How far the analysis of an article is."""
        state = self._states.get(article_id, AnalysisState())
        return (
            state if state.annotations is None else replace(state, annotations=self._shown(state.annotations))
        )

    def show_indirect(self, shown: bool) -> None:
        """Whether indirect speech stands among the quotations; those who watch are told."""
        if shown == self._indirect:
            return
        self._indirect = shown
        for article_id, state in self._states.items():
            if state.annotations is not None and state.annotations.indirect:
                self.annotations_changed.emit(article_id, self._shown(state.annotations))

    def _shown(self, annotations: Annotations) -> Annotations:
        return with_indirect(annotations) if self._indirect else annotations

    def recall(self, article_id: str) -> AnalysisState:
        """The state of an article that comes to the front, with what an earlier run has found; nobody is told."""
        if article_id not in self._states:
            found = self._known(article_id)
            if found is not None:
                self._states[article_id] = AnalysisState(found)
        return self.state(article_id)

    def start(self) -> None:
        """Start the worker, and what was asked for so far; called once the window is painted."""
        held, self._held = self._held, None
        self._client.start()
        for article in held or ():
            self._send(article)

    def request(self, article: Article) -> None:
        """Analyse an article unless that is done, running or has failed."""
        if article.id not in self._states:
            self._ask(article)

    def retry(self, article: Article) -> None:
        """Analyse an article again after a failure."""
        self.forget(article.id)
        self._ask(article)

    def forget(self, article_id: str) -> None:
        """Drop what is known of an article that was closed; a running analysis stops."""
        self._states.pop(article_id, None)
        if self._held is not None:
            self._held = [article for article in self._held if article.id != article_id]
        for job_id in [job for job, each in self._jobs.items() if each == article_id]:
            del self._jobs[job_id]
            self._client.cancel(job_id)

    def _ask(self, article: Article) -> None:
        self._set(article.id, AnalysisState(running=True))
        if self._held is None:
            self._send(article)
        else:
            self._held.append(article)

    def _send(self, article: Article) -> None:
        self._jobs[self._client.annotate(article)] = article.id

    def _set(self, article_id: str, state: AnalysisState) -> None:
        self._states[article_id] = state
        self.changed.emit(article_id, state)

    def _on_progress(self, job_id: int, done: int, total: int) -> None:
        article_id = self._jobs.get(job_id)
        if article_id is not None:
            before = self._states.get(article_id, AnalysisState())
            self._set(article_id, AnalysisState(before.annotations, None, done, total, running=True))

    def _on_found(self, job_id: int, annotations: Annotations) -> None:
        article_id = self._jobs.get(job_id)
        if article_id is None:
            return
        before = self.state(article_id)
        if annotations.complete:
            del self._jobs[job_id]
        running = not annotations.complete
        self._set(article_id, AnalysisState(annotations, None, before.done, before.total, running))
        self.annotations_changed.emit(article_id, self._shown(annotations))

    def _on_failed(self, job_id: int, failure: WorkerFailure) -> None:
        article_id = self._jobs.pop(job_id, None)
        if article_id is not None:
            before = self._states.get(article_id, AnalysisState())
            self._set(article_id, AnalysisState(before.annotations, failure))
            self.failed.emit(article_id, failure)
