"""Every construction by which the press quotes, with made-up names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.errors import UnreadableInputError
from reader.core.records import Entity, Mention, MentionKind, Quote, Span
from reader.formats.plain_text import from_text
from reader.nlp.quotes import attribute_quotes, find_quotes, load_quote_data
from reader.nlp.quotes.conjugation import forms

DATA = load_quote_data("fr")
PEOPLE = ("Ada Brun", "Léo Marchais", "Brun", "Marchais")


def entities(text: str) -> list[Entity]:
    found: list[Entity] = []
    for person, forms_ in (
        ("Ada Brun", ("Ada Brun", "Brun")),
        ("Léo Marchais", ("Léo Marchais", "Marchais")),
    ):
        spans: list[Span] = []
        for form in forms_:
            start = text.find(form)
            while start >= 0:
                span = Span(start, start + len(form))
                if not any(span.overlaps(other) for other in spans):
                    spans.append(span)
                start = text.find(form, start + 1)
        if spans:
            mentions = tuple(Mention(span, MentionKind.NAME) for span in sorted(spans))
            found.append(Entity(person, "PER", person, mentions))
    return found


def quotes(text: str) -> tuple[Quote, ...]:
    article = from_text(text)
    return attribute_quotes(article, find_quotes(article), entities(text), (), DATA)


@pytest.mark.parametrize(
    "text",
    [
        "« Nous irons jusqu’au bout », a déclaré Ada Brun.",
        "« Nous irons jusqu’au bout », déclare Mme Brun à la presse.",
        "« Nous irons jusqu’au bout », a déclaré mardi Ada Brun.",
        "Ada Brun a déclaré : « Nous irons jusqu’au bout. »",
        "Ada Brun a parlé d’une « trahison sans nom ».",
        "Ada Brun a dénoncé « une honte pour la ville ».",
        "Selon Ada Brun, « nous irons jusqu’au bout ».",
        "« Nous irons jusqu’au bout », selon Ada Brun.",
        "D’après Ada Brun, la ville « ira jusqu’au bout ».",
        "« C’est une honte, estime Ada Brun, et nous le dirons. »",
        "Ada Brun est arrivée hier. « Nous irons jusqu’au bout », a-t-elle ajouté.",
        "Ada Brun est arrivée hier. « Nous irons jusqu’au bout », renchérit-elle.",
        "Ada Brun : « Nous irons jusqu’au bout. »",
        "Interrogée par Léo Marchais, Ada Brun a répondu : « Nous irons jusqu’au bout. »",
        "“Nous irons jusqu’au bout”, martèle Ada Brun.",
        '"Nous irons jusqu’au bout", a expliqué Ada Brun.',
        "« Nous irons », a dit Ada Brun. « Et nous reviendrons avant la nuit. »",
    ],
)
def test_the_speaker_is_found(text: str) -> None:
    found = quotes(text)

    assert found
    for quote in found:
        assert quote.speech
        assert quote.speaker is not None
        assert quote.speaker.entity == "Ada Brun"


@pytest.mark.parametrize(
    "text",
    [
        "Elle a lu le livre « Le Pont » hier.",
        "Le film « La Grande Crue » sort demain.",
        "Le navire « Étoile » a coulé.",
    ],
)
def test_titles_and_names_are_no_speech(text: str) -> None:
    assert [quote.speech for quote in quotes(text)] == [False]


def test_a_source_that_is_nobody_keeps_its_words() -> None:
    (quote,) = quotes("« Tout a brûlé en une heure », a raconté un témoin.")

    assert quote.speaker is not None
    assert (quote.speaker.entity, quote.speaker.text) == (None, "un témoin")


def test_the_cue_says_how_we_know() -> None:
    (quote,) = quotes("« Nous irons jusqu’au bout », a déclaré Ada Brun.")

    assert quote.cue is not None
    assert quote.cue.text == "a déclaré"


def spans(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_quotes(from_text(text))]


def test_nested_quotations_are_found_outer_first() -> None:
    assert spans("Il a dit « elle a crié “au feu” hier ».") == ["« elle a crié “au feu” hier »", "“au feu”"]


def test_a_quotation_over_paragraphs_is_one() -> None:
    text = "Elle a dit : « Un.\n\n« Deux.\n\n« Trois. »\n\nFin de l’article, rien de plus."

    assert spans(text) == ["« Un.\n\n« Deux.\n\n« Trois. »"]


def test_a_stray_mark_costs_nothing_beyond_its_paragraph() -> None:
    paragraph = "Un « mot de trop.\n\nEt « un deuxième » ici, « un troisième » là."
    found = spans("\n\n".join([paragraph] * 5))

    assert found.count("« un deuxième »") == 5
    assert found.count("« un troisième »") == 5


def test_inches_are_no_quotation() -> None:
    assert spans('Un écran de 27" et un autre de 32" sont en vente.') == []


def test_a_dash_begins_a_reply() -> None:
    text = "Ils parlent.\n\n– Vous venez ?\n\n– Oui, nous venons."

    assert spans(text) == ["– Vous venez ?", "– Oui, nous venons."]


@given(st.text(alphabet='«»“”„"‹›‘’ –aB.\n', max_size=120))
def test_any_soup_of_marks_gives_spans_inside_the_text(text: str) -> None:
    try:
        article = from_text(text)
    except UnreadableInputError:
        return
    found = find_quotes(article)
    assert list(found) == sorted(found, key=lambda span: (span.start, -span.end))
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    attribute_quotes(article, found, (), (), DATA)


def test_a_megabyte_of_marks_is_read() -> None:
    assert find_quotes(from_text("« " * 300_000)) is not None


@pytest.mark.parametrize(
    ("infinitive", "wanted"),
    [
        ("annoncer", "annonça"),
        ("juger", "jugea"),
        ("rappeler", "rappelle"),
        ("répéter", "répète"),
        ("avertir", "avertit"),
    ],
)
def test_verbs_are_spelt_right(infinitive: str, wanted: str) -> None:
    assert wanted in set(forms(infinitive))
