"""From the encoder's vectors to answers, in numpy: the heads that `packaging/resolver/scorer.py` trains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from reader.nlp.resolver.questions import Floats, Places, Questions

_FAR = -1e4
_GELU = 0.7978845608028654  # the square root of 2 / pi


@dataclass(frozen=True, slots=True)
class Answers:
    """Rows as in the questions. The last columns of ``speakers`` are words and nobody, the last of ``means`` nobody.

    ``speech`` are log-odds, the others log probabilities.
    """

    speech: Floats
    speakers: Floats
    means: Floats


class Heads:
    """Applies the heads; ``weights`` are their parameters by name."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self._weights = {name: value.astype(np.float32) for name, value in weights.items()}

    def marks(self, asked: Questions) -> Floats:
        """What the marks of a window add to its vectors, shape (pieces, hidden)."""
        return self._weights["marks.weight"][asked.marks].sum(1)

    def answer(self, x: Floats, asked: Questions) -> Answers:
        """The answers of one window from its vectors, shape (pieces, hidden)."""
        count = len(asked.entities)
        quote = _gelu(self._linear("quote", np.hstack([*_edges(x, asked.quotes), _means(x, asked.quotes)])))
        reference = _gelu(self._linear("reference", np.hstack(_edges(x, asked.references))))
        named, described = _ends(x, asked.names), _ends(x, asked.references)
        owner = np.full((len(asked.names), count), _FAR, np.float32)
        owner[np.arange(len(asked.names)), asked.names.number] = 0
        whom = _joined(self._pair("reference_names", reference, named, asked.reference_names), owner)
        whom[~asked.people[None] & ~asked.pronouns[:, None]] = _FAR
        whom = _log_softmax(np.hstack([whom, self._linear("nobody", reference)]))
        nameless = np.where(asked.pronouns[:, None], [[_FAR, 0]], [[0, _FAR]]) + whom[:, -1:]
        direct = _joined(self._pair("quote_names", quote, named, asked.quote_names), owner)
        through = self._pair("quote_references", quote, described, asked.quote_references)
        speakers = np.hstack([direct, self._linear("others", quote)])
        speakers = np.logaddexp(speakers, _joined(through, np.hstack([whom[:, :-1], nameless])))
        return Answers(self._linear("speech", quote)[:, 0], _log_softmax(speakers), whom)

    def _linear(self, name: str, x: Floats) -> Floats:
        return x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]

    def _pair(self, name: str, left: Floats, right: Floats, features: Floats) -> Floats:
        """Scores of all pairs, shape (left, right)."""
        weights = self._weights
        hidden = (left @ weights[f"{name}.left.weight"].T)[:, None] + self._linear(f"{name}.right", right)
        hidden = _gelu(np.asarray(hidden + features @ weights[f"{name}.features.weight"].T, np.float32))
        return (hidden @ weights[f"{name}.score.weight"].T)[..., 0]


def _edges(x: Floats, places: Places) -> list[Floats]:
    """The vectors at both ends of each range and right outside, (rows, hidden) each."""
    before, behind = np.maximum(places.first - 1, 0), np.minimum(places.last + 1, len(x) - 1)
    return [x[places.first], x[places.last], x[before], x[behind]]


def _ends(x: Floats, places: Places) -> Floats:
    return np.hstack([x[places.first], x[places.last]])


def _means(x: Floats, places: Places) -> Floats:
    """The mean vector of each range, (rows, hidden)."""
    total = np.vstack([np.zeros((1, x.shape[1]), np.float32), x.cumsum(0)])
    return (total[places.last + 1] - total[places.first]) / (places.last + 1 - places.first)[:, None].astype(
        np.float32
    )


def _joined(scores: Floats, owner: Floats) -> Floats:
    """Scores (rows, mentions) summed by owner, in logarithms: (rows, owners); ``owner`` is (mentions, owners)."""
    if not len(owner):
        return np.full((len(scores), owner.shape[1]), _FAR, np.float32)
    joined = scores[:, :, None] + owner[None]
    top = joined.max(1)
    return top + np.log(np.exp(joined - top[:, None]).sum(1))


def _log_softmax(scores: Floats) -> Floats:
    shifted = scores - scores.max(1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(1, keepdims=True))


def _gelu(x: Floats) -> Floats:
    return np.asarray(0.5 * x * (1 + np.tanh(_GELU * (x + 0.044715 * x**3))), np.float32)
