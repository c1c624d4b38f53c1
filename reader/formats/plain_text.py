"""Plain text to an article. The text stays as decoded, character for character."""

from __future__ import annotations

from pathlib import PurePath

from reader.core.errors import UnreadableInputError
from reader.core.records import Article
from reader.formats.article import assemble
from reader.formats.decoding import decode
from reader.formats.news_page import read_page

MAX_BYTES = 20_000_000


def read(data: bytes, source: str) -> Article:
    """The article in a text file. Raises ``UnreadableInputError`` for bytes that are no text, or none."""
    name = PurePath(source).name or source
    text = decode(data, name)
    if not text.strip():
        raise UnreadableInputError("file_empty", name=name)
    return from_text(text, source)


def from_text(text: str, source: str = "", language: str | None = None) -> Article:
    """The article in a string. Raises ``UnreadableInputError`` for blank text."""
    if not text.strip():
        raise UnreadableInputError("text_empty")
    return assemble(text, read_page(text), source, language=language)


def line_ends(text: str) -> str:
    """``text`` with ``\\n`` at the end of each line, whichever system it comes from."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
