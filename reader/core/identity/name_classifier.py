"""The fitted decision whether a span is a name and of which type: multinomial logistic regression."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reader.core.resources import resource_path

NO_NAME = "none"
Features = Iterable[tuple[str, float]]
Probabilities = Mapping[str, float]
_SMALLEST = 1e-3
_VOICE_OF_OTHERS = 0.3


@dataclass(frozen=True, slots=True)
class NameClassifier:
    """Weights of every feature, one a type, in the order of ``types``; the last of them is ``NO_NAME``.

    Fitted by ``packaging/models`` on articles that the tagger had not learnt from. Without weights nothing is known.
    """

    types: tuple[str, ...] = ()
    weights: Mapping[str, tuple[float, ...]] = field(default_factory=dict[str, tuple[float, ...]])

    def probabilities(self, features: Features) -> dict[str, float]:
        """The probability of every type; features without a weight count nothing."""
        scores = [0.0] * len(self.types)
        for name, value in features:
            for number, weight in enumerate(self.weights.get(name, ())):
                scores[number] += weight * value
        return _normalised(dict(zip(self.types, scores, strict=True)))


def in_agreement(forms: Sequence[str], found: Sequence[Probabilities]) -> list[Probabilities]:
    """The probabilities of spans in question, each drawn to what the other spans of its form are.

    Whether a span is a name at all is its own affair: the others only speak for its type. The share of their voice was
    chosen by cross-validation.
    """
    totals: dict[str, dict[str, float]] = {}
    for form, own in zip(forms, found, strict=True):
        total = totals.setdefault(form, dict.fromkeys(own, 0.0))
        for name in total:
            total[name] += math.log(max(own[name], _SMALLEST))
    return [_with_others(own, totals[form]) for form, own in zip(forms, found, strict=True)]


def _with_others(own: Probabilities, total: Probabilities) -> Probabilities:
    logs = {name: math.log(max(probability, _SMALLEST)) for name, probability in own.items()}
    others = {name: total[name] - logs[name] for name in own}
    others[NO_NAME] = max(value for name, value in others.items() if name != NO_NAME)
    return _normalised({name: logs[name] + _VOICE_OF_OTHERS * others[name] for name in own})


def _normalised(scores: Probabilities) -> dict[str, float]:
    """Probabilities from scores: softmax."""
    highest = max(scores.values())
    powers = {name: math.exp(score - highest) for name, score in scores.items()}
    whole = sum(powers.values())
    return {name: power / whole for name, power in powers.items()}


def load_name_classifier(language: str) -> NameClassifier:
    """The classifier in ``resources/lang/<language>/names.json``; an empty one where the language has none.

    Raises ``ValueError`` for a damaged file.
    """
    path = resource_path("lang", language, "names.json")
    if not path.is_file():
        return NameClassifier()
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    weights = {name: tuple(map(float, row)) for name, row in data["weights"].items()}
    return NameClassifier(tuple(data["types"]), weights)
