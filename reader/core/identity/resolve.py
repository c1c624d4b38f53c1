"""From the names of an article to its entities."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from reader.core.identity.bodies import BodyDescriber
from reader.core.identity.language import LanguageData
from reader.core.identity.mentions import Name, prepare
from reader.core.identity.nominals import describe
from reader.core.identity.normalise import fold, is_acronym, key, words
from reader.core.identity.organisations import in_brackets, introduced, organisation_keys
from reader.core.identity.people import Person, PersonName, name_parts
from reader.core.identity.places import knowledge, place_keys
from reader.core.identity.short_names import group_people, join_nicknames
from reader.core.records import (
    Article,
    Description,
    Entity,
    KnowledgeBaseEntry,
    Mention,
    MentionKind,
    NameSpan,
)

_LONGEST_LINK = 120
_SHORTEST_LETTERS = 3


@dataclass(slots=True)
class Group:
    """Names that mean one thing, before it becomes an entity."""

    entity_type: str
    names: list[int]
    rivals: tuple[int, ...] = ()
    gender: str = ""
    nominals: list[Mention] = field(default_factory=list[Mention])
    descriptions: list[Description] = field(default_factory=list[Description])
    kb: tuple[KnowledgeBaseEntry, ...] = ()


def resolve_entities(article: Article, names: Sequence[NameSpan], data: LanguageData) -> tuple[Entity, ...]:
    """The entities behind ``names``, in order of first mention, with descriptions and places known.

    Deterministic, and linear in the length of the article for a bounded number of namesakes.
    """
    prepared = prepare(article, names, data)
    groups = _group(article, prepared, data)
    people = [(number, group.names) for number, group in enumerate(groups) if group.entity_type == "PER"]
    genders = {number: group.gender for number, group in enumerate(groups)}
    found = describe(article, prepared, people, genders, data)
    for number, group in enumerate(groups):
        group.nominals = found.nominals.get(number, [])
        group.descriptions = found.descriptions.get(number, [])
    owner = {name: group for group in groups for name in group.names}
    for name, description in BodyDescriber(data).descriptions(article, prepared):
        owner[name].descriptions.append(description)
    return _entities(prepared, groups)


def _group(article: Article, names: Sequence[Name], data: LanguageData) -> list[Group]:
    by_type: dict[str, list[int]] = {}
    for i, name in enumerate(names):
        by_type.setdefault(name.entity_type, []).append(i)
    groups: list[Group] = []
    for entity_type, indices in sorted(by_type.items()):
        grouper = _GROUPERS.get(entity_type, _by_key)
        base = len(groups)
        for group in grouper(article, names, indices, data):
            group.entity_type = entity_type
            group.rivals = tuple(base + rival for rival in group.rivals)
            groups.append(group)
    return groups


def _people(article: Article, names: Sequence[Name], indices: list[int], data: LanguageData) -> list[Group]:
    family = {part for i in indices for part in words(names[i].text)[1:]}
    diminutives = {short: name for short, name in data.diminutives.items() if short not in family}
    persons = [
        PersonName(
            i,
            names[i].text,
            name_parts(names[i].text, data.particles, data.suffixes, diminutives) or (fold(names[i].text),),
            names[i].gender,
            names[i].paragraph,
            names[i].pronoun,
            names[i].family,
        )
        for i in indices
    ]
    people = group_people(persons, data.particles, data.first_names)
    pairs = [
        *_nicknames(article.text, names, indices, data),
        *_acronyms_of_people(people, names),
        *_initials_of_people(people, names, data.particles),
    ]
    return [_person_group(p) for p in join_nicknames(people, pairs)]


def _nicknames(
    text: str, names: Sequence[Name], indices: Sequence[int], data: LanguageData
) -> list[tuple[int, int]]:
    """Pairs of names that the text gives to one person: ``Rodrigue Alba, dit « Rodri »``, ``X … était née Y``."""
    pairs: list[tuple[int, int]] = []
    for i, j in itertools.pairwise(indices):
        between = text[names[i].span.end : names[j].span.start]
        if len(between) > _LONGEST_LINK or "\n" in between:
            continue
        inner = between.strip(' \u00a0\u202f,(«“"')
        born = " " not in names[j].text and re.search(
            r"(?:\b(?:est|était) née?|, (?:épouse|veuve)) $", between
        )
        if inner in data.nicknames or born:
            pairs.append((i, j))
    return pairs


def _acronyms_of_people(people: Sequence[Person], names: Sequence[Name]) -> list[tuple[int, int]]:
    """Pairs of a full name and the only letters that stand for it: ``Ada Brun Costa`` and ``ABC``."""
    letters: dict[str, list[int]] = {}
    for person in people:
        for form in person.forms:
            if len(form) >= _SHORTEST_LETTERS:
                letters.setdefault("".join(part[0] for part in form), []).append(person.names[0])
    return [
        (owners[0], person.names[0])
        for person in people
        if person.lone and is_acronym(names[person.names[0]].text)
        for owners in [letters.get(fold(names[person.names[0]].text).replace(".", ""), [])]
        if len(set(owners)) == 1
    ]


def _initials_of_people(
    people: Sequence[Person], names: Sequence[Name], particles: frozenset[str]
) -> list[tuple[int, int]]:
    """Pairs of a full name and the initials that an interview gives it: ``Ada de Brun-Costa``, ``A. de B.-C.``."""
    owners: dict[str, set[int]] = {}
    short: list[tuple[str, int]] = []
    for person in people:
        for form in person.forms:
            told = [part for part in form if part not in particles]
            letters = "".join(part[0] for part in told)
            if any(len(part) > 1 for part in told):
                owners.setdefault(letters, set()).add(person.names[0])
            elif len(told) > 1 and "." in names[person.names[0]].text:
                short.append((letters, person.names[0]))
    found = [(owners.get(letters, set()), name) for letters, name in short]
    return [(next(iter(full)), name) for full, name in found if len(full) == 1]


def _person_group(person: Person) -> Group:
    return Group("PER", person.names, person.rivals, person.shown)


def _places(article: Article, names: Sequence[Name], indices: list[int], data: LanguageData) -> list[Group]:
    texts = list(dict.fromkeys(names[i].text for i in indices))
    keys = place_keys(texts, data)
    for long, short in _introduced(article.text, names, indices):
        if is_acronym(short) and not data.gazetteer.find(short):
            keys[short] = keys[long]
    groups = _collect(indices, lambda i: keys[names[i].text])
    countries = Counter[str]()
    for group in groups:
        identifier = keys[names[group.names[0]].text]
        if identifier.startswith("iso:"):
            countries[identifier.removeprefix("iso:")] += len(group.names)
    for group in groups:
        forms = sorted({names[i].text for i in group.names}, key=lambda text: (-len(text), text))
        group.kb = knowledge(forms, data.gazetteer, countries)
    return groups


def _organisations(
    article: Article, names: Sequence[Name], indices: list[int], data: LanguageData
) -> list[Group]:
    forms = {names[i].text for i in indices}
    pairs = _introduced(article.text, names, indices)
    keys = organisation_keys(sorted(forms), pairs, data)
    return _collect(indices, lambda i: keys[names[i].text])


def _introduced(text: str, names: Sequence[Name], indices: Sequence[int]) -> list[tuple[str, str]]:
    """Pairs of forms that the article puts side by side: ``Nom complet (NC)`` and ``NC (Nom complet)``."""
    pairs: list[tuple[str, str]] = []
    for i, j in itertools.pairwise(indices):
        one, other = names[i], names[j]
        if not in_brackets(text[one.span.end : other.span.start][:8]):
            continue
        if text[other.span.end : other.span.end + 1] not in {")", ",", ";"}:
            continue
        long, short = (one, other) if len(one.text) >= len(other.text) else (other, one)
        translated = long.entity_type == "ORG" and min(len(words(long.text)), len(words(short.text))) > 1
        if translated or introduced(long.text, short.text):
            pairs.append((long.text, short.text))
    return pairs


def _by_key(article: Article, names: Sequence[Name], indices: list[int], data: LanguageData) -> list[Group]:
    return _collect(indices, lambda i: key(names[i].text))


def _collect(indices: Iterable[int], key_of: Callable[[int], str]) -> list[Group]:
    groups: dict[str, Group] = {}
    for i in indices:
        groups.setdefault(key_of(i), Group("", [])).names.append(i)
    return list(groups.values())


_GROUPERS = {"PER": _people, "LOC": _places, "ORG": _organisations}


def _entities(names: Sequence[Name], groups: Sequence[Group]) -> tuple[Entity, ...]:
    """Groups as records, numbered by first mention."""
    order = sorted(range(len(groups)), key=lambda g: names[groups[g].names[0]].span)
    ids = {g: f"e{number}" for number, g in enumerate(order, 1)}
    return tuple(_entity(ids[g], names, groups[g], ids) for g in order)


def _entity(identifier: str, names: Sequence[Name], group: Group, ids: dict[int, str]) -> Entity:
    forms = Counter(names[i].text for i in group.names)
    name = fullest(forms)
    named = [Mention(names[i].span, MentionKind.NAME, names[i].score) for i in group.names]
    mentions = sorted((*named, *group.nominals), key=lambda m: (m.span.start, -m.span.end))
    return Entity(
        identifier,
        group.entity_type,
        name,
        tuple(mentions),
        tuple(form for form in forms if form != name),
        best_first(group.descriptions),
        tuple(ids[rival] for rival in group.rivals),
        group.kb,
    )


def best_first(descriptions: Iterable[Description]) -> tuple[Description, ...]:
    """Descriptions without repetitions: by score, then as the article gives them."""
    kept: dict[str, Description] = {}
    for description in sorted(descriptions, key=lambda d: (-d.score, d.span)):
        kept.setdefault(key(description.text), description)
    return tuple(kept.values())


def fullest(forms: Counter[str]) -> str:
    """The form that says most: most words that are no initials or acronyms, then most frequent, then longest."""

    def weight(form: str) -> tuple[int, int, int, str]:
        parts = [part for part in words(form) if len(part) > 1]
        return (0 if is_acronym(form) else len(parts), forms[form], len(form), form)

    return max(forms, key=weight)
