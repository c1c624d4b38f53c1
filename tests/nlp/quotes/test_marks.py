"""Quotations by their marks: nested, over paragraphs, stray, dashes; and any number of them."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.errors import UnreadableInputError
from reader.core.records import Span
from reader.formats.plain_text import from_text
from reader.nlp.quotes import attribute_speech, find_quotes
from tests.nlp.quotes.samples import DATA, found_texts, quotes


def test_nested_quotations_are_found_outer_first() -> None:
    assert found_texts("Il a dit « elle a crié “au feu” hier ».") == [
        "« elle a crié “au feu” hier »",
        "“au feu”",
    ]


def test_a_quotation_over_paragraphs_is_one() -> None:
    text = "Elle a dit : « Un.\n\n« Deux.\n\n« Trois. »\n\nFin de l’article, rien de plus."

    assert found_texts(text) == ["« Un.\n\n« Deux.\n\n« Trois. »"]


def test_a_clause_put_in_leaves_one_quotation() -> None:
    assert len(found_texts("« C’est une honte, estime Ada Brun, et nous le dirons. »")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Il a dit «oui, bien sûr» hier.",
        "Il a dit «\u202foui, bien sûr\u202f» hier.",
        "Il a dit ‹ oui, bien sûr › hier.",
        "Il a dit „oui, bien sûr“ hier.",
        "Il a dit <<oui, bien sûr>> hier.",
        "Il a dit ‘oui, bien sûr’ hier.",
        'Il a dit "oui, bien sûr" hier.',
    ],
)
def test_every_pair_of_marks_counts(text: str) -> None:
    assert len(found_texts(text)) == 1


def test_a_stray_mark_costs_nothing_beyond_its_paragraph() -> None:
    paragraph = "Un « mot de trop.\n\nEt « un deuxième » ici, « un troisième » là."
    found = found_texts("\n\n".join([paragraph] * 5))

    assert found.count("« un deuxième »") == 5
    assert found.count("« un troisième »") == 5


def test_one_stray_mark_in_each_paragraph_keeps_all_others() -> None:
    paragraph = "« Nous partons », a dit Ada Brun. Il a parlé d’une « belle journée ». Un « mot de trop."
    text = "\n\n".join([paragraph] * 8)
    found = [quote for quote in quotes(text) if "mot de trop" not in text[quote.span.start : quote.span.end]]

    assert len(found) == 16
    assert sum(quote.speaker is not None and quote.speaker.entity == "Ada Brun" for quote in found) >= 8


def test_inches_and_apostrophes_are_no_quotation() -> None:
    assert found_texts('Un écran de 27" et un autre de 32" sont en vente.') == []
    assert found_texts("L’ami d’Ada n’a qu’un mot ’à lui’ dire.") == []


def test_a_dash_begins_a_reply() -> None:
    text = "Ils parlent.\n\n– Vous venez ?\n\n– Oui, nous venons."

    assert found_texts(text) == ["– Vous venez ?", "– Oui, nous venons."]


@given(st.text(alphabet='«»“”„"‹›‘’ –aB.\n', max_size=120))
def test_any_soup_of_marks_gives_spans_inside_the_text(text: str) -> None:
    try:
        article = from_text(text)
    except UnreadableInputError:
        return
    found = find_quotes(article, DATA)
    assert list(found) == sorted(found, key=lambda span: (span.start, -span.end))
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    attribute_speech(article, found, (), (), DATA)


@pytest.mark.parametrize("pattern", ["« ", "« a » ", '« "a ', "„ “ ", "« a dit Paul » a dit Paul, "])
def test_twice_the_marks_are_twice_the_steps(pattern: str) -> None:
    small, large = _steps(pattern, 300), _steps(pattern, 1200)

    assert large < 6 * small


def test_a_megabyte_of_marks_is_read() -> None:
    assert find_quotes(from_text("« " * 500_000), DATA) is not None
    assert len(find_quotes(from_text("« a » " * 170_000), DATA)) == 170_000


def _steps(pattern: str, times: int) -> int:
    """How many lines of Python run to find and attribute the quotations of a repeated pattern."""
    article = from_text(pattern * times)
    count = 0

    def trace(_frame: object, event: str, _argument: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        spans: tuple[Span, ...] = find_quotes(article, DATA)
        attribute_speech(article, spans, (), (), DATA)
    finally:
        sys.settrace(before)
    return count
