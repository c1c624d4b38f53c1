"""The window's side of the analysis child process: one JSON message a line over its pipes.

The models load in a process of their own because loading them in a thread holds the interpreter
for half a second at a time; a crash or a hang there costs marks, never the article.
"""

from __future__ import annotations

import json
import logging
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from reader.core.document import annotations_from_json, article_to_json
from reader.core.records import Annotations, Article
from reader.ui.jobs import Job, JobRunner

_LOG = logging.getLogger(__name__)

HANG_MS = 60_000
CLOSE_MS = 240
_KILLED_MS = 10_000
"""A killed process is gone as soon as the system has taken back its memory, which a busy one does late."""
_SMALL = 100_000
"""Bytes or characters that are turned into records at once, in well under 50 ms; more goes to a job."""


@dataclass(frozen=True, slots=True)
class WorkerFailure:
    """Why there are no marks.

    ``reason`` is ``analysis`` (then ``key`` and ``values`` name a row of ``messages.toml``),
    ``died``, ``hung`` or ``absent``; ``details`` is for a report.
    """

    reason: str
    key: str = ""
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    details: str = ""


@dataclass(slots=True)
class _Request:
    """A job that the worker has, and the number of its latest message."""

    article: Article
    latest: int = 0
    delivered: int = 0
    decoding: list[Job] = field(default_factory=list[Job])


