"""Opening: a path, a folder, bytes, pasted text or HTML to articles."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from reader.core.books import chapter_of, file_of
from reader.core.errors import UnreadableInputError
from reader.core.records import Article
from reader.formats import plain_text
from reader.formats.recognise import HEAD
from reader.formats.registry import PLAIN_TEXT, Importer, choose_importer
from reader.service.beside import with_pictures_beside
from reader.service.reading import Cancelled, Form, never, read_apart

_MAX_ADDRESS = 200
_AT_ONCE = 250_000
"""Bytes of plain text that are read in this process: a few hundredths of a second, by patterns that are linear."""
_OPEN_ALREADY = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")


def open_path(path: str | Path, by_chapter: bool = False, cancelled: Cancelled = never) -> Article:
    """The article in a file; ``book.epub#3`` is the third chapter of a book.

    A book without a number is read whole, or ``by_chapter`` only the first that a reader would read.
    Raises ``UnreadableInputError`` with a sentence for the user, soon after ``cancelled`` answers true too.
    """
    if str(path).startswith(("http://", "https://")):
        raise UnreadableInputError("address_offline", address=str(path)[:_MAX_ADDRESS])
    chapter = chapter_of(str(path))
    path = Path(file_of(str(path)))
    if chapter is None and by_chapter:
        chapter = 0
    name = path.name or str(path)
    try:
        _refuse_special(path, name, path.stat())
        with open(path, "rb", opener=_opener(path)) as file:
            _refuse_special(path, name, os.fstat(file.fileno()))
            return with_pictures_beside(_read(file, str(path), chapter, cancelled), path.parent)
    except FileNotFoundError as error:
        raise UnreadableInputError("file_missing", name=name) from error
    except (OSError, ValueError) as error:
        raise UnreadableInputError("file_unreadable", name=name, reason=error) from error


def _opener(path: Path) -> Callable[[str, int], int] | None:
    """Opening that waits for nobody, should a pipe have taken the place of the file meanwhile."""
    if str(path).startswith(_OPEN_ALREADY):
        return None
    return lambda name, flags: os.open(
        name, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
    )


def _refuse_special(path: Path, name: str, status: os.stat_result) -> None:
    """Refuse folders, and pipes and devices that would be waited for; such as are open already may be read."""
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableInputError("file_is_folder", name=name)
    if not stat.S_ISREG(status.st_mode) and not str(path).startswith(_OPEN_ALREADY):
        raise UnreadableInputError("file_special", name=name)


def open_stream(stream: BinaryIO, source: str) -> Article:
    """The article that a binary stream holds; never reads more than its format allows.

    Formats that foreign code parses are read in a process of their own.
    Raises ``UnreadableInputError`` with a sentence for the user.
    """
    return with_pictures_beside(_read(stream, source), None)


def _read(stream: BinaryIO, source: str, chapter: int | None = None, cancelled: Cancelled = never) -> Article:
    head = stream.read(HEAD) or b""
    importer = choose_importer(head, source)
    size = len(head) + _remaining(stream)
    data = b""
    if size <= importer.max_bytes:
        data = head + (stream.read(importer.max_bytes + 1 - len(head)) or b"")
    if max(size, len(data)) > importer.max_bytes:
        raise _too_large(importer, source, max(size, len(data)))
    if importer.trusted and _is_harmless(data):
        return importer.read(data, source)
    chapter = chapter if importer.read_chapter is not None else None
    return read_apart(data, source, chapter=chapter, cancelled=cancelled)


def _is_harmless(data: bytes) -> bool:
    """Whether plain text is short and in UTF-8: other encodings are guessed by foreign code."""
    if len(data) > _AT_ONCE:
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def article_from_text(text: str, source: str = "", cancelled: Cancelled = never) -> Article:
    """An article from pasted or dropped text. Raises ``UnreadableInputError`` for blank text, or far too much."""
    if len(text) > PLAIN_TEXT.max_bytes:
        raise _too_large(PLAIN_TEXT, source or "…", len(text))
    if len(text) > _AT_ONCE:
        data = text.encode("utf-8", errors="replace")
        return read_apart(data, source, Form.TEXT, cancelled=cancelled)
    return plain_text.from_text(plain_text.line_ends(text), source)


def article_from_html(html: str, source: str = "", cancelled: Cancelled = never) -> Article:
    """An article from HTML on the clipboard or dropped: all that was chosen, with its headings and lists.

    Raises ``UnreadableInputError`` where there is no text in it.
    """
    data = html.encode("utf-8", errors="replace")
    try:
        article = read_apart(data, source, Form.FRAGMENT, cancelled=cancelled)
    except UnreadableInputError as error:
        raise UnreadableInputError("text_empty") if error.key == "file_no_text" else error from error
    return with_pictures_beside(article, None)


def _remaining(stream: BinaryIO) -> int:
    """Bytes left in a stream that can be measured, else 0."""
    if not stream.seekable():
        return 0
    here = stream.tell()
    left = stream.seek(0, 2) - here
    stream.seek(here)
    return left


def _too_large(importer: Importer, source: str, size: int) -> UnreadableInputError:
    return UnreadableInputError(
        "file_too_large",
        name=Path(source).name or source,
        size=round(size / 1e6),
        limit=round(importer.max_bytes / 1e6),
    )
