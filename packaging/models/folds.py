"""Folds and sources of the annotated articles, by their names: what is measured had no part in what measures it."""

from __future__ import annotations

import hashlib

FOLDS = 5


def fold_of(name: str) -> int:
    """The fold of an article, 0 to 4, by a hash of its name."""
    return int(hashlib.sha1(name.encode()).hexdigest(), 16) % FOLDS


def source_of(name: str) -> str:
    """Where an article is from."""
    if name.startswith("winer-"):
        return name[:10]
    if name.startswith("democrat-"):
        return "estrepublicain"
    return name.split("-")[0]
