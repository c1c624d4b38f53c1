"""Entities and quotations that are numbered anew are still the same ones."""

from reader.core.following import carry_choice, carry_choices, follow_entities
from reader.core.navigation import Choice, History, Place
from reader.core.records import Annotations, Entity, Mention, Quote, Span


def entity(key, name, *spans, kind="PER"):
    return Entity(key, kind, name, tuple(Mention(Span(*span)) for span in spans))


def found(*entities, quotes=()):
    return Annotations("a", "p", entities, tuple(Quote(Span(*span)) for span in quotes))


def test_a_place_inside_the_name_of_a_body_does_not_take_its_choice():
    """The first entity that shared letters with the chosen mention was taken."""
    lyon, body = ("e1", "Lyon", (10, 14), (40, 44)), ("e2", "mairie de Lyon", (0, 14))
    old = found(entity(*lyon, kind="LOC"), entity(*body, kind="ORG"))
    new = found(entity("e1", *body[1:], kind="ORG"), entity("e2", *lyon[1:], kind="LOC"))
    assert carry_choice(Choice("e1", 0), old, new) == Choice("e2", 0)
    assert carry_choice(Choice("e2", 0), old, new) == Choice("e1", 0)


def test_the_entity_with_most_of_the_mentions_is_followed():
    old = found(entity("e1", "Kim", (0, 3), (10, 13), (20, 23)))
    new = found(entity("e1", "Kim Yo Jong", (0, 3)), entity("e2", "Kim Jong Un", (10, 13), (20, 23)))
    assert carry_choice(Choice("e1", 2), old, new) == Choice("e2", 1)


def test_a_name_that_has_grown_is_followed():
    old = found(entity("e1", "Kim Jong", (0, 8)), entity("e2", "Lyon", (20, 24)))
    new = found(entity("e1", "Lyon", (20, 24)), entity("e2", "Kim Jong Un", (0, 11)))
    assert carry_choice(Choice("e1", 0), old, new) == Choice("e2", 0)


def test_where_no_mention_is_left_the_name_decides():
    old = found(entity("e1", "Paris", (0, 5), kind="LOC"))
    new = found(entity("e1", "Paris", (50, 55)), entity("e2", "Paris", (90, 95), kind="LOC"))
    assert carry_choice(Choice("e1", 0), old, new) == Choice("e2")
    assert follow_entities(old.entities, found(entity("e1", "Rome", (50, 54)))) == {}


def test_a_quotation_with_another_inside_it():
    old, new = found(quotes=[(0, 50), (20, 30)]), found(quotes=[(0, 60), (20, 31), (70, 80)])
    choices = (Choice(quote_index=0), Choice(quote_index=1))
    assert carry_choices(choices, old, new) == choices


def test_the_way_back_leads_to_the_same_names():
    """It led to whoever had the number then."""
    old, new = (
        found(entity("e1", "Anne", (0, 4))),
        found(entity("e1", "Bob", (9, 12)), entity("e2", "Anne", (0, 4))),
    )
    here, other = Place("a", 5, "e1", 0), Place("b", 5, "e1", 0)
    history = History((here, other), (here,)).renumbered("a", lambda each: carry_choices(each, old, new))
    assert history.past == (Place("a", 5, "e2", 0), other)
    assert history.future == (Place("a", 5, "e2", 0),)
