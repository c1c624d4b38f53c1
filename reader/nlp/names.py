"""Who finds names: our own tagger, or spaCy's where its model is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from reader.core.records import NameSpan


class NameFinder(Protocol):
    """Finds names in texts that are independent of one another."""

    def find(self, texts: Sequence[str]) -> list[tuple[NameSpan, ...]]:
        """For each text its names, in order and never overlapping; offsets are code points of that text."""
        ...
