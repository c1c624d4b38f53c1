"""Disjoint sets of keys: which forms meet in one entity."""

from __future__ import annotations

from collections.abc import Iterable


class Links:
    """Keys that were joined stand for one thing; the alphabetically first stands for all."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._parent = {form: form for form in keys}

    def find(self, form: str) -> str:
        """The key that stands for all keys joined with ``form``."""
        while self._parent[form] != form:
            self._parent[form] = self._parent[self._parent[form]]
            form = self._parent[form]
        return form

    def join(self, one: str, other: str) -> None:
        """Make two keys one."""
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first
