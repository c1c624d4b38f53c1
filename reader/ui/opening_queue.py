"""What is to be opened, read in the background one after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from reader.core.records import Article
from reader.ui.jobs import Job, JobRunner

FileImporter = Callable[[str], Article | tuple[str, ...]]
"""Gives the article in a file, or the files of a folder."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Something to open: at the front or behind it, in a tab of its own or ``instead`` of the tab of that key.

    It is ``resumed`` where the program opens it by itself, to go on where the last run ended, and ``unread``
    where it is for a tab that waits to be read.
    """

    source: str
    importer: FileImporter
    front: bool = True
    instead: str = ""
    resumed: bool = False
    unread: bool = False


class OpeningQueue(QObject):
    """Runs one wish at a time and hands over what came of it."""

    busy_changed = Signal(bool)

    def __init__(
        self,
        jobs: JobRunner,
        on_opened: Callable[[Wish, Article | tuple[str, ...]], None],
        on_failed: Callable[[Wish, Exception], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._on_opened = on_opened
        self._on_failed = on_failed
        self._pending: deque[Wish] = deque()
        self._running: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether something is still being read."""
        return self._running is not None

    def add(self, wishes: Iterable[Wish], first: bool = False) -> None:
        """Read these after, or before, all others."""
        if first:
            self._pending.extendleft(reversed(list(wishes)))
        else:
            self._pending.extend(wishes)
        self._next()

    def pass_front_on(self) -> None:
        """The next one comes to the front where the present one was to."""
        if self._pending:
            self._pending[0] = replace(self._pending[0], front=True)

    def _next(self) -> None:
        if self._running is not None or not self._pending:
            return
        wish = self._pending.popleft()
        self.busy_changed.emit(True)
        self._running = self._jobs.submit(
            lambda _: wish.importer(wish.source),
            lambda result: self._finish(lambda: self._on_opened(wish, result)),
            lambda error: self._finish(lambda: self._on_failed(wish, error)),
        )

    def _finish(self, hand_over: Callable[[], None]) -> None:
        hand_over()
        self._running = None
        self._next()
        if self._running is None:
            self.busy_changed.emit(False)
