"""Sure and doubtful links are counted apart."""

from reader.core.marks import marks_of
from reader.core.records import Annotations, Entity, Mention, MentionKind, Quote, Span, Speaker
from reader.core.tally import Tally, tally_mentions, tally_quotes

ENTITY = Entity(
    "e1",
    "PER",
    "Ada",
    (
        Mention(Span(0, 3)),
        Mention(Span(4, 9), MentionKind.NOMINAL),
        Mention(Span(10, 19), MentionKind.NOMINAL, 0.4, True),
    ),
)
SPEAKER = Speaker("e1", Span(0, 3), "Ada")
DOUBTFUL = Speaker("e1", Span(0, 3), "Ada", doubtful=True)
FOUND = Annotations(
    "a",
    "p",
    (ENTITY,),
    tuple(Quote(Span(20, 30), speaker=who) for who in (SPEAKER, DOUBTFUL, None, DOUBTFUL)),
)


def test_mentions_and_quotations_are_counted_by_their_certainty():
    assert tally_mentions(ENTITY) == Tally(2, 1)
    assert tally_quotes(FOUND, (0, 1, 3)) == Tally(1, 2)
    assert tally_quotes(FOUND, (2,)) == Tally(1)
    assert Tally(1, 2).total == 3


def test_marks_say_what_to_check():
    assert [mark.doubtful for mark in marks_of(FOUND)] == [False, False, True, False, True, False, True]
