"""Fits the two linear models by penalised maximum likelihood; the same examples give the same weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

_RARE = 2
_STEPS = 300
_SMALL = 0.01

Objective = Callable[[np.ndarray], tuple[float, np.ndarray]]


def fit_speech(examples: Sequence[tuple[Sequence[str], bool]], penalty: float) -> dict[str, float]:
    """Logistic regression: is a quotation speech?"""
    rows = [list(features) for features, _ in examples]
    names, matrix = _matrix(rows)
    truth = np.array([float(speech) for _, speech in examples])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        chance = 1 / (1 + np.exp(-(matrix @ weights)))
        likelihood = truth * np.log(chance + 1e-12) + (1 - truth) * np.log(1 - chance + 1e-12)
        return penalty / 2 * weights @ weights - likelihood.sum(), matrix.T @ (
            chance - truth
        ) + penalty * weights

    return _fitted(names, loss)


def fit_speaker(examples: Sequence[tuple[list[list[str]], list[int]]], penalty: float) -> dict[str, float]:
    """Multinomial choice among each quotation's candidates; several may be right."""
    rows = [features for candidates, _ in examples for features in candidates]
    names, matrix = _matrix(rows)
    group = np.array([number for number, (candidates, _) in enumerate(examples) for _ in candidates])
    right = np.array([float(i in wanted) for candidates, wanted in examples for i in range(len(candidates))])
    count = len(examples)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        top = np.full(count, -np.inf)
        np.maximum.at(top, group, scores)
        powers = np.exp(scores - top[group])
        whole, good = np.bincount(group, powers, count), np.bincount(group, powers * right, count)
        good = np.maximum(good, 1e-300)
        slope = powers / whole[group] - powers * right / good[group]
        value = penalty / 2 * weights @ weights - np.log(good / whole).sum()
        return value, matrix.T @ slope + penalty * weights

    return _fitted(names, loss)


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
    weights = {name: round(float(value), 2) for name, value in zip(names, result.x, strict=True)}
    return {name: value for name, value in weights.items() if abs(value) > _SMALL}
