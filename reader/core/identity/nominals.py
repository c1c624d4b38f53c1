"""Descriptions of people: which phrases give somebody a function, and whom a later phrase means.

Evidence is only what the article itself says: a phrase right before a name, an apposition on either side of
it, a country or complement that agrees, kinship. Who holds an office in the world is no evidence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reader.core.identity.language import LanguageData
from reader.core.identity.mentions import Name
from reader.core.identity.normalise import fold, words
from reader.core.identity.phrases import GUESS, Phrase, phrases
from reader.core.records import Article, Description, Mention, MentionKind, Span

_GLUED = re.compile(r"[\s\u00a0\u202f]+(?:(?:M\.|Mme|Mlle|Me|Mgr|Dr|Pr)[\s\u00a0\u202f]+)?$|[\s\u00a0]*$")
_APPOSED_AFTER = re.compile(
    r"\s*(?:\([^()\n]{1,60}\))?\s*(?:,?\s*\(?(?:âgée?\s+de\s+)?\d+\s+ans\)?)?\s*[,(]\s*(?P<adverb>[\w’'-]+\s+)?|\s+[–—]\s+"
)
_COPULA = re.compile(r"\s+(?P<verb>\w+)\s+")
_ONE_OF = re.compile(r"\s*,\s+(?P<phrase>l['’]une?\s+des?\s+[^,.;:()«»\n]{3,90})(?=[,.;:()])")
_TITLES_BETWEEN = re.compile(r"(?P<rest>\s[^,;:.!?«»\n]{0,70})?\s*,\s*(?P<titles>[^,;:()«»\n]*)")
_SAYS = re.compile(
    r"[»”\"’,]\s*,?\s+(?:s['’]|lui |leur |nous |en |y )?(?:a |avait |est |ont )?(?P<verb>[\wà-ÿ]+(?:ait|[aeît]))\s+$",
    re.IGNORECASE,
)
_CONTRACTED = frozenset({"du", "au"})
_NEAR = 80
_LINES = 500
_SCORE = 0.8
_WEAK = 1


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
        self._verbs = data.words_of("never") - {"et", "plus"}
        self._starts = [name.span.start for name in names]
        self._found = Findings({}, {})
        self._roles: dict[str, dict[Role, None]] = {}
        self._places: dict[int, list[int]] = {}
        for name, group in sorted(group_of.items()):
            self._places.setdefault(group, []).append(name)

    def run(self) -> Findings:
        """Read the roles first, then resolve every phrase that is no introduction itself."""
        open_phrases: list[Phrase] = []
        for phrase in phrases(self._article, self._data, self._country):
            if not self._introduces(phrase):
                open_phrases.append(phrase)
        self._one_of()
        for phrase in open_phrases:
            if phrase.determiner in ("definite", "possessive", "demonstrative"):
                self._resolve(phrase)
        return self._found

    # -- roles -----------------------------------------------------------------------------------

    def _introduces(self, phrase: Phrase) -> bool:
        """Whether a person's name stands right beside a phrase; then the phrase is that person's role."""
        if GUESS in phrase.groups and phrase.determiner:
            return False
        return self._stands_before(phrase) or self._stands_behind(phrase)

    def _stands_before(self, phrase: Phrase) -> bool:
        """``le président X`` and ``le président, M. X``."""
        after = self._name_from(phrase.span.end)
        if after is None or self._names[after].span.start - phrase.span.end > _NEAR:
            return False
        gap = self._article.text[phrase.span.end : self._names[after].span.start]
        if _GLUED.fullmatch(gap):
            self._add_role(after, phrase, mention=False)
            return True
        if GUESS in phrase.groups:
            return False
        opens = not phrase.determiner and phrase.narrowing and self._article.text[phrase.span.start].isupper()
        if (opens or phrase.determiner in ("definite", "possessive")) and (
            self._only_titles(gap)
            and self._agrees(self._group_of[after], phrase)
            and self._set_off(after, gap)
        ):
            self._add_role(after, phrase, mention=True)
            return True
        return False

    def _set_off(self, name: int, gap: str) -> bool:
        """``son président, M. X, …`` but not ``pour revoir son enfant, M. X a …``."""
        end = self._names[name].span.end
        return "." not in gap or self._article.text[end : end + 1] in ",;.:)"

    def _only_titles(self, gap: str) -> bool:
        """Whether only a comma and titles part a phrase from the name: ``son père, le prince X``."""
        match = _TITLES_BETWEEN.fullmatch(gap)
        if match is None or set(words(match["rest"] or "")) & self._verbs:
            return False
        return all(self._is_title(word) for word in re.findall(r"[\w-]+\.?|\w['’]", match["titles"]))

    def _is_title(self, word: str) -> bool:
        folded = fold(word)
        data = self._data
        return (
            folded in data.titles
            or folded in data.nouns
            or folded in data.demonyms
            or any(folded in data.words_of(kind) for kind in ("before", "after", "definite"))
        )

    def _stands_behind(self, phrase: Phrase) -> bool:
        """``X, président du comité``, also behind brackets or an age, and ``X fils de Y``."""
        before = self._person_before(phrase.span.start)
        if before is None:
            return False
        gap = self._article.text[self._names[before].span.end : phrase.span.start]
        match = _APPOSED_AFTER.fullmatch(gap)
        son_of = gap.isspace() and not phrase.determiner and "kinship" in phrase.groups
        copula = _COPULA.fullmatch(gap)
        is_so = copula is not None and fold(copula["verb"]) in self._data.words_of("copulas")
        apposed = match is not None and self._is_adverb(match["adverb"])
        if not (son_of or apposed or is_so):
            return False
        bare_copula = is_so and not apposed and not phrase.determiner
        self._add_role(before, phrase, mention=phrase.determiner != "indefinite" and not bare_copula)
        return True

    def _is_adverb(self, word: str | None) -> bool:
        return not word or fold(word) in self._data.words_of("adverbs")

    def _one_of(self) -> None:
        """``X, l'un des chefs du mouvement,``."""
        for name in self._group_of:
            match = _ONE_OF.match(self._article.text, self._names[name].span.end)
            if match is not None:
                span = Span(*match.span("phrase"))
                phrase = Phrase(span, "", frozenset(), "definite", "", frozenset(), frozenset())
                self._add_role(name, phrase, mention=True)

    def _add_role(self, name: int, phrase: Phrase, mention: bool) -> None:
        group = self._group_of[name]
        role = Role(group, replace(phrase, span=Span(0, 0)))
        for word in {phrase.lemma, *phrase.lemma.split(), *(phrase.groups & {"state"}), *phrase.codes}:
            self._roles.setdefault(word, {})[role] = None
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
        weights: dict[int, int] = {}
        for role in self._candidates(phrase):
            weight = _weight(phrase, role.phrase, self._data)
            if weight > 0 and self._agrees(role.group, phrase):
                weights[role.group] = max(weight, weights.get(role.group, 0))
        if not weights:
            self._resolve_speaker(phrase)
            return
        best = max(weights.values())
        fitting = {group for group, weight in weights.items() if weight == best}
        if best > _WEAK or len(fitting) == 1:
            group = self._most_recent(fitting, phrase.span.start)
            if group is not None:
                self._add_mention(group, phrase)

    def _resolve_speaker(self, phrase: Phrase) -> None:
        """``« … », raconte la libraire``: who was named last in these lines, if that is one person only."""
        if phrase.determiner == "possessive" or (phrase.codes and GUESS not in phrase.groups):
            return
        if _complement(phrase, self._data) or not self._is_said_by(phrase):
            return
        number = bisect_left(self._starts, phrase.span.start)
        first = bisect_left(self._starts, phrase.span.start - _LINES)
        near = [self._group_of[i] for i in range(first, number) if i in self._group_of]
        near = [group for group in dict.fromkeys(near) if self._agrees(group, phrase)]
        if len(near) == 1:
            self._add_mention(near[0], phrase)

    def _is_said_by(self, phrase: Phrase) -> bool:
        """Whether a verb behind a quotation or comma stands before the phrase, its subject turned behind it."""
        start = phrase.span.start
        if fold(self._article.text[start : start + 3]) in _CONTRACTED:
            return False
        found = _SAYS.search(self._article.text, max(0, start - 40), start)
        return found is not None and fold(found["verb"]) not in self._data.words_of("never")

    def _agrees(self, group: int, phrase: Phrase) -> bool:
        """Whether nothing that stands at the person's names contradicts the phrase's gender."""
        genders = {self._names[i].gender for i in self._places[group]}
        return not phrase.gender or not genders - {"", phrase.gender}

    def _candidates(self, phrase: Phrase) -> dict[Role, None]:
        """The roles whose noun may be meant, without looking at all roles of a long text."""
        words = {phrase.lemma, *phrase.lemma.split(), *self._data.generics.get(phrase.lemma, ())}
        if phrase.codes:
            words |= phrase.groups & {"state"}
        if "demonym" in phrase.groups:
            words |= phrase.codes
        found: dict[Role, None] = {}
        for word in sorted(words):
            found |= self._roles.get(word, {})
        return found

    def _with_owner(self, phrase: Phrase) -> Phrase:
        """``la Russie et son président``: the possessive stands for the country named just before."""
        number = bisect_left(self._starts, phrase.span.start) - 1
        if number < 0 or phrase.span.start - self._names[number].span.end > _NEAR:
            return phrase
        code = self._country(self._names[number].span)
        if not code:
            return phrase
        return replace(phrase, codes=frozenset({code}))

    def _most_recent(self, groups: set[int], place: int) -> int | None:
        """The group named last before a place; else the one named first after it."""
        number = bisect_right(self._starts, place)
        before: list[tuple[int, int]] = []
        behind: list[tuple[int, int]] = []
        for group in sorted(groups):
            names = self._places[group]
            at = bisect_left(names, number)
            if at:
                before.append((names[at - 1], group))
            else:
                behind.append((names[at], group))
        return max(before)[1] if before else min(behind)[1] if behind else None

    def _name_from(self, place: int) -> int | None:
        """The first name that begins at or after a place, if it is a person's."""
        number = bisect_left(self._starts, place)
        return number if number < len(self._names) and number in self._group_of else None

    def _person_before(self, place: int) -> int | None:
        """The last person's name that ends before a place, one other name in brackets allowed between."""
        number = bisect_left(self._starts, place) - 1
        for i in (number, number - 1):
            if i >= 0 and i in self._group_of and place - self._names[i].span.end <= _NEAR:
                return i if self._names[i].span.end <= place else None
        return None

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


