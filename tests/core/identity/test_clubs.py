"""Clubs that are called by their town, in articles about sport and nowhere else."""

from __future__ import annotations

import time

import pytest
from marked import consolidated

SPORT = (
    "\n\nLe match de championnat a vu une belle victoire de cette équipe. L'entraîneur et ses joueurs saluent "
    "la défense, le buteur et la mi-temps."
)

CLUBS = [
    ("[LOC Vesna] s'est imposé 2-1. Il faut battre [LOC Vesna].", ["ORG", "ORG"]),
    (
        "[LOC Vesna] a gagné contre [PER Orlin] 3-0. L'entraîneur d'[PER Orlin] et les joueurs de [LOC Vesna].",
        ["ORG"] * 4,
    ),
    ("[LOC Vesna] - [LOC Orlin] : 2-1", ["ORG", "ORG"]),
    ("Vesna 31 - [PER Orlin 17]", ["ORG", "ORG"]),
    ("Le match a lieu à [LOC Vesna]. [ORG Vesna] mène face à [LOC Orlin].", ["LOC", "ORG", "LOC"]),
]

NO_CLUBS = [
    ("[LOC France] - [LOC Italie] : 2-1", ["LOC", "LOC"]),
    ("La [LOC France] a battu l'[LOC Italie] 2-1.", ["LOC", "LOC"]),
    ("[PER Luc Orlin] a battu [PER Jan Vesna] 6-4. [PER Orlin] mène. Contre [PER Vesna] 6-4.", ["PER"] * 4),
    ("[LOC Vesna] accueille le tournoi.", ["LOC"]),
]


@pytest.mark.parametrize(("marked", "expected"), CLUBS + NO_CLUBS)
def test_who_plays_in_an_article_about_sport(marked: str, expected: list[str]) -> None:
    assert [entity_type for entity_type, _ in consolidated(marked + SPORT)] == expected


@pytest.mark.parametrize("marked", [marked for marked, _ in CLUBS[:2]])
def test_elsewhere_a_town_stays_a_town(marked: str) -> None:
    assert "ORG" not in {entity_type for entity_type, _ in consolidated(marked + "\n\nLa foire ouvre lundi.")}


def test_a_result_gives_both_names_without_its_figures() -> None:
    assert consolidated("Football. Vesna 31 - [ORG Orlin 17]" + SPORT) == [("ORG", "Vesna"), ("ORG", "Orlin")]


def test_an_article_about_sport_without_names_has_none() -> None:
    assert consolidated(SPORT) == []


def test_lines_that_give_no_result_take_no_longer_than_their_length() -> None:
    line = "Le conseil municipal extraordinaire communautaire intercommunal départemental\n"
    begun = time.process_time()
    assert consolidated(line * 2_000 + SPORT * 60) == []
    assert time.process_time() - begun < 5
