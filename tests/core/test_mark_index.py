"""Where all marks stand, in code points only, for whoever draws them small."""

from reader.core.marks import Mark, MarkIndex
from reader.core.records import Span

MARKS = (
    Mark(Span(40, 44), "PER", 1, "e1"),
    Mark(Span(0, 9), "QUOTE", 0),
    Mark(Span(2, 5), "PER", 0, "e1"),
    Mark(Span(6, 8), "LOC", 0, "e2"),
)


def test_kinds_entities_and_quotations_come_in_order():
    index = MarkIndex(MARKS)
    assert {kind: list(starts) for kind, starts in index.kinds.items()} == {"PER": [2, 40], "LOC": [6]}
    assert {entity: list(starts) for entity, starts in index.entities.items()} == {"e1": [2, 40], "e2": [6]}
    assert [(quote.start, quote.end) for quote in index.quotes] == [(0, 9)]


def test_marks_that_begin_in_a_range():
    index = MarkIndex(MARKS)
    assert [mark.span.start for mark in index.starting(2, 40)] == [2, 6]
    assert index.starting(41, 99) == []
