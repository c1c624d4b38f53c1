"""What is drawn over the text: one mark for each mention and quotation, found by the range that is visible."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reader.core.records import INDIRECT, Annotations, MentionKind, Span

QUOTE_TYPE = "QUOTE"
"""The kind of a quotation's mark, beside the entity types."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention (``entity_id`` and its ``index`` there) or a quotation (``index`` into the annotations).

    ``doubtful`` marks what the reader should check: a name that may stand for several entities, a description
    or a speaker that is only probable. ``indirect`` marks reported speech.
    """

    span: Span
    kind: str
    index: int
    entity_id: str | None = None
    named: bool = True
    doubtful: bool = False
    indirect: bool = False

    @property
    def is_quote(self) -> bool:
        """Whether this marks a quotation."""
        return self.entity_id is None


def marks_of(annotations: Annotations) -> tuple[Mark, ...]:
    """Every mark of an article. ``named`` is false for descriptions, and for quote marks around no speech."""
    mentions = (
        Mark(
            mention.span,
            entity.entity_type,
            index,
            entity.id,
            mention.kind is MentionKind.NAME,
            doubtful=mention.doubtful or bool(entity.candidates),
        )
        for entity in annotations.entities
        for index, mention in enumerate(entity.mentions)
    )
    quotes = (
        Mark(
            quote.span,
            QUOTE_TYPE,
            index,
            named=quote.speech,
            doubtful=quote.doubtful,
            indirect=quote.kind == INDIRECT,
        )
        for index, quote in enumerate(annotations.quotes)
    )
    return (*mentions, *quotes)


def with_indirect(annotations: Annotations) -> Annotations:
    """The same with indirect speech among the quotations, in text order."""
    every = (*annotations.quotes, *annotations.indirect)
    return replace(
        annotations, quotes=tuple(sorted(every, key=lambda quote: (quote.span.start, -quote.span.end)))
    )


def mark_count(annotations: Annotations) -> int:
    """How many marks an article has."""
    return sum(len(entity.mentions) for entity in annotations.entities) + len(annotations.quotes)


class MarkIndex:
    """Finds the marks that overlap a range in O(log n) and the number found (and passed over).

    ``kinds``, ``entities`` and ``quotes`` hold code points only, in order, for whoever draws all marks small:
    where the mentions of each kind and of each entity begin, where each quotation begins and ends.
    """

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._marks = sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end))
        self._starts = array("L", (mark.span.start for mark in self._marks))
        self._reach = array("L")
        self.kinds: dict[str, array[int]] = {}
        self.entities: dict[str, array[int]] = {}
        self.quotes: list[Span] = []
        furthest = 0
        for mark in self._marks:
            furthest = max(furthest, mark.span.end)
            self._reach.append(furthest)
            if mark.entity_id is None:
                self.quotes.append(mark.span)
                continue
            self.kinds.setdefault(mark.kind, array("L")).append(mark.span.start)
            self.entities.setdefault(mark.entity_id, array("L")).append(mark.span.start)

    def __len__(self) -> int:
        return len(self._marks)

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._marks)

    def overlapping(self, start: int, end: int) -> list[Mark]:
        """The marks that share a code point with ``start`` to ``end``, outer ones before inner ones."""
        first = bisect_right(self._reach, start)
        last = bisect_left(self._starts, end)
        return [mark for mark in self._marks[first:last] if mark.span.end > start]

    def starting(self, start: int, end: int) -> list[Mark]:
        """The marks that begin from ``start`` on and before ``end``."""
        return self._marks[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def at(self, place: int, hidden: frozenset[str] = frozenset()) -> Mark | None:
        """The mark to act on at a code point: the innermost name, else a description, else a quotation."""
        found = [mark for mark in self.overlapping(place, place + 1) if mark.kind not in hidden]
        if not found:
            return None
        return min(
            found, key=lambda mark: (mark.is_quote, not mark.named and not mark.is_quote, len(mark.span))
        )
