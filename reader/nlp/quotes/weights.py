"""Models over named features: weights and small trees read from the language's data, probabilities out."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reader.core.resources import resource_path

_LEAST = 1e-4


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a tree adds to the score."""

    value: float


@dataclass(frozen=True, slots=True)
class Branch:
    """A question of a tree: has it this feature?"""

    feature: str
    absent: Branch | Leaf
    present: Branch | Leaf


@dataclass(frozen=True, slots=True)
class Model:
    """A score from features: the weights of those that are there, and what each tree adds."""

    weights: Mapping[str, float] = field(default_factory=dict[str, float])
    trees: tuple[Branch | Leaf, ...] = ()

    def score(self, features: Collection[str]) -> float:
        """The log-odds that the features stand for; unknown ones count nothing."""
        present = set(features)
        linear = sum(self.weights.get(name, 0.0) for name in sorted(present))
        return linear + sum(_value(tree, present) for tree in self.trees)


@dataclass(frozen=True, slots=True)
class QuoteWeights:
    """A language's two models: is it speech, and who of the candidates speaks.

    ``calibration`` turns log-odds of the second into those that unseen articles bear out: a factor and a constant.
    """

    speech: Model = field(default_factory=Model)
    speaker: Model = field(default_factory=Model)
    calibration: tuple[float, float] = (1.0, 0.0)

    def calibrated(self, chance: float) -> float:
        """The probability that a speaker is right, from that which the model gives."""
        chance = min(max(chance, _LEAST), 1 - _LEAST)
        factor, constant = self.calibration
        return logistic(factor * math.log(chance / (1 - chance)) + constant)


def load_weights(language: str) -> QuoteWeights:
    """``resources/lang/<language>/quotes.json``; no weights without the file."""
    path = resource_path("lang", language, "quotes.json")
    if not path.is_file():
        return QuoteWeights()
    data = json.loads(path.read_text(encoding="utf-8"))
    factor, constant = data.get("calibration", (1.0, 0.0))
    return QuoteWeights(parse_model(data["speech"]), parse_model(data["speaker"]), (factor, constant))


def parse_model(data: Mapping[str, Any]) -> Model:
    """A model from its table: ``weights`` by name; ``trees``, each ``[value]`` or ``[feature, absent, present]``."""
    return Model(data["weights"], tuple(_tree(tree) for tree in data["trees"]))


def logistic(value: float) -> float:
    """The probability that a log-odds stands for."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def softmax(values: Sequence[float]) -> list[float]:
    """Probabilities of alternatives from their scores."""
    top = max(values)
    powers = [math.exp(value - top) for value in values]
    whole = sum(powers)
    return [power / whole for power in powers]


def _tree(data: Sequence[Any]) -> Branch | Leaf:
    if len(data) == 1:
        return Leaf(float(data[0]))
    return Branch(str(data[0]), _tree(data[1]), _tree(data[2]))


def _value(tree: Branch | Leaf, present: set[str]) -> float:
    while isinstance(tree, Branch):
        tree = tree.present if tree.feature in present else tree.absent
    return tree.value
