"""Getting about an article: the next mention of somebody, and the way back after a jump."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from reader.core.folding import fold
from reader.core.records import Annotations, Entity, MentionKind, Quote, Span

HISTORY_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Step:
    """Where a step among mentions leads; ``wrapped`` tells that it went round the end."""

    index: int
    wrapped: bool = False


def step_mention(count: int, current: int | None, step: int) -> Step | None:
    """The mention ``step`` after ``current`` of ``count``, round the end; ``None`` where there is none."""
    if count <= 0:
        return None
    if current is None:
        return Step(0 if step >= 0 else count - 1)
    target = current + step
    return Step(target % count, wrapped=not 0 <= target < count)


def step_from_position(spans: Sequence[Span], position: int, step: int) -> Step | None:
    """The first mention at or after a text ``position`` (``step`` > 0), or the last one before it.

    ``spans`` come in text order, ``position`` is a code point.
    """
    if not spans:
        return None
    following = bisect_left([span.start for span in spans], position)
    target = following if step > 0 else following - 1
    return Step(target % len(spans), wrapped=not 0 <= target < len(spans))


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody was reading: a code point at the top of the page, and what was chosen there."""

    article_id: str
    position: int
    entity_id: str | None = None
    mention_index: int | None = None
    quote_index: int | None = None

    @property
    def choice(self) -> Choice:
        """What was chosen there."""
        return Choice(self.entity_id, self.mention_index, self.quote_index)

    def with_choice(self, choice: Choice) -> Place:
        """The same place with another choice."""
        return replace(
            self,
            entity_id=choice.entity_id,
            mention_index=choice.mention_index,
            quote_index=choice.quote_index,
        )


