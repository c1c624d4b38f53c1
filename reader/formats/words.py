"""The word lists of ``resources/page_words.toml``."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from reader.core.resources import resource_path


def words(key: str) -> frozenset[str]:
    """One list of words. Raises ``KeyError`` for an unknown one."""
    return _table()[key]


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    with resource_path("page_words.toml").open("rb") as file:
        return {key: frozenset(str(row).split()) for key, row in tomllib.load(file).items()}
