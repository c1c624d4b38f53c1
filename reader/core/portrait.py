"""Who is this? All that an article says of one of its entities, in the article's own words."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reader.core.records import Annotations, Article, Description, Entity, MentionKind, Quote, Span


@dataclass(frozen=True, slots=True)
class Companion:
    """Another entity and in how many paragraphs it appears together with the one asked for."""

    entity: Entity
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Portrait:
    """One entity of an article.

    ``forms`` are its names and how often each stands in the text, the entity's own name first, then most
    frequent; ``roles`` what the article says that it is, best first; ``first`` its first mention; ``named`` and
    ``described`` count mentions by name and by description; ``company`` who appears with it, best first;
    ``candidates`` whom an ambiguous name may mean.
    """

    entity: Entity
    forms: tuple[tuple[str, int], ...]
    roles: tuple[Description, ...]
    first: Span
    named: int
    described: int
    quotes: tuple[Quote, ...]
    company: tuple[Companion, ...]
    candidates: tuple[Entity, ...]


def portrait(article: Article, annotations: Annotations, entity_id: str) -> Portrait | None:
    """What the article says of an entity; ``None`` where it has none of that id or no mention of it."""
    entities = {entity.id: entity for entity in annotations.entities}
    entity = entities.get(entity_id)
    if entity is None or not entity.mentions:
        return None
    kinds = Counter(mention.kind for mention in entity.mentions)
    return Portrait(
        entity,
        _forms(article, entity),
        entity.descriptions,
        min(mention.span for mention in entity.mentions),
        kinds[MentionKind.NAME],
        kinds[MentionKind.NOMINAL],
        tuple(quote for quote in annotations.quotes if _said_by(quote, entity_id)),
        _company(article, annotations.entities, entity),
        tuple(entities[other] for other in entity.candidates if other in entities),
    )


def _said_by(quote: Quote, entity_id: str) -> bool:
    speaker = quote.speaker
    return speaker is not None and entity_id in (speaker.entity, speaker.organization)


def _forms(article: Article, entity: Entity) -> tuple[tuple[str, int], ...]:
    named = [mention.span for mention in entity.mentions if mention.kind is MentionKind.NAME]
    counts = Counter(article.text[span.start : span.end] for span in named)
    order = sorted(counts, key=lambda form: (form != entity.name, -counts[form], form))
    return tuple((form, counts[form]) for form in order)


def _company(article: Article, entities: Sequence[Entity], entity: Entity) -> tuple[Companion, ...]:
    """The others by the number of paragraphs shared, then by how near their first mentions are."""
    starts = [block.span.start for block in article.blocks]
    mine = _paragraphs(starts, entity)
    found = [
        Companion(other, shared)
        for other in entities
        if other.id != entity.id and other.id not in entity.candidates
        for shared in [len(mine & _paragraphs(starts, other))]
        if shared
    ]
    here = entity.mentions[0].span.start
    return tuple(sorted(found, key=lambda c: (-c.paragraphs, abs(c.entity.mentions[0].span.start - here))))


def _paragraphs(starts: Sequence[int], entity: Entity) -> set[int]:
    return {bisect_right(starts, mention.span.start) for mention in entity.mentions}
