"""Quotations: where they are, whether they are speech, and who speaks."""

from __future__ import annotations

from collections.abc import Sequence

from reader.core.records import Article, Entity, Quote, Span
from reader.nlp.quotes.attribution import Attribution
from reader.nlp.quotes.language import QuoteData, load_quote_data
from reader.nlp.quotes.marks import find_quotes
from reader.nlp.quotes.records import Token

__all__ = ["QuoteData", "Token", "attribute_quotes", "find_quotes", "load_quote_data"]


def attribute_quotes(
    article: Article,
    spans: Sequence[Span],
    entities: Sequence[Entity],
    tokens: Sequence[Token],
    data: QuoteData,
) -> tuple[Quote, ...]:
    """Speech or not, speaker and cue of every quotation in ``spans`` (in text order, nested ones too).

    ``tokens`` may be empty; then subjects are found by position alone.
    """
    return Attribution(article, spans, entities, tokens, data, data.weights).run()
