"""Names made consistent over a whole article before identities are resolved."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reader.core.identity.clubs import clubs_named_by_town, is_about_sport, with_results
from reader.core.identity.edges import Edges
from reader.core.identity.language import LanguageData
from reader.core.identity.normalise import key
from reader.core.identity.types import OVERLOOKED, TypeVotes, is_name, typed, works
from reader.core.records import UNREAD_KINDS, Article, NameSpan, Span

_WORD = re.compile(r"[^\W\d_][\w]*(?:[-'’.][^\W_]+)*")
# A capital or a number right behind: the form is part of a longer name ("Vallis" in "Vallis Festival").
_GOES_ON = re.compile(r"[ \u00a0\u202f](?:[A-ZÀ-ÖØ-Þ]\w|\d)")
_SHORTEST = 3
_FILLED_SCORE = 0.7


def consolidate(article: Article, names: Sequence[NameSpan], data: LanguageData) -> tuple[NameSpan, ...]:
    """The names with one type for one form, without debris, and with the mentions that were overlooked."""
    sport = is_about_sport(article, data)
    mended = Edges(data).mend(article.text, with_results(article, names, data) if sport else names)
    kept = [name for name in mended if is_name(article.text, name, data)]
    votes = TypeVotes(data)
    votes.count(article, kept)
    types = votes.decided()
    if sport:
        types.update(dict.fromkeys(clubs_named_by_town(article, kept, votes.surnames, data), "ORG"))
    found = [replace(name, entity_type=decided) for name, decided in typed(article, kept, votes, types)]
    found = [name for name in found if is_name(article.text, name, data)]
    overlooked = _overlooked(article, found, types)
    found.extend([name for name in overlooked if is_name(article.text, name, data)])
    called = works(article.text, found, data)
    found = [name for name in found if name.entity_type == "PER" or key(_form(article, name)) not in called]
    return tuple(sorted(found, key=lambda name: name.span))


def _form(article: Article, name: NameSpan) -> str:
    return article.text[name.span.start : name.span.end]


def _overlooked(article: Article, names: Sequence[NameSpan], types: Mapping[str, str]) -> Iterator[NameSpan]:
    """Further places of known forms, longest form first, where nothing is marked yet."""
    forms = _forms(article, names, types)
    taken = sorted((name.span for name in names), key=lambda span: span.start)
    number = 0
    for block in article.blocks:
        if block.kind in UNREAD_KINDS:
            continue
        words = list(_WORD.finditer(article.text, block.span.start, block.span.end))
        end = 0
        for place, word in enumerate(words):
            while number < len(taken) and taken[number].end <= word.start():
                number += 1
            if word.start() < end or (number < len(taken) and taken[number].start < word.end()):
                continue
            match = _longest(article.text, words, place, forms)
            if match is not None and (number >= len(taken) or match[0].end <= taken[number].start):
                end = match[0].end
                yield NameSpan(match[0], match[1], OVERLOOKED, _FILLED_SCORE)


def _forms(
    article: Article, names: Sequence[NameSpan], types: Mapping[str, str]
) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word to the forms that begin with it: words as written, and the type."""
    counts = Counter(_form(article, name) for name in names)
    wanted: dict[tuple[str, ...], str] = {}
    for text, count in counts.items():
        parts = tuple(match.group() for match in _WORD.finditer(text))
        if types.get(key(text)) != "PER" or not parts or not text[0].isupper() or len(text) < _SHORTEST:
            continue
        if len(parts) > 1 or count > 1:
            wanted[parts] = "PER"
        if len(parts) > 1 and len(parts[-1]) >= _SHORTEST and parts[-1][0].isupper():
            wanted.setdefault((parts[-1],), types.get(key(parts[-1]), "PER"))
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for parts, entity_type in wanted.items():
        found[parts[0]].append((parts, entity_type))
    for group in found.values():
        group.sort(key=lambda item: -len(item[0]))
    return found


def _longest(
    text: str,
    words: Sequence[re.Match[str]],
    place: int,
    forms: Mapping[str, list[tuple[tuple[str, ...], str]]],
) -> tuple[Span, str] | None:
    """The longest known form whose words stand at ``place``, only blanks and hyphens between them."""
    for parts, entity_type in forms.get(words[place].group(), ()):
        last = place + len(parts) - 1
        if last >= len(words) or any(words[place + i].group() != part for i, part in enumerate(parts)):
            continue
        span = Span(words[place].start(), words[last].end())
        if _GOES_ON.match(text, span.end):
            continue
        if not re.search(r"[.,;:!?()\n«»]", text[span.start : span.end]):
            return span, entity_type
    return None
