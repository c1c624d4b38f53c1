"""Text compared the way people type when they search: the one place that says which signs count as the same.

Case, accents, ligatures and typography make no difference: any blank is a blank, any hyphen or dash a hyphen, any
apostrophe an apostrophe, ``…`` three dots, and signs that nobody sees (soft hyphens, zero-width signs, marks of
direction) are not there. ``exact`` keeps case-folded accents and ligatures, but is as blind to typography.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

APOSTROPHES = "’‘ʼ‛′´`ʹʻ＇"
HYPHENS = "‐‑‒–—―−⁃﹣－"
QUOTES = "«»“”„‟″‹›＂〝〞"
_SAME = {
    **dict.fromkeys(APOSTROPHES, "'"),
    **dict.fromkeys(HYPHENS, "-"),
    **dict.fromkeys(QUOTES, '"'),
    "º": "°",
    "№": "n°",
    "⁄": "/",
}
_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_UNSEEN_KINDS = frozenset({"Cc", "Cf"})
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_SYLLABLE = re.compile("[\uac00-\ud7a3]")
_BLANKS = re.compile(" {2,}")
_LONG_LOWER = "İ"
"""The only letter whose small form is two characters."""

_MOST_REPLACED = 100
"""Kinds of characters up to which replacing them one after the other is quicker than looking up each character."""


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A folded text and where it was shortened or spread, as parallel columns, in order.

    ``sources`` and ``source_ends`` are ranges of the text as given, ``places`` and ``place_ends`` of the folded.
    """

    text: str
    sources: tuple[int, ...] = ()
    source_ends: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    place_ends: tuple[int, ...] = ()


def fold(text: str, exact: bool = False) -> str:
    """``text`` as it is compared, each run of blanks as one."""
    return _BLANKS.sub(" ", fold_with_places(text, exact).text)


def fold_with_places(text: str, exact: bool = False) -> FoldedText:
    """``text`` as it is searched: character by character, so that every place leads back."""
    folded = text.replace(_LONG_LOWER, "I").lower().replace("`", "'")
    if folded.isascii() and folded.isprintable():
        return FoldedText(folded)
    single: dict[str, str] = {}
    others: dict[str, str] = {}
    kinds = set(folded)
    for char in kinds:
        by = folded_char(char, exact)
        if by != char:
            (single if len(by) == 1 else others)[char] = by
    if len(single) > _MOST_REPLACED:
        folded = folded.translate({ord(char): by for char, by in single.items()})
    else:
        for char, by in single.items():
            folded = folded.replace(char, by)
    return _respelt(folded, others, _special(others, kinds if exact else set()))


@lru_cache(maxsize=4096)
def folded_char(char: str, exact: bool = False) -> str:
    """What one character in lower case is compared as; nothing where nobody sees it."""
    if char in _SAME:
        return _SAME[char]
    if char.isspace():
        return " "
    if unicodedata.category(char) in _UNSEEN_KINDS or _VARIATION.match(char):
        return ""
    if _SYLLABLE.match(char):
        return char  # compared whole: a syllable is no sum of accents
    if exact:
        return unicodedata.normalize("NFKC", char).lower()
    spread = unicodedata.normalize("NFKD", char.casefold()).translate(_LIGATURES).casefold()
    return "".join(part for part in spread if not unicodedata.combining(part))


def _special(others: dict[str, str], kinds: set[str]) -> re.Pattern[str] | None:
    """What is replaced by fewer or more characters; where accents count, a letter with those behind it.

    ``kinds`` are the characters among which such accents are.
    """
    marks = "".join(map(re.escape, others))
    parts = [f"[{marks}]"] if marks else []
    accents = "".join(char for char in kinds if unicodedata.combining(char))
    if accents:
        parts.insert(0, f"[^{accents}{marks}][{accents}]+")
    return re.compile("|".join(parts)) if parts else None


def _respelt(folded: str, others: dict[str, str], special: re.Pattern[str] | None) -> FoldedText:
    if special is None:
        return FoldedText(folded)
    pieces: list[str] = []
    columns: tuple[list[int], list[int], list[int], list[int]] = ([], [], [], [])
    at = length = 0
    for match in special.finditer(folded):
        start, end = match.span()
        found = match.group()
        by = others[found] if found in others else unicodedata.normalize("NFC", found)
        pieces += (folded[at:start], by)
        length += start - at
        for column, value in zip(columns, (start, end, length, length + len(by)), strict=True):
            column.append(value)
        length += len(by)
        at = end
    pieces.append(folded[at:])
    return FoldedText("".join(pieces), *map(tuple, columns))
