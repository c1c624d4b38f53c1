"""Finding words in a text, blind to case and, unless asked otherwise, to accents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reader.core.folding import fold
from reader.core.records import Span

LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class SearchableText:
    """A text made ready for searching; ``offsets`` maps folded places back where lengths differ."""

    text: str
    folded: str
    offsets: tuple[int, ...] | None


def searchable(text: str, exact: bool = False) -> SearchableText:
    """Prepare ``text``; ``exact`` keeps accents and folds only case."""
    if exact:
        lowered = text.lower()
        if len(lowered) == len(text):
            return SearchableText(text, lowered, None)
        return _mapped(text, str.lower)
    folded = fold(text)
    if len(folded) == len(text):
        return SearchableText(text, folded, None)
    return _mapped(text, fold)


def _mapped(text: str, change: Callable[[str], str]) -> SearchableText:
    parts: list[str] = []
    offsets: list[int] = []
    for place, char in enumerate(text):
        part = change(char)
        parts.append(part)
        offsets.extend([place] * len(part))
    offsets.append(len(text))
    return SearchableText(text, "".join(parts), tuple(offsets))


def find_all(where: SearchableText, wanted: str, exact: bool = False) -> tuple[Span, ...]:
    """Every place of ``wanted``, in order, never overlapping; at most ``LIMIT`` of them."""
    needle = wanted.lower() if exact else fold(wanted)
    if not needle.strip():
        return ()
    found: list[Span] = []
    place = where.folded.find(needle)
    while place >= 0 and len(found) < LIMIT:
        found.append(_span(where, place, place + len(needle)))
        place = where.folded.find(needle, place + len(needle))
    return tuple(found)


def _span(where: SearchableText, start: int, end: int) -> Span:
    if where.offsets is None:
        return Span(start, end)
    first, last = where.offsets[start], where.offsets[end - 1] + 1
    return Span(first, max(first + 1, last))
