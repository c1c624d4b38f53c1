"""Indirect speech: reported clauses, who reports them, and what is none."""

from __future__ import annotations

import pytest

from reader.core.records import INDIRECT
from reader.formats.plain_text import from_text
from reader.nlp.quotes import attribute_speech, find_quotes
from tests.nlp.quotes.samples import DATA, entities


def _reported(text: str) -> list[tuple[str | None, str]]:
    article = from_text(text)
    found = attribute_speech(article, find_quotes(article, DATA), entities(text), (), DATA).indirect
    assert all(quote.kind == INDIRECT and quote.cue is not None for quote in found)
    return [
        (quote.speaker.entity if quote.speaker else None, text[quote.span.start : quote.span.end])
        for quote in found
    ]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Ada Brun a déclaré que la ville irait jusqu’au bout.", "la ville irait jusqu’au bout"),
        ("Ada Brun a déclaré mardi à la presse qu’elle irait jusqu’au bout.", "elle irait jusqu’au bout"),
        ("Ada Brun affirme avoir tout vu depuis sa fenêtre.", "avoir tout vu depuis sa fenêtre"),
        ("Selon Ada Brun, la ville ira jusqu’au bout.", "la ville ira jusqu’au bout"),
        ("La ville ira jusqu’au bout, selon Ada Brun.", "La ville ira jusqu’au bout"),
        ("La ville ira jusqu’au bout, a précisé Ada Brun.", "La ville ira jusqu’au bout"),
        (
            "Ada Brun a répondu hier aux lecteurs, ajoutant que la ville irait jusqu’au bout.",
            "la ville irait jusqu’au bout",
        ),
        (
            "Ada Brun a dit que la ville irait jusqu’au bout, précisant que le vote est clos.",
            "la ville irait jusqu’au bout",
        ),
        (
            "Ada Brun a dit que la ville irait jusqu’au bout : « Nous n’avons rien à perdre. »",
            "la ville irait jusqu’au bout",
        ),
        (
            "Ada Brun a dit que la ville irait jusqu’au bout et ajouté que le vote était clos depuis lundi.",
            "la ville irait jusqu’au bout",
        ),
    ],
)
def test_a_reported_clause_is_found(text: str, clause: str) -> None:
    assert _reported(text)[0] == ("Ada Brun", clause)


def test_a_pronoun_reports_for_whom_it_stands() -> None:
    text = "Ada Brun est arrivée hier, dit-on. Elle a ajouté que la ville irait jusqu’au bout."

    assert _reported(text) == [("Ada Brun", "la ville irait jusqu’au bout")]


def test_the_own_source_of_a_pronoun() -> None:
    text = "Ada Brun est arrivée hier, dit-on. Selon elle, la ville ira jusqu’au bout."

    assert _reported(text) == [("Ada Brun", "la ville ira jusqu’au bout")]


def test_a_source_that_is_nobody_keeps_its_words() -> None:
    assert _reported("La police a indiqué que la route resterait fermée.") == [
        (None, "la route resterait fermée")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Brun espère que la ville ira jusqu’au bout.",
        "Ada Brun n’a pas dit que la ville irait jusqu’au bout.",
        "Ada Brun conteste le fait que la ville aille jusqu’au bout.",
        "Ada Brun plaide pour que la ville aille jusqu’au bout.",
        "Cela signifie que la ville ira jusqu’au bout.",
        "On dit que la ville ira jusqu’au bout, tôt ou tard.",
        "Selon cette logique, la ville ira jusqu’au bout.",
        "Ada Brun a déclaré que « la ville ira jusqu’au bout ».",
        "Le titre mondial revient à Ada Brun après que la ville a voté.",
        "Léo Marchais et Ada Brun ont déclaré que la ville irait jusqu’au bout.",
    ],
)
def test_thoughts_denials_and_several_subjects_are_left_out(text: str) -> None:
    assert _reported(text) == []


def test_a_body_is_no_person() -> None:
    text = "« Bonjour à tous », a dit Ada Brun. La société a indiqué que les ventes resteraient en hausse."

    assert _reported(text) == [(None, "les ventes resteraient en hausse")]
