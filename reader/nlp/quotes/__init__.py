"""Quotations: where they are, whether they are speech, and who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.core.records import Article, Entity, Quote, Span
from reader.nlp.quotes.attribution import Attribution
from reader.nlp.quotes.language import QuoteData, load_quote_data
from reader.nlp.quotes.marks import find_quotes
from reader.nlp.quotes.records import Token

__all__ = ["QuoteData", "Speech", "Token", "attribute_speech", "find_quotes", "load_quote_data"]


@dataclass(frozen=True, slots=True)
class Speech:
    """What an article quotes, and what it reports without quotation marks."""

    quotes: tuple[Quote, ...]
    indirect: tuple[Quote, ...]


def attribute_speech(
    article: Article,
    spans: Sequence[Span],
    entities: Sequence[Entity],
    tokens: Sequence[Token],
    data: QuoteData,
) -> Speech:
    """Speech or not, speaker and cue of every quotation in ``spans`` (in text order, nested ones too); reports.

    ``tokens`` may be empty; then subjects are found by position alone.
    """
    attribution = Attribution(article, spans, entities, tokens, data, data.weights)
    return Speech(attribution.run(), attribution.indirect())
