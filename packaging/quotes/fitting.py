"""Fits the two models by penalised maximum likelihood; the same examples give the same weights and trees.

Speech is told by a linear model, speakers by the mean of one and of boosted trees.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from boosting import Growth, Tree, grow
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

_RARE = 2
_STEPS = 300
_SMALL = 0.01

Table = dict[str, Any]
Objective = Callable[[np.ndarray], tuple[float, np.ndarray]]
SpeechExample = tuple[Sequence[str], bool]
SpeakerExample = tuple[list[list[str]], list[int]]


def fit_speech(examples: Sequence[SpeechExample], penalty: float) -> Table:
    """Is a quotation speech? Weights alone: trees added nothing on articles left out."""
    names, matrix = _matrix([list(features) for features, _ in examples])
    truth = np.array([float(speech) for _, speech in examples])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        chance = 1 / (1 + np.exp(-(matrix @ weights)))
        likelihood = truth * np.log(chance + 1e-12) + (1 - truth) * np.log(1 - chance + 1e-12)
        slope = matrix.T @ (chance - truth)
        return penalty / 2 * weights @ weights - likelihood.sum(), slope + penalty * weights

    return {"weights": _kept(_fitted(names, loss), 1.0), "trees": []}


def fit_speaker(
    examples: Sequence[SpeakerExample], penalty: float, growth: Growth, linear: float = 0.5
) -> Table:
    """The choice among each quotation's candidates; several may be right.

    The score is a mean in which ``linear`` is the share of the weights, the rest that of boosted trees.
    """
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

    trees = grow(names, matrix, slopes, growth) if linear < 1 else []
    return {
        "weights": _kept(_fitted(names, loss), linear),
        "trees": [_scaled(tree, 1 - linear) for tree in trees],
    }


def fit_calibration(answers: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """The factor and constant by which log-odds of answers to unseen articles become true ones (Platt, 1999)."""
    chances = np.clip([score for score, _ in answers], 1e-4, 1 - 1e-4)
    odds, right = np.log(chances / (1 - chances)), np.array([float(good) for _, good in answers])

    def loss(weights: np.ndarray) -> float:
        value = weights[0] * odds + weights[1]
        return float(np.logaddexp(0, value).sum() - (right * value).sum())

    factor, constant = minimize(loss, np.array([1.0, 0.0])).x
    return round(float(factor), 3), round(float(constant), 3)


def _kept(weights: dict[str, float], share: float) -> dict[str, float]:
    rounded = {name: round(value * share, 2) for name, value in weights.items()}
    return {name: value for name, value in rounded.items() if abs(value) > _SMALL}


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
