"""Puts the marks of an article in order before anybody hears of them: those of a long text in the background."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from reader.core.marks import MarkIndex, mark_count, marks_of
from reader.core.records import Annotations
from reader.ui.jobs import JobRunner
from reader.ui.worker_client import WorkerFailure

_AT_ONCE = 5_000
"""So many marks are put in order in a few milliseconds."""


class MarkIndexer(QObject):
    """Remembers the last index, so that whoever prepares annotations and whoever shows them share it."""

    failed = Signal(str, object)

    def __init__(self, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._known: tuple[Annotations, MarkIndex] | None = None

    def prepare(self, annotations: Annotations, then: Callable[[MarkIndex], None]) -> None:
        """Call ``then`` with the index, at once where that takes no time."""
        if self._known is not None and self._known[0] is annotations:
            then(self._known[1])
        elif mark_count(annotations) <= _AT_ONCE:
            self._take(annotations, MarkIndex(marks_of(annotations)), then)
        else:
            self._jobs.submit(
                lambda _: MarkIndex(marks_of(annotations)),
                lambda marks: self._take(annotations, marks, then),
                lambda error: self.failed.emit(
                    annotations.article_id, WorkerFailure("analysis", details=repr(error))
                ),
            )

    def _take(self, annotations: Annotations, marks: MarkIndex, then: Callable[[MarkIndex], None]) -> None:
        self._known = (annotations, marks)
        then(marks)
