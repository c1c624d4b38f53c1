"""Two texts of one article: whether they are that, and where reading goes on in the newer one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from reader.core.addresses import is_front_page, page_address
from reader.core.folding import fold
from reader.core.records import Article
from reader.core.search import find_all, searchable

SHARED_LEAST = 0.25
"""Corrected and enlarged articles share most of their word sequences, two articles of one site hardly any."""
_SEQUENCE = 3
_MOST_WORDS = 50_000
"""Words that are compared: enough of a book to know it again."""
_ANCHOR, _ANCHOR_LEAST = 60, 12
"""Characters on one side of a reading place by which it is found again; fewer occur by chance."""
_WORD = re.compile(r"\w+")


def is_newer_version(older: Article, newer: Article) -> bool:
    """Whether two different texts from one place are one article: the same title, or much of the same text.

    The title of a site's front page says nothing: it stands above other articles every day.
    """
    title = fold(older.metadata.title or "").split()
    same_title = bool(title) and title == fold(newer.metadata.title or "").split()
    if same_title and not is_front_page(page_address(newer.metadata.url)):
        return True
    return shared_text(older.text, newer.text) >= SHARED_LEAST


def shared_text(one: str, other: str) -> float:
    """The share of the smaller text's sequences of three words that the other text has too, 0 to 1."""
    first, second = _sequences(one), _sequences(other)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def carried_place(older: Article, newer: Article, place: int) -> int:
    """Where a reading place of the older text is in the newer one, as a code point.

    It is found by the words behind or before it; where they are gone it is the nearest block before them.
    """
    if place <= 0 or older.text == newer.text:
        return max(0, place)
    start, end = _block_at(older, place)
    for anchor, back in _anchors(older.text, start, place, end):
        found = _nearest(newer.text, anchor, place)
        if found is not None:
            return max(0, found + back)
    known = {_block_text(newer, block.span.start, block.span.end): block.span.start for block in newer.blocks}
    before = (block for block in reversed(older.blocks) if block.span.start <= place)
    starts = (known.get(_block_text(older, block.span.start, block.span.end)) for block in before)
    return next((each for each in starts if each is not None), 0)


def _sequences(text: str) -> frozenset[int]:
    words = [fold(match.group()) for match in islice(_WORD.finditer(text), _MOST_WORDS)]
    size = min(_SEQUENCE, len(words))
    return (
        frozenset(hash(tuple(words[n : n + size])) for n in range(len(words) - size + 1))
        if size
        else frozenset()
    )


def _block_at(article: Article, place: int) -> tuple[int, int]:
    """Start and end of the last block that begins at or before a place."""
    spans = [block.span for block in article.blocks if block.span.start <= place]
    return (spans[-1].start, max(spans[-1].end, place)) if spans else (0, len(article.text))


def _anchors(text: str, start: int, place: int, end: int) -> Iterator[tuple[str, int]]:
    """Words by which a place is known, and how far it is from their beginning."""
    behind = text[place : min(end, place + _ANCHOR)]
    before = text[max(start, place - _ANCHOR) : place]
    begin = text[start : min(end, start + _ANCHOR)]
    for anchor, back in ((behind, 0), (before, len(before)), (begin, 0)):
        if len(anchor.strip()) >= _ANCHOR_LEAST:
            yield anchor, back


def _nearest(text: str, anchor: str, place: int) -> int | None:
    """Where words stand in a text, nearest to ``place``; also in other case, accents and apostrophes."""
    exact = _occurrences(text, anchor)
    starts = exact or [span.start for span in find_all(searchable(text), anchor)]
    return min(starts, key=lambda each: abs(each - place), default=None)


def _occurrences(text: str, anchor: str) -> list[int]:
    found: list[int] = []
    at = text.find(anchor)
    while at >= 0 and len(found) < 1_000:
        found.append(at)
        at = text.find(anchor, at + 1)
    return found


def _block_text(article: Article, start: int, end: int) -> str:
    return fold(" ".join(article.text[start:end].split()))
