"""Quotations: where they are, whether they are speech, and who speaks."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from reader.core.records import Article, Entity, Quote, Span
from reader.nlp.quotes.attribution import Attribution
from reader.nlp.quotes.language import QuoteData, load_quote_data
from reader.nlp.quotes.marks import find_quotes
from reader.nlp.quotes.records import Token
from reader.nlp.resolver.mixture import Mixture
from reader.nlp.resolver.reading import Reading

__all__ = ["QuoteData", "Speech", "Token", "attribute_speech", "find_quotes", "load_quote_data"]


_WORD_LENGTH = 20
"""A longer word is a sentence in a script that sets no blanks."""

_BY_MARKS = ((1, 0.5), (3, 0.8), (sys.maxsize, 0.95))
"""Up to so many words, the share that are rightly told by their number alone (English articles)."""


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
    reading: Reading | None = None,
    mixture: Mixture | None = None,
) -> Speech:
    """Speech or not, speaker and cue of every quotation in ``spans`` (in text order, nested ones too); reports.

    ``tokens`` may be empty; then subjects are found by position alone. In a language without models the marks
    are all that is known: nobody is named as the speaker. What the resolver has read is weighed in by ``mixture``.
    """
    if not data.has_models:
        return Speech(tuple(_by_marks(article.text, span) for span in spans), ())
    attribution = Attribution(article, spans, entities, tokens, data, data.weights, reading, mixture)
    return Speech(attribution.run(), attribution.indirect())


def _by_marks(text: str, span: Span) -> Quote:
    """A quotation of which only the marks are known: one word is a term, several are speech."""
    words = text[span.start : span.end].strip("«»“”„‹›\"'‘’「」『』 \u00a0\u202f").split()
    count = len(words) if max(map(len, words), default=0) <= _WORD_LENGTH else _WORD_LENGTH
    score = next(share for most, share in _BY_MARKS if count <= most)
    return Quote(span, speech=count > 1, score=score)
