"""Who is whose: ``sa femme Ada`` makes a husband of the man of whom that is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reader.core.identity.language import LanguageData
from reader.core.identity.namemap import NameMap
from reader.core.identity.phrases import Phrase
from reader.core.identity.roles import Introduction
from reader.core.records import Span

_NEAR = 160


class Kin:
    """Finds the other end of a relation that an introduction names."""

    def __init__(self, names: NameMap, genders: Mapping[int, str], data: LanguageData) -> None:
        self._names = names
        self._genders = genders
        self._data = data

    def inverse(self, introduction: Introduction) -> Iterator[tuple[int, Phrase]]:
        """The group at the other end, and what it is to the one introduced; by its gender, or both."""
        phrase = introduction.phrase
        nouns = self._data.inverse.get(phrase.lemma)
        owner = self._owner(introduction) if nouns else None
        if nouns is None or owner is None:
            return
        for noun, gender in zip(nouns, ("m", "f"), strict=True):
            if self._genders.get(owner, "") in ("", gender):
                yield owner, Phrase(Span(0, 0), noun, frozenset({"kinship"}), "", gender)

    def _owner(self, introduction: Introduction) -> int | None:
        """``le fils de Y``: Y; ``son fils``: who was named last before, in the same line."""
        mine = self._names.group_of[introduction.name]
        phrase = introduction.phrase
        inside = self._names.from_place(phrase.span.start, phrase.span.end)
        named = [self._names.group_of[i] for i in inside if i in self._names.group_of]
        if named:
            return named[0] if named[0] != mine else None
        if phrase.determiner != "possessive":
            return None
        for name in self._names.people_before(phrase.span.start, _NEAR):
            if self._names.group_of[name] != mine:
                between = self._names.text[self._names.names[name].span.end : phrase.span.start]
                return None if "\n" in between else self._names.group_of[name]
        return None
