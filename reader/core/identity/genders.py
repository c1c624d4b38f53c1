"""What a text says of a person's gender: the pronoun that takes a name up, and whether a name means a family."""

from __future__ import annotations

import re

from reader.core.identity.language import LanguageData
from reader.core.identity.normalise import fold

_FAR = 220
_TAKEN_UP = re.compile(
    r"(?:[.!?…»]\s+|\n|«\s*)(?P<opens>Il|Elle)\s+(?:l['’]|s['’]|n['’]|se\s|ne\s|lui\s|en\s|y\s|a\s)?(?P<verb>[\w’']+)"
    r"|-(?:t-)?(?P<turned>il|elle)\b"
)
_BORN = re.compile(r"[ ,(]+(?P<word>née?|âgée?|décédée?)\b")
_PLURAL = re.compile(
    r"(?:\b(?:les|des|aux|famille|époux|couple|frères|sœurs|clan|cousins)[\s\u00a0]+)$", re.IGNORECASE
)


def born_gender(text: str, end: int) -> str:
    """The gender of a participle that agrees with the name before it: ``X, née à …``, ``X, âgé de …``."""
    born = _BORN.match(text, end)
    return "" if born is None else "f" if born["word"].endswith("ée") else "m"


def pronoun_gender(text: str, end: int, limit: int, data: LanguageData) -> str:
    """The gender of the pronoun behind a name (``X part. Elle …``); ``limit`` is where the next person is named."""
    for match in _TAKEN_UP.finditer(text, end, min(limit, end + _FAR)):
        pronoun = match["opens"] or match["turned"]
        if match["verb"] is None or fold(match["verb"]) not in data.words_of("impersonal"):
            return data.pronouns.get(fold(pronoun), "")
    return ""


def is_family(text: str, start: int) -> bool:
    """Whether a name stands in the plural: ``les Dubois``, ``la famille Dubois``."""
    return _PLURAL.search(text, max(0, start - 12), start) is not None
