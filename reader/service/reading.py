"""Reading untrusted files in a short-lived process: a crash or a hang there costs a sentence, not the window.

It gets the bytes on its standard input and answers one JSON object. It has no more memory and processor time
than its limits, and may write no file. Time on the clock is limited too, but generously: a busy machine lets
a harmless file wait.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO, cast

from reader.core.document import article_from_json, article_to_json
from reader.core.errors import ReaderError, UnreadableInputError
from reader.core.records import Article
from reader.formats.registry import choose_importer

if TYPE_CHECKING:
    import subprocess

_LOG = logging.getLogger(__name__)

MAX_CPU_SECONDS = 15
MAX_WALL_SECONDS = 120.0 if sys.platform != "win32" else 30.0
"""Where processor time cannot be limited, the clock is all there is."""
MAX_MEMORY = 1_000_000_000
_LOOK_EVERY = 0.05
"""Seconds between two looks at whether the reading is still wanted."""
_CPU_SIGNAL = 24
"""SIGXCPU on Linux and macOS: the processor time is used up."""

Cancelled = Callable[[], bool]
"""Whether nobody waits for the article any more."""


class Form(StrEnum):
    """What bytes are: a whole file, a copied part of a page, or pasted words (both in UTF-8)."""

    FILE = "file"
    FRAGMENT = "fragment"
    TEXT = "text"


def never() -> bool:
    """A wish to stop that never comes."""
    return False


def read_apart(
    data: bytes,
    source: str,
    form: Form = Form.FILE,
    chapter: int | None = None,
    cancelled: Cancelled = never,
) -> Article:
    """The article that a process of its own reads; of a book the one ``chapter``, where it is asked for.

    0 is the first chapter that a reader would read. Raises ``UnreadableInputError`` with its sentence, also
    (``reading_cancelled``) soon after ``cancelled`` has answered true.
    """
    name = PurePath(source).name or source
    words = [*own_program(), f"--read-as={source}", f"--form={form.value}"]
    words += [f"--chapter={chapter}"] if chapter is not None else []
    try:
        done, stopped = _run(words, data, cancelled)
    except (OSError, ValueError) as error:
        raise UnreadableInputError("file_unreadable", name=name, reason=error) from error
    if stopped:
        raise UnreadableInputError(stopped, name=name)
    return _answer(done, name)


def own_program() -> list[str]:
    """How this program is started again, frozen or not."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "reader"]


def _run(
    words: list[str], data: bytes, cancelled: Cancelled
) -> tuple[subprocess.CompletedProcess[bytes], str]:
    """What a process makes of ``data``, and the key of the sentence where it was stopped."""
    import subprocess

    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        watch = _Watch(process, cancelled)
        watch.start()
        try:
            output, errors = process.communicate(data)
        finally:
            watch.end()
            process.kill()  # does nothing to one that has ended
    return subprocess.CompletedProcess(words, process.returncode, output, errors), watch.stopped


class _Watch(threading.Thread):
    """Ends a process that takes too long or is no longer wanted; ``stopped`` is then a sentence's key."""

    def __init__(self, process: subprocess.Popen[bytes], cancelled: Cancelled) -> None:
        super().__init__(name="reading", daemon=True)
        self.stopped = ""
        self._process = process
        self._cancelled = cancelled
        self._deadline = time.monotonic() + MAX_WALL_SECONDS
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(_LOOK_EVERY):
            if self._cancelled():
                self.stopped = "reading_cancelled"
            elif time.monotonic() > self._deadline:
                self.stopped = "file_too_slow"
            if self.stopped:
                self._process.kill()
                return

    def end(self) -> None:
        """The process has answered."""
        self._over.set()
        self.join()


def _answer(done: subprocess.CompletedProcess[bytes], name: str) -> Article:
    try:
        answer = cast(dict[str, Any], json.loads(done.stdout))
        if "article" in answer:
            return article_from_json(answer["article"])
        error = UnreadableInputError(answer["key"], **answer["values"])
    except (ValueError, KeyError, TypeError) as broken:
        _LOG.info("reading %s broke off: %s", name, done.stderr[-4_000:].decode(errors="replace"))
        slow = done.returncode == -_CPU_SIGNAL
        key = "file_too_slow" if slow else "file_reading_failed"
        raise UnreadableInputError(key, name=name) from broken
    raise error


def serve_one(source: str, form: str, chapter: int | None, stdin: BinaryIO, stdout: TextIO) -> int:
    """The other side: read standard input as ``source`` and answer."""
    _limit()
    data = stdin.read()
    try:
        article = _read(data, source, Form(form), chapter)
        record = {
            **article_to_json(article, pictures=True),
            "language": article.language,
            "source": article.source,
        }
        answer: dict[str, Any] = {"article": record}
    except ReaderError as error:
        answer = {"key": error.key, "values": error.values}
    except MemoryError:
        answer = {"key": "file_too_complex", "values": {"name": PurePath(source).name or source}}
    json.dump(answer, stdout)
    stdout.flush()
    return 0


def _read(data: bytes, source: str, form: Form, chapter: int | None) -> Article:
    if form is Form.FRAGMENT:
        from reader.formats import html_page

        return html_page.from_fragment(data.decode("utf-8", errors="replace"), source)
    if form is Form.TEXT:
        from reader.formats import plain_text

        return plain_text.from_text(plain_text.line_ends(data.decode("utf-8", errors="replace")), source)
    importer = choose_importer(data, source)
    if chapter is not None and importer.read_chapter is not None:
        return importer.read_chapter(data, source, chapter)
    return importer.read(data, source)


def _limit() -> None:
    """Bound memory, processor time and files, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    for limit, soft, hard in (
        (resource.RLIMIT_AS, MAX_MEMORY, MAX_MEMORY),
        (resource.RLIMIT_CPU, MAX_CPU_SECONDS, MAX_CPU_SECONDS + 1),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        try:
            resource.setrlimit(limit, (soft, hard))
        except (ValueError, OSError):
            continue