def _weight(phrase: Phrase, role: Phrase, data: LanguageData) -> int:
    """How well a phrase can mean who has this role; 0 where it cannot.

    The same noun counts more than a more general one; agreeing countries and complements count more than
    silent ones; what contradicts excludes.
    """
    weight = _noun_weight(phrase, role, data)
    if not weight:
        return 0
    if phrase.codes and role.codes:
        if not phrase.codes & role.codes:
            return 0
        weight += 3
    mine, theirs = _complement(phrase, data), _complement(role, data)
    if mine and theirs:
        return weight + 3 if mine & theirs else weight if phrase.codes & role.codes else 0
    if role.former and not phrase.former:
        weight -= 1
    silent = bool(mine) or bool(phrase.codes and not role.codes)
    return min(weight, _WEAK) if silent else weight


def _noun_weight(phrase: Phrase, role: Phrase, data: LanguageData) -> int:
    if phrase.lemma == role.lemma:
        return 4
    if role.lemma in data.generics.get(phrase.lemma, ()):
        return 3
    if phrase.lemma in role.lemma.split() or role.lemma in phrase.lemma.split():
        return 3
    if (phrase.groups & role.groups & {"state"} or "demonym" in phrase.groups) and phrase.codes & role.codes:
        return 2
    return 0


def _complement(phrase: Phrase, data: LanguageData) -> frozenset[str]:
    """The words behind the noun that tell one office from another: no adjectives of state or country."""
    return frozenset(
        word
        for word in phrase.narrowing
        if not word.isdigit()
        and word != "ans"
        and word not in data.words_of("after")
        and word not in data.demonyms
    )


def describe(
    article: Article, names: Sequence[Name], people: Iterable[tuple[int, Sequence[int]]], data: LanguageData
) -> Findings:
    """What the article says of its people; ``people`` are groups with the numbers of their names."""
    group_of = {name: group for group, members in people for name in members}
    return Describer(article, names, group_of, data).run()
