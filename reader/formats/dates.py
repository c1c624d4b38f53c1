"""Dates as newspapers and file formats write them, to ISO 8601."""

from __future__ import annotations

import re

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_ABBREVIATED = ["janv", "févr", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"]
_SHORT_ENGLISH = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH_NUMBERS = {
    **{name: number for number, name in enumerate(_SHORT_ENGLISH, 1)},
    **{name: number for number, name in enumerate(_ENGLISH_MONTHS, 1)},
    **dict(zip(_ABBREVIATED, (1, 2, *range(4, 13)), strict=True)),
    **{name: number for number, name in enumerate(_MONTHS, 1)},
}
_MONTH = "(?:" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + r")\.?"
DAY = (
    rf"(?:\d{{1,2}}(?:er|st|nd|rd|th)?\s+{_MONTH}\s+\d{{4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}})"
)
"""A day as French and English papers write it, the month in full or short: a pattern that ignores case."""

_ISO = re.compile(r"\s*(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)(?!\d)")
_WORDS = re.compile(rf"\b{DAY}\b", re.IGNORECASE)
_PARTS = re.compile(r"(?P<day>\d{1,2})(?!\d)|(?P<year>\d{4})|(?P<month>[^\W\d]{3,})")
_NUMBERS = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_PDF = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def iso_date(text: str) -> str | None:
    """``2021-03-12`` (or ``2021-03``, ``2021``) from a date in words, numbers, mail or PDF style."""
    match = _ISO.match(text)
    if match:
        return match[1]
    match = _WORDS.search(text)
    if match:
        return _day_in_words(match[0])
    match = _NUMBERS.search(text)
    if match:
        return _day(int(match[3]), int(match[2]), int(match[1]))
    match = _PDF.match(text)
    if match:
        return _day(int(match[1]), int(match[2]), int(match[3]))
    return _mail_date(text)


def _day_in_words(words: str) -> str | None:
    parts = {part.lastgroup: part[0].lower() for part in _PARTS.finditer(words)}
    return _day(int(parts["year"]), _MONTH_NUMBERS[parts["month"]], int(parts["day"]))


def _day(year: int, month: int, day: int) -> str | None:
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _mail_date(text: str) -> str | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
