"""Functions that an article gives without a phrase: by a title, by what is done to somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from reader.core.identity.language import LanguageData
from reader.core.identity.namemap import NameMap
from reader.core.identity.normalise import fold
from reader.core.identity.phrases import Phrase
from reader.core.records import Span

_TITLE = re.compile(r"(\w+)\.?[\s\u00a0]+$")
_BEHIND, _BEFORE = 90, 30
_SENTENCE_END = re.compile(r"[.!?;]\s|\n")


class ImpliedRoles:
    """Reads such functions off the words beside names."""

    def __init__(self, names: NameMap, data: LanguageData) -> None:
        self._names = names
        self._data = data

    @cached_property
    def _deeds(self) -> dict[str, re.Pattern[str]]:
        return {
            noun: re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, words)))})\b")
            for noun, words in self._data.deeds.items()
        }

    def find(self) -> Iterator[tuple[int, Phrase]]:
        """The groups of people and the nouns that may mean them from now on."""
        for number, group in self._names.group_of.items():
            for noun in dict.fromkeys((*self._by_title(number), *self._by_deed(number))):
                known = self._data.nouns.get(noun)
                groups = known.groups if known else frozenset[str]()
                yield group, Phrase(Span(0, 0), noun, groups, "", "")

    def _by_title(self, number: int) -> Iterator[str]:
        start = self._names.names[number].span.start
        title = _TITLE.search(self._names.text, max(0, start - 10), start)
        noun = self._data.professions.get(fold(title[1])) if title else None
        if noun:
            yield noun

    def _by_deed(self, number: int) -> Iterator[str]:
        near = fold(self._before(number)) + " | " + fold(self._behind(number))
        for noun, pattern in self._deeds.items():
            if pattern.search(near):
                yield noun

    def _before(self, number: int) -> str:
        """The words right before a name in its sentence, no farther than the name before."""
        start = self._names.names[number].span.start
        floor = self._names.names[number - 1].span.end if number else 0
        return _SENTENCE_END.split(self._names.text[max(floor, start - _BEFORE) : start])[-1]

    def _behind(self, number: int) -> str:
        """The words right behind a name in its sentence, no farther than the next person."""
        end = self._names.names[number].span.end
        following = (i for i in self._names.from_place(end, end + _BEHIND) if i in self._names.group_of)
        other = next(following, None)
        limit = self._names.names[other].span.start if other is not None else end + _BEHIND
        return _SENTENCE_END.split(self._names.text[end:limit])[0]
