"""Forms of words that count as the same: without case, accents, typographic variety or leading articles."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from reader.core.folding import APOSTROPHES, HYPHENS
from reader.core.visible import visible_text

_TYPOGRAPHY = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(HYPHENS, "-")})
_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss"}
)
_ARTICLE = re.compile(r"^(?:(?:le|la|les|the)\s+|l')", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_ACRONYM_STOPS = re.compile(r"(?<=\b\w)\.(?=\s?\w\b|\s|$)")

_SOUNDS = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"ou|oo", "u"),
        (r"kh|gh", "k"),
        (r"sch|tch|tsch|sh|ch|cz|ts|tz", "s"),
        (r"ph", "f"),
        (r"dj|zh|j", "i"),
        (r"y|ii|ij", "i"),
        (r"w", "v"),
        (r"ck|q|c", "k"),
        (r"th", "t"),
        (r"h", ""),
        (r"ai|ei|e", "e"),
        (r"z", "s"),
        (r"(.)\1+", r"\1"),
        (r"e$", ""),
    )
)

LINKING = frozenset(
    _WORD.findall(
        "a au aux d de des du en et l la le les pour sur par of the for and in y e del der die das und"
    )
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """``text`` in lower case, without accents, with plain apostrophes, hyphens and single blanks."""
    plain = visible_text(text).translate(_TYPOGRAPHY).lower().translate(_UNDECOMPOSED)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return " ".join(plain.split())


def strip_article(text: str) -> str:
    """``text`` without a leading definite article (``l'OTAN`` → ``OTAN``)."""
    return _ARTICLE.sub("", text.translate(_TYPOGRAPHY), count=1)


def key(text: str) -> str:
    """What two spellings of one name have in common: folded, article and acronym stops dropped, hyphens opened."""
    return " ".join(_WORD.findall(_ACRONYM_STOPS.sub("", strip_article(fold(text)))))


def words(text: str) -> tuple[str, ...]:
    """The folded words of a name, hyphens and apostrophes taken as breaks."""
    return tuple(_WORD.findall(fold(text)))


def heavy(form: str) -> tuple[str, ...]:
    """The words of a key that are no small words."""
    return tuple(part for part in form.split() if part not in LINKING)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A rough key under which transliterations of one foreign name meet (Zelensky, Zelenskyy, Zelenski).

    Our own table of spellings that French, English and German newspapers use for the same letter; only ever
    used to compare names that already agree in another respect.
    """
    result = fold(word)
    for pattern, by in _SOUNDS:
        result = pattern.sub(by, result)
    return result


def is_acronym(text: str) -> bool:
    """Whether ``text`` is written like an acronym: ``ONU``, ``É.-U.``, ``CGT-FO``, ``MoDem`` is not."""
    letters = [c for c in text if c.isalpha()]
    return 2 <= len(letters) <= 10 and all(c.isupper() for c in letters) and " " not in text.strip()


def any_of(phrases: frozenset[str]) -> str:
    """A pattern for any of the phrases, longest first, with either apostrophe; for none of nothing."""
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace("'", "['’]") for phrase in longest_first) or r"(?!)"
