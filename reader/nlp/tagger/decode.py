"""From tag probabilities to spans: the best sequence of BIO tags in which no I- stands without its B-."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_FORBIDDEN = -1e9


def tag_names(types: Sequence[str]) -> tuple[str, ...]:
    """``O``, then ``B-`` and ``I-`` of every type."""
    return ("O", *(f"{part}-{entity_type}" for entity_type in types for part in "BI"))


def transitions(tags: Sequence[str]) -> tuple[Floats, Floats]:
    """Penalties for the first tag, shape (T,), and for each pair of tags, shape (T, T)."""
    count = len(tags)
    first = np.zeros(count, np.float32)
    pair = np.zeros((count, count), np.float32)
    for to, tag in enumerate(tags):
        if not tag.startswith("I-"):
            continue
        first[to] = _FORBIDDEN
        for source, before in enumerate(tags):
            if before == "O" or before[2:] != tag[2:]:
                pair[source, to] = _FORBIDDEN
    return first, pair


def log_softmax(logits: Floats) -> Floats:
    """Log probabilities over the last axis."""
    shifted = logits - logits.max(-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))


def best_path(scores: Floats, first: Floats, pair: Floats) -> list[int]:
    """The best allowed tags for log probabilities of shape (units, T)."""
    if not len(scores):
        return []
    greedy = scores.argmax(1)
    if first[greedy[0]] == 0 and not pair[greedy[:-1], greedy[1:]].any():
        return greedy.tolist()  # allowed as it stands, so no other is better
    reached = scores[0] + first
    back = np.zeros(scores.shape, np.int32)
    for row in range(1, len(scores)):
        joined = reached[:, None] + pair
        back[row] = joined.argmax(0)
        reached = joined.max(0) + scores[row]
    path = [int(reached.argmax())]
    for row in range(len(scores) - 1, 0, -1):
        path.append(int(back[row, path[-1]]))
    return path[::-1]


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """Units ``start`` to ``end`` (exclusive) that form one name.

    ``score`` is the mean probability of its tags; ``types`` gives each type's share of the probability of its units,
    whichever part of a name they are; what is missing from 1 is the probability that it is no name.
    """

    start: int
    end: int
    entity_type: str
    score: float
    types: tuple[tuple[str, float], ...] = ()


def spans(path: Sequence[int], tags: Sequence[str], scores: Floats) -> list[TaggedSpan]:
    """The names of the best path."""
    found: list[TaggedSpan] = []
    start = -1
    for row in range(len(path) + 1):
        tag = tags[path[row]] if row < len(path) else "O"
        if start >= 0 and not tag.startswith("I-"):
            found.append(_span(range(start, row), path, tags, scores))
            start = -1
        if tag.startswith("B-"):
            start = row
    return found


def _span(units: range, path: Sequence[int], tags: Sequence[str], scores: Floats) -> TaggedSpan:
    probabilities = np.exp(scores[units.start : units.stop])
    chosen = probabilities[np.arange(len(units)), path[units.start : units.stop]]
    mean = probabilities.mean(0)
    # "O" comes first, then the B- and I- of every type, as ``tag_names`` gives them.
    types = tuple((tags[tag][2:], float(mean[tag] + mean[tag + 1])) for tag in range(1, len(tags), 2))
    return TaggedSpan(units.start, units.stop, tags[path[units.start]][2:], float(chosen.mean()), types)
