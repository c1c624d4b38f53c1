"""Singular and plural of a word, as somebody who searches for one means the other too.

The forms come from ``plurals.toml`` of every language: what is typed does not tell its own. A form that is no word
costs nothing, as no text has it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from reader.core.resources import resource_path

_LEAST_LETTERS = 3
"""Shorter words are left as they are: most are no nouns."""


_NO_PLURAL_END = ("s", "x", "z")
"""A word that ends so takes no further ``s``."""


@dataclass(frozen=True, slots=True)
class PluralRules:
    """Pairs of endings and of words, singular first, and words that are no plurals of others."""

    endings: tuple[tuple[str, str], ...]
    pairs: Mapping[str, str]
    alone: frozenset[str]

    def forms(self, word: str) -> Iterator[str]:
        """The other numbers that a folded word may have."""
        if word in self.alone:
            return
        if word in self.pairs:
            yield self.pairs[word]
        for singular, plural in self.endings:
            yield from _exchanged(word, plural, singular)
            yield from _exchanged(word, singular, plural)


def _exchanged(word: str, ending: str, by: str) -> Iterator[str]:
    """The word with another ending, where it has the one and may take the other."""
    stem = word.removesuffix(ending)
    if not word.endswith(ending) or len(stem) + len(by) < _LEAST_LETTERS:
        return
    doubled = by == "" and stem.endswith(_NO_PLURAL_END)  # boss is no plural of bos
    if not doubled and not (ending == "" and word.endswith(_NO_PLURAL_END)):
        yield stem + by


def word_forms(word: str) -> tuple[str, ...]:
    """A folded word and its other number, in any language; the word itself comes first."""
    if len(word) < _LEAST_LETTERS or not word.isalpha():
        return (word,)
    rules = _all_rules()
    others = (form for form in rules.forms(word) if form not in rules.alone)
    return tuple(dict.fromkeys((word, *others)))


@lru_cache(maxsize=1)
def _all_rules() -> PluralRules:
    files = sorted(resource_path("lang").glob("*/plurals.toml"))
    tables = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]
    pairs = [(one, other) for table in tables for one, other in table["irregular"]]
    return PluralRules(
        tuple((singular, plural) for table in tables for singular, plural in table["rules"]),
        dict([*pairs, *((other, one) for one, other in pairs)]),
        frozenset(word for table in tables for word in table["alone"]),
    )
