"""What is known about an article: what its format declares, completed by what its blocks say."""

from __future__ import annotations

import re
from dataclasses import fields, replace

from reader.core.records import BlockKind, Metadata
from reader.formats.dates import iso_date
from reader.formats.news_page import NewsPage

_BY = re.compile(r"(?:propos recueillis par|texte\s*:|par|by)\s+", re.IGNORECASE)
_TELLING = frozenset({BlockKind.TITLE, BlockKind.BYLINE, BlockKind.DATE})
_MAX_BYLINE = 100
_MAX_FIELD = 500


def complete(declared: Metadata, text: str, page: NewsPage) -> Metadata:
    """``key: value`` lines come first, then title and “Par …” blocks, what is declared, other blocks."""
    found = {field: value for field, value in page.fields if value}
    blocks = _from_blocks(text, page)
    for key in ("title", "byline"):
        if key in blocks and (key == "title" or _BY.match(blocks[key])):
            found.setdefault(key, blocks[key])
    for field in fields(declared):
        value = _tidy(getattr(declared, field.name))
        if value:
            found.setdefault(field.name, value)
    for key, value in blocks.items():
        found.setdefault(key, value)
    if "byline" in found:
        found["byline"] = _name(found["byline"])
    return Metadata(**found)


def merged(first: Metadata, second: Metadata) -> Metadata:
    """``first`` with its unknown fields filled from ``second``."""
    missing = {f.name: getattr(second, f.name) for f in fields(first) if not getattr(first, f.name)}
    return replace(first, **missing)


def _from_blocks(text: str, page: NewsPage) -> dict[str, str]:
    """Title, byline and date in the page's own words."""
    found: dict[str, str] = {}
    for block in page.blocks:
        if block.kind not in _TELLING:
            continue
        words = " ".join(text[block.span.start : block.span.end].split())
        if block.kind is BlockKind.TITLE:
            found.setdefault("title", words)
        elif block.kind is BlockKind.BYLINE and len(words) <= _MAX_BYLINE:
            found.setdefault("byline", words)
        elif block.kind is BlockKind.DATE and "date" not in found:
            date = iso_date(words)
            if date:
                found["date"] = date
    return found


def _tidy(value: str | None) -> str | None:
    words = " ".join((value or "").split())
    return words[:_MAX_FIELD] or None


def _name(byline: str) -> str:
    return _BY.sub("", byline, count=1).strip() if _BY.match(byline) else byline
