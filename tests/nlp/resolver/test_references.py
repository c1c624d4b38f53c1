"""Descriptions and pronouns that may mean somebody."""

from __future__ import annotations

from reader.core.identity import load_language_data
from reader.core.records import Entity, Mention, Span
from reader.formats.plain_text import from_text
from reader.nlp.resolver.references import load_pronouns, references

DATA = load_language_data("fr")


def found(text: str, language: str = "fr") -> list[tuple[str, str, bool]]:
    start = text.find("Ada Brun")
    people = [] if start < 0 else [Entity("a", "PER", "Ada Brun", (Mention(Span(start, start + 8)),))]
    return [
        (text[each.span.start : each.span.end], each.gender, each.pronoun)
        for each in references(from_text(text), people, DATA, load_pronouns(language))
    ]


def test_a_description_and_a_pronoun() -> None:
    assert found("Ada Brun est venue. La maire a parlé, puis elle est partie.") == [
        ("La maire", "f", False),
        ("elle", "f", True),
    ]


def test_pronouns_of_two_words() -> None:
    assert ("cette dernière", "f", True) in found("Ada Brun est venue, mais cette dernière se tait.")


def test_a_name_is_no_description() -> None:
    assert found("Ada Brun est venue.") == []


def test_english_pronouns() -> None:
    assert ("She", "f", True) in found("Ada Brun came. She left.", "en")


def test_a_language_without_table_has_no_pronouns() -> None:
    assert found("Ada Brun kam. Sie ging.", "de") == []
