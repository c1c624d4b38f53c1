"""Plain text to an article. The text stays as decoded, character for character."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from reader.core.errors import UnreadableInputError
from reader.core.records import Article, BlockKind, Metadata
from reader.formats.decoding import decode
from reader.formats.news_page import NewsPage, read_page

MAX_BYTES = 20_000_000


def read(data: bytes, source: str) -> Article:
    """The article in a text file. Raises ``UnreadableInputError`` for bytes that are no text, or none."""
    name = PurePath(source).name or source
    text = decode(data, name)
    if not text.strip():
        raise UnreadableInputError("file_empty", name=name)
    return from_text(text, source)


def from_text(text: str, source: str = "", language: str = "fr") -> Article:
    """The article in a string. Raises ``UnreadableInputError`` for blank text."""
    if not text.strip():
        raise UnreadableInputError("text_empty")
    page = read_page(text)
    return Article(
        id=hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()[:32],
        text=text,
        blocks=page.blocks,
        language=language,
        metadata=_metadata(text, page),
        source=source,
    )


def _metadata(text: str, page: NewsPage) -> Metadata:
    fields = dict(page.fields)
    for block in page.blocks:
        if block.kind is BlockKind.TITLE:
            title = " ".join(text[block.span.start : block.span.end].split())
            fields.setdefault("title", title)
    return Metadata(**fields)
