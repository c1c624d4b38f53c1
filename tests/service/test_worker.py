"""The worker's conversation, with an analysis that does what the test says."""

from __future__ import annotations

import io
import json
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

import pytest

from reader.core.document import article_to_json
from reader.core.errors import AnalysisCancelledError, AnalysisUnavailableError
from reader.core.records import Annotations, Article, Entity, Mention, Span
from reader.library.annotation_cache import AnnotationCache
from reader.service import article_from_text
from reader.service.analysis import AnalysisService, Listener
from reader.service.worker import Worker

ARTICLE = article_from_text("Ada Brun a dit non.")
FOUND = Annotations(ARTICLE.id, "p", (Entity("e1", "PER", "Ada Brun", (Mention(Span(0, 8)),)),))


class FakeService(AnalysisService):
    def __init__(self, annotate: Callable[[Listener], Annotations]) -> None:
        super().__init__()
        self._annotate = annotate

    def analyzer(self, language: str) -> Any:
        return None

    def pipeline(self, language: str) -> str:
        return "p"

    def annotate(self, article: Article, listener: Listener | None = None) -> Annotations:
        assert listener is not None
        return self._annotate(listener)


def request(job: int) -> dict[str, Any]:
    return {"op": "annotate", "job": job, "article": {**article_to_json(ARTICLE), "language": "fr"}}


def serve(messages: list[Any], annotate: Callable[[Listener], Annotations]) -> list[dict[str, Any]]:
    source = io.StringIO("".join(m if isinstance(m, str) else json.dumps(m) + "\n" for m in messages))
    sink = io.StringIO()
    Worker(FakeService(annotate), source, sink).run()
    return [json.loads(line) for line in sink.getvalue().splitlines()]


def steps(listener: Listener) -> Annotations:
    listener.progress(1, 2)
    listener.partial(FOUND)
    return FOUND


def test_a_job_is_answered_step_by_step(pipes: Pipes) -> None:
    pipes.start(steps)
    pipes.tell(request(7))

    events = [pipes.hear() for _ in range(4)]
    assert [e["event"] for e in events] == ["ready", "progress", "partial", "done"]
    assert events[3]["annotations"]["entities"][0]["name"] == "Ada Brun"
    assert {e.get("job", 7) for e in events} == {7}


def test_a_failure_is_a_message_and_the_worker_goes_on(pipes: Pipes) -> None:
    answers = iter([AnalysisUnavailableError("model_missing", reason="x"), ZeroDivisionError("bug"), None])

    def annotate(_listener: Listener) -> Annotations:
        error = next(answers)
        if error is not None:
            raise error
        return FOUND

    pipes.start(annotate)
    for job in (1, 2, 3):
        pipes.tell(request(job))

    events = [pipes.hear() for _ in range(4)]
    assert [(e["event"], e.get("key")) for e in events[1:]] == [
        ("failed", "model_missing"),
        ("failed", "analysis_failed"),
        ("done", None),
    ]


def test_what_a_reader_does_not_want_kept_stays_out_of_the_cache(tmp_path: Path) -> None:
    """The window says so with each article; what is in the cache already is still used."""

    class Finder:
        def annotate(self, article: Article, _listener: Listener | None) -> Annotations:
            return Annotations(article.id, "p")

    class CachingService(AnalysisService):
        def analyzer(self, language: str) -> Any:
            return Finder()

        def pipeline(self, language: str) -> str:
            return "p"

    cache = AnnotationCache(tmp_path / "cache")
    for keep, files in ((False, 0), (True, 1)):
        source = io.StringIO(json.dumps({**request(1), "keep": keep}) + "\n")
        sink = io.StringIO()
        Worker(CachingService(cache), source, sink).run()
        assert '"done"' in sink.getvalue()
        assert len(list(tmp_path.rglob("*.json.gz"))) == files


def test_a_cancelled_job_answers_nothing(pipes: Pipes) -> None:
    entered = threading.Event()

    def annotate(listener: Listener) -> Annotations:
        entered.set()
        while not listener.cancelled():
            threading.Event().wait(0.005)
        raise AnalysisCancelledError

    pipes.start(annotate)
    pipes.tell(request(1))
    assert entered.wait(5)
    pipes.tell({"op": "cancel", "job": 1})
    pipes.tell({"op": "quit"})

    assert pipes.hear()["event"] == "ready"
    pipes.join()
    assert pipes.rest() == ""


def test_rubbish_is_ignored() -> None:
    events = serve(["not json\n", "[1]\n", "\n", {"op": "unknown"}], steps)

    assert [e["event"] for e in events] == ["ready"]


def test_the_end_of_input_stops_a_running_job() -> None:
    def annotate(listener: Listener) -> Annotations:
        while not listener.cancelled():
            threading.Event().wait(0.005)
        raise AnalysisCancelledError

    events = serve([request(1)], annotate)

    assert [e["event"] for e in events] == ["ready"]


class Pipes:
    """A worker in a thread, spoken to through real pipes."""

    def __init__(self) -> None:
        self._files: list[TextIO] = []
        self._in_read, self._in_write = self._pipe()
        self._out_read, self._out_write = self._pipe()
        self._thread = threading.Thread()

    def _pipe(self) -> tuple[TextIO, TextIO]:
        read, write = os.pipe()
        pair = (os.fdopen(read, encoding="utf-8"), os.fdopen(write, "w", encoding="utf-8"))
        self._files.extend(pair)
        return pair

    def start(self, annotate: Callable[[Listener], Annotations]) -> None:
        worker = Worker(FakeService(annotate), self._in_read, self._out_write)
        self._thread = threading.Thread(target=worker.run)
        self._thread.start()

    def tell(self, message: dict[str, Any]) -> None:
        self._in_write.write(json.dumps(message) + "\n")
        self._in_write.flush()

    def hear(self) -> dict[str, Any]:
        return json.loads(self._out_read.readline())

    def rest(self) -> str:
        self._out_write.close()
        return self._out_read.read()

    def join(self) -> None:
        self._thread.join(5)
        assert not self._thread.is_alive()

    def close(self) -> None:
        self._in_write.close()
        if self._thread.ident is not None:
            self.join()
        for file in self._files:
            file.close()


@pytest.fixture
def pipes() -> Iterator[Pipes]:
    both = Pipes()
    yield both
    both.close()
