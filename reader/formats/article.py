"""Pieces of text that an importer found, in order, to one article: the same for every format."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePath

from reader.core.errors import UnreadableInputError
from reader.core.records import Article, BlockKind, Link, Metadata, Picture, Span
from reader.core.visible import visible_text
from reader.formats.cleaning import clean
from reader.formats.languages import language_of
from reader.formats.links import MAX_LINKS, cleaned_links, moved
from reader.formats.metadata import complete
from reader.formats.news_page import NewsPage, mark_blocks
from reader.formats.pictures import PictureReference, PictureShelf

MAX_CHARACTERS = 20_000_000
BULLET = "• "
_NEAR = 20
"""Pieces among which an article's title is looked for."""
UNKNOWN = Metadata()


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph's text; ``kind`` is what the format itself says of it, ``None`` where it says nothing.

    ``links`` count from the beginning of ``text``; they come in order and never overlap. A ``picture``
    stands alone, between two pieces of text.
    """

    text: str
    kind: BlockKind | None = None
    links: tuple[Link, ...] = ()
    picture: PictureReference | None = None


def from_pieces(
    pieces: Iterable[Piece],
    source: str,
    declared: Metadata = UNKNOWN,
    language: str | None = None,
    shelf: PictureShelf | None = None,
) -> Article:
    """The article that pieces make: one paragraph each, a blank line between; ``shelf`` knows its pictures.

    Raises ``UnreadableInputError`` where there is no text or far too much.
    """
    found = list(_cleaned(pieces))
    kept = [piece for piece in found if piece.picture is None]
    name = PurePath(source).name or source
    if not any(character.isalnum() for piece in kept for character in piece.text):
        raise UnreadableInputError("file_no_text", name=name)
    text = "\n\n".join(piece.text for piece in kept)
    if len(text) > MAX_CHARACTERS:
        raise UnreadableInputError("file_too_long", name=name)
    spans = list(_spans(kept))
    page = mark_blocks(text, spans, [piece.kind for piece in kept])
    article = assemble(text, page, source, declared, language)
    links = (link for piece, span in zip(kept, spans, strict=True) for link in moved(piece.links, span.start))
    pictures = _before_blocks(_pictures(found, spans, shelf or PictureShelf()), page)
    return replace(article, links=tuple(islice(links, MAX_LINKS)), pictures=tuple(pictures))


def _before_blocks(pictures: Iterable[Picture], page: NewsPage) -> Iterator[Picture]:
    """Pictures at the beginning of the blocks that their paragraphs have become part of."""
    starts = [block.span.start for block in page.blocks]
    for picture in pictures:
        inside = bisect_right(starts, picture.offset) - 1
        behind = picture.offset >= page.blocks[-1].span.end
        yield picture if behind else replace(picture, offset=starts[max(inside, 0)])


def _pictures(pieces: list[Piece], spans: list[Span], shelf: PictureShelf) -> Iterator[Picture]:
    """The pictures among pieces, each before the text that follows it; twice the same at one place is one."""
    number = 0
    last: PictureReference | None = None
    for piece in pieces:
        if piece.picture is None:
            number, last = number + 1, None
        elif piece.picture != last:
            last = piece.picture
            offset = spans[number].start if number < len(spans) else spans[-1].end
            picture = shelf.picture(last, offset)
            if picture is not None:
                yield picture


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
        language=language_of(text, page.blocks, language),
        metadata=_visible(complete(declared, text, page)),
        source=source,
    )


def _visible(metadata: Metadata) -> Metadata:
    """The words of lists and titles without signs that nobody sees."""
    return replace(
        metadata,
        title=metadata.title and visible_text(metadata.title),
        byline=metadata.byline and visible_text(metadata.byline),
        publisher=metadata.publisher and visible_text(metadata.publisher),
    )


def titled(pieces: Iterable[Piece], title: str | None) -> Iterator[Piece]:
    """Pieces under a title that stands outside them, as that of a book or the subject of a letter.

    A heading of the same words is the title itself; all other titles among the pieces become headings.
    """
    found = list(pieces)
    wanted = same_words(title or "")
    near = enumerate(found[:_NEAR])
    place = next((i for i, piece in near if piece.text and same_words(piece.text) == wanted), None)
    if wanted and title and place is None:
        yield Piece(title, BlockKind.TITLE)
    first = next((i for i, piece in enumerate(found) if piece.kind is BlockKind.TITLE), None)
    for index, piece in enumerate(found):
        if index == (place if wanted else first):
            yield replace(piece, kind=BlockKind.TITLE)
        else:
            yield replace(piece, kind=BlockKind.HEADING if piece.kind is BlockKind.TITLE else piece.kind)


def same_words(text: str) -> str:
    """What two writings of one title share: letters and digits alone, in lower case."""
    return "".join(filter(str.isalnum, clean(text).lower()))


def _cleaned(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        text = clean(piece.text)
        if piece.picture is not None:
            yield piece
        elif text and text != BULLET.strip():
            yield replace(piece, text=text, links=cleaned_links(piece.text, piece.links, text))


def _spans(pieces: list[Piece]) -> Iterator[Span]:
    position = 0
    for piece in pieces:
        yield Span(position, position + len(piece.text))
        position += len(piece.text) + 2
