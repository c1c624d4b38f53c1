"""Dates as newspapers and file formats write them, to ISO 8601."""

from __future__ import annotations

import re

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_ISO = re.compile(r"\s*(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)(?!\d)")
_FRENCH = re.compile(r"\b(\d{1,2})(?:er)?\s+(" + "|".join(_MONTHS) + r")\s+(\d{4})\b", re.IGNORECASE)
_NUMBERS = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_PDF = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def iso_date(text: str) -> str | None:
    """``2021-03-12`` (or ``2021-03``, ``2021``) from a date in words, numbers, mail or PDF style."""
    match = _ISO.match(text)
    if match:
        return match[1]
    match = _FRENCH.search(text)
    if match:
        return _day(int(match[3]), _MONTHS.index(match[2].lower()) + 1, int(match[1]))
    match = _NUMBERS.search(text)
    if match:
        return _day(int(match[3]), int(match[2]), int(match[1]))
    match = _PDF.match(text)
    if match:
        return _day(int(match[1]), int(match[2]), int(match[3]))
    return _mail_date(text)


def _day(year: int, month: int, day: int) -> str | None:
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _mail_date(text: str) -> str | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