class WorkerClient(QObject):
    """Starts the analysis process, keeps it alive and turns its messages into records."""

    ready = Signal(str)
    progressed = Signal(int, int, int)
    found = Signal(int, object)
    failed = Signal(int, object)

    def __init__(
        self,
        command: Sequence[str],
        jobs: JobRunner,
        parent: QObject | None = None,
        hang_ms: int = HANG_MS,
    ) -> None:
        super().__init__(parent)
        self._command = tuple(command)
        self._jobs = jobs
        self._process: QProcess | None = None
        self._requests: dict[int, _Request] = {}
        self._next_job = 1
        self._keep = True
        self._errors: deque[str] = deque(maxlen=200)
        self._watchdog = QTimer(self, singleShot=True, interval=hang_ms)
        self._watchdog.timeout.connect(self._on_hang)

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return bool(self._requests)

    def start(self) -> None:
        """Start the process so that its models load; nothing happens where it runs."""
        if self._process is not None:
            return
        process = QProcess(self)
        process.readyReadStandardOutput.connect(self._on_output)
        process.readyReadStandardError.connect(self._on_error_output)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_process_error)
        self._process = process
        process.start(self._command[0], list(self._command[1:]))

    def keep_findings(self, keep: bool) -> None:
        """Whether the worker may write what it finds into its cache."""
        self._keep = keep

    def annotate(self, article: Article) -> int:
        """Ask for the annotations of ``article``; returns the job id that answers carry."""
        job_id, keep = self._next_job, self._keep
        self._next_job += 1
        self._requests[job_id] = _Request(article)
        self.start()
        self._watch()
        if len(article.text) <= _SMALL:
            self._write(_annotate_line(job_id, article, keep))
        else:
            self._jobs.submit(
                lambda _: _annotate_line(job_id, article, keep),
                lambda line: self._write(line) if job_id in self._requests else None,
                lambda error: self._give_up(job_id, WorkerFailure("analysis", details=repr(error))),
            )
        return job_id

    def cancel(self, job_id: int) -> None:
        """Nobody waits for this job any more: whatever still comes of it is dropped."""
        request = self._requests.pop(job_id, None)
        if request is None:
            return
        for job in request.decoding:
            job.cancel()
        self._write(_line({"op": "cancel", "job": job_id}))
        self._watch()

    def close(self) -> None:
        """End the process, in the middle of an analysis too: within half a second, unless the system is very busy."""
        self._requests.clear()
        self._watchdog.stop()
        process, self._process = self._process, None
        if process is None:
            return
        process.blockSignals(True)
        process.write(_line({"op": "quit"}))
        process.closeWriteChannel()
        process.terminate()
        if process.state() != QProcess.ProcessState.NotRunning and not process.waitForFinished(CLOSE_MS):
            process.kill()
            process.waitForFinished(_KILLED_MS)
        process.deleteLater()

    def _write(self, line: bytes) -> None:
        if self._process is not None:
            self._process.write(line)

    def _watch(self) -> None:
        """Every sign of life gives the worker its full time again."""
        if self._requests:
            self._watchdog.start()
        else:
            self._watchdog.stop()

    def _on_output(self) -> None:
        process = self._process
        while process is not None and process is self._process and process.canReadLine():
            self._on_line(bytes(process.readLine().data()))

    def _on_line(self, line: bytes) -> None:
        self._watch()
        if len(line) <= _SMALL:
            self._on_message(_parsed(line))
            return
        self._jobs.submit(lambda _: _parsed(line), self._on_message, self._on_bad_message)

    def _on_bad_message(self, error: Exception) -> None:
        _LOG.error("a message of the worker was not understood: %r", error)

    def _on_message(self, message: Mapping[str, Any]) -> None:
        event = message.get("event")
        if event == "ready":
            self.ready.emit(str(message.get("pipeline", "")))
            return
        job_id = message.get("job")
        if not isinstance(job_id, int) or job_id not in self._requests:
            return
        if event == "progress":
            self.progressed.emit(job_id, int(message["done"]), int(message["total"]))
        elif event in ("partial", "done"):
            self._decode(job_id, message["annotations"], event == "done")
        elif event == "failed":
            values = message.get("values", {})
            details = str(message.get("message", ""))
            self._give_up(job_id, WorkerFailure("analysis", message.get("key", ""), values, details))

    def _decode(self, job_id: int, data: Mapping[str, Any], complete: bool) -> None:
        """Records from a message: at once where there are few, else in a job."""
        request = self._requests[job_id]
        request.latest += 1
        number, article_id = request.latest, request.article.id
        if len(data["entities"]) + len(data["quotes"]) <= 500:
            self._deliver(job_id, number, annotations_from_json(data, article_id, complete))
            return
        job = self._jobs.submit(
            lambda _: annotations_from_json(data, article_id, complete),
            lambda annotations: self._deliver(job_id, number, annotations),
            lambda error: self._give_up(job_id, WorkerFailure("analysis", details=repr(error))),
        )
        request.decoding.append(job)

    def _deliver(self, job_id: int, number: int, annotations: Annotations) -> None:
        """Hand records over unless newer ones have come before them."""
        request = self._requests.get(job_id)
        if request is None or number < request.delivered:
            return
        request.delivered = number
        if annotations.complete:
            del self._requests[job_id]
            self._watch()
        self.found.emit(job_id, annotations)

    def _give_up(self, job_id: int, failure: WorkerFailure) -> None:
        if self._requests.pop(job_id, None) is not None:
            self._watch()
            self.failed.emit(job_id, failure)

    def _on_error_output(self) -> None:
        if self._process is not None:
            text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
            self._errors.extend(text.splitlines())

    def _on_hang(self) -> None:
        self._end("hung")

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        if self.sender() is self._process:
            self._on_output()
            self._errors.append(f"exit code {code}, {status.name}")
            self._end("died")

    def _on_process_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self.sender() is self._process:
            self._end("absent")

    def _end(self, reason: str) -> None:
        """Let the process go and tell all who waited; the next request starts a fresh one."""
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            if process.state() != QProcess.ProcessState.NotRunning:
                process.kill()
                process.waitForFinished(_KILLED_MS)
            process.deleteLater()
        failure = WorkerFailure(reason, details="\n".join(self._errors))
        _LOG.warning("the analysis process %s: %s", reason, failure.details)
        self._errors.clear()
        for job_id in list(self._requests):
            self._give_up(job_id, failure)


def _annotate_line(job_id: int, article: Article, keep: bool) -> bytes:
    record = {**article_to_json(article), "language": article.language, "source": article.source}
    return _line({"op": "annotate", "job": job_id, "article": record, "keep": keep})


def _line(message: Mapping[str, Any]) -> bytes:
    return json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _parsed(line: bytes) -> Mapping[str, Any]:
    try:
        message = json.loads(line)
    except ValueError:
        _LOG.warning("the worker said no JSON: %r", line[:200])
        return {}
    return message if isinstance(message, dict) else {}
