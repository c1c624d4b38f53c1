"""Somebody's words, or a title, a name, a term: decided by what stands before the marks and between them."""

from __future__ import annotations

import re

from reader.core.records import Article, BlockKind, Span
from reader.nlp.quotes.context import Surroundings
from reader.nlp.quotes.language import QuoteData

_MARKS = ' \t\n\u00a0\u202f«»“”„‹›"‘’–—'
_FINITE = re.compile(
    r"\b(?:est|sont|était|étaient|sera|seront|serait|a|ont|avait|avaient|aura|auront|ai|avons|avez|sommes|êtes|suis|"
    r"c['’]est|n['’]est|n['’]a|j['’]\w+|je|nous|vous|ils?|elles?|on|qu['’]\w+|que|qui|peut|peuvent|doit|doivent|faut|"
    r"va|vont|fait|font|veut|veulent|pas|plus|ne|très|trop|tout|mon|ma|mes|notre|nos|votre|vos)\b",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"([\w’'-]+)\W*$")
_SHORT, _LONG = 4, 8


def is_speech(
    article: Article, span: Span, around: Surroundings, data: QuoteData, cued: bool
) -> tuple[bool, float]:
    """Whether a quotation is somebody's words, and how sure that is, 0 to 1."""
    words = article.text[span.start : span.end].strip(_MARKS)
    count = len(words.split())
    weight = 1.0
    weight += 2.0 if cued else 0.0
    weight += 1.5 if count >= _LONG else 0.0
    weight += 1.0 if _FINITE.search(words) else 0.0
    weight += 0.7 if words[-1:] in ".!?…" else 0.0
    weight -= _name_like(words, count)
    weight -= _title_before(article.text, span, around, data, count)
    if article.blocks[around.block_number(span.start)].kind is BlockKind.RELATED:
        weight -= 1.0
    score = 1 / (1 + 2.718281828 ** (-weight))
    return weight > 0, round(max(score, 1 - score), 3)


def _name_like(words: str, count: int) -> float:
    """Capitals inside a short quotation make it a name or a title."""
    if not words or count > _LONG or _FINITE.search(words):
        return 0.0
    capitals = sum(word[:1].isupper() for word in words.split())
    if words[:1].isupper() and count <= _SHORT:
        return 2.0 if capitals > 1 or count == 1 else 1.4
    return 1.2 if capitals >= 2 and words[:1].isupper() else 0.0


def _title_before(text: str, span: Span, around: Surroundings, data: QuoteData, count: int) -> float:
    """``le film « … »``, ``intitulé « … »``, ``dite « … »``."""
    start = max(around.block_of(span.start).start, span.start - 40)
    last = _LAST_WORD.search(text[start : span.start])
    if last is None or not data.titled.fullmatch(last.group(1)):
        return 0.0
    return 3.2 if count <= _LONG else 1.5
