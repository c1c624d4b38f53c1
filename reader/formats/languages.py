"""Which language a text is in: what its file declares, unless the words plainly say French."""

from __future__ import annotations

import re

from reader.formats.words import words

_WORD = re.compile(r"[^\W\d_]+")
_FRENCH = words("french")
_SAMPLE = 20_000
_SURE = 0.2
DEFAULT = "fr"


def spoken(text: str, declared: str | None) -> str:
    """A two-letter code. French news templates often declare English: one word in five settles it."""
    code = (declared or DEFAULT).replace("_", "-").partition("-")[0].strip().lower()
    if code == DEFAULT or not re.fullmatch(r"[a-z]{2,3}", code):
        return DEFAULT
    words = _WORD.findall(text[:_SAMPLE].lower())
    french = sum(word in _FRENCH for word in words)
    return DEFAULT if words and french > _SURE * len(words) else code
