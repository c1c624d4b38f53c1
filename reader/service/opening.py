"""Opening: a path, bytes or pasted text to an article."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from reader.core.errors import UnreadableInputError
from reader.core.records import Article
from reader.formats import plain_text
from reader.formats.registry import IMPORTERS, Importer, choose_importer

_HEAD = 4_096


def open_path(path: str | Path) -> Article:
    """The article in a file. Raises ``UnreadableInputError`` with a sentence for the user."""
    path = Path(path)
    if path.is_dir():
        raise UnreadableInputError("file_is_folder", name=path.name or str(path))
    try:
        with path.open("rb") as file:
            return open_stream(file, str(path))
    except FileNotFoundError as error:
        raise UnreadableInputError("file_missing", name=path.name or str(path)) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableInputError("file_unreadable", name=path.name, reason=reason) from error


def open_stream(stream: BinaryIO, source: str) -> Article:
    """The article that a binary stream holds; never reads more than its format allows.

    Raises ``UnreadableInputError`` with a sentence for the user.
    """
    head = stream.read(_HEAD)
    importer = choose_importer(head, source)
    data = head + stream.read(importer.max_bytes + 1 - len(head))
    if len(data) > importer.max_bytes:
        raise _too_large(importer, source, len(data) + _remaining(stream))
    return importer.read(data, source)


def article_from_text(text: str, source: str = "") -> Article:
    """An article from pasted or dropped text. Raises ``UnreadableInputError`` for blank text."""
    return plain_text.from_text(text.replace("\r\n", "\n").replace("\r", "\n"), source)


def readable_suffixes() -> tuple[str, ...]:
    """The file name endings that an importer claims, for the open dialog."""
    return tuple(suffix for importer in IMPORTERS for suffix in importer.suffixes)


def _remaining(stream: BinaryIO) -> int:
    """Bytes left in a stream that can be measured, else 0."""
    if not stream.seekable():
        return 0
    here = stream.tell()
    return stream.seek(0, 2) - here


def _too_large(importer: Importer, source: str, size: int) -> UnreadableInputError:
    return UnreadableInputError(
        "file_too_large",
        name=Path(source).name or source,
        size=round(size / 1e6),
        limit=round(importer.max_bytes / 1e6),
    )
