"""What the side panel lists: entities in their sections and order, mentions with context, quotations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.core.folding import fold
from reader.core.printable import one_line
from reader.core.records import Annotations, Article, Entity, Quote, Span
from reader.core.visible import visible_name

_CONTEXT_CHARS, _STRIP = 70, 500
_WORD_START = re.compile(r"(?<=\s)\S")


class EntityOrder(StrEnum):
    """How entities are sorted inside their section."""

    MENTIONS = "mentions"
    APPEARANCE = "appearance"
    ALPHABET = "alphabet"


class QuoteOrder(StrEnum):
    """How quotations are listed."""

    APPEARANCE = "appearance"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Section:
    """The entities of one type, sorted."""

    entity_type: str
    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """A mention and the words around it, on one line."""

    before: str
    name: str
    after: str


@dataclass(frozen=True, slots=True)
class QuoteGroup:
    """Quotations (as indices into ``Annotations.quotes``) under the words that head them.

    ``doubtful`` where the speaker of none of them is sure.
    """

    speaker: str | None
    entity_id: str | None
    quotes: tuple[int, ...]
    doubtful: bool = False


def sections(
    entities: Iterable[Entity], types: Sequence[str], order: EntityOrder, wanted: str = ""
) -> tuple[Section, ...]:
    """The entities of each of ``types`` that match ``wanted``, sorted; empty sections are left out."""
    chosen: dict[str, list[Entity]] = {entity_type: [] for entity_type in types}
    for entity in entities:
        if entity.entity_type in chosen and matches(entity, wanted):
            chosen[entity.entity_type].append(entity)
    return tuple(
        Section(entity_type, tuple(sorted(found, key=_sort_key(order))))
        for entity_type, found in chosen.items()
        if found
    )


def matches(entity: Entity, wanted: str) -> bool:
    """Whether a name or alias of ``entity`` holds every word of ``wanted``, case and accents aside."""
    words = fold(wanted).split()
    names = fold(" ".join((entity.name, *entity.aliases)))
    return all(word in names for word in words)


def _sort_key(order: EntityOrder):  # noqa: ANN202
    def key(entity: Entity) -> tuple[int | str, int]:
        first = entity.mentions[0].span.start if entity.mentions else 0
        if order is EntityOrder.MENTIONS:
            return -len(entity.mentions), first
        if order is EntityOrder.ALPHABET:
            return fold(entity.name), first
        return first, first

    return key


def positions(entity: Entity, length: int) -> tuple[float, ...]:
    """Where in the text an entity is mentioned: 0 is its first character, 1 its last.

    Mentions that no strip could show apart count once.
    """
    scale = _STRIP / max(1, length)
    places = {round(mention.span.start * scale): mention.span.start for mention in entity.mentions}
    return tuple(place / max(1, length) for place in places.values())


def context(article: Article, span: Span, width: int = _CONTEXT_CHARS) -> Context:
    """The words of the block around ``span``; ``…`` where they are cut, never inside a word."""
    block = enclosing_block(article, span)
    lead = width // 3
    before = _spaced(article.text[block.start : span.start])
    after = _spaced(article.text[span.end : block.end])
    name = one_line(visible_name(article.text[span.start : span.end]))
    return Context(_last_words(before, lead), name, _first_words(after, width))


def last_words_that_fit(text: str, fits: Callable[[str], bool]) -> str:
    """The longest end of ``text`` that begins with a word, behind ``…``, for which ``fits`` holds; else “…”."""
    starts = [match.start() for match in _WORD_START.finditer(text.removeprefix("…"))]
    bare = text.removeprefix("…")
    at = bisect_left(starts, True, key=lambda start: fits(f"…{bare[start:]}"))
    return f"…{bare[starts[at] :]}" if at < len(starts) else "… "


def enclosing_block(article: Article, span: Span) -> Span:
    """The block that ``span`` begins in; the span itself where there is none."""
    index = bisect_right(article.blocks, span.start, key=lambda block: block.span.start) - 1
    if index < 0 or article.blocks[index].span.end <= span.start:
        return span
    return article.blocks[index].span


def _spaced(text: str) -> str:
    """On one line; a blank at the beginning stays."""
    line = one_line(visible_name(text))
    return f" {line}" if text[:1].isspace() else line


def _last_words(text: str, limit: int) -> str:
    gap = " " if text and not text.endswith(("’", "'", "(", "«", "“")) else ""
    if len(text) <= limit:
        return text + gap
    return "…" + text[-limit:].partition(" ")[2] + gap


def _first_words(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    return text[:limit].rpartition(" ")[0] + "…"


def quote_groups(
    annotations: Annotations, order: QuoteOrder, text: str, wanted: str = ""
) -> tuple[QuoteGroup, ...]:
    """The quotations that match ``wanted`` by their words or speaker, in text order or by speaker.

    In text order each group holds one quotation; by speaker the most quoted come first and what
    nobody is known to have said comes last.
    """
    names = {entity.id: entity.name for entity in annotations.entities}
    found = [
        (index, *_speaker(quote, names))
        for index, quote in enumerate(annotations.quotes)
        if _quote_matches(quote, names, text, wanted)
    ]
    if order is QuoteOrder.APPEARANCE:
        return tuple(_group(annotations, words, entity, (index,)) for index, words, entity in found)
    groups: dict[tuple[str | None, str | None], list[int]] = {}
    for index, words, entity in found:
        groups.setdefault((words, entity), []).append(index)
    ranked = sorted(groups.items(), key=lambda item: (item[0][0] is None, -len(item[1]), item[1][0]))
    return tuple(_group(annotations, words, entity, quotes) for (words, entity), quotes in ranked)


def _group(
    annotations: Annotations, words: str | None, entity: str | None, quotes: Sequence[int]
) -> QuoteGroup:
    doubtful = all(annotations.quotes[number].doubtful for number in quotes)
    return QuoteGroup(words, entity, tuple(quotes), doubtful)


def _speaker(quote: Quote, names: dict[str, str]) -> tuple[str | None, str | None]:
    """The words that name a quotation's speaker, and the entity where there is one."""
    if quote.speaker is None:
        return None, None
    entity = quote.speaker.entity
    return names.get(entity or "", visible_name(quote.speaker.text)), entity


def _quote_matches(quote: Quote, names: dict[str, str], text: str, wanted: str) -> bool:
    if not wanted:
        return True
    speaker = _speaker(quote, names)[0] or ""
    words = fold(f"{speaker} {text[quote.span.start : quote.span.end]}")
    return all(word in words for word in fold(wanted).split())


def speaker_name(annotations: Annotations, quote: Quote) -> str | None:
    """Who says a quotation: an entity's name, else the article's words for the source; ``None`` for nobody."""
    if quote.speaker is None:
        return None
    wanted = quote.speaker.entity or quote.speaker.organization
    found = next((entity.name for entity in annotations.entities if entity.id == wanted), None)
    return found or visible_name(quote.speaker.text)


def evidence(text: str, quote: Quote) -> str:
    """The words by which we know who says a quotation, as they stand in the article; empty where nobody does."""
    if quote.speaker is None:
        return ""
    spans = sorted([quote.speaker.span] if quote.cue is None else [quote.speaker.span, quote.cue.span])
    start, end = spans[0].start, max(span.end for span in spans)
    if end - start <= _CONTEXT_CHARS and not quote.span.overlaps(Span(start, end)):
        spans = [Span(start, end)]
    return " … ".join(visible_name(text[span.start : span.end]) for span in spans)
