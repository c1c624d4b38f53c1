"""Pieces of text that an importer found, in order, to one article: the same for every format."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from unicodedata import normalize

from reader.core.errors import UnreadableInputError
from reader.core.records import Article, BlockKind, Metadata, Span
from reader.formats.languages import spoken
from reader.formats.metadata import complete
from reader.formats.news_page import NewsPage, mark_blocks

MAX_CHARACTERS = 20_000_000
BULLET = "• "
_NEAR = 20
"""Pieces among which an article's title is looked for."""
UNKNOWN = Metadata()
_BLANKS = re.compile(r"[ \t\n\r\f\v\u2028\u2029]+")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ud800-\udfff\ufffc\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph's text; ``kind`` is what the format itself says of it, ``None`` where it says nothing."""

    text: str
    kind: BlockKind | None = None


def from_pieces(
    pieces: Iterable[Piece], source: str, declared: Metadata = UNKNOWN, language: str | None = None
) -> Article:
    """The article that pieces make: one paragraph each, a blank line between.

    Raises ``UnreadableInputError`` where there is no text or far too much.
    """
    kept = list(_cleaned(pieces))
    name = PurePath(source).name or source
    if not any(character.isalnum() for piece in kept for character in piece.text):
        raise UnreadableInputError("file_no_text", name=name)
    text = "\n\n".join(piece.text for piece in kept)
    if len(text) > MAX_CHARACTERS:
        raise UnreadableInputError("file_too_long", name=name)
    page = mark_blocks(text, list(_spans(kept)), [piece.kind for piece in kept])
    return assemble(text, page, source, declared, language)


def assemble(
    text: str,
    page: NewsPage,
    source: str,
    declared: Metadata = UNKNOWN,
    language: str | None = None,
) -> Article:
    """An article of marked text; what it says of itself in its blocks completes ``declared``."""
    return Article(
        id=hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()[:32],
        text=text,
        blocks=page.blocks,
        language=spoken(text, language),
        metadata=complete(declared, text, page),
        source=source,
    )


def clean(text: str) -> str:
    """One line of text: runs of blanks become one, no-break spaces stay, unseen characters go."""
    return normalize("NFC", _BLANKS.sub(" ", _UNSEEN.sub("", text)).strip())


def titled(pieces: Iterable[Piece], title: str | None) -> Iterator[Piece]:
    """Pieces under a title that stands outside them, as that of a book or the subject of a letter.

    A heading of the same words is the title itself; all other titles among the pieces become headings.
    """
    found = list(pieces)
    wanted = same_words(title or "")
    place = next((i for i, piece in enumerate(found[:_NEAR]) if same_words(piece.text) == wanted), None)
    if wanted and title and place is None:
        yield Piece(title, BlockKind.TITLE)
    first = next((i for i, piece in enumerate(found) if piece.kind is BlockKind.TITLE), None)
    for index, piece in enumerate(found):
        if index == (place if wanted else first):
            yield Piece(piece.text, BlockKind.TITLE)
        else:
            yield Piece(piece.text, BlockKind.HEADING if piece.kind is BlockKind.TITLE else piece.kind)


def same_words(text: str) -> str:
    """What two writings of one title share: letters and digits alone, in lower case."""
    return "".join(filter(str.isalnum, clean(text).lower()))


def _cleaned(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        text = clean(piece.text)
        if text and text != BULLET.strip():
            yield replace(piece, text=text)


def _spans(pieces: list[Piece]) -> Iterator[Span]:
    position = 0
    for piece in pieces:
        yield Span(position, position + len(piece.text))
        position += len(piece.text) + 2
