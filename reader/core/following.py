"""The same entities and quotations in newer annotations, which number them anew while an analysis goes on."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from reader.core.navigation import Choice, mention_at
from reader.core.records import Annotations, Entity, Span

Shares = dict[str, Counter[str]]


def follow_entities(wanted: Iterable[Entity], new: Annotations) -> dict[str, Entity]:
    """By the old id of each of ``wanted``, the entity that has most of its mentions now.

    Mentions count that stand at the same place, else those that share letters with an old one, else the name
    decides. Entities that are no longer there are left out.
    """
    left = {entity.id: entity for entity in wanted}
    found: dict[str, Entity] = {}
    for shares in (_same_places, _shared_letters):
        if left:
            best = _best(left, shares(left.values(), new), new)
            found.update(best)
            left = {key: entity for key, entity in left.items() if key not in found}
    for key, entity in left.items():
        named = [each for each in new.entities if each.name == entity.name]
        if named:
            found[key] = min(named, key=lambda each: each.entity_type != entity.entity_type)
    return found


def carry_choices(
    choices: Sequence[Choice], old: Annotations | None, new: Annotations | None
) -> tuple[Choice, ...]:
    """The same choices in newer annotations; one that is no longer there becomes nothing."""
    if new is None:
        return (Choice(),) * len(choices)
    if old is None:
        return tuple(choices)
    ids = {choice.entity_id for choice in choices}
    before = {entity.id: entity for entity in old.entities if entity.id in ids}
    now = follow_entities(before.values(), new)
    return tuple(_carried(choice, old, new, before, now) for choice in choices)


def carry_choice(choice: Choice, old: Annotations | None, new: Annotations | None) -> Choice:
    """The same choice in newer annotations; one that is no longer there becomes nothing."""
    return carry_choices((choice,), old, new)[0]


def _carried(
    choice: Choice,
    old: Annotations,
    new: Annotations,
    before: dict[str, Entity],
    now: dict[str, Entity],
) -> Choice:
    if choice.quote_index is not None:
        return _carried_quote(old.quotes[choice.quote_index].span, new)
    entity = now.get(choice.entity_id or "")
    if entity is None:
        return Choice()
    index = choice.mention_index
    if index is None:
        return Choice(entity.id)
    span = before[choice.entity_id or ""].mentions[index].span
    same = [number for number, mention in enumerate(entity.mentions) if mention.span == span]
    return Choice(entity.id, same[0] if same else mention_at(entity, span))


def _carried_quote(span: Span, new: Annotations) -> Choice:
    """The quotation with the same beginning, else the first one that shares letters."""
    near = [number for number, quote in enumerate(new.quotes) if quote.span.overlaps(span)]
    same = [number for number in near if new.quotes[number].span.start == span.start]
    found = [*same, *near]
    return Choice(quote_index=found[0]) if found else Choice()


def _best(wanted: dict[str, Entity], shares: Shares, new: Annotations) -> dict[str, Entity]:
    """For each old id the entity with the largest share; the same name, then the same type, decides between equals."""
    entities = {entity.id: entity for entity in new.entities}
    found: dict[str, Entity] = {}
    for key, counted in shares.items():
        old = wanted[key]
        chosen = max(
            counted,
            key=lambda each: (
                counted[each],
                entities[each].name == old.name,
                entities[each].entity_type == old.entity_type,
            ),
        )
        found[key] = entities[chosen]
    return found


def _same_places(wanted: Iterable[Entity], new: Annotations) -> Shares:
    places: dict[tuple[int, int], list[str]] = {}
    for entity in wanted:
        for mention in entity.mentions:
            places.setdefault((mention.span.start, mention.span.end), []).append(entity.id)
    shares: Shares = {}
    for entity in new.entities:
        for mention in entity.mentions:
            for key in places.get((mention.span.start, mention.span.end), ()):
                shares.setdefault(key, Counter())[entity.id] += 1
    return shares


def _shared_letters(wanted: Iterable[Entity], new: Annotations) -> Shares:
    """Names whose ends have moved: “Kim Jong” is now “Kim Jong Un”."""
    spans = sorted((mention.span, entity.id) for entity in wanted for mention in entity.mentions)
    ends = [span.end for span, _ in spans]
    shares: Shares = {}
    for entity in new.entities:
        for mention in entity.mentions:
            at = bisect_right(ends, mention.span.start)
            if at < len(spans) and spans[at][0].overlaps(mention.span):
                shares.setdefault(spans[at][1], Counter())[entity.id] += 1
    return shares
