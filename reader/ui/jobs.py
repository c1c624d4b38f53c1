"""The one runner of background work: jobs take data and return data, and never touch a widget."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal


class JobCancelledError(Exception):
    """Raised inside a job by ``Job.check`` once nobody waits for its result."""


@dataclass(eq=False, slots=True)
class Job:
    """One piece of background work, and who gets its result on the window's thread."""

    id: int
    work: Callable[[Job], Any]
    on_done: Callable[[Any], None]
    on_failed: Callable[[Exception], None]
    cancelled: bool = False

    def cancel(self) -> None:
        """Drop the result; the work stops at its next ``check``."""
        self.cancelled = True

    def check(self) -> None:
        """Raise ``JobCancelledError`` where the job was cancelled; call it often in long work."""
        if self.cancelled:
            raise JobCancelledError


class JobRunner(QObject):
    """Runs jobs on a few threads and hands results over on the thread that the runner lives on.

    The threads are daemons: a file that takes long to read never keeps the program from closing.
    """

    _finished = Signal(object, object, object)
    idle = Signal()

    def __init__(self, parent: QObject | None = None, threads: int = 2) -> None:
        super().__init__(parent)
        self._queue: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._limit = threads
        self._threads: list[threading.Thread] = []
        self._waiting: dict[int, Job] = {}
        self._next_id = 1
        self._closed = False
        self._finished.connect(self._on_finished)

    @property
    def busy(self) -> bool:
        """Whether somebody waits for a result."""
        return bool(self._waiting)

    def submit(
        self,
        work: Callable[[Job], Any],
        on_done: Callable[[Any], None],
        on_failed: Callable[[Exception], None],
    ) -> Job:
        """Run ``work`` in the background; one of the two callables follows, unless it is cancelled."""
        job = Job(self._next_id, work, on_done, on_failed)
        self._next_id += 1
        self._waiting[job.id] = job
        if len(self._threads) < min(self._limit, len(self._waiting)):
            self._start_thread()
        self._queue.put(job)
        return job

    def close(self, wait_seconds: float = 0.2) -> None:
        """Cancel everything and wait a moment for the threads."""
        self._closed = True
        for job in self._waiting.values():
            job.cancel()
        self._waiting.clear()
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join(wait_seconds)
        self._threads.clear()

    def _start_thread(self) -> None:
        thread = threading.Thread(target=self._work, name=f"job-{len(self._threads)}", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            result, error = _run(job)
            if self._closed:
                return
            self._finished.emit(job, result, error)

    def _on_finished(self, job: Job, result: object, error: Exception | None) -> None:
        self._waiting.pop(job.id, None)
        if not job.cancelled:
            if error is None:
                job.on_done(result)
            else:
                job.on_failed(error)
        if not self._waiting:
            self.idle.emit()


def _run(job: Job) -> tuple[object, Exception | None]:
    try:
        job.check()
        return job.work(job), None
    except JobCancelledError as error:
        job.cancelled = True
        return None, error
    except Exception as error:  # handed over to the one who asked
        return None, error
