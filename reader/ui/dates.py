"""Dates in the words of the window's language."""

from __future__ import annotations

import re

from PySide6.QtCore import QDate, QLocale

_ISO = re.compile(r"\d{4}(-\d{2}){0,2}")


def shown_date(text: str | None, short: bool = False, inside: bool = False) -> str | None:
    """An ISO date of a day, a month or a year in words; anything else as it stands.

    ``inside`` a sentence it has no capital that the language does not give it.
    """
    if text is None or not _ISO.fullmatch(text):
        return text
    parts = [int(part) for part in text.split("-")]
    day = QDate(parts[0], *([*parts[1:], 1, 1])[:2])
    if not day.isValid() or len(parts) == 1:
        return text
    month = "MMM" if short else "MMMM"
    shown = QLocale().toString(day, f"{month} yyyy" if len(parts) == 2 else f"d {month} yyyy")
    return shown if inside else shown[:1].upper() + shown[1:]
