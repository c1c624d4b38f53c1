"""Who is this? What the article itself tells of an entity, for its card; every line has its place in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from reader.core.folding import fold
from reader.core.marks import MarkIndex
from reader.core.navigation import quotes_of
from reader.core.records import Annotations, Article, Entity, Span
from reader.core.visible import visible_name

_ROLES, _COMPANIONS, _FORMS = 4, 6, 8
_MOST_BLOCKS = 2_000
"""A hero of a long book is looked at in so many of its paragraphs, so that a card takes milliseconds."""

_GLUED = re.compile(r"^(?:du|des|de la|de l’|de l'|de|d’|d'|au|aux|à la|à l’|à l')\s*\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:le|la|les|un|une|l’|l'|son|sa|ses|leur|leurs)\s*\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Role:
    """What the article calls an entity, in its own words, and where."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity that shares ``count`` paragraphs with the one of the card."""

    entity: Entity
    count: int


@dataclass(frozen=True, slots=True)
class Card:
    """All that a card shows.

    ``quotes`` are numbers of ``Annotations.quotes``, those of doubtful speakers last; ``candidates`` who it may be.
    """

    entity: Entity
    forms: tuple[str, ...]
    roles: tuple[Role, ...]
    quotes: tuple[int, ...]
    companions: tuple[Companion, ...]
    candidates: tuple[Entity, ...]


def card_of(article: Article, annotations: Annotations, marks: MarkIndex, entity_id: str) -> Card | None:
    """The card of an entity; ``marks`` are those of ``annotations``. ``None`` for an unknown id."""
    entities = {entity.id: entity for entity in annotations.entities}
    entity = entities.get(entity_id)
    if entity is None:
        return None
    return Card(
        entity=entity,
        forms=_forms(article, entity),
        roles=_roles(entity),
        quotes=_surest_first(annotations, quotes_of(annotations, entity_id)),
        companions=_companions(article, entity, marks, entities),
        candidates=tuple(entities[each] for each in entity.candidates if each in entities),
    )


def _surest_first(annotations: Annotations, quotes: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(quotes, key=lambda number: annotations.quotes[number].doubtful))


def _forms(article: Article, entity: Entity) -> tuple[str, ...]:
    """The other names that the article uses, most frequent first."""
    counted: Counter[str] = Counter()
    for mention in entity.mentions:
        if mention.kind == "name":
            counted[visible_name(article.text[mention.span.start : mention.span.end])] += 1
    for alias in entity.aliases:
        counted[alias] += 0
    known = {fold(entity.name)}
    found: list[str] = []
    for form, _ in counted.most_common():
        if fold(form) not in known:
            known.add(fold(form))
            found.append(form)
    return tuple(found[:_FORMS])


def _roles(entity: Entity) -> tuple[Role, ...]:
    """The roles, best first; one that another says more fully is left out."""
    rows = [
        (_core(each.text), each)
        for each in sorted(entity.descriptions, key=lambda each: (-each.score, each.span))
    ]
    found: list[Role] = []
    for place, (core, each) in enumerate(rows):
        others = [other for number, (other, _) in enumerate(rows) if number != place]
        fuller = any(f" {core} " in f" {other} " and core != other for other in others)
        repeated = core in [other for other, _ in rows[:place]]
        if core and not fuller and not repeated:
            found.append(Role(role_words(each.text), each.span))
    return tuple(found[:_ROLES])


def role_words(text: str) -> str:
    """A role without the preposition that the sentence glued to it: ``du président`` is ``président``."""
    line = " ".join(text.split())
    bare = _GLUED.sub("", line)
    return bare[:1].lower() + bare[1:] if bare[1:2].islower() else bare


def _core(text: str) -> str:
    return fold(_ARTICLE.sub("", role_words(text)))


def _companions(
    article: Article, entity: Entity, marks: MarkIndex, entities: dict[str, Entity]
) -> tuple[Companion, ...]:
    """Who else is named in the same paragraphs, most often first."""
    counted: Counter[str] = Counter()
    for block in _blocks_of(article, entity):
        beside = {mark.entity_id for mark in marks.overlapping(block.start, block.end)}
        counted.update(each for each in beside if each is not None and each != entity.id)
    ranked = sorted(counted.items(), key=lambda item: (-item[1], entities[item[0]].mentions[0].span.start))
    apart = frozenset(entity.candidates)
    return tuple(Companion(entities[each], count) for each, count in ranked if each not in apart)[
        :_COMPANIONS
    ]


def _blocks_of(article: Article, entity: Entity) -> Iterable[Span]:
    numbers: dict[int, None] = {}
    for mention in entity.mentions:
        number = bisect_right(article.blocks, mention.span.start, key=lambda block: block.span.start) - 1
        if number >= 0:
            numbers[number] = None
    return (article.blocks[number].span for number in list(numbers)[:_MOST_BLOCKS])
