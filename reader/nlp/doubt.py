"""Which links the reader should check: the one place that turns probabilities into ``doubtful``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace

from reader.core.records import Annotations, Entity, Mention, MentionKind, Quote
from reader.core.resources import resource_path


@dataclass(frozen=True, slots=True)
class DoubtThresholds:
    """The least probability of a sure link, 0 to 1: speakers of quotations and of indirect speech, descriptions.

    ``descriptions`` is that of pronouns too. ``words`` is the least of a source in words that is told at all: below
    it the article gives no speaker.
    """

    words: float = 0.0
    speakers: float = 0.0
    indirect: float = 0.0
    descriptions: float = 0.0


def load_doubt_thresholds(language: str) -> DoubtThresholds:
    """``resources/lang/<language>/doubt.toml``; nothing is doubtful without the file.

    Raises ``tomllib.TOMLDecodeError`` or ``TypeError`` for a damaged file.
    """
    path = resource_path("lang", language, "doubt.toml")
    if not path.is_file():
        return DoubtThresholds()
    return DoubtThresholds(**tomllib.loads(path.read_text(encoding="utf-8"))["sure"])


def mark_doubt(found: Annotations, sure: DoubtThresholds) -> Annotations:
    """The same annotations, with ``doubtful`` set on each speaker and description below its threshold."""
    return replace(
        found,
        entities=tuple(_entity(entity, sure.descriptions) for entity in found.entities),
        quotes=tuple(_quote(_told(quote, sure.words), sure.speakers) for quote in found.quotes),
        indirect=tuple(_quote(quote, sure.indirect) for quote in found.indirect),
    )


def _entity(entity: Entity, least: float) -> Entity:
    return replace(entity, mentions=tuple(_mention(mention, least) for mention in entity.mentions))


def _mention(mention: Mention, least: float) -> Mention:
    """A name is never doubtful here: whom an ambiguous one may mean is told by ``Entity.candidates``."""
    doubtful = mention.kind is not MentionKind.NAME and mention.score < least
    return mention if doubtful == mention.doubtful else replace(mention, doubtful=doubtful)


def _told(quote: Quote, least: float) -> Quote:
    """The quotation without a source in words that is too unlikely to be told."""
    speaker = quote.speaker
    if speaker is None or speaker.entity is not None or speaker.score >= least:
        return quote
    return replace(quote, speaker=None)


def _quote(quote: Quote, least: float) -> Quote:
    speaker = quote.speaker
    if speaker is None or (speaker.score < least) == speaker.doubtful:
        return quote
    return replace(quote, speaker=replace(speaker, doubtful=not speaker.doubtful))
