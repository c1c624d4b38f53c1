"""Boosted decision trees over present or absent features, after Friedman (2001) with Newton steps as in XGBoost (2016).

Every tree asks up to ``DEPTH`` questions of the form "has it this feature?"; the same examples give the same trees.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix

Slopes = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]
Tree = list[Any]


@dataclass(frozen=True, slots=True)
class Growth:
    """How trees grow: how many, how deep, how much each counts, how strongly small leaves are held back.

    A feature must be in ``common`` rows to be asked for; each tree may ask for a random ``share`` of them.
    """

    trees: int = 200
    depth: int = 5
    rate: float = 0.08
    penalty: float = 6.0
    fewest: float = 4.0
    gain: float = 0.5
    share: float = 0.3
    common: int = 20


def grow(names: Sequence[str], matrix: csr_matrix, slopes: Slopes, growth: Growth) -> list[Tree]:
    """The trees that lower a loss step by step; ``slopes`` gives its first and second derivatives at some scores."""
    common = np.flatnonzero(np.asarray(matrix.sum(axis=0)).ravel() >= growth.common)
    names, matrix = [names[number] for number in common], matrix[:, common].tocsr()
    scores = np.zeros(matrix.shape[0])
    columns = matrix.tocsc()
    trees: list[Tree] = []
    random = np.random.default_rng(1)
    for _ in range(growth.trees):
        first, second = slopes(scores)
        barred = random.random(len(names)) >= growth.share
        tree, step = _tree(names, matrix, columns, first, second, barred, growth)
        if not isinstance(tree[0], str):
            break
        trees.append(tree)
        scores += step
    return trees


def _tree(
    names: Sequence[str],
    matrix: csr_matrix,
    columns: csc_matrix,
    first: np.ndarray,
    second: np.ndarray,
    barred: np.ndarray,
    growth: Growth,
) -> tuple[Tree, np.ndarray]:
    """One tree and what it adds to every row."""
    step = np.zeros(len(first))

    def leaf(rows: np.ndarray) -> Tree:
        value = -growth.rate * first[rows].sum() / (second[rows].sum() + growth.penalty)
        value = round(float(value), 3)
        step[rows] = value
        return [value]

    def branch(rows: np.ndarray, depth: int) -> Tree:
        chosen = _split(matrix, rows, first, second, barred, growth) if depth else None
        if chosen is None:
            return leaf(rows)
        has = np.zeros(matrix.shape[0], dtype=bool)
        has[columns.indices[columns.indptr[chosen] : columns.indptr[chosen + 1]]] = True
        present = has[rows]
        return [names[chosen], branch(rows[~present], depth - 1), branch(rows[present], depth - 1)]

    return branch(np.arange(len(first)), growth.depth), step


def _split(
    matrix: csr_matrix,
    rows: np.ndarray,
    first: np.ndarray,
    second: np.ndarray,
    barred: np.ndarray,
    growth: Growth,
) -> int | None:
    """The feature whose presence divides some rows best; none where nothing is gained."""
    here = matrix[rows]
    slope, curve = here.T @ first[rows], here.T @ second[rows]
    all_slope, all_curve = first[rows].sum(), second[rows].sum()
    rest_slope, rest_curve = all_slope - slope, all_curve - curve
    gains = (
        slope**2 / (curve + growth.penalty)
        + rest_slope**2 / (rest_curve + growth.penalty)
        - all_slope**2 / (all_curve + growth.penalty)
    )
    gains[(curve < growth.fewest) | (rest_curve < growth.fewest) | barred] = -1
    best = int(gains.argmax())
    return best if gains[best] > growth.gain else None
