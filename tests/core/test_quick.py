"""Quick switch: what a few letters find, and in which order."""

import time

import pytest

from reader.core.quick import Candidate, Goal, rank

PLACES = (
    Candidate(Goal.ENTITY, "1", "Élodie Marchand", "4", "Marchand", "PER"),
    Candidate(Goal.ENTITY, "2", "Haute-Marne", "2", "", "LOC"),
    Candidate(Goal.ENTITY, "3", "Organisation mondiale du lait", "1", "OML", "ORG"),
    Candidate(Goal.QUOTE, "0", "« Le marché reprend »", "Élodie Marchand", "Élodie Marchand"),
    Candidate(Goal.COMMAND, "zoom", "Texte plus grand", "Ctrl++"),
    Candidate(Goal.HEADING, "90", "Un marché en crise"),
)


def keys(wanted):
    return [(each.goal.value, each.key) for each in rank(PLACES, wanted)]


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("elo", ("entity", "1")),
        ("MARCH", ("entity", "1")),
        ("marche", ("heading", "90")),
        ("marne", ("entity", "2")),
        ("oml", ("entity", "3")),
        ("omdl", ("entity", "3")),
        ("grand texte", ("command", "zoom")),
        ("reprend", ("quote", "0")),
    ],
)
def test_a_few_letters_find_it(wanted, first):
    assert keys(wanted)[0] == first


def test_every_word_must_be_there():
    assert keys("marchand zzz") == []
    assert keys("lait monde") == []


def test_words_of_somebody_are_found_by_their_name_after_the_name_itself():
    assert keys("marchand") == [("entity", "1"), ("quote", "0")]


def test_nothing_typed_shows_everything_in_its_order():
    assert keys("  ") == [(each.goal.value, each.key) for each in PLACES]


def test_scattered_letters_are_no_match():
    assert keys("ehz") == []


def test_a_book_is_searched_while_one_types():
    many = [Candidate(Goal.ENTITY, str(n), f"Personne numéro {n}", "1") for n in range(20_000)]
    start = time.perf_counter()
    assert len(rank(many, "num 19")) == 60
    assert time.perf_counter() - start < 0.5
