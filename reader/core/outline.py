"""The outline of a text: its headings, and the one that a place stands under."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reader.core.records import Article, BlockKind, Span
from reader.core.visible import visible_name


@dataclass(frozen=True, slots=True)
class Heading:
    """A title or heading, on one line, and where it stands."""

    text: str
    span: Span
    title: bool = False


def outline(article: Article) -> tuple[Heading, ...]:
    """Title and headings in order; empty for a text with no heading of its own."""
    found = tuple(
        Heading(visible_name(article.text[b.span.start : b.span.end]), b.span, b.kind is BlockKind.TITLE)
        for b in article.blocks
        if b.kind in (BlockKind.TITLE, BlockKind.HEADING)
    )
    return found if any(not heading.title for heading in found) else ()


def heading_at(headings: Sequence[Heading], position: int) -> int | None:
    """The number of the heading that a code point stands under; ``None`` above the first one."""
    number = bisect_right(headings, position, key=lambda heading: heading.span.start) - 1
    return None if number < 0 else number
