"""Articles cut into windows: every place is answered once, and what the headline says is always in sight."""

from __future__ import annotations

import pytest

from reader.core.records import Span
from reader.core.resources import resource_path
from reader.formats.plain_text import from_text
from reader.nlp.quotes import find_quotes, load_quote_data
from reader.nlp.resolver.pieces import LIMIT, outermost, read_pieces, windows
from reader.nlp.tagger.tokenizer import Tokenizer, load_tokenizer

pytestmark = pytest.mark.model
PARAGRAPH = (
    "La maire de Valmont a présenté mardi son projet aux habitants du quartier, qui l’attendaient. " * 3
)
LONG = "Valmont change de visage\n\n" + "\n\n".join([PARAGRAPH] * 30)
DATA = load_quote_data("fr")


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer(resource_path("models", "fr", "tokenizer.json.gz"))


@pytest.mark.parametrize("text", [LONG, PARAGRAPH, "Oui.", PARAGRAPH * 40])
def test_every_place_is_in_one_core(tokenizer: Tokenizer, text: str) -> None:
    article = from_text(text)
    pieces = read_pieces(article, (), tokenizer)

    found = list(windows(pieces, article))

    assert [place for window in found for place in window.core] == list(range(len(pieces.ids)))
    for window in found:
        assert len(window.places) <= LIMIT
        assert set(window.core) <= set(window.places)


def test_the_headline_stands_in_front_of_each_window(tokenizer: Tokenizer) -> None:
    article = from_text(LONG)
    pieces = read_pieces(article, (), tokenizer)
    head = [place for place, block in enumerate(pieces.blocks) if block == 0]

    for window in windows(pieces, article):
        assert list(window.places[: len(head)]) == head


def test_the_middle_of_a_long_quotation_is_left_out(tokenizer: Tokenizer) -> None:
    words = " ".join(f"mot{number}" for number in range(400))
    article = from_text(f"Ada Brun : « {words} », a-t-elle dit.")
    quotes = outermost(find_quotes(article, DATA))
    whole, short = read_pieces(article, (), tokenizer), read_pieces(article, quotes, tokenizer)

    assert len(short.ids) < len(whole.ids) / 3
    first, last = short.within(quotes[0]) or (0, 0)
    assert article.text[short.starts[first]] == "«"
    assert article.text[short.starts[last]] == "»"


def test_places_of_a_range(tokenizer: Tokenizer) -> None:
    article = from_text("Ada Brun est là.")
    pieces = read_pieces(article, (), tokenizer)

    first, last = pieces.within(Span(4, 8)) or (0, 0)

    assert article.text[pieces.starts[first] : pieces.ends[last]] == "Brun"
    assert pieces.within(Span(3, 4)) is None


def test_only_the_outermost_quotations_are_asked_about() -> None:
    spans = [Span(0, 30), Span(5, 10), Span(12, 20), Span(40, 50)]

    assert outermost(spans) == [Span(0, 30), Span(40, 50)]
