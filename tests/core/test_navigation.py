"""Stepping among mentions and going back after jumps."""

from hypothesis import given
from hypothesis import strategies as st

from reader.core.following import carry_choice
from reader.core.navigation import (
    HISTORY_LIMIT,
    Choice,
    History,
    Place,
    Step,
    find_entity,
    mention_counts,
    step_from_position,
    step_mention,
)
from reader.core.records import Annotations, Entity, Mention, Quote, Span


def place(position: int, article: str = "a") -> Place:
    return Place(article, position)


def test_first_step_takes_the_first_or_last_mention():
    assert step_mention(3, None, 1) == Step(0)
    assert step_mention(3, None, -1) == Step(2)


def test_steps_wrap_with_a_sign():
    assert step_mention(3, 1, 1) == Step(2)
    assert step_mention(3, 2, 1) == Step(0, wrapped=True)
    assert step_mention(3, 0, -1) == Step(2, wrapped=True)
    assert step_mention(1, 0, 1) == Step(0, wrapped=True)


def test_no_mention_no_step():
    assert step_mention(0, None, 1) is None
    assert step_from_position([], 4, 1) is None


def test_a_step_from_the_place_of_reading():
    spans = [Span(0, 3), Span(10, 14), Span(30, 32)]
    assert step_from_position(spans, 10, 1) == Step(1)
    assert step_from_position(spans, 11, 1) == Step(2)
    assert step_from_position(spans, 11, -1) == Step(1)
    assert step_from_position(spans, 31, 1) == Step(0, wrapped=True)
    assert step_from_position(spans, 0, -1) == Step(2, wrapped=True)


def test_back_returns_to_where_one_was_and_forward_undoes_it():
    history = History().leave(place(1)).leave(place(2))
    history, there = history.back(place(3))
    assert there == place(2)
    history, there = history.back(place(2))
    assert there == place(1)
    assert not history.can_go_back
    history, there = history.forward(place(1))
    assert there == place(2)
    history, there = history.forward(place(2))
    assert there == place(3)
    assert not history.can_go_forward


def test_a_new_jump_forgets_what_lay_ahead():
    history, _ = History().leave(place(1)).back(place(2))
    assert history.can_go_forward
    assert not history.leave(place(5)).can_go_forward


def test_leaving_the_same_place_twice_counts_once():
    assert History().leave(place(1)).leave(place(1)).past == (place(1),)


def test_nothing_to_go_back_or_forward_to():
    assert History().back(place(1)) == (History(), None)
    assert History().forward(place(1)) == (History(), None)


def test_a_closed_article_leaves_the_history():
    history = History().leave(place(1)).leave(place(2, "b")).without("a")
    assert history.past == (place(2, "b"),)


@given(st.lists(st.integers(0, 9), max_size=2 * HISTORY_LIMIT))
def test_back_all_the_way_and_forward_again_ends_where_it_began(positions: list[int]):
    history = History()
    for position in positions:
        history = history.leave(place(position))
    assert len(history.past) <= HISTORY_LIMIT
    start, here = history, place(99)
    while history.can_go_back:
        history, there = history.back(here)
        assert there is not None
        here = there
    while history.can_go_forward:
        history, there = history.forward(here)
        assert there is not None
        here = there
    assert (history.past, here) == (start.past, place(99))


def entity(identity: str, *starts: int, name: str = "x", kind: str = "PER", aliases: tuple[str, ...] = ()):
    mentions = tuple(Mention(Span(start, start + 3)) for start in starts)
    return Entity(identity, kind, name, mentions, aliases)


def found(*entities: Entity, quotes: tuple[Quote, ...] = ()):
    return Annotations("a", "p", entities, quotes)


def test_a_choice_survives_new_numbers():
    old = found(entity("e1", 0, 10), entity("e2", 20))
    new = found(entity("e1", 20), entity("e2", 0, 10, 30))
    assert carry_choice(Choice("e1", 1), old, new) == Choice("e2", 1)
    assert carry_choice(Choice("e1"), old, new) == Choice("e2")
    assert carry_choice(Choice("e1", 1), old, found(entity("e1", 50, name="y"))) == Choice()
    assert carry_choice(Choice("e1", 1), old, None) == Choice()
    assert carry_choice(Choice(), old, new) == Choice()


def test_a_chosen_quotation_survives_new_numbers():
    first, second = Quote(Span(0, 5)), Quote(Span(9, 12))
    assert carry_choice(
        Choice(quote_index=0), found(quotes=(second,)), found(quotes=(first, second))
    ) == Choice(quote_index=1)
    assert carry_choice(Choice(quote_index=0), found(quotes=(second,)), found(quotes=(first,))) == Choice()


def test_an_entity_is_found_by_its_name_before_an_alias():
    annotations = found(
        entity("e1", 0, name="Anne Blé", aliases=("Blé",)), entity("e2", 9, name="Blé", aliases=("le blé",))
    )
    assert find_entity(annotations, " blé ").id == "e2"
    assert find_entity(annotations, "LE BLÉ").id == "e2"
    assert find_entity(annotations, "anne blé").id == "e1"
    assert find_entity(annotations, "Bob") is None


def test_mentions_are_counted_by_type():
    annotations = found(entity("e1", 0, 5), entity("e2", 9), entity("e3", 12, kind="LOC"))
    assert mention_counts(annotations) == {"PER": 3, "LOC": 1}
