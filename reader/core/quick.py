"""Quick switch: any entity, quotation, heading, article or command by a few letters of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from reader.core.folding import fold

LIMIT = 60
_WORD = re.compile(r"\w+")


class Goal(StrEnum):
    """What can be switched to."""

    ENTITY = "entity"
    HEADING = "heading"
    QUOTE = "quote"
    ARTICLE = "article"
    FRONT = "front"
    KEPT = "kept"
    RECENT = "recent"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing to go to. ``key`` is its id, ``title`` what is shown, ``more`` other words that find it.

    ``detail`` stands behind the title: a count, a speaker, a key.
    """

    goal: Goal
    key: str
    title: str
    detail: str = ""
    more: str = ""
    entity_type: str = ""
    folded: str = field(init=False, default="")
    words: tuple[str, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded", fold(f"{self.title} {self.more}"))
        object.__setattr__(self, "words", tuple(_WORD.findall(self.folded)))


def rank(candidates: Sequence[Candidate], wanted: str, limit: int = LIMIT) -> tuple[Candidate, ...]:
    """The candidates that hold every word of ``wanted``, best first; without any, all in their order.

    A word that begins a title counts most, then one that begins another word, then one inside a word.
    Where nothing holds the words, their letters may be spread over the beginnings: ``kju`` finds Kim Jong Un.
    """
    words = fold(wanted).split()
    if not words:
        return tuple(candidates[:limit])
    found = list(_scored(candidates, words)) or list(_by_initials(candidates, "".join(words)))
    found.sort(key=lambda item: item[:3])
    return tuple(candidates[number] for *_, number in found[:limit])


def _scored(candidates: Iterable[Candidate], words: Sequence[str]) -> Iterable[tuple[int, int, int, int]]:
    for number, candidate in enumerate(candidates):
        if all(word in candidate.folded for word in words):
            cost = sum(_cost(candidate, word) for word in words)
            yield cost + _AFTER[candidate.goal], len(candidate.title) // 12, number, number


def _cost(candidate: Candidate, word: str) -> int:
    if candidate.folded.startswith(word):
        return 0
    if any(each.startswith(word) for each in candidate.words):
        return 2
    return 8


def _by_initials(candidates: Iterable[Candidate], letters: str) -> Iterable[tuple[int, int, int, int]]:
    if len(letters) < 2:
        return
    for number, candidate in enumerate(candidates):
        if candidate.goal is not Goal.QUOTE and _spread(candidate.words, letters):
            yield _AFTER[candidate.goal], len(candidate.title) // 12, number, number


def _spread(words: Sequence[str], letters: str) -> bool:
    """Whether the letters are beginnings of words, in order: each word gives one letter or several."""
    if not letters:
        return True
    for place, word in enumerate(words):
        for length in range(min(len(word), len(letters)), 0, -1):
            if word.startswith(letters[:length]) and _spread(words[place + 1 :], letters[length:]):
                return True
    return False


_AFTER = {
    Goal.ENTITY: 0,
    Goal.HEADING: 1,
    Goal.ARTICLE: 1,
    Goal.FRONT: 1,
    Goal.KEPT: 2,
    Goal.COMMAND: 2,
    Goal.RECENT: 3,
    Goal.QUOTE: 4,
}
"""What comes first among equals: short things that one looks for by name, then words of a sentence."""
