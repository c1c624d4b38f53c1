"""What a source is called where somebody reads it: texts that were pasted have no file of their reader's."""

from __future__ import annotations

import re
from datetime import datetime

from reader.core.errors import message
from reader.core.printable import one_line

_PASTED = re.compile(r"[/\\]pasted[/\\][0-9a-f]{24}\.txt\Z")
"""Where the program keeps pasted texts: ``…/pasted/3f2a….txt``, called by the beginning of the article's id."""


def is_pasted(source: str) -> bool:
    """Whether a source is a text that was pasted or dropped."""
    return _PASTED.search(source) is not None


def source_label(source: str, when: float | None, language: str) -> str:
    """A source as its reader knows it; ``when`` is the time of pasting, in Unix seconds.

    “Pasted text, 30 November 2026 at 14:05” for a pasted text, in ``language``; anything else as it is.
    """
    if not is_pasted(source):
        return source
    if when is None:
        return message("pasted_text", language)
    there = datetime.fromtimestamp(when).astimezone()
    months = message("month_names", language).split()
    day = "1er" if language == "fr" and there.day == 1 else str(there.day)
    date = f"{day} {months[there.month - 1]} {there.year}"
    return one_line(message("pasted_text_at", language, date=date, time=f"{there:%H:%M}"))
