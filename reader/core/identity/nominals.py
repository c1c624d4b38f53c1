"""Descriptions of people: whom a phrase means, by the roles that the article has given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reader.core.identity.implied import ImpliedRoles
from reader.core.identity.kin import Kin
from reader.core.identity.language import LanguageData
from reader.core.identity.mentions import Name
from reader.core.identity.namemap import NameMap, lands_meet
from reader.core.identity.phrases import GUESS, Phrase, phrases
from reader.core.identity.roles import Introducer, Introduction, Role, Roles
from reader.core.identity.salience import Salience
from reader.core.records import Article, Description, Entity, Mention, MentionKind, Span

_CONTRACTED = re.compile(r"(?:du|au)\s+", re.IGNORECASE)
_OWNER_NEAR = 80
_FAR_BACK, _FAR_AHEAD = 4000, 2000
_SCORE = 0.8
_WEAK = 1
_OFFICES = frozenset({"state", "royal", "elected", "office"})


@dataclass(frozen=True, slots=True)
class Findings:
    """For each group of people the phrases that mean it, and those that say what it is."""

    nominals: dict[int, list[Mention]] = field(default_factory=dict[int, list[Mention]])
    descriptions: dict[int, list[Description]] = field(default_factory=dict[int, list[Description]])


class Describer:
    """Links phrases to the people of one article."""

    def __init__(self, names: NameMap, genders: Mapping[int, str], data: LanguageData) -> None:
        self._names = names
        self._genders = dict(genders)
        self._data = data
        self._found = Findings()
        self._roles = Roles()
        self._introducer = Introducer(names, data)
        self._kin = Kin(names, genders, data)
        self._salience = Salience(names, data)

    def run(self, article: Article) -> Findings:
        """Read the roles first, then resolve every phrase that is no introduction itself."""
        open_phrases: list[Phrase] = []
        for group, role in ImpliedRoles(self._names, self._data).find():
            self._roles.add(group, role)
        self._roles.ages.update(self._introducer.ages())
        for phrase in phrases(article, self._data, self._names):
            introduction = self._introducer.introduction(phrase)
            if introduction is None or not self._may_be(introduction):
                open_phrases.append(phrase)
            else:
                first = (
                    self._introducer.first_of_two(open_phrases[-1], introduction) if open_phrases else None
                )
                if first is not None:
                    self._introduce(first)
                    open_phrases.pop()
                self._introduce(introduction)
        for introduction in self._introducer.one_of():
            self._introduce(introduction)
        for phrase in open_phrases:
            if self._is_denied(phrase):
                continue
            if phrase.determiner in ("definite", "possessive", "demonstrative"):
                self._resolve(phrase)
        return self._found

    def _may_be(self, introduction: Introduction) -> bool:
        """Functions have long been named in the masculine for women too; relatives have not."""
        group, phrase = self._names.group_of[introduction.name], introduction.phrase
        return (phrase.gender == "m" and "kinship" not in phrase.groups) or self._agrees(group, phrase)

    def _introduce(self, introduction: Introduction) -> None:
        group, phrase = self._names.group_of[introduction.name], introduction.phrase
        self._roles.add(group, phrase)
        for other, relation in self._kin.inverse(introduction):
            self._roles.add(other, relation)
        span = self._without_preposition(phrase.span)
        words = " ".join(self._names.text[span.start : span.end].split())
        self._found.descriptions.setdefault(group, []).append(Description(span, words, _worth(introduction)))
        if introduction.mention:
            self._mention(group, phrase.span)

    def _without_preposition(self, span: Span) -> Span:
        """``du président`` says ``président``."""
        contracted = _CONTRACTED.match(self._names.text, span.start, span.end)
        return Span(contracted.end(), span.end) if contracted else span

    def _mention(self, group: int, span: Span) -> None:
        mention = Mention(span, MentionKind.NOMINAL, _SCORE)
        self._found.nominals.setdefault(group, []).append(mention)

    def _is_denied(self, phrase: Phrase) -> bool:
        """``X n'est pas le seul maire``."""
        return self._names.text[max(0, phrase.span.start - 5) : phrase.span.start].endswith(
            (" pas ", " plus ")
        )

    def _resolve(self, phrase: Phrase) -> None:
        group = self._by_role(self._with_owner(phrase))
        if group is None:
            group = self._by_age(phrase)
        if group is None:
            group = self._salience.meant(phrase, self._may_mean)
        if group is not None:
            self._mention(group, phrase.span)

    def _by_role(self, phrase: Phrase) -> int | None:
        """The one person whose function fits; among several, who was named last."""
        weights: dict[int, int] = {}
        for role in self._candidates(phrase):
            weight = _weight(phrase, role.phrase, self._data)
            if weight > 0 and (role.phrase.gender == phrase.gender or self._agrees(role.group, phrase)):
                weights[role.group] = max(weight, weights.get(role.group, 0))
        if not weights:
            return None
        best = max(weights.values())
        fitting = [group for group, weight in weights.items() if weight == best]
        if best > _WEAK or len(fitting) == 1:
            return self._most_recent(fitting, phrase.span.start)
        return None

    def _by_age(self, phrase: Phrase) -> int | None:
        """``le quinquagénaire``: the only person of that age."""
        low, high = self._data.ages.get(phrase.lemma, (0, -1))
        fitting = [group for group, age in self._roles.ages.items() if low <= age <= high]
        fitting = [group for group in fitting if self._agrees(group, phrase)]
        return self._most_recent(fitting, phrase.span.start) if len(fitting) == 1 else None

    def _agrees(self, group: int, phrase: Phrase) -> bool:
        """Whether nothing that is known of the person contradicts the phrase's gender or age."""
        gender = self._genders.get(group, "")
        age = self._roles.ages.get(group, 0)
        return (not phrase.gender or not gender or gender == phrase.gender) and (
            not phrase.age or not age or age == phrase.age
        )

    def _may_mean(self, group: int, phrase: Phrase) -> bool:
        """Whether neither gender, age nor the country of a known function speaks against it."""
        known = self._roles.countries.get(group, set())
        return self._agrees(group, phrase) and not (
            phrase.codes and known and not lands_meet(phrase.codes, known)
        )

    def _candidates(self, phrase: Phrase) -> dict[Role, None]:
        """The roles whose noun may be meant, without looking at all roles of a long text."""
        words = {phrase.lemma, *phrase.lemma.split(), *self._data.generics.get(phrase.lemma, ())}
        if phrase.codes:
            words |= phrase.groups & {"state"}
        if "demonym" in phrase.groups:
            words |= phrase.codes
        return self._roles.of(words)

    def _with_owner(self, phrase: Phrase) -> Phrase:
        """``la Russie et son président``: the possessive stands for the country named just before."""
        number = self._names.index(phrase.span.start) - 1
        if phrase.determiner != "possessive" or number < 0 or not phrase.groups & _OFFICES:
            return phrase
        owner = self._names.names[number].span
        code = self._names.land_in(owner)[0] if phrase.span.start - owner.end <= _OWNER_NEAR else ""
        return replace(phrase, codes=frozenset({code})) if code else phrase

    def _most_recent(self, groups: Iterable[int], place: int) -> int | None:
        """The group named last before a place; else the one named first after it; none that is far away."""
        names = self._names.names
        before: list[tuple[int, int]] = []
        behind: list[tuple[int, int]] = []
        for group in groups:
            last, first = self._names.last_before(group, place), self._names.first_after(group, place)
            if last is not None and place - names[last].span.end <= _FAR_BACK:
                before.append((last, group))
            elif first is not None and names[first].span.start - place <= _FAR_AHEAD:
                behind.append((first, group))
        return max(before)[1] if before else min(behind)[1] if behind else None


