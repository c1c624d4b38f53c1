"""Reading untrusted files in a short-lived process: a crash or a hang there costs a sentence, not the window.

It gets the bytes on its standard input and answers one JSON object. It has no more memory and time than
its limits, and may write no file.
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO, cast

from reader.core.document import article_from_json, article_to_json
from reader.core.errors import ReaderError, UnreadableInputError
from reader.core.records import Article
from reader.formats.registry import choose_importer

if TYPE_CHECKING:
    import subprocess

_LOG = logging.getLogger(__name__)

HEAD = 4_096
MAX_SECONDS = 9
MAX_MEMORY = 1_000_000_000
_CPU_SIGNAL = 24
"""SIGXCPU on Linux: the processor time is used up."""


def read_apart(data: bytes, source: str, fragment: bool = False, chapter: int | None = None) -> Article:
    """The article that a process of its own reads; ``fragment`` for a copied part of a page.

    Of a book the one ``chapter``, where it is asked for; 0 for the first that a reader would read.
    Raises ``UnreadableInputError`` with its sentence.
    """
    import subprocess

    name = PurePath(source).name or source
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "reader"]
    words = [*program, f"--read-as={source}", *(["--fragment"] if fragment else [])]
    words += [f"--chapter={chapter}"] if chapter is not None else []
    try:
        done = subprocess.run(words, input=data, capture_output=True, timeout=MAX_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise UnreadableInputError("file_too_slow", name=name) from error
    except (OSError, ValueError) as error:
        raise UnreadableInputError("file_unreadable", name=name, reason=str(error)) from error
    return _answer(done, name)


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


def serve_one(source: str, fragment: bool, chapter: int | None, stdin: BinaryIO, stdout: TextIO) -> int:
    """The other side: read standard input as ``source`` and answer."""
    _limit()
    data = stdin.read()
    try:
        article = _read(data, source, fragment, chapter)
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


def _read(data: bytes, source: str, fragment: bool, chapter: int | None) -> Article:
    if fragment:
        from reader.formats import html_page

        return html_page.from_fragment(data.decode("utf-8", errors="replace"), source)
    importer = choose_importer(data[:HEAD], source)
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
        (resource.RLIMIT_CPU, MAX_SECONDS, MAX_SECONDS + 1),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        try:
            resource.setrlimit(limit, (soft, hard))
        except (ValueError, OSError):
            continue
