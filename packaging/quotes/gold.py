"""Reads marked articles: the text, the named and described entities, the quotations and who says them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.core.records import Entity, Mention, MentionKind, Span

_OPEN = re.compile(r"\[(PER|LOC|ORG|per|loc|org) ([\w-]+)\||\{(\?|-|=[^|{}]+|[\w-]+)\|")
_EDGE = " \t\r\n\u00a0\u202f.,;:!?…()[]«»“”\"'’‘-–—"


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """A marked quotation; ``speaker`` is an entity's id, ``words`` those of a source that is none."""

    span: Span
    speech: bool
    speaker: str | None
    words: str | None


@dataclass(frozen=True, slots=True)
class Gold:
    """A marked article."""

    text: str
    entities: tuple[Entity, ...]
    quotes: dict[Span, GoldQuote]


def read_gold(path: Path) -> Gold:
    """The article of a ``*.gold.txt`` file; quotations are keyed by their span without marks and blanks."""
    marked = path.read_text(encoding="utf-8")
    out: list[str] = []
    stack: list[tuple[str, int, re.Match[str]]] = []
    mentions: list[tuple[Span, str, str]] = []
    quotes: dict[Span, GoldQuote] = {}
    place = 0
    while place < len(marked):
        opened = _OPEN.match(marked, place)
        if opened is not None:
            stack.append(("]" if opened[1] else "}", len(out), opened))
            place = opened.end()
            continue
        if stack and marked[place] == stack[-1][0]:
            _, start, mark = stack.pop()
            span = Span(start, len(out))
            if mark[1]:
                mentions.append((span, mark[1], mark[2]))
            else:
                who = mark[3]
                known = None if who[0] in "?-=" else who
                inner = trimmed("".join(out), span)
                quotes[inner] = GoldQuote(span, who != "-", known, who[1:] if who[0] == "=" else None)
        else:
            out.append(marked[place])
        place += 1
    text = "".join(out)
    return Gold(text, _entities(text, mentions), quotes)


def trimmed(text: str, span: Span) -> Span:
    """A span without the marks and blanks at its edges."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return Span(start, end)


def counterparts(gold: Sequence[Entity], found: Sequence[Entity]) -> dict[str, str]:
    """For each marked entity the found one that shares most of its named mentions."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    places = [(m.span, e.id) for e in found for m in e.mentions if m.kind is MentionKind.NAME]
    for entity in gold:
        for mention in entity.mentions:
            if mention.kind is MentionKind.NAME:
                votes[entity.id].update(name for span, name in places if span.overlaps(mention.span))
    return {name: counted.most_common(1)[0][0] for name, counted in votes.items() if counted}


def _entities(text: str, mentions: Sequence[tuple[Span, str, str]]) -> tuple[Entity, ...]:
    grouped: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for span, kind, name in sorted(mentions):
        grouped[name].append((span, kind))
    found: list[Entity] = []
    for name, places in grouped.items():
        named = [(span, kind) for span, kind in places if kind.isupper()]
        if named:
            longest = max((text[span.start : span.end] for span, _ in named), key=len)
            kinds = Counter(kind for _, kind in named)
            all_mentions = tuple(
                Mention(span, MentionKind.NAME if kind.isupper() else MentionKind.NOMINAL)
                for span, kind in places
            )
            found.append(Entity(name, kinds.most_common(1)[0][0], longest, all_mentions))
    return tuple(found)
