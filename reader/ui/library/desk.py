"""The way to the library: questions and changes go there as jobs, changes one after the other."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from reader.core.errors import ReaderError
from reader.service import Shelf
from reader.ui.jobs import Job, JobRunner

if TYPE_CHECKING:
    from reader.library.store import Library

_LOG = logging.getLogger(__name__)
_PATIENCE = 1.0
"""Seconds that closing waits for a change that is being written."""

Work = Callable[["Library"], Any]
Answer = Callable[[Any], None]
Refusal = Callable[[ReaderError], None]


@dataclass(frozen=True, slots=True)
class _Change:
    work: Callable[[], Any]
    on_done: Answer
    on_failed: Refusal
    seen: bool


class Desk(QObject):
    """``changed`` follows every change that can be seen; ``failed`` carries an error that nobody else answers."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, shelf: Shelf, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shelf = shelf
        self._jobs = jobs
        self._waiting: deque[_Change] = deque()
        self._written: threading.Event | None = None

    def ask(self, work: Work, on_done: Answer, on_failed: Refusal | None = None) -> Job:
        """Ask the library something; cancel the job to drop the answer."""
        failed = on_failed or self.failed.emit

        def answered(answer: tuple[object, ReaderError | None]) -> None:
            on_done(answer[0])
            self._tell(answer[1])

        return self._jobs.submit(
            lambda _: (self.shelf.use(work), self.shelf.take_notice()),
            answered,
            lambda error: failed(expected(error)),
        )

    def change(
        self, work: Work, on_done: Answer | None = None, on_failed: Refusal | None = None, seen: bool = True
    ) -> None:
        """Change something in the library, after all that was to be changed before.

        ``seen`` is false for what no list shows.
        """
        self.run(lambda: self.shelf.use(work), on_done, on_failed, seen)

    def run(
        self,
        work: Callable[[], Any],
        on_done: Answer | None = None,
        on_failed: Refusal | None = None,
        seen: bool = True,
    ) -> None:
        """Do something about the library that opens it by itself or not at all, in its turn among the changes."""
        self._waiting.append(_Change(work, on_done or _nothing, on_failed or self.failed.emit, seen))
        self._next()

    def close(self) -> None:
        """Write what is still waiting: what somebody did a moment ago is not lost."""
        if self._written is not None:
            self._written.wait(_PATIENCE)
        waiting, self._waiting = self._waiting, deque()
        for change in waiting:
            try:
                change.work()
            except ReaderError as error:
                _LOG.warning("the library could not be changed at closing: %s", error)

    def _next(self) -> None:
        if self._written is not None or not self._waiting:
            return
        change = self._waiting.popleft()
        written = self._written = threading.Event()

        def write(_: Job) -> tuple[object, ReaderError | None]:
            try:
                return change.work(), self.shelf.take_notice()
            finally:
                written.set()

        self._jobs.submit(
            write,
            lambda answer: self._on_written(change, *answer),
            lambda error: self._on_failed(change, error),
        )

    def _on_written(self, change: _Change, result: object, notice: ReaderError | None) -> None:
        self._written = None
        self._next()
        change.on_done(result)
        self._tell(notice)
        if change.seen:
            self.changed.emit()

    def _tell(self, notice: ReaderError | None) -> None:
        """After a repair the lists show what was saved."""
        if notice is None:
            return
        self.failed.emit(notice)
        if notice.key == "library_damaged":
            self.changed.emit()

    def _on_failed(self, change: _Change, error: Exception) -> None:
        self._written = None
        self._next()
        change.on_failed(expected(error))


def expected(error: Exception) -> ReaderError:
    """An error with a sentence; any other one is a mistake of ours and goes to the hook."""
    if isinstance(error, ReaderError):
        return error
    raise error


def _nothing(_: object) -> None:
    pass
