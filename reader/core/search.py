"""Finding words in a text, blind to case and typography and, unless asked otherwise, to accents.

A typed blank finds any run of blanks, a line end inside a paragraph and a hyphen; a number its groups of three
digits apart or not. Nothing that is found goes over the end of a block.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from unicodedata import combining

from reader.core.folding import FoldedText, fold, fold_with_places
from reader.core.records import Block, Span

LIMIT = 20_000
_LEAST_GROUPED = 4
_NUMBER = re.compile(r"\d+")
_BLANK_BEFORE = frozenset(":;!?%€")
"""Signs that French sets a blank before, and other people do not."""

_BLANK = "(?: +|-)"
_GROUP = r"(?: (?=[0-9]{3}(?![0-9])))?"
"""A blank before a group of three digits, as in ``10 000``."""


@dataclass(frozen=True)
class SearchableText:
    """A text made ready for searching."""

    text: str
    found: FoldedText

    @property
    def folded(self) -> str:
        """What is searched."""
        return self.found.text

    def source_span(self, start: int, end: int) -> Span:
        """The characters of the text that a range of what is searched stands for; accents behind it included."""
        if not self.found.places:
            return Span(start, end)
        first, last = self._source(start)[0], self._source(end - 1)[1]
        while last < len(self.text) and combining(self.text[last]):
            last += 1
        return Span(first, max(first + 1, last))

    def _source(self, place: int) -> tuple[int, int]:
        found = self.found
        number = bisect_right(found.places, place) - 1
        if number < 0:
            return place, place + 1
        if place < found.place_ends[number]:
            return found.sources[number], found.source_ends[number]
        start = found.source_ends[number] + place - found.place_ends[number]
        return start, start + 1


@dataclass(frozen=True)
class _Blocks:
    """Where a hit may lie: inside one block, or anywhere where there are none."""

    blocks: Sequence[Block]

    @cached_property
    def _starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]

    def hold(self, span: Span) -> bool:
        """Whether the span goes over no end of a block."""
        number = bisect_right(self._starts, span.start) - 1
        following = number + 1
        if following < len(self.blocks) and span.end > self.blocks[following].span.start:
            return False
        ends = self.blocks[number].span.end if number >= 0 else span.end
        return not span.start < ends < span.end


def searchable(text: str, exact: bool = False) -> SearchableText:
    """Prepare ``text``; ``exact`` keeps accents."""
    return SearchableText(text, fold_with_places(text, exact))


def find_all(
    where: SearchableText, wanted: str, exact: bool = False, blocks: Sequence[Block] = ()
) -> tuple[Span, ...]:
    """Every place of ``wanted``, in order, never overlapping; at most ``LIMIT`` of them.

    With ``blocks``, those of the text, no place goes over the end of one.
    """
    needle = fold(wanted, exact)
    if not needle.strip():
        return ()
    inside = _Blocks(blocks)
    found: list[Span] = []
    for span in _places(where, _pattern(needle)):
        if len(found) == LIMIT:
            break
        if (not found or span.start >= found[-1].end) and inside.hold(span):
            found.append(span)
    return tuple(found)


def _places(where: SearchableText, pattern: re.Pattern[str]) -> Iterator[Span]:
    match = pattern.search(where.folded)
    while match is not None:
        yield where.source_span(*match.span())
        match = pattern.search(where.folded, match.end())


@lru_cache(maxsize=64)
def _pattern(needle: str) -> re.Pattern[str]:
    """What finds folded words in a folded text; never begins with what may repeat, so that time is linear."""
    numbers = [match.span() for match in _NUMBER.finditer(needle)]
    grouped = {
        place for start, end in numbers if end - start >= _LEAST_GROUPED for place in range(start + 1, end)
    }
    last = len(needle) - 1
    parts = [re.escape(needle[0])]
    for place in range(1, len(needle)):
        before, char = needle[place - 1], needle[place]
        if char == " ":
            parts.append(" " if place == last else _blank_between(before, needle[place + 1]))
        elif _may_stand_apart(before, char) and (before != "-" or place > 1):
            parts.append(f" *{re.escape(char)}")
        else:
            parts.append((_GROUP if place in grouped else "") + re.escape(char))
    return re.compile("".join(parts))


def _may_stand_apart(before: str, char: str) -> bool:
    """Whether a text may have blanks between two signs that were typed without: ``dit :``, a line end after ``-``."""
    if before == " ":
        return False
    return '"' in (before, char) or char in _BLANK_BEFORE or (before == "-" and char.isalnum())


def grouped_number(digits: str) -> str:
    """A pattern for a number, in one or with blanks before its groups of three digits."""
    if len(digits) < _LEAST_GROUPED:
        return digits
    return digits[0] + "".join(_GROUP + digit for digit in digits[1:])


def _blank_between(before: str, after: str) -> str:
    """What a typed blank stands for between two signs."""
    if '"' in (before, after) or after in _BLANK_BEFORE:
        return " *"
    return f"{_BLANK}?" if before.isdigit() and after.isdigit() else _BLANK
