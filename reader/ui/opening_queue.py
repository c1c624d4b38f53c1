"""What is to be opened, read in the background one after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from reader.core.records import Article
from reader.service import FoundFiles
from reader.service.reading import Cancelled
from reader.ui.jobs import Job, JobRunner

Importer = Callable[[str, Cancelled], Article]
"""Gives the article that something names; stops soon after nobody waits for it any more."""
FileImporter = Callable[[str, Cancelled], Article | FoundFiles]
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

    def is_for_unread(self, key: str) -> bool:
        """Whether this is the reading of the tab of that key."""
        return self.unread and self.instead == key


class OpeningQueue(QObject):
    """Runs one wish at a time and hands over what came of it."""

    busy_changed = Signal(bool)
    started = Signal(object)
    """What is read now: a ``Wish``."""

    def __init__(
        self,
        jobs: JobRunner,
        on_opened: Callable[[Wish, Article | FoundFiles], None],
        on_failed: Callable[[Wish, Exception], None],
        on_cancelled: Callable[[Wish], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._on_opened = on_opened
        self._on_failed = on_failed
        self._on_cancelled = on_cancelled
        self._pending: deque[Wish] = deque()
        self._running: Job | None = None
        self._read_now: Wish | None = None

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

    def cancel(self) -> None:
        """Give up what is read now; what waits behind it is read."""
        job, wish = self._running, self._read_now
        if job is not None and wish is not None:
            job.cancel()
            self._pass_front_on(wish)
            self._finish(lambda: self._on_cancelled(wish))

    def read_tab(self, wish: Wish) -> None:
        """Read a tab that was chosen before all others; once, however often it is chosen meanwhile."""
        if not self._reads(wish.instead):
            self.give_up(wish.instead)
            self.add([wish], first=True)

    def give_up(self, key: str) -> None:
        """Read the tab of that key no more, now or later."""
        self._pending = deque(wish for wish in self._pending if not wish.is_for_unread(key))
        if self._reads(key):
            self.cancel()

    def _reads(self, key: str) -> bool:
        """Whether the tab of that key is being read now."""
        return self._read_now is not None and self._read_now.is_for_unread(key)

    def _next(self) -> None:
        if self._running is not None or not self._pending:
            return
        wish = self._pending.popleft()
        self.busy_changed.emit(True)
        self._read_now = wish
        self.started.emit(wish)
        self._running = self._jobs.submit(
            lambda job: wish.importer(wish.source, lambda: job.cancelled),
            lambda result: self._finish(lambda: self._on_opened(wish, result)),
            lambda error: self._fail(wish, error),
        )

    def _fail(self, wish: Wish, error: Exception) -> None:
        self._pass_front_on(wish)
        self._finish(lambda: self._on_failed(wish, error))

    def _pass_front_on(self, wish: Wish) -> None:
        """The next one comes to the front where one that is not opened was to; a tab that waits keeps its place."""
        if wish.front and not wish.unread and self._pending:
            self._pending[0] = replace(self._pending[0], front=True)

    def _finish(self, hand_over: Callable[[], None]) -> None:
        self._read_now = None
        hand_over()
        self._running = None
        self._next()
        if self._running is None:
            self.busy_changed.emit(False)
