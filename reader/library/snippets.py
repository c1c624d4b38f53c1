"""The words round a hit as the page shows them: of what is read, block by block, without what the page hides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reader.core.folding import fold
from reader.core.records import UNREAD_KINDS, Block, BlockKind, Span
from reader.core.search import searchable
from reader.core.word_query import WordQuery, word_places
from reader.library.search import HIT_END, HIT_START, snippet_of

_BETWEEN, _ELLIPSIS = " · ", "…"
_BEFORE, _LENGTH, _LEAST = 70, 200, 24
_MOST_HITS = 60
_LEFT_OUT = UNREAD_KINDS | {BlockKind.TITLE}
"""The title stands above the snippet anyway."""


def read_snippet(text: str, blocks: Iterable[Block], query: WordQuery) -> tuple[str, tuple[Span, ...]]:
    """A snippet on one line and its hits: the words of what is read round those of the query.

    A hit that nobody reads shows the beginning instead; of an article that is nothing but a title, the title.
    """
    given = list(blocks)
    read = [block.span for block in given if block.kind not in _LEFT_OUT] or [block.span for block in given]
    if not read:
        return "", ()
    seen = _hits(text, read, query)
    shown = tuple(_window(text, read, _best(text, seen)))
    head = "" if any(span.start == shown[0].start for span in read) else _ELLIPSIS
    tail = "" if shown[-1].end == read[-1].end else _ELLIPSIS
    return snippet_of(head + _BETWEEN.join(_marked(text, span, seen) for span in shown) + tail)


def _hits(text: str, read: Iterable[Span], query: WordQuery) -> list[Span]:
    """The first hits, block by block; a long text is not looked through to its end."""
    found: list[Span] = []
    for span in read:
        places = word_places(searchable(text[span.start : span.end]), query)
        found.extend(Span(place.start + span.start, place.end + span.start) for place in places)
        if len(found) >= _MOST_HITS:
            break
    return found[:_MOST_HITS]


def _best(text: str, hits: Sequence[Span]) -> Span | None:
    """The hit with the most different words in its neighbourhood; the first of those."""
    words = [fold(text[hit.start : hit.end]) for hit in hits]

    def kinds(number: int) -> int:
        limit = hits[number].start + _LENGTH - _BEFORE
        near = range(number, min(len(hits), number + 20))
        return len({words[each] for each in near if hits[each].end <= limit})

    return hits[max(range(len(hits)), key=kinds)] if hits else None


def _window(text: str, read: Sequence[Span], hit: Span | None) -> Iterator[Span]:
    """What is shown: from a little before the hit, or from the beginning, as far as there is room."""
    at = 0 if hit is None else next(n for n, span in enumerate(read) if hit.start < span.end)
    start = read[at].start
    if hit is not None and hit.start - start > _BEFORE:
        blank = text.find(" ", hit.start - _BEFORE, hit.start)
        start = hit.start if blank < 0 else blank + 1
    left = _LENGTH
    for span in read[at:]:
        first = max(start, span.start)
        end = span.end
        if end - first > left:
            blank = text.rfind(" ", first, first + left)
            end = blank if blank > first else first + left
        yield Span(first, end)
        left -= end - first
        if end < span.end or left < _LEAST:
            return


def _marked(text: str, span: Span, hits: Iterable[Span]) -> str:
    """A piece of the text with marks round the hits in it."""
    pieces: list[str] = []
    at = span.start
    for hit in hits:
        if span.start <= hit.start and hit.end <= span.end:
            pieces += (_plain(text[at : hit.start]), HIT_START, _plain(text[hit.start : hit.end]), HIT_END)
            at = hit.end
    return "".join((*pieces, _plain(text[at : span.end])))


def _plain(text: str) -> str:
    """The text without marks of its own."""
    return text.replace(HIT_START, "").replace(HIT_END, "")
