"""Clubs in articles about sport: called by their town (``Nancy a gagné``), or listed with results."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import zip_longest

from reader.core.identity.language import LanguageData
from reader.core.identity.normalise import any_of, key
from reader.core.records import Article, NameSpan, Span

_WORDS = re.compile(r"[^\W\d_]{3,}")
_SCORE = r"\(?\d{1,3}[ \u00a0\u202f]?[-–][ \u00a0\u202f]?\d{1,3}"
_SCORE_BEHIND = re.compile(rf"[ \u00a0\u202f,]*{_SCORE}(?!\d)")
_SCORE_BEFORE = re.compile(rf"(?<![\d-]){_SCORE}\)?[ \u00a0\u202f,]+(?:\w+[ \u00a0\u202f])?$")
_OPPOSED = re.compile(rf"[ \u00a0\u202f]?[-–][ \u00a0\u202f]?(?:{_SCORE[3:]}[ \u00a0\u202f])?")
# What is allowed is looked for first: before Python 3.11.5 a possessive repetition kept a sign whose look-ahead failed.
_PART = r"(?:(?=\w|[.'’&-]\w)[\w.'’&-])"
# Each further word has a letter, seen ahead: so a line that gives no result is left in time in proportion to it.
_SIDE = rf"(?:[A-ZÀ-Þ]\w?\.|[A-ZÀ-Þ]{_PART}*+)(?:[ \u00a0](?={_PART}*[^\W\d]){_PART}++){{0,4}}"
_RESULT = re.compile(
    rf"(?m)(?:^|(?<=[:;.,] ))(?P<home>{_SIDE})(?:[ \u00a0]\d{{1,3}})?[ \u00a0][-–/][ \u00a0](?P<away>{_SIDE})"
    rf"(?:[ \u00a0]?:)?[ \u00a0]\(?\d{{1,3}}(?:[ \u00a0]?[-–à][ \u00a0]?\d{{1,3}})?\b"
)
_RESULTS = "result"
_SURE = 0.6
_BEFORE = 45
_KINDS = 4
"""So many different words of sport make an article one about sport …"""
_SHARE = 1 / 70
"""… where they are also this share of its words."""
_ENOUGH = 2.0


def is_about_sport(article: Article, data: LanguageData) -> bool:
    """Whether enough different words of sport make up enough of an article."""
    words = _WORDS.findall(article.text.lower())
    known = Counter(word for word in words if word in data.parts_of("sport.words"))
    return len(known) >= _KINDS and known.total() >= _SHARE * len(words)


def clubs_named_by_town(
    article: Article, names: Sequence[NameSpan], surnames: Iterable[str], data: LanguageData
) -> frozenset[str]:
    """The keys of the forms that mean a club in an article about sport.

    A form needs two pieces of evidence: a score beside it, an opponent's place in the sentence, somebody's
    function in a team, what only teams do, or that the model called it a body.
    """
    evidence: defaultdict[str, float] = defaultdict(float)
    barred = set(surnames)
    for name, following in zip_longest(names, names[1:]):
        form = key(article.text[name.span.start : name.span.end])
        if form in barred or _is_wide(form, data):
            continue
        weight = _evidence(article.text, name, following, data)
        evidence[form] += weight + (name.score if name.entity_type == "ORG" else 0)
        if name.entity_type == "PER":
            evidence[form] -= 0.25
    return frozenset(form for form, weight in evidence.items() if weight >= _ENOUGH)


def with_results(article: Article, names: Sequence[NameSpan], data: LanguageData) -> list[NameSpan]:
    """The names, with both sides of every line that gives a result: ``Metz - Brest 2-1``, ``Metz 2 - Brest 1``.

    Two people who met, or two countries, keep their types.
    """
    kept = sorted(names, key=lambda name: name.span)
    for found in _RESULT.finditer(article.text):
        pair = (Span(*found.span("home")), Span(*found.span("away")))
        first = bisect_right(kept, found.start(), key=lambda name: name.span.end)
        last = bisect_left(kept, found.end(), key=lambda name: name.span.start)
        near = kept[first:last]
        inside = [name for name in near if any(name.span.overlaps(side) for side in pair)]
        sure = [name for name in inside if name.entity_type == "PER" and name.score >= _SURE]
        if len(sure) == len(pair):
            continue
        sides = [NameSpan(side, _side_type(article.text, side, inside, data), _RESULTS) for side in pair]
        rest = [name for name in near if name not in inside]
        kept[first:last] = sorted((*rest, *sides), key=lambda name: name.span)
    return kept


def _side_type(text: str, side: Span, inside: Sequence[NameSpan], data: LanguageData) -> str:
    if not _is_wide(key(text[side.start : side.end]), data):
        return "ORG"
    return next((name.entity_type for name in inside if name.span.overlaps(side)), "LOC")


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
