"""Hand-made pages in the manner of eight kinds of sites, made after the rules; four small things were mended since."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.core.records import Article
from reader.formats.html_page import read

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
TITLE = "À Nantes, le pont de Pirmil fermé par crainte d’une crue"
ARTICLE = [
    TITLE,
    "La préfète de Loire-Atlantique a ordonné la fermeture du pont",
    "NANTES – Le pont de Pirmil a été fermé mardi matin",
    "« Nous ne prendrons aucun risque avec la vie des habitants »",
    "Selon Bruno Kerdoncuff, directeur du service",
    "Les habitants, eux, s’interrogent",
    "La mairie promet une réponse",
]
FURNITURE = [
    "Accueil", "Politique", "Abonnez-vous", "Les plus lus", "cookies", "Mentions légales", "Un lecteur pense",
    "Recevez chaque matin", "Partager", "Publicité", "Articles similaires", "modifier",
]  # fmt: skip


def shown(article: Article) -> list[tuple[str, str]]:
    return [(b.kind.value, article.text[b.span.start : b.span.end]) for b in article.blocks]


@pytest.fixture(params=PAGES, ids=lambda path: path.stem)
def found(request: pytest.FixtureRequest) -> list[tuple[str, str]]:
    return shown(read(request.param.read_bytes(), request.param.name))


def test_the_whole_article_is_there_in_order(found: list[tuple[str, str]]) -> None:
    texts = [text for _, text in found]
    places = [next(i for i, text in enumerate(texts) if text.startswith(part)) for part in ARTICLE]

    assert places == sorted(places)
    assert found[places[0]] == ("title", TITLE)
    assert {found[place][0] for place in places[1:]} == {"paragraph"}


def test_nothing_of_what_stands_around_it_is(found: list[tuple[str, str]]) -> None:
    text = "\n".join(text for kind, text in found if kind != "related")

    assert [word for word in FURNITURE if word in text] == []


def test_captions_are_captions_and_headings_headings(found: list[tuple[str, str]]) -> None:
    for kind, text in found:
        if text.startswith("Le pont de Pirmil, vu du quai sud"):
            assert kind == "caption"
        if text == "Une crue attendue jeudi":
            assert kind == "heading"
