"""How the network's word and the rules' are weighed."""

from __future__ import annotations

import math

import pytest

from reader.core.records import Entity, Mention, MentionKind, Span
from reader.nlp.resolver.mixture import (
    NOBODY,
    WORDS,
    Mixture,
    certainty,
    link_descriptions,
    speaker_scores,
    speech_odds,
)
from reader.nlp.resolver.reading import Meaning, Reading
from reader.nlp.resolver.references import Reference

NAME, PLACE = Span(0, 8), Span(20, 28)
MIXTURE = Mixture(
    description=(1.0, 2.0, 0.0, 0.0), description_certainty=(0.0, 1.0, 0.0), least_description=0.5
)


def person(identifier: str, *descriptions: Span) -> Entity:
    nominal = [Mention(span, MentionKind.NOMINAL) for span in descriptions]
    return Entity(identifier, "PER", identifier, (Mention(NAME), *nominal))


def meaning(nobody: float, pronoun: bool = False, **people: float) -> Meaning:
    logs = {name: math.log(chance) for name, chance in people.items()}
    return Meaning(Reference(PLACE, pronoun=pronoun), logs, math.log(nobody))


def linked(entities: list[Entity], *meanings: Meaning) -> dict[str, list[Span]]:
    found = link_descriptions(entities, Reading({}, meanings), MIXTURE)
    return {e.id: [m.span for m in e.mentions if m.kind is MentionKind.NOMINAL] for e in found}


def test_a_likely_description_is_linked() -> None:
    assert linked([person("a"), person("b")], meaning(0.05, a=0.9, b=0.05)) == {"a": [PLACE], "b": []}


def test_no_link_is_better_than_a_wrong_one() -> None:
    assert linked([person("a"), person("b")], meaning(0.2, a=0.45, b=0.35)) == {"a": [], "b": []}


def test_nobody_takes_a_link_of_the_rules_away() -> None:
    assert linked([person("a", PLACE)], meaning(0.99, a=0.01)) == {"a": []}


def test_the_rules_count_where_the_network_hesitates() -> None:
    assert linked([person("a"), person("b", PLACE)], meaning(0.1, a=0.5, b=0.4)) == {"a": [], "b": [PLACE]}


def test_a_pronoun_is_no_description() -> None:
    assert linked([person("a")], meaning(0.01, pronoun=True, a=0.99)) == {"a": []}


def test_links_of_the_rules_that_were_not_read_stay() -> None:
    assert linked([person("a", Span(60, 70))], meaning(0.99, a=0.01)) == {"a": [Span(60, 70)]}


def test_candidates_of_speakers_are_probabilities() -> None:
    scores = speaker_scores(Mixture(), ["e1", WORDS, NOBODY], [-0.1, -3.0, -4.0], [-0.2, -3.0, -2.0])

    assert math.fsum(math.exp(score) for score in scores) == pytest.approx(1)
    assert scores[0] == max(scores)


def test_certainty_stays_within_bounds() -> None:
    assert certainty((1.0, 1000.0), (1.0, 1.0)) <= 1
    assert certainty((0.0, 0.0), (1.0, 1.0)) == 0.5
    assert speech_odds(Mixture(speech=(1.0, 2.0, 0.5)), 1.0, -1.0) == pytest.approx(-0.5)
