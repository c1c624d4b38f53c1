"""Speech against titles, names and terms; the forms of verbs; a language without tables."""

from __future__ import annotations

import pytest

from reader.formats.plain_text import from_text
from reader.nlp.quotes import attribute_speech, find_quotes, load_quote_data
from reader.nlp.quotes.conjugation import forms
from tests.nlp.quotes.samples import quotes


@pytest.mark.parametrize(
    "text",
    [
        "Elle a lu le livre « Le Pont » hier.",
        "Le film « La Grande Crue » sort demain.",
        "Le navire « Étoile » a coulé.",
        "Une émission intitulée « Les Grands Chemins » commence lundi.",
        "Léo Marchais, dit « le Grand », a ouvert une boutique.",
        "L’opération « Ville propre » reprend samedi.",
    ],
)
def test_titles_and_names_are_no_speech(text: str) -> None:
    assert [quote.speech for quote in quotes(text)] == [False]


@pytest.mark.parametrize(
    ("infinitive", "wanted"),
    [
        ("annoncer", "annonça"),
        ("juger", "jugea"),
        ("rappeler", "rappelle"),
        ("répéter", "répète"),
        ("avertir", "avertit"),
        ("qualifier", "qualifier"),
    ],
)
def test_verbs_are_spelt_right(infinitive: str, wanted: str) -> None:
    assert wanted in set(forms(infinitive))


def test_a_language_without_tables_still_has_quotations() -> None:
    article = from_text("« We go », said Ada Brun.")
    data = load_quote_data("xx")
    found = attribute_speech(article, find_quotes(article, data), (), (), data).quotes

    assert len(found) == 1
    assert found[0].speaker is None
