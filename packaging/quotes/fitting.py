"""Fits the two models by penalised maximum likelihood; the same examples give the same weights and trees.

Each is the mean of a linear model and of boosted trees.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from boosting import Growth, Slopes, Tree, grow
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

_RARE = 2
_STEPS = 300
_SMALL = 0.01

Table = dict[str, Any]
Objective = Callable[[np.ndarray], tuple[float, np.ndarray]]
SpeechExample = tuple[Sequence[str], bool]
SpeakerExample = tuple[list[list[str]], list[int]]


def fit_speech(
    examples: Sequence[SpeechExample], penalty: float, growth: Growth, linear: float = 0.5
) -> Table:
    """Is a quotation speech? ``linear`` is the share of the linear model in the score."""
    names, matrix = _matrix([list(features) for features, _ in examples])
    truth = np.array([float(speech) for _, speech in examples])

    def chances(scores: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-scores))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        chance = chances(matrix @ weights)
        likelihood = truth * np.log(chance + 1e-12) + (1 - truth) * np.log(1 - chance + 1e-12)
        slope = matrix.T @ (chance - truth)
        return penalty / 2 * weights @ weights - likelihood.sum(), slope + penalty * weights

    def slopes(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        chance = chances(scores)
        return chance - truth, chance * (1 - chance)

    return _mean(names, matrix, loss, slopes, growth, linear)


def fit_speaker(
    examples: Sequence[SpeakerExample], penalty: float, growth: Growth, linear: float = 0.5
) -> Table:
    """The choice among each quotation's candidates; several may be right."""
    names, matrix = _matrix([features for candidates, _ in examples for features in candidates])
    group = np.array([number for number, (candidates, _) in enumerate(examples) for _ in candidates])
    right = np.array([float(i in wanted) for candidates, wanted in examples for i in range(len(candidates))])
    count = len(examples)

    def shares(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The chance of each candidate, the same among the right ones, and of any right one."""
        top = np.full(count, -np.inf)
        np.maximum.at(top, group, scores)
        powers = np.exp(scores - top[group])
        whole = np.bincount(group, powers, count)
        good = np.maximum(np.bincount(group, powers * right, count), 1e-300)
        return powers / whole[group], powers * right / good[group], good / whole

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        chance, among, hit = shares(matrix @ weights)
        slope = matrix.T @ (chance - among)
        return penalty / 2 * weights @ weights - np.log(hit).sum(), slope + penalty * weights

    def slopes(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        chance, among, _ = shares(scores)
        return chance - among, np.maximum(chance * (1 - chance), 1e-3)

    return _mean(names, matrix, loss, slopes, growth, linear)


def _mean(
    names: list[str], matrix: csr_matrix, loss: Objective, slopes: Slopes, growth: Growth, linear: float
) -> Table:
    weights = {name: round(value * linear, 2) for name, value in _fitted(names, loss).items()}
    trees = grow(names, matrix, slopes, growth) if linear < 1 else []
    return {
        "weights": {name: value for name, value in weights.items() if abs(value) > _SMALL},
        "trees": [_scaled(tree, 1 - linear) for tree in trees],
    }


def _scaled(tree: Tree, factor: float) -> Tree:
    if len(tree) == 1:
        return [round(tree[0] * factor, 4)]
    return [tree[0], _scaled(tree[1], factor), _scaled(tree[2], factor)]


def _matrix(rows: Iterable[Sequence[str]]) -> tuple[list[str], csr_matrix]:
    """One row each, a column for each feature that is not rare."""
    listed = [set(row) for row in rows]
    counts = Counter(name for row in listed for name in row)
    names = sorted(name for name, count in counts.items() if count >= _RARE)
    column = {name: number for number, name in enumerate(names)}
    places = [(i, column[name]) for i, row in enumerate(listed) for name in sorted(row) if name in column]
    at = np.array(places).T
    return names, csr_matrix((np.ones(len(places)), (at[0], at[1])), shape=(len(listed), len(names)))


def _fitted(names: Sequence[str], loss: Objective) -> dict[str, float]:
    result = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    return {name: float(value) for name, value in zip(names, result.x, strict=True)}
