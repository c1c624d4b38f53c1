"""The analysis child process: one JSON message a line on standard input and output.

To the worker: ``annotate`` (job, article, ``keep``: whether into the cache), ``cancel`` (job), ``quit``.
From it: ``ready``, ``progress``, ``partial``, ``done``, ``failed``. A job that was cancelled answers nothing more.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import Any, TextIO, cast

from reader.core.document import annotations_to_json, article_from_json
from reader.core.errors import AnalysisCancelledError, ReaderError
from reader.core.records import Annotations, Article
from reader.library.annotation_cache import AnnotationCache
from reader.service.analysis import AnalysisService, Listener

_NICENESS = 5
_PROGRESS_EVERY_S = 0.1

Message = dict[str, Any]


class Worker:
    """Reads messages in a thread of its own, so that a cancel takes hold during a job."""

    def __init__(self, service: AnalysisService, source: TextIO, sink: TextIO) -> None:
        self._service = service
        self._source = source
        self._sink = sink
        self._jobs: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._cancelled: set[int] = set()
        self._quit = threading.Event()

    def run(self, language: str = "fr") -> None:
        """Serve until ``quit`` or the end of the input."""
        threading.Thread(target=self._read, name="messages", daemon=True).start()
        self._service.analyzer(language)
        self._send({"event": "ready", "pipeline": self._service.pipeline(language)})
        while (message := self._jobs.get()) is not None:
            self._annotate(message)

    def _read(self) -> None:
        for line in self._source:
            message = _parsed(line)
            if message is None:
                continue
            if message.get("op") == "quit":
                break
            if message.get("op") == "cancel":
                self._cancelled.add(int(message["job"]))
            elif message.get("op") == "annotate":
                self._jobs.put(message)
        self._quit.set()
        self._jobs.put(None)

    def _annotate(self, message: Message) -> None:
        job = int(message["job"])
        try:
            article = article_from_json(message["article"])
            self._service.keeping = message.get("keep", True) is True
            self._send(self._done(job, article))
        except AnalysisCancelledError:
            return
        except ReaderError as error:
            self._send(
                {
                    "event": "failed",
                    "job": job,
                    "key": error.key,
                    "values": error.values,
                    "message": str(error),
                }
            )
        except Exception as error:  # a bug in the analysis costs its marks, never the window
            traceback.print_exc(file=sys.stderr)
            self._send(
                {
                    "event": "failed",
                    "job": job,
                    "key": "analysis_failed",
                    "values": {},
                    "message": repr(error),
                }
            )

    def _done(self, job: int, article: Article) -> Message:
        found = self._service.annotate(article, self._listener(job))
        return {"event": "done", "job": job, "annotations": _json(found)}

    def _listener(self, job: int) -> Listener:
        last = 0.0

        def progress(done: int, total: int) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= _PROGRESS_EVERY_S:
                last = now
                self._send({"event": "progress", "job": job, "done": done, "total": total})

        def partial(annotations: Annotations) -> None:
            self._send({"event": "partial", "job": job, "annotations": _json(annotations)})

        return Listener(progress, partial, lambda: job in self._cancelled or self._quit.is_set())

    def _send(self, message: Message) -> None:
        self._sink.write(json.dumps(message, ensure_ascii=False) + "\n")
        self._sink.flush()


def _json(annotations: Annotations) -> Message:
    return {"pipeline": annotations.pipeline, **annotations_to_json(annotations)}


def _parsed(line: str) -> Message | None:
    try:
        message: object = json.loads(line)
    except ValueError:
        return None
    return cast(Message, message) if isinstance(message, dict) else None


def run_worker(cache_folder: Path | None) -> int:
    """Serve the window that started this process; what libraries print goes to standard error."""
    sink = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8", newline="\n")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    source = open(sys.stdin.fileno(), encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    cache = None if cache_folder is None else AnnotationCache(cache_folder)
    try:
        Worker(AnalysisService(cache), source, sink).run()
    except BrokenPipeError:
        return 0
    return 0
