"""Texts without the signs that nobody sees: soft hyphens, zero-width signs, marks of direction.

They stay in an article's text; names, copied words and what the analysis reads are without them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from reader.core.records import Span

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u180e\u200b\u2060-\u2064\ufeff\ufff9-\ufffb]"
    "|(?<![\u0600-\U0010ffff])[\u200c\u200d]"  # joiners shape other scripts and tie emoji together
)
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible_text(text: str) -> str:
    """``text`` without signs that nobody sees; marks of direction stay beside letters that need them."""
    if text.isascii():
        return text
    text = _INVISIBLE.sub("", text)
    return text if _RIGHT_TO_LEFT.search(text) else _DIRECTION.sub("", text)


def visible_name(text: str) -> str:
    """A name on one line: without signs that nobody sees, with ordinary blanks."""
    return " ".join(visible_text(text).split())


@dataclass(frozen=True)
class VisibleText:
    """A text without invisible signs. ``removed`` are the places of those in the text as given, in order."""

    text: str
    removed: tuple[int, ...]

    def source_span(self, span: Span) -> Span:
        """Where a range of ``text`` stands in the text as given, with signs inside it, without those round it."""
        start = self._source(span.start)
        return Span(start, max(start, self._source(span.end - 1) + 1)) if len(span) else Span(start, start)

    def visible_span(self, span: Span) -> Span:
        """Where a range of the text as given stands in ``text``."""
        return Span(*(place - bisect_left(self.removed, place) for place in (span.start, span.end)))

    def _source(self, place: int) -> int:
        return place + bisect_right(self.removed, place, key=self._shifted)

    def _shifted(self, removed: int) -> int:
        return removed - bisect_left(self.removed, removed)


def read_visible(text: str) -> VisibleText:
    """``text`` without invisible signs, and where they were."""
    shown = visible_text(text)
    if len(shown) == len(text):
        return VisibleText(text, ())
    places = {match.start() for match in _INVISIBLE.finditer(text)}
    if not _RIGHT_TO_LEFT.search(text):
        places.update(match.start() for match in _DIRECTION.finditer(text))
    return VisibleText(shown, tuple(sorted(places)))
