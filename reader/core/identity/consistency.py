"""Names made consistent over a whole article before identities are resolved."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reader.core.identity.edges import Edges
from reader.core.identity.language import LanguageData
from reader.core.identity.name_classifier import NO_NAME, in_agreement
from reader.core.identity.name_evidence import OVERLOOKED, NameEvidence
from reader.core.identity.normalise import key
from reader.core.records import UNREAD_KINDS, Article, NameSpan, Span

_WORD = re.compile(r"[^\W\d_][\w]*(?:[-'’.][^\W_]+)*")
# A capital or a number right behind: the form is part of a longer name ("Vallis" in "Vallis Festival").
_GOES_ON = re.compile(r"[ \u00a0\u202f](?:[A-ZÀ-ÖØ-Þ]\w|\d)")
_SHORTEST = 3


def consolidate(article: Article, names: Sequence[NameSpan], data: LanguageData) -> tuple[NameSpan, ...]:
    """The names with the types that the whole article speaks for, without debris, and with what was overlooked.

    Each name's ``score`` is the probability that it is one and of this type.
    """
    spans = candidates(article, names, data)
    if not data.names.types:
        return tuple(name for name in spans if name.label != OVERLOOKED)
    evidence = NameEvidence(article, spans, data)
    alone = [data.names.probabilities(evidence.features(name)) for name in spans]
    found = in_agreement([key(_form(article, name)) for name in spans], alone)
    decided = (_decided(name, probabilities) for name, probabilities in zip(spans, found, strict=True))
    return tuple(name for name in decided if name.entity_type != NO_NAME)


def candidates(article: Article, names: Sequence[NameSpan], data: LanguageData) -> list[NameSpan]:
    """All spans that may be names: the tagger's with their edges mended, and unmarked places of their forms."""
    mended = list(Edges(data).mend(article.text, names))
    return sorted((*mended, *_overlooked(article, mended)), key=lambda name: name.span)


def _decided(name: NameSpan, probabilities: Mapping[str, float]) -> NameSpan:
    best = max(probabilities, key=lambda entity_type: probabilities[entity_type])
    return replace(name, entity_type=best, score=probabilities[best])


def _form(article: Article, name: NameSpan) -> str:
    return article.text[name.span.start : name.span.end]


def _overlooked(article: Article, names: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """Further places of known forms, longest form first, where nothing is marked yet."""
    forms = _forms(article, names)
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
                yield NameSpan(match[0], match[1], OVERLOOKED, 0.0)


def _forms(article: Article, names: Sequence[NameSpan]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word to the forms that begin with it: words as written, and the type; of people also their last word."""
    wanted: dict[tuple[str, ...], str] = {}
    for name in sorted(names, key=lambda name: name.score):
        text = _form(article, name)
        parts = tuple(match.group() for match in _WORD.finditer(text))
        if parts and text[0].isupper() and len(text) >= _SHORTEST:
            wanted[parts] = name.entity_type
            if name.entity_type == "PER" and len(parts[-1]) >= _SHORTEST and parts[-1][0].isupper():
                wanted.setdefault((parts[-1],), "PER")
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