def _worth(introduction: Introduction) -> float:
    """How much an introduction tells a reader: an office with its body or country most, a bare relation least."""
    phrase = introduction.phrase
    if not phrase.lemma:
        return 0.7
    told = bool(phrase.narrowing or phrase.codes)
    if phrase.groups & {"kinship", "relation", "plain", GUESS}:
        return 0.5 if told else 0.3
    return (0.9 if introduction.mention else 0.8) if told else 0.6


def _weight(phrase: Phrase, role: Phrase, data: LanguageData) -> int:
    """How well a phrase can mean who has this role; 0 where it cannot.

    The same noun counts more than a more general one; agreeing countries and complements count more than
    silent ones; what contradicts excludes.
    """
    weight = _noun_weight(phrase, role, data)
    if not weight:
        return 0
    mine, theirs = complement(phrase, data), complement(role, data)
    weight += bool(phrase.narrowing & role.narrowing & data.words_of("after"))
    if phrase.codes and role.codes:
        if not lands_meet(phrase.codes, role.codes):
            return 0
        weight += 3 if mine or not theirs else 0
    if mine and theirs:
        return weight + 3 if mine & theirs else weight if lands_meet(phrase.codes, role.codes) else 0
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
    if (phrase.groups & role.groups & {"state"} or "demonym" in phrase.groups) and lands_meet(
        phrase.codes, role.codes
    ):
        return 2
    return 0


def complement(phrase: Phrase, data: LanguageData) -> frozenset[str]:
    """The words behind the noun that tell one office from another: no adjectives of state or country, no age."""
    return frozenset(
        word
        for word in phrase.narrowing
        if not word.isdigit()
        and word not in data.words_of("years")
        and word not in data.words_of("after")
        and word not in data.words_of("joining")
        and word not in data.words_of("articles")
        and word not in data.demonyms
    )


def describe(
    article: Article,
    names: Sequence[Name],
    people: Iterable[tuple[int, Sequence[int]]],
    genders: Mapping[int, str],
    data: LanguageData,
) -> Findings:
    """What the article says of its people; ``people`` are groups with the numbers of their names."""
    group_of = {name: group for group, members in people for name in members}
    return Describer(NameMap(article, names, group_of, data.gazetteer), genders, data).run(article)


def description_phrases(article: Article, entities: Iterable[Entity], data: LanguageData) -> Iterator[Phrase]:
    """Every noun phrase of an article with known names that may describe a person, in order."""
    names = sorted(
        (
            Name(mention.span, article.text[mention.span.start : mention.span.end], entity.entity_type)
            for entity in entities
            for mention in entity.mentions
            if mention.kind is MentionKind.NAME
        ),
        key=lambda name: name.span,
    )
    people = {number: number for number, name in enumerate(names) if name.entity_type == "PER"}
    yield from phrases(article, data, NameMap(article, names, people, data.gazetteer))
