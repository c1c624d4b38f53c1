"""How much the network and the rules each count, and how sure their common answer is: fitted on folds."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from reader.core.records import Entity, Mention, MentionKind, Span
from reader.nlp.resolver.reading import Meaning, Reading

FLOOR = -7.0
"""Log probability of what one side does not know."""
WORDS, NOBODY = "words", "nobody"
_Kinds = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Mixture:
    """Weights of log-linear mixtures; see the functions that use each.

    ``least_description`` is the probability below which no description is linked; ``nested`` the share of
    quotations inside others that are of the outer one's speaker, where that one is right.
    """

    speech: Sequence[float] = (0.5, 0.5, 0.0)
    speaker: Sequence[float] = (0.5, 0.5, 0.0, 0.0)
    speaker_certainty: Sequence[float] = (0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    nested: float = 1.0
    description: Sequence[float] = (1.0, 1.0, 0.0, 0.0)
    description_certainty: Sequence[float] = (0.0, 1.0, 0.0)
    least_description: float = 0.5

    @classmethod
    def from_config(cls, table: Mapping[str, object]) -> Mixture:
        """The mixture in a configuration. Raises ``TypeError`` for a key that it does not know."""
        return cls(**table)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class ResolvedArticle:
    """The entities with their descriptions; what was read of the quotations and how it is weighed, if anything was."""

    entities: tuple[Entity, ...]
    reading: Reading | None = None
    mixture: Mixture | None = None


def speech_odds(mixture: Mixture, network: float, rules: float) -> float:
    """Log-odds that a quotation is speech: weight of the network, of the rules, constant."""
    return mixture.speech[0] * network + mixture.speech[1] * rules + mixture.speech[2]


def speaker_scores(
    mixture: Mixture, kinds: Sequence[str], network: Sequence[float], rules: Sequence[float]
) -> list[float]:
    """Log probabilities of candidates; ``kinds`` are ``WORDS``, ``NOBODY`` or something else for an entity.

    Weights: of the network, of the rules, and what words and nobody get in addition.
    """
    extra = {WORDS: mixture.speaker[2], NOBODY: mixture.speaker[3]}
    scores = [
        mixture.speaker[0] * max(FLOOR, one) + mixture.speaker[1] * max(FLOOR, other) + extra.get(kind, 0.0)
        for kind, one, other in zip(kinds, network, rules, strict=True)
    ]
    return _normed(scores)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a quotation stands: log-odds that it is speech, closed by a mark, its speaker told by a sure construction."""

    speech: float
    closed: bool
    told: bool


def speaker_traits(
    best: int, scores: Sequence[float], network: Sequence[float], rules: Sequence[float], standing: Standing
) -> tuple[float, ...]:
    """What the probability of the best candidate is told from: its odds by each side, whether both choose it, more."""
    return (
        1.0,
        _odds(scores[best]),
        _odds(network[best]),
        _odds(rules[best]),
        float(_top(network) == best),
        float(_top(rules) == best),
        max(-5.0, min(standing.speech, 5.0)),
        float(standing.closed),
        float(standing.told),
    )


def certainty(weights: Sequence[float], traits: Sequence[float]) -> float:
    """The calibrated probability of an answer."""
    value = sum(weight * trait for weight, trait in zip(weights, traits, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def description_scores(
    mixture: Mixture, meaning: Meaning, linked: str | None, people: Collection[str]
) -> tuple[list[str | None], list[float]]:
    """Each person near and nobody (``None``, the last), with log probabilities; ``linked`` is whom the rules mean.

    Weights: of the network, of whom the rules mean, of nobody where the rules mean nobody, of nobody.
    """
    weights = mixture.description
    names: list[str | None] = [*candidate_people(meaning, linked, people), None]
    scores = [weights[0] * max(FLOOR, meaning.entities.get(name or "", FLOOR)) for name in names[:-1]]
    scores = [score + weights[1] * (name == linked) for score, name in zip(scores, names, strict=False)]
    nobody = weights[0] * max(FLOOR, meaning.nobody) + weights[3]
    return names, _normed([*scores, nobody + weights[2] * (linked is None)])


def candidate_people(meaning: Meaning, linked: str | None, people: Collection[str]) -> list[str]:
    """The persons among those whom network or rules know for a description."""
    near = list(meaning.entities)
    if linked is not None and linked not in meaning.entities:
        near.append(linked)
    return [name for name in near if name in people]


def description_traits(
    best: int, names: Sequence[str | None], scores: Sequence[float], linked: str | None
) -> tuple[float, ...]:
    """What the probability of a link is told from: its odds, and whether the rules agree."""
    return (1.0, _odds(scores[best]), float(names[best] == linked))


def link_descriptions(entities: Sequence[Entity], reading: Reading, mixture: Mixture) -> tuple[Entity, ...]:
    """The entities with those descriptions that are likely enough to mean them; the rules' own ones are weighed in."""
    people = {entity.id for entity in entities if entity.entity_type == "PER"}
    rules = sorted((m.span, e.id) for e in entities for m in e.mentions if m.kind is MentionKind.NOMINAL)
    given = SpanIndex([span for span, _ in rules])
    read = [meaning for meaning in reading.references if not meaning.reference.pronoun]
    found: dict[str, list[Mention]] = {}
    for meaning in read:
        number = given.over(meaning.reference.span)
        link = _link(mixture, meaning, None if number is None else rules[number][1], people)
        if link is not None:
            mention = Mention(meaning.reference.span, MentionKind.NOMINAL, round(link[1], 3))
            found.setdefault(link[0], []).append(mention)
    taken = SpanIndex(sorted(meaning.reference.span for meaning in read))
    return tuple(_with(entity, found.get(entity.id, []), taken) for entity in entities)


class SpanIndex:
    """Finds which of some sorted ranges, none inside another, a range overlaps."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._ends = [span.end for span in spans]

    def over(self, span: Span) -> int | None:
        """The number of the first range that shares a character with ``span``."""
        number = bisect_right(self._ends, span.start)
        return number if number < len(self._spans) and self._spans[number].overlaps(span) else None


def _link(
    mixture: Mixture, meaning: Meaning, linked: str | None, people: Collection[str]
) -> tuple[str, float] | None:
    names, scores = description_scores(mixture, meaning, linked, people)
    best = _top(scores)
    name = names[best]
    if name is None:
        return None
    chance = certainty(mixture.description_certainty, description_traits(best, names, scores, linked))
    return (name, chance) if chance >= mixture.least_description else None


def _with(entity: Entity, links: Sequence[Mention], read: SpanIndex) -> Entity:
    kept = [
        mention
        for mention in entity.mentions
        if mention.kind is not MentionKind.NOMINAL or read.over(mention.span) is None
    ]
    mentions = sorted((*kept, *links), key=lambda mention: (mention.span.start, -mention.span.end))
    return replace(entity, mentions=tuple(mentions))


def _normed(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    whole = top + math.log(sum(math.exp(score - top) for score in scores))
    return [score - whole for score in scores]


def _top(scores: Sequence[float]) -> int:
    return max(range(len(scores)), key=lambda number: (scores[number], -number))


def _odds(log: float) -> float:
    """Log-odds from a log probability, within bounds."""
    chance = min(max(math.exp(log), 1e-4), 1 - 1e-4)
    return math.log(chance / (1 - chance))
