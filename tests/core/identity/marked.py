"""Made-up articles with names marked in-line, as a tagger would give them: ``[PER Ada Brun]``."""

from __future__ import annotations

import re

from reader.core.identity import LanguageData, consolidate, load_language_data, resolve_entities
from reader.core.records import Entity, MentionKind, NameSpan, Span
from reader.formats.plain_text import from_text

_SCORE = 0.8
"""The tagger is seldom quite sure."""

DATA = load_language_data("fr")


def parse(marked: str) -> tuple[str, list[NameSpan]]:
    """The text without marks, and the names."""
    text, names, place = "", list[NameSpan](), 0
    for match in re.finditer(r"\[(PER|LOC|ORG) ([^\]]+)\]", marked):
        text += marked[place : match.start()]
        names.append(NameSpan(Span(len(text), len(text) + len(match[2])), match[1], match[1], _SCORE))
        text += match[2]
        place = match.end()
    return text + marked[place:], names


def resolve(marked: str, data: LanguageData = DATA, whole: bool = False) -> tuple[str, tuple[Entity, ...]]:
    """The text and its entities; ``whole`` adds the step that looks at the whole article."""
    text, names = parse(marked)
    article = from_text(text)
    found = consolidate(article, names, data) if whole else names
    return text, resolve_entities(article, found, data)


def texts(text: str, entity: Entity, kind: MentionKind = MentionKind.NAME) -> list[str]:
    """The words of an entity's mentions of one kind."""
    return [text[m.span.start : m.span.end] for m in entity.mentions if m.kind is kind]


def consolidated(marked: str) -> list[tuple[str, str]]:
    """Type and words of each name after the step that looks at the whole article."""
    text, names = parse(marked)
    found = consolidate(from_text(text), names, DATA)
    return [(name.entity_type, text[name.span.start : name.span.end]) for name in found]


def described(marked: str) -> dict[str, list[str]]:
    """The descriptions that are mentions of each person."""
    text, entities = resolve(marked)
    return {e.name: texts(text, e, MentionKind.NOMINAL) for e in entities if e.entity_type == "PER"}
