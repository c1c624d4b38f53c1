"""Linear models over named features: weights read from the language's data, probabilities out."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reader.core.resources import resource_path


@dataclass(frozen=True, slots=True)
class QuoteWeights:
    """The weights of a language's two models: is it speech, and who of the candidates speaks."""

    speech: Mapping[str, float] = field(default_factory=dict[str, float])
    speaker: Mapping[str, float] = field(default_factory=dict[str, float])


def load_weights(language: str) -> QuoteWeights:
    """``resources/lang/<language>/quotes.json``; no weights without the file."""
    path = resource_path("lang", language, "quotes.json")
    if not path.is_file():
        return QuoteWeights()
    data = json.loads(path.read_text(encoding="utf-8"))
    return QuoteWeights(data["speech"], data["speaker"])


def total(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """The sum of the weights of some features; unknown ones count nothing."""
    return sum(weights.get(name, 0.0) for name in features)


def logistic(value: float) -> float:
    """The probability that a log-odds stands for."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def softmax(values: Sequence[float]) -> list[float]:
    """Probabilities of alternatives from their scores."""
    top = max(values)
    powers = [math.exp(value - top) for value in values]
    whole = sum(powers)
    return [power / whole for power in powers]
