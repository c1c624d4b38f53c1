"""Text compared without case and accents, the way people type when they search."""

from __future__ import annotations

import unicodedata

_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "’": "'", "ß": "ss", "ø": "o", "ł": "l"}
)


def fold(text: str) -> str:
    """``text`` in lower case, without accents, with ligatures spelt out and plain apostrophes."""
    spread = unicodedata.normalize("NFD", text.translate(_LIGATURES))
    return "".join(char for char in spread if not unicodedata.combining(char)).casefold()
