"""Descriptions of people: which phrases give somebody a function, and whom a later phrase means.

Evidence is only what the article itself says: a phrase right before a name, an apposition on either side of
it, a country or complement that agrees, kinship. Who holds an office in the world is no evidence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.core.identity.language import LanguageData
from reader.core.identity.mentions import Name
from reader.core.identity.phrases import Phrase, phrases
from reader.core.records import Article, Description, Mention, MentionKind, Span

_GLUED = re.compile(r"[\s\u00a0\u202f]+(?:(?:M\.|Mme|Mlle|Me|Mgr|Dr|Pr)[\s\u00a0\u202f]+)?$|[\s\u00a0]*$")
_APPOSED_BEFORE = re.compile(r"[\s\u00a0]*,[\s\u00a0]*(?:(?:M\.|Mme|Mlle|Me|Dr)[\s\u00a0]+)?$")
_APPOSED_AFTER = re.compile(r"[\s\u00a0]*[,(][\s\u00a0]*$|[\s\u00a0]+[–—][\s\u00a0]+$")
_NEAR = 80
_SCORE = 0.8


@dataclass(frozen=True, slots=True)
class Role:
    """A function that the article gives to the person of a group."""

    group: int
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Findings:
    """For each group of people the phrases that mean it, and those that say what it is."""

    nominals: dict[int, list[Mention]]
    descriptions: dict[int, list[Description]]


class Describer:
    """Links phrases to the people of one article."""

    def __init__(
        self,
        article: Article,
        names: Sequence[Name],
        group_of: dict[int, int],
        data: LanguageData,
    ) -> None:
        self._article = article
        self._names = names
        self._group_of = group_of
        self._data = data
        self._starts = [name.span.start for name in names]
        self._found = Findings({}, {})
        self._roles: list[Role] = []

    def run(self) -> Findings:
        """Read the roles first, then resolve every phrase that is no introduction itself."""
        open_phrases: list[Phrase] = []
        for phrase in phrases(self._article, self._data, self._country):
            if not self._introduces(phrase):
                open_phrases.append(phrase)
        for phrase in open_phrases:
            if phrase.determiner in ("definite", "possessive", "demonstrative"):
                self._resolve(phrase)
        return self._found

    # -- roles -----------------------------------------------------------------------------------

    def _introduces(self, phrase: Phrase) -> bool:
        """Whether a person's name stands right beside a phrase; then the phrase is that person's role."""
        text = self._article.text
        after = self._name_from(phrase.span.end)
        if after is not None:
            gap = text[phrase.span.end : self._names[after].span.start]
            if len(gap) < 12 and "\n" not in gap:
                if _GLUED.fullmatch(gap):
                    self._add_role(after, phrase, mention=phrase.determiner == "possessive")
                    return True
                if _APPOSED_BEFORE.fullmatch(gap) and phrase.determiner in ("definite", "possessive"):
                    self._add_role(after, phrase, mention=True)
                    return True
        before = self._name_before(phrase.span.start)
        if before is not None and _APPOSED_AFTER.fullmatch(
            text[self._names[before].span.end : phrase.span.start]
        ):
            self._add_role(before, phrase, mention=phrase.determiner != "indefinite")
            return True
        return False

    def _add_role(self, name: int, phrase: Phrase, mention: bool) -> None:
        group = self._group_of[name]
        self._roles.append(Role(group, phrase))
        words = " ".join(self._article.text[phrase.span.start : phrase.span.end].split())
        self._found.descriptions.setdefault(group, []).append(Description(phrase.span, words, _SCORE))
        if mention:
            self._add_mention(group, phrase)

    def _add_mention(self, group: int, phrase: Phrase) -> None:
        mention = Mention(phrase.span, MentionKind.NOMINAL, _SCORE)
        self._found.nominals.setdefault(group, []).append(mention)

    # -- resolution ------------------------------------------------------------------------------

    def _resolve(self, phrase: Phrase) -> None:
        """The one person whose function fits; among several, who was named last."""
        if phrase.determiner == "possessive":
            phrase = self._with_owner(phrase)
            if not phrase.codes and "kinship" not in phrase.groups:
                return
        fitting = {role.group for role in self._roles if _fits(phrase, role.phrase)}
        if not fitting:
            return
        if len(fitting) == 1 or not (phrase.codes or phrase.narrowing):
            group = self._most_recent(fitting, phrase.span.start)
            if group is not None:
                self._add_mention(group, phrase)

    def _with_owner(self, phrase: Phrase) -> Phrase:
        """``la Russie et son président``: the possessive stands for the country named just before."""
        number = bisect_left(self._starts, phrase.span.start) - 1
        if number < 0 or phrase.span.start - self._names[number].span.end > _NEAR:
            return phrase
        code = self._country(self._names[number].span)
        if not code:
            return phrase
        return Phrase(
            phrase.span,
            phrase.lemma,
            phrase.groups,
            phrase.determiner,
            phrase.gender,
            frozenset({code}),
            phrase.narrowing,
        )

    def _most_recent(self, groups: set[int], place: int) -> int | None:
        """The group named last before a place; else the one named first after it."""
        number = bisect_right(self._starts, place) - 1
        for i in range(number, -1, -1):
            if self._group_of.get(i) in groups:
                return self._group_of[i]
        for i in range(number + 1, len(self._names)):
            if self._group_of.get(i) in groups:
                return self._group_of[i]
        return None

    def _name_from(self, place: int) -> int | None:
        """The first name that begins at or after a place, if it is a person's."""
        number = bisect_left(self._starts, place)
        return number if number < len(self._names) and number in self._group_of else None

    def _name_before(self, place: int) -> int | None:
        """The last name that ends before a place, if it is a person's."""
        number = bisect_left(self._starts, place) - 1
        if number < 0 or self._names[number].span.end > place:
            return None
        return number if number in self._group_of else None

    def _country(self, span: Span) -> str:
        """The ISO code of the country that is named in a range; empty where none is."""
        number = bisect_left(self._starts, span.start)
        while number < len(self._names) and self._names[number].span.end <= span.end:
            name = self._names[number]
            places = self._data.gazetteer.find(name.text) if name.entity_type == "LOC" else ()
            if places and places[0].kind == "country":
                return places[0].country
            number += 1
        return ""


def _fits(phrase: Phrase, role: Phrase) -> bool:
    """Whether a phrase can mean who has this role: same noun or kind of office, nothing that contradicts."""
    same = (
        phrase.lemma == role.lemma or phrase.lemma in role.lemma.split() or role.lemma in phrase.lemma.split()
    )
    related = bool(phrase.groups & role.groups & {"state"}) and bool(phrase.codes & role.codes)
    if not (same or related):
        return False
    if phrase.codes and role.codes:
        return bool(phrase.codes & role.codes)
    if phrase.codes or phrase.narrowing:
        return bool(phrase.narrowing & role.narrowing)
    return True


def describe(
    article: Article, names: Sequence[Name], people: Iterable[tuple[int, Sequence[int]]], data: LanguageData
) -> Findings:
    """What the article says of its people; ``people`` are groups with the numbers of their names."""
    group_of = {name: group for group, members in people for name in members}
    return Describer(article, names, group_of, data).run()
