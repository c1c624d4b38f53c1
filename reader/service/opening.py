"""Opening: a path, a folder, bytes, pasted text or HTML to articles."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reader.core.books import chapter_of, file_of
from reader.core.errors import UnreadableInputError
from reader.core.records import Article
from reader.formats import plain_text
from reader.formats.registry import IMPORTERS, Importer, choose_importer
from reader.service.beside import with_pictures_beside
from reader.service.reading import HEAD, read_apart

_MAX_FOLDER = 5_000
_MAX_ADDRESS = 200
_OPEN_ALREADY = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")


def open_path(path: str | Path, by_chapter: bool = False) -> Article:
    """The article in a file; ``book.epub#3`` is the third chapter of a book.

    A book without a number is read whole, or ``by_chapter`` only the first that a reader would read.
    Raises ``UnreadableInputError`` with a sentence for the user.
    """
    if str(path).startswith(("http://", "https://")):
        raise UnreadableInputError("address_offline", address=str(path)[:_MAX_ADDRESS])
    chapter = chapter_of(str(path))
    path = Path(file_of(str(path)))
    if chapter is None and by_chapter:
        chapter = 0
    name = path.name or str(path)
    try:
        _refuse_special(path, name)
        with path.open("rb") as file:
            return with_pictures_beside(_read(file, str(path), chapter), path.parent)
    except FileNotFoundError as error:
        raise UnreadableInputError("file_missing", name=name) from error
    except (OSError, ValueError) as error:
        raise UnreadableInputError("file_unreadable", name=name, reason=error) from error


def _refuse_special(path: Path, name: str) -> None:
    """Refuse folders, and pipes and devices that would be waited for; such as are open already may be read."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise UnreadableInputError("file_is_folder", name=name)
    if not stat.S_ISREG(mode) and not str(path).startswith(_OPEN_ALREADY):
        raise UnreadableInputError("file_special", name=name)


def open_stream(stream: BinaryIO, source: str) -> Article:
    """The article that a binary stream holds; never reads more than its format allows.

    Formats that foreign code parses are read in a process of their own.
    Raises ``UnreadableInputError`` with a sentence for the user.
    """
    return with_pictures_beside(_read(stream, source), None)


def _read(stream: BinaryIO, source: str, chapter: int | None = None) -> Article:
    head = stream.read(HEAD)
    importer = choose_importer(head, source)
    size = len(head) + _remaining(stream)
    data = head + stream.read(importer.max_bytes + 1 - len(head)) if size <= importer.max_bytes else b""
    if max(size, len(data)) > importer.max_bytes:
        raise _too_large(importer, source, max(size, len(data)))
    if importer.trusted:
        return importer.read(data, source)
    return read_apart(data, source, chapter=chapter if importer.read_chapter is not None else None)


def article_from_text(text: str, source: str = "") -> Article:
    """An article from pasted or dropped text. Raises ``UnreadableInputError`` for blank text."""
    return plain_text.from_text(text.replace("\r\n", "\n").replace("\r", "\n"), source)


def article_from_html(html: str, source: str = "") -> Article:
    """An article from HTML on the clipboard or dropped: all that was chosen, with its headings and lists.

    Raises ``UnreadableInputError`` where there is no text in it.
    """
    try:
        article = read_apart(html.encode("utf-8", errors="replace"), source, fragment=True)
    except UnreadableInputError as error:
        raise UnreadableInputError("text_empty") if error.key == "file_no_text" else error from error
    return with_pictures_beside(article, None)


def readable_files(path: str | Path) -> Iterator[str]:
    """The path itself for a file; for a folder, the articles in it and below, by name; hidden ones are not.

    Raises ``UnreadableInputError`` for a folder that holds none or may not be looked into.
    """
    if not os.path.isdir(path):
        yield str(path)
        return
    found = False
    for file in _files(path):
        found = True
        yield file
    if not found:
        raise UnreadableInputError("folder_empty", name=Path(path).name or str(path))


def readable_suffixes() -> tuple[str, ...]:
    """The file name endings that an importer claims, for the open dialog."""
    return tuple(suffix for importer in IMPORTERS for suffix in importer.suffixes)


def _files(folder: str | Path) -> Iterator[str]:
    suffixes = readable_suffixes()
    count = 0
    _look_into(folder)
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not name.endswith("_files")
        )
        for name in sorted(names):
            if not name.startswith(".") and name.lower().endswith(suffixes):
                count += 1
                if count > _MAX_FOLDER:
                    return
                yield os.path.join(where, name)


def _look_into(folder: str | Path) -> None:
    """Refuse a folder whose names may not be read: walking would only find nothing in it."""
    try:
        with os.scandir(folder):
            return
    except OSError as error:
        name = Path(folder).name or str(folder)
        raise UnreadableInputError("file_unreadable", name=name, reason=error) from error


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
