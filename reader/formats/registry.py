"""The importers, one line each, and the choice among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from reader.core.records import Article
from reader.formats import plain_text


@dataclass(frozen=True, slots=True)
class Importer:
    """One format that can be opened. ``read`` takes the bytes and the source's name."""

    name: str
    suffixes: tuple[str, ...]
    mime_types: tuple[str, ...]
    max_bytes: int
    matches: Callable[[bytes], bool]
    read: Callable[[bytes, str], Article]


IMPORTERS: tuple[Importer, ...] = (
    Importer(
        name="Plain text",
        suffixes=(".txt", ".text", ".md"),
        mime_types=("text/plain",),
        max_bytes=plain_text.MAX_BYTES,
        matches=lambda _head: True,
        read=plain_text.read,
    ),
)


def choose_importer(head: bytes, source: str) -> Importer:
    """The importer for a file: by its first bytes, then by its suffix, at last plain text."""
    suffix = PurePath(source).suffix.lower()
    fitting = [importer for importer in IMPORTERS if importer.matches(head)]
    for importer in fitting:
        if suffix in importer.suffixes:
            return importer
    return fitting[-1]