@dataclass(frozen=True, slots=True)
class History:
    """The places before and after the present one, oldest first, as a web browser keeps them."""

    past: tuple[Place, ...] = ()
    future: tuple[Place, ...] = ()

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place to go back to."""
        return bool(self.past)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place to go forward to."""
        return bool(self.future)

    def leave(self, here: Place) -> History:
        """The history after a jump away from ``here``; what lay ahead is forgotten."""
        if self.past and self.past[-1] == here:
            return replace(self, future=())
        return History((*self.past, here)[-HISTORY_LIMIT:])

    def back(self, here: Place) -> tuple[History, Place | None]:
        """One place back from ``here``, and the history seen from there."""
        if not self.past:
            return self, None
        return History(self.past[:-1], (here, *self.future)), self.past[-1]

    def forward(self, here: Place) -> tuple[History, Place | None]:
        """One place forward from ``here``, and the history seen from there."""
        if not self.future:
            return self, None
        return History((*self.past, here), self.future[1:]), self.future[0]

    def renumbered(self, article_id: str, carry: Callable[[Sequence[Choice]], Sequence[Choice]]) -> History:
        """The history after what was found in an article has been numbered anew."""
        own = [place for place in (*self.past, *self.future) if place.article_id == article_id]
        carried = dict(zip(map(id, own), carry([place.choice for place in own]), strict=True))
        past, future = (
            tuple(place.with_choice(carried[id(place)]) if id(place) in carried else place for place in side)
            for side in (self.past, self.future)
        )
        return History(past, future)

    def without(self, article_id: str) -> History:
        """The history after an article was closed."""
        return History(
            tuple(place for place in self.past if place.article_id != article_id),
            tuple(place for place in self.future if place.article_id != article_id),
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader has chosen: an entity and one of its mentions, or a quotation, or nothing."""

    entity_id: str | None = None
    mention_index: int | None = None
    quote_index: int | None = None


def chosen_entity(annotations: Annotations | None, entity_id: str | None) -> Entity | None:
    """The entity of that id, or ``None``."""
    if annotations is None or entity_id is None:
        return None
    return next((entity for entity in annotations.entities if entity.id == entity_id), None)


def chosen_span(annotations: Annotations | None, choice: Choice) -> Span | None:
    """Where what is chosen stands; ``None`` where nothing is, or an entity without one of its mentions."""
    if annotations is not None and choice.quote_index is not None:
        return annotations.quotes[choice.quote_index].span
    entity = chosen_entity(annotations, choice.entity_id)
    if entity is None or choice.mention_index is None:
        return None
    return entity.mentions[choice.mention_index].span


def step_choice(
    annotations: Annotations | None, choice: Choice, position: int, step: int
) -> tuple[Choice, bool] | None:
    """The next (1) or previous (-1) mention of the chosen entity, or quotation, and whether it went round the end.

    ``position`` is the code point to start from where no mention is chosen; ``None`` if there is no way.
    """
    if annotations is not None and choice.quote_index is not None:
        found = step_mention(len(annotations.quotes), choice.quote_index, step)
        return None if found is None else (Choice(quote_index=found.index), found.wrapped)
    entity = chosen_entity(annotations, choice.entity_id)
    if entity is None:
        return None
    if choice.mention_index is None:
        found = step_from_position([mention.span for mention in entity.mentions], position, step)
    else:
        found = step_mention(len(entity.mentions), choice.mention_index, step)
    return None if found is None else (Choice(entity.id, found.index), found.wrapped)


def next_name(
    annotations: Annotations, position: int, step: int, hidden: Collection[str] = ()
) -> tuple[Choice, bool] | None:
    """The first name from ``position`` on (``step`` > 0), or the last one before it, and whether it went round.

    Names of ``hidden`` entity types do not count; ``None`` where there is none.
    """
    names = sorted(
        (mention.span, entity.id, index)
        for entity in annotations.entities
        if entity.entity_type not in hidden
        for index, mention in enumerate(entity.mentions)
        if mention.kind is MentionKind.NAME
    )
    found = step_from_position([span for span, _, _ in names], position, step)
    if found is None:
        return None
    _, entity_id, index = names[found.index]
    return Choice(entity_id, index), found.wrapped


def next_quote(annotations: Annotations, position: int) -> int | None:
    """The first quotation from ``position`` on, round the end; ``None`` where there is none."""
    found = step_from_position([quote.span for quote in annotations.quotes], position, 1)
    return None if found is None else found.index


def find_entity(annotations: Annotations, name: str) -> Entity | None:
    """The entity that goes by ``name``, case and typography apart: its own name first, then another form."""
    wanted = fold(name, exact=True).strip()
    for entity in annotations.entities:
        if fold(entity.name, exact=True) == wanted:
            return entity
    for entity in annotations.entities:
        if wanted in [fold(alias, exact=True) for alias in entity.aliases]:
            return entity
    return None


def choice_of_speaker(annotations: Annotations, quote_index: int) -> Choice | None:
    """The mention that names who says a quotation; ``None`` where the speaker is no entity of the article."""
    speaker = annotations.quotes[quote_index].speaker
    entity = None if speaker is None else chosen_entity(annotations, speaker.entity or speaker.organization)
    if speaker is None or entity is None or not entity.mentions:
        return None
    return Choice(entity.id, mention_at(entity, speaker.span) or 0)


def mention_at(entity: Entity, span: Span) -> int | None:
    """The mention that shares letters with ``span``, else ``None``."""
    found = [number for number, mention in enumerate(entity.mentions) if mention.span.overlaps(span)]
    return found[0] if found else None


def next_words(annotations: Annotations, choice: Choice, position: int) -> int | None:
    """The next quotation, round the end, of the chosen entity or of whoever says the chosen quotation.

    From a mention that names a speaker it is what is said there, else the first one after it.
    """
    entity = chosen_entity(annotations, choice.entity_id)
    if choice.quote_index is not None:
        named = choice_of_speaker(annotations, choice.quote_index)
        entity = None if named is None else chosen_entity(annotations, named.entity_id)
        position = annotations.quotes[choice.quote_index].span.start + 1
    said = () if entity is None else quotes_of(annotations, entity.id)
    if entity is not None and choice.quote_index is None and choice.mention_index is not None:
        span = entity.mentions[choice.mention_index].span
        position = span.start
        here = [number for number in said if _named_by(annotations.quotes[number], span)]
        if here:
            return here[0]
    later = [number for number in said if annotations.quotes[number].span.start >= position]
    return next(iter((*later, *said)), None)


def _named_by(quote: Quote, span: Span) -> bool:
    return quote.speaker is not None and quote.speaker.span.overlaps(span)


def quotes_of(annotations: Annotations, entity_id: str) -> tuple[int, ...]:
    """The quotations that an entity says, itself or by its spokesman, in text order."""
    return tuple(
        number
        for number, quote in enumerate(annotations.quotes)
        if quote.speaker is not None and entity_id in (quote.speaker.entity, quote.speaker.organization)
    )


def mention_counts(annotations: Annotations) -> dict[str, int]:
    """The number of mentions of each entity type."""
    counts: dict[str, int] = {}
    for entity in annotations.entities:
        counts[entity.entity_type] = counts.get(entity.entity_type, 0) + len(entity.mentions)
    return counts
