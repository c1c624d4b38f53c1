"""The analysis of long hostile lines: twice the text takes about twice as long; a model's own part is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from reader.core.identity import consolidate, load_language_data, resolve_entities
from reader.core.records import Article, NameSpan, Span
from reader.formats.plain_text import from_text
from reader.nlp.boundaries import clean_name
from reader.nlp.bounded_text import MAX_BLANKS, MAX_WORD, bounded
from reader.nlp.pipeline import Analyzer
from reader.nlp.quotes import Token, attribute_speech, find_quotes, load_quote_data
from reader.nlp.tagger.tokenizer import Tokenizer
from tests.growth import ATTACKS, DISTINCT, attack, growth_fault

LANGUAGE, QUOTES = load_language_data("fr"), load_quote_data("fr")
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’.-]{0,30}(?: [A-ZÀ-Þ][\w'’.-]{0,30}){0,2}")
_TYPES = ("PER", "LOC", "ORG")
_ARCS = ("ROOT", "nsubj", "obj", "conj", "nmod")


def article_of(text: str) -> Article:
    """``text`` between names of all types and sentences that give it somebody to speak."""
    return from_text(
        f"Anne Brun à Paris\n\nAnne Brun a dit : « Oui. »\n\nAnne Brun, {text} dit Anne Brun. Le maire de{text}"
        f"Paris,{text}maire (Brun{text}ne) de Renault,{text}le{text}Renault{text}a dit :{text}« Oui »,{text}dit-il.\n\n"
        "Jean Dupont rit."
    )


def names_in(article: Article) -> Iterator[NameSpan]:
    """What a recogniser might find that takes every capital for a name."""
    for block in article.blocks:
        text = article.text[block.span.start : block.span.end]
        for number, match in enumerate(_NAME.finditer(text)):
            kind = _TYPES[number % 3]
            name = clean_name(text, NameSpan(Span(*match.span()), kind, kind, 0.9), keep_article=True)
            if name is not None:
                start, end = name.span.start + block.span.start, name.span.end + block.span.start
                yield NameSpan(Span(start, end), kind, kind, 0.9)


def tokens_of(text: str) -> Iterator[Token]:
    """A parse such as no parser gives, but of the right form."""
    sentence = 0
    for number, match in enumerate(re.finditer(r"\w+|[^\w\s]", text)):
        word = match[0]
        pos = "PROPN" if word[0].isupper() else "VERB" if word in ("dit", "dort") else "NOUN"
        head = number - number % 5
        yield Token(Span(*match.span()), word, pos, _ARCS[number % 5], head, "", sentence)
        sentence += word in ".!?"


def analysed(article: Article) -> object:
    """All that the analysis does but for its models."""
    article = bounded(article)
    spans = find_quotes(article, QUOTES)
    entities = resolve_entities(article, consolidate(article, list(names_in(article)), LANGUAGE), LANGUAGE)
    return attribute_speech(article, spans, entities, tuple(tokens_of(article.text)), QUOTES)


@pytest.mark.parametrize("name", [*ATTACKS, *DISTINCT])
def test_time_grows_with_the_text(name: str) -> None:
    assert not growth_fault(lambda n: article_of(attack(name, n // 8)), analysed, 8_000, 64_000)


@pytest.mark.parametrize("name", [*ATTACKS, *DISTINCT])
def test_units_of_the_tagger(name: str) -> None:
    tokenizer = Tokenizer(("", "", "a", "de", "▁le"), (0.0, 0.0, -1.0, -2.0, -1.0), {}, -9.0)

    assert not growth_fault(lambda n: attack(name, n), tokenizer.encode, 1_000, 64_000)


@pytest.mark.parametrize("name", [*ATTACKS, *DISTINCT])
def test_the_analysis_sees_no_endless_run(name: str) -> None:
    """Of a language without models, so that nothing but our own rules runs."""
    analyzer = Analyzer("xx", "p")

    assert not growth_fault(lambda n: article_of(attack(name, n // 8)), analyzer.annotate, 8_000, 64_000)


def test_runs_are_cut_and_offsets_stay() -> None:
    article = article_of("a" * 1_000 + " " * 1_000 + "b")
    text = bounded(article).text

    assert len(text) == len(article.text)
    assert max(len(run) for run in re.findall(r"\S+", text)) <= MAX_WORD
    assert max(len(run) for run in re.findall(r"\s+", text)) <= MAX_BLANKS
    assert text[:40] == article.text[:40]


def test_what_people_write_stays_as_it_is() -> None:
    article = article_of("https://example.org/" + "a/" * 80 + "\n\n\tUn\t\t\t12\n")

    assert bounded(article) is article
