"""What the resolver says of an article, before it is weighed against what else is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.core.records import Span
from reader.nlp.resolver.references import Reference


@dataclass(frozen=True, slots=True)
class SpeakerScores:
    """One quotation: log-odds that it is speech; log probabilities of each entity, of words of a source, of nobody."""

    speech: float
    entities: Mapping[str, float]
    words: float
    nobody: float


@dataclass(frozen=True, slots=True)
class Meaning:
    """A description or pronoun with the log probabilities of each entity that it may mean, and of none of them."""

    reference: Reference
    entities: Mapping[str, float]
    nobody: float


@dataclass(frozen=True, slots=True)
class Reading:
    """All quotations and references of an article that were read."""

    quotes: Mapping[Span, SpeakerScores] = field(default_factory=dict[Span, SpeakerScores])
    references: tuple[Meaning, ...] = ()
