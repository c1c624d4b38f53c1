"""How many links of an entity are sure, and how many the reader should check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reader.core.records import Annotations, Entity, Mention, Quote


@dataclass(frozen=True, slots=True)
class Tally:
    """How many links are ``sure`` and how many ``doubtful``."""

    sure: int
    doubtful: int = 0

    @property
    def total(self) -> int:
        """How many there are in all."""
        return self.sure + self.doubtful


def tally_mentions(entity: Entity) -> Tally:
    """The mentions of an entity; descriptions may be doubtful."""
    return _tally(entity.mentions)


def tally_quotes(annotations: Annotations, numbers: Iterable[int]) -> Tally:
    """The quotations of these numbers, by their speakers; one without a speaker is not doubtful."""
    return _tally(annotations.quotes[number] for number in numbers)


def _tally(links: Iterable[Mention | Quote]) -> Tally:
    doubts = [link.doubtful for link in links]
    return Tally(doubts.count(False), doubts.count(True))
