"""Raw text of a paragraph to the one line that is shown: blanks tidied, unseen characters gone."""

from __future__ import annotations

import re
from unicodedata import normalize

_BLANKS = re.compile(r"[ \t\n\r\f\v\u2028\u2029]+")
_UNSEEN_SET = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ud800-\udfff\ufffc\ufffe\uffff"
)
_UNSEEN = re.compile(f"[{_UNSEEN_SET}]")
_LOOSE_START = re.compile(rf"[\s{_UNSEEN_SET}]*")
_LOOSE = re.compile(rf"[\s{_UNSEEN_SET}]")


def clean(text: str) -> str:
    """One line of text: runs of blanks become one, no-break spaces stay, unseen characters go."""
    return normalize("NFC", _BLANKS.sub(" ", _UNSEEN.sub("", text)).strip())


def tight(text: str, start: int, end: int) -> tuple[int, int]:
    """A range without the blanks and unseen characters at its ends; empty where there is nothing else."""
    match = _LOOSE_START.match(text, start, end)
    start = match.end() if match is not None else start
    while end > start and _LOOSE.match(text, end - 1):
        end -= 1
    return start, end
