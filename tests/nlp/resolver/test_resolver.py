"""The resolver's files, and what it says of the same text in other company."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reader.core.identity import load_language_data
from reader.core.records import Entity, Mention, Span
from reader.core.resources import resource_path
from reader.formats.plain_text import from_text
from reader.nlp.languages import LANGUAGES
from reader.nlp.quotes import find_quotes, load_quote_data
from reader.nlp.resolver.model import Resolver, load_resolver
from reader.nlp.tagger import ModelUnavailable

pytestmark = pytest.mark.model
FOLDER, NAMES = resource_path("models", "fr-resolver"), resource_path("models", "fr")
NAME_DATA, QUOTE_DATA = load_language_data("fr"), load_quote_data("fr")
TEXT = "Ada Brun est venue avec Léo Marchais. « Nous irons jusqu’au bout », a-t-elle déclaré."


def load(folder: Path) -> Resolver:
    return Resolver(folder, NAMES, "fr", NAME_DATA, QUOTE_DATA.genders)


def people(text: str) -> list[Entity]:
    places = [(name, text.find(name)) for name in ("Ada Brun", "Léo Marchais")]
    return [
        Entity(name, "PER", name, (Mention(Span(start, start + len(name))),))
        for name, start in places
        if start >= 0
    ]


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return load(FOLDER)


def test_the_speaker_and_the_pronoun_are_read(resolver: Resolver) -> None:
    article = from_text(TEXT)

    reading = resolver.read(article, find_quotes(article, QUOTE_DATA), people(TEXT))

    (scores,) = reading.quotes.values()
    assert scores.speech > 0
    assert max(scores.entities, key=lambda name: scores.entities[name]) == "Ada Brun"
    assert [TEXT[m.reference.span.start : m.reference.span.end] for m in reading.references] == ["elle"]


@pytest.mark.parametrize("text", ["", "\n", "…", "« »", "x" * 5000, "« " * 300, "elle " * 2000])
def test_hostile_texts_are_read(resolver: Resolver, text: str) -> None:
    article = from_text(TEXT + "\n\n" + text)

    assert resolver.read(article, find_quotes(article, QUOTE_DATA), people(article.text)).quotes


def test_an_article_without_people_is_read(resolver: Resolver) -> None:
    article = from_text("« Nous irons jusqu’au bout », a-t-elle déclaré.")

    (scores,) = resolver.read(article, find_quotes(article, QUOTE_DATA), ()).quotes.values()
    assert scores.entities == {}


def test_reading_stops_when_it_is_called_off(resolver: Resolver) -> None:
    class Stopped(Exception):
        pass

    def check() -> None:
        raise Stopped

    article = from_text(TEXT)
    with pytest.raises(Stopped):
        resolver.read(article, (), people(TEXT), check)


@pytest.mark.parametrize("name", ["encoder.onnx", "heads.npz", "config.json"])
def test_a_missing_or_damaged_file_is_told(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(FOLDER, folder)
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data[:100])
    with pytest.raises(ModelUnavailable):
        load(folder)
    (folder / name).unlink()
    with pytest.raises(ModelUnavailable):
        load(folder)


def test_without_its_files_there_is_no_resolver() -> None:
    row = LANGUAGES["fr"]

    assert load_resolver(row, NAME_DATA, QUOTE_DATA.genders) is not None
    missing = type(row)(row.code, row.spacy_package, row.tagger_folder, "missing")
    assert load_resolver(missing, NAME_DATA, QUOTE_DATA.genders) is None
