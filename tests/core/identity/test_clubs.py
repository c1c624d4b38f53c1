"""Clubs that are called by their town, in articles about sport and nowhere else."""

from __future__ import annotations

import pytest
from marked import DATA, consolidated, parse

from reader.core.identity.name_evidence import NameEvidence
from reader.formats.plain_text import from_text

SPORT = (
    "\n\nLe match de championnat a vu une belle victoire de cette équipe. L'entraîneur et ses joueurs saluent "
    "la défense, le buteur et la mi-temps."
)

CLUBS = [
    ("[LOC Vesna] s'est imposé 2-1.", 1),
    ("[LOC Vesna] a gagné contre [PER Orlin] 3-0.", 2),
    ("L'entraîneur d'[PER Orlin] est là.", 1),
    ("Le match a lieu à [LOC Vesna].", 0),
    ("[PER Vesna] dort.", 0),
    ("La [LOC Belgique] a battu l'[LOC Italie] 2-1.", 0),
]


def evidence_of_last(marked: str) -> dict[str, float]:
    """The features of the last span in question of an article."""
    text, names = parse(marked)
    article = from_text(text)
    last = max(names, key=lambda name: name.span)
    return dict(NameEvidence(article, names, DATA).features(last))


@pytest.mark.parametrize(("marked", "least"), CLUBS)
def test_what_speaks_for_a_club_in_an_article_about_sport(marked: str, least: int) -> None:
    found = evidence_of_last(SPORT.strip() + "\n\n" + marked)

    assert found["about sport"] == 1
    assert (found["club evidence"] >= least) if least else (found["club evidence"] == 0)


@pytest.mark.parametrize("marked", [marked for marked, _ in CLUBS[:2]])
def test_elsewhere_nothing_speaks_for_a_club(marked: str) -> None:
    assert "club evidence" not in evidence_of_last(marked + "\n\nLa foire ouvre lundi.")


def test_an_article_about_sport_without_names_has_none() -> None:
    assert consolidated(SPORT) == []
