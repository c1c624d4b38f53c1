"""Clean edges for names: no line break inside, no article, title or punctuation at either end."""

from __future__ import annotations

import re
from dataclasses import replace
from unicodedata import category, combining

from reader.core.folding import APOSTROPHES, HYPHENS, QUOTES
from reader.core.records import NameSpan, Span

_EDGE = frozenset(f".,;:!?…()[]{{}}{QUOTES}\"'{APOSTROPHES}-{HYPHENS}•*|/")
_EDGE_KINDS = frozenset({"So", "Sk", "Cc", "Cf", "Co", "Cn", "Mn", "Me", "Zs", "Zl", "Zp", "Pd"})
"""Emoji and other pictures, what modifies them, unseen signs, blanks and dashes."""

_LEAD = re.compile(
    r"(?:(?:le|la|les|un|une|du|des|de|au|aux|MM?\.|Mmes?\.?|Mlles?\.?|Mr\.?|Dr\.?|Pr\.?|Me)\s+|[dl]['’]\s*)",
    re.IGNORECASE,
)
_CAPITAL_ARTICLE = re.compile(r"(?:Le|La|Les|L['’])")
_DANGLING = re.compile(
    r"(?:\s+|(?<=['’]))(?:de|du|des|d['’]?|l['’]?|la|le|les|à|au|aux|et|en|pour|sur)$", re.IGNORECASE
)
_ABBREVIATION_END = re.compile(r"(?:\b[A-ZÀ-Þ]\.)+$")


def clean_name(text: str, name: NameSpan, keep_article: bool = False) -> NameSpan | None:
    """The name with its edges trimmed; ``None`` where no word is left.

    A capitalised article inside a sentence belongs to the name (``Le Monde``, ``La Haye``) and stays
    when ``keep_article`` says so. A name broken over lines keeps its first line only.
    """
    start, end = name.span.start, name.span.end
    line_end = text.find("\n", start, end)
    if line_end > start:
        end = line_end
    while True:
        before = (start, end)
        start, end = _strip(text, start, end)
        start = _skip_lead(text, start, end, keep_article)
        dangling = _DANGLING.search(text, start, end)
        if dangling and dangling.end() == end and dangling.start() > start:
            end = dangling.start()
        if (start, end) == before:
            break
    if start >= end or not any(char.isalnum() for char in text[start:end]):
        return None
    return replace(name, span=Span(start, end))


def _is_edge(char: str) -> bool:
    """Whether a sign cannot be the first or last of a name. An accent that stands alone is part of its letter."""
    if char.isalnum() or combining(char):
        return False
    return char in _EDGE or category(char) in _EDGE_KINDS


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and _is_edge(text[start]):
        start += 1
    abbreviation = _ABBREVIATION_END.search(text, start, end)
    floor = abbreviation.end() if abbreviation and abbreviation.end() == end else start
    if text[floor : floor + 1] == ".":
        floor += 1
    while end > max(start, floor) and _is_edge(text[end - 1]):
        end -= 1
    return start, end


def _skip_lead(text: str, start: int, end: int, keep_article: bool) -> int:
    lead = _LEAD.match(text, start, end)
    if lead is None or lead.end() >= end:
        return start
    if keep_article and start > 0 and _CAPITAL_ARTICLE.match(lead.group()):
        return start
    return lead.end()
