"""Clubs in articles about sport that are called by their town: ``Nancy a gagné``."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest

from reader.core.identity.language import LanguageData
from reader.core.identity.normalise import any_of, key
from reader.core.records import Article, NameSpan

_WORDS = re.compile(r"[^\W\d_]{3,}")
_SCORE = r"\(?\d{1,3}[ \u00a0\u202f]?[-–][ \u00a0\u202f]?\d{1,3}"
_SCORE_BEHIND = re.compile(rf"[ \u00a0\u202f,]*{_SCORE}(?!\d)")
_SCORE_BEFORE = re.compile(rf"(?<![\d-]){_SCORE}\)?[ \u00a0\u202f,]+(?:\w+[ \u00a0\u202f])?$")
_OPPOSED = re.compile(rf"[ \u00a0\u202f]?[-–][ \u00a0\u202f]?(?:{_SCORE[3:]}[ \u00a0\u202f])?")
_BEFORE = 45
_KINDS = 4
"""So many different words of sport make an article one about sport …"""
_SHARE = 1 / 70
"""… where they are also this share of its words."""


def is_about_sport(article: Article, data: LanguageData) -> bool:
    """Whether enough different words of sport make up enough of an article."""
    words = _WORDS.findall(article.text.lower())
    known = Counter(word for word in words if word in data.parts_of("sport.words"))
    return len(known) >= _KINDS and known.total() >= _SHARE * len(words)


def club_evidence(article: Article, names: Sequence[NameSpan], data: LanguageData) -> dict[str, float]:
    """For the key of each form how much says that it means a club, in an article about sport.

    A piece of evidence is a score beside it, an opponent's place in the sentence, somebody's function in a team,
    what only teams do. Countries and regions keep their literal type and are left out.
    """
    evidence: defaultdict[str, float] = defaultdict(float)
    for name, following in zip_longest(names, names[1:]):
        form = key(article.text[name.span.start : name.span.end])
        if not _is_wide(form, data):
            evidence[form] += _evidence(article.text, name, following, data)
    return dict(evidence)


def _is_wide(form: str, data: LanguageData) -> bool:
    """A country or a region: whoever plays for it, it keeps its literal type."""
    places = data.gazetteer.find(form)
    return bool(places) and places[0].kind in ("country", "region")


def _evidence(text: str, name: NameSpan, following: NameSpan | None, data: LanguageData) -> float:
    start, end = name.span.start, name.span.end
    before = text[max(0, start - _BEFORE) : start]
    weight = 0.0
    if _SCORE_BEHIND.match(text, end) or _SCORE_BEFORE.search(before):
        weight += 1
    if following is not None and _OPPOSED.fullmatch(text[end : following.span.start]):
        weight += 1
    against, function = (_closing(data.parts_of(f"sport.{kind}")) for kind in ("against", "functions"))
    if against.search(before) or function.search(before):
        weight += 1
    if _opening(data.parts_of("sport.deeds")).match(text, end):
        weight += 1
    return weight


@lru_cache(maxsize=8)
def _closing(phrases: frozenset[str]) -> re.Pattern[str]:
    """Text that ends with one of the phrases, a blank or an elision behind it."""
    return re.compile(rf"\b(?:{any_of(phrases)})(?:[ \u00a0\u202f]|(?<=['’]))$", re.IGNORECASE)


@lru_cache(maxsize=8)
def _opening(phrases: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"[ \u00a0\u202f](?:{any_of(phrases)})\b", re.IGNORECASE)
