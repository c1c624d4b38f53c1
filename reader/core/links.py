"""Finding the links of an article by places of its text; they come in order and never overlap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from reader.core.records import Link, Span


def link_at(links: Sequence[Link], offset: int) -> Link | None:
    """The link whose words hold a code point."""
    number = bisect_right(links, offset, key=lambda link: link.span.start) - 1
    return links[number] if number >= 0 and offset < links[number].span.end else None


def links_between(links: Sequence[Link], start: int, end: int) -> Sequence[Link]:
    """The links that a range of code points touches."""
    first = bisect_right(links, start, key=lambda link: link.span.end)
    return links[first : bisect_left(links, end, key=lambda link: link.span.start)]


def parts_beside(span: Span, others: Iterable[Span]) -> Iterator[Span]:
    """The parts of a range that none of ``others``, which come in order, covers."""
    at = span.start
    for other in others:
        if other.start < span.end and other.end > at:
            if other.start > at:
                yield Span(at, other.start)
            at = max(at, other.end)
    if at < span.end:
        yield Span(at, span.end)
