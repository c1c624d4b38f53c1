"""An article as one run of pieces, the middle of long quotations left out, cut into windows that overlap."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reader.core.records import UNREAD_KINDS, Article, BlockKind, Span
from reader.nlp.tagger.tokenizer import EOS, Tokenizer

LIMIT = 448
"""Pieces of a window, the begin mark apart."""
_BEFORE, _AFTER = 144, 56
_TITLE = 24
_HEAD, _TAIL = 56, 40
"""What is read of a long quotation: its speaker stands around it, seldom in its middle."""
_SLACK = 64
HEADINGS = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.RELATED})


@dataclass(slots=True)
class Pieces:
    """The pieces of an article that are read, by place: number, range, block, outermost quotation or -1.

    An end mark stands behind every block; it has an empty range.
    """

    ids: list[int] = field(default_factory=list[int])
    starts: list[int] = field(default_factory=list[int])
    ends: list[int] = field(default_factory=list[int])
    blocks: list[int] = field(default_factory=list[int])
    quotes: list[int] = field(default_factory=list[int])

    def within(self, span: Span) -> tuple[int, int] | None:
        """The first and last place of a range; ``None`` where none of it is read."""
        first = bisect_left(self.ends, span.start + 1)
        last = bisect_left(self.starts, span.end) - 1
        while last >= first and self.ids[last] == EOS and self.starts[last] == self.ends[last]:
            last -= 1
        return (first, last) if first <= last else None

    def add(self, piece: int, start: int, end: int, block: int, quote: int) -> None:
        """One more piece at the end."""
        self.ids.append(piece)
        self.starts.append(start)
        self.ends.append(end)
        self.blocks.append(block)
        self.quotes.append(quote)


@dataclass(frozen=True, slots=True)
class Window:
    """Places of an article that are read at once: the first ``head`` ones, the headline, and those of ``body``.

    What begins in ``core`` is answered here.
    """

    head: int
    body: range
    core: range

    @property
    def places(self) -> tuple[int, ...]:
        """All places in order."""
        return (*range(self.head), *self.body)

    def row(self, place: int) -> int:
        """Where in the window a place of it stands, behind the begin mark."""
        return 1 + place if place < self.head else 1 + self.head + place - self.body.start


def outermost(spans: Sequence[Span]) -> list[Span]:
    """The quotations that lie in no other."""
    found: list[Span] = []
    for span in spans:
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def read_pieces(article: Article, quotes: Sequence[Span], tokenizer: Tokenizer) -> Pieces:
    """The pieces of all readable blocks; ``quotes`` are outermost ones, in order."""
    whole = Pieces()
    number = 0
    for row, block in enumerate(article.blocks):
        if block.kind in UNREAD_KINDS:
            continue
        base = block.span.start
        encoded = tokenizer.encode(article.text[base : block.span.end])
        bounds = (*encoded.first[1:], len(encoded.pieces))
        for (start, end), first, last in zip(encoded.units, encoded.first, bounds, strict=True):
            while number < len(quotes) and quotes[number].end <= base + start:
                number += 1
            inside = number < len(quotes) and quotes[number].start <= base + start
            for piece in encoded.pieces[first:last]:
                whole.add(piece, base + start, base + end, row, number if inside else -1)
        whole.add(EOS, block.span.end, block.span.end, row, -1)
    return _shortened(whole)


def _shortened(whole: Pieces) -> Pieces:
    """The same without the middle of each long quotation."""
    kept = Pieces()
    start = 0
    while start < len(whole.ids):
        end = start + 1
        while end < len(whole.ids) and whole.quotes[start] >= 0 and _goes_on(whole, start, end):
            end += 1
        for place in range(start, end):
            if end - start <= _HEAD + _TAIL or place < start + _HEAD or place >= end - _TAIL:
                kept.add(
                    whole.ids[place],
                    whole.starts[place],
                    whole.ends[place],
                    whole.blocks[place],
                    whole.quotes[place],
                )
        start = end
    return kept


def _goes_on(whole: Pieces, start: int, end: int) -> bool:
    """Whether a quotation that is open at one place is still open at another, behind a paragraph's end too."""
    if whole.quotes[end] >= 0:
        return whole.quotes[end] == whole.quotes[start]
    return end + 1 < len(whole.ids) and whole.ids[end] == EOS and whole.quotes[end + 1] == whole.quotes[start]


def windows(pieces: Pieces, article: Article) -> Iterator[Window]:
    """Windows of at most ``LIMIT`` pieces, the headline in front of each; every place is in one core."""
    count = len(pieces.ids)
    title = _title(pieces, article)
    start = 0
    while start < count:
        low = max(0, start - _BEFORE)
        head = title if low > title else 0
        low = max(low, head)
        high = min(count, low + LIMIT - head)
        end = count if high == count else _cut(pieces, start, high - _AFTER)
        yield Window(head, range(low, high), range(start, end))
        start = end


def _title(pieces: Pieces, article: Article) -> int:
    """How many places the headline takes, with its end mark; 0 for an article without one."""
    if not pieces.ids or article.blocks[pieces.blocks[0]].kind not in HEADINGS:
        return 0
    length = 0
    while length < len(pieces.ids) and pieces.blocks[length] == pieces.blocks[0]:
        length += 1
    return length if length <= _TITLE else 0


def _cut(pieces: Pieces, start: int, end: int) -> int:
    """Where a core ends: behind a block if one ends not far before."""
    for place in range(end, max(start + 1, end - _SLACK), -1):
        if pieces.ids[place - 1] == EOS:
            return place
    return end
