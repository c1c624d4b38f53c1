"""A quotation as one cites it: « … » — speaker, title, source, date; parts that are unknown are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from reader.core.errors import message
from reader.core.listing import speaker_name
from reader.core.records import INDIRECT, Annotations, Article
from reader.core.visible import visible_text

_MARKS = {"fr": ("«\u00a0", "\u00a0»"), "en": ("“", "”")}
_OUTER = {"«": "»", "“": "”", "„": "“”", "‹": "›", '"': '"', "»": "«", "‘": "’"}
"""How a quotation in the article begins, and the signs that then end it."""

_BREAKABLE = re.compile(r"[\t\n\v\f\r \x1c-\x1e\x85\u2028\u2029]+")
"""Blanks at which a line may end; those that French typography keeps together are none."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What is said, without the article's quotation marks, and where it comes from; empty where unknown.

    ``marked`` is false for indirect speech, which has no marks; ``doubtful`` where the speaker is only probable.
    """

    words: str
    speaker: str = ""
    title: str = ""
    source: str = ""
    marked: bool = True
    doubtful: bool = False


def citation_of(article: Article, annotations: Annotations, number: int) -> Citation:
    """The citation of one of ``annotations.quotes``."""
    quote, about = annotations.quotes[number], article.metadata
    marked = quote.kind != INDIRECT
    words = plain_line(article.text[quote.span.start : quote.span.end])
    return Citation(
        words=without_marks(words) if marked else words,
        speaker=plain_line(speaker_name(annotations, quote) or ""),
        title=plain_line(about.title or ""),
        source=plain_line(about.publisher or _book(article) or _site(about.url)),
        marked=marked,
        doubtful=quote.doubtful,
    )


def citation_text(citation: Citation, language: str, date: str = "") -> str:
    """One line, with the quotation marks of ``language`` (a code such as ``fr``); ``date`` is in its words."""
    opening, closing = _MARKS.get(language, _MARKS["en"]) if citation.marked else ("", "")
    speaker = citation.speaker
    if citation.doubtful:
        speaker = message("probable_speaker", language, name=speaker)
    origin = (speaker, citation.title, citation.source, date)
    known = ", ".join(part for part in origin if part)
    said = f"{opening}{citation.words}{closing}"
    return f"{said} — {known}" if known else said


def plain_line(text: str) -> str:
    """``text`` on one line, without invisible signs; blanks that French typography needs stay."""
    return _BREAKABLE.sub(" ", visible_text(text)).strip()


def without_marks(words: str) -> str:
    """``words`` without the quotation marks around them and the blanks inside those."""
    closing = _OUTER.get(words[:1], "")
    if len(words) < 2 or not closing or words[-1] not in closing:
        return words
    return words[1:-1].strip()


def _book(article: Article) -> str:
    return article.book.title if article.book is not None else ""


def _site(url: str | None) -> str:
    """The host of a web address, as readers know it."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
