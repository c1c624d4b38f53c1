"""Which full names of persons mean one person: by their words, whatever order, hyphens, initials or spelling."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from reader.core.identity.normalise import sound, words

MOST_NAMESAKES = 50
"""More people of one name are in no article; comparing each with all others would be quadratic."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A mention of a person by name: its place in the list of names, its words, and what is known beside it.

    ``gender`` is what a title or a kinship word next to it says, ``pronoun`` what takes it up; ``paragraph``
    counts the lines; ``family`` tells ``les Dubois`` from ``Dubois``.
    """

    index: int
    text: str
    parts: tuple[str, ...]
    gender: str = ""
    paragraph: int = 0
    pronoun: str = ""
    family: bool = False


@dataclass(slots=True)
class Person:
    """Names that mean one person. ``rivals`` are the persons that an undecided name may mean instead.

    ``lone`` persons have no full name; ``shown`` is the gender that all evidence speaks for.
    """

    forms: list[tuple[str, ...]] = field(default_factory=list[tuple[str, ...]])
    names: list[int] = field(default_factory=list[int])
    genders: Counter[str] = field(default_factory=Counter[str])
    seen: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    rivals: tuple[int, ...] = ()
    pronouns: Counter[str] = field(default_factory=Counter[str])
    lone: bool = False
    shown: str = ""

    def add(self, name: PersonName) -> None:
        """Take one mention in."""
        self.names.append(name.index)
        self.seen.append((name.index, name.paragraph))
        if name.gender:
            self.genders[name.gender] += 1
        if name.pronoun:
            self.pronouns[name.pronoun] += 1
        if name.parts not in self.forms:
            self.forms.append(name.parts)

    @property
    def gender(self) -> str:
        """``m``, ``f`` or empty where the evidence is silent or divided."""
        return _majority(self.genders, 1)

    @property
    def pronoun_gender(self) -> str:
        """What the pronouns behind the names say, where they nearly agree."""
        return _majority(self.pronouns, 3)


def _majority(counts: Counter[str], times: int) -> str:
    """The value that counts more than ``times`` as much as any other; empty where none does."""
    if not counts:
        return ""
    (best, count), *rest = counts.most_common(2)
    return best if not rest or count > times * rest[0][1] else ""


def name_parts(
    text: str,
    particles: frozenset[str],
    suffixes: frozenset[str],
    diminutives: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """The words of a name that identify: folded, hyphens opened, ``Jr`` and the like left out.

    A diminutive stands for its first name: ``Bob`` for ``Robert``.
    """
    parts = words(text)
    if parts and diminutives:
        parts = (diminutives.get(parts[0], parts[0]), *parts[1:])
    while len(parts) > 2 and parts[-1] in suffixes and parts[-1] not in particles:
        parts = parts[:-1]
    return parts


def is_initial(word: str) -> bool:
    """Whether a word of a name is only a letter."""
    return len(word) == 1


def alike(one: str, other: str) -> bool:
    """Whether two words of names may be spellings of one: the same, an initial, or the same by sound."""
    if one == other:
        return True
    if is_initial(one) or is_initial(other):
        return one[:1] == other[:1]
    return len(one) > 3 and len(other) > 3 and sound(one) == sound(other)


def same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names of two words or more can belong to one person."""
    long, short = (one, other) if len(one) >= len(other) else (other, one)
    if len(long) == len(short):
        if all(alike(a, b) for a, b in zip(long, short, strict=True)):
            return True
        return sorted(long) == sorted(short)
    if not (alike(long[-1], short[-1]) and alike(long[0], short[0])):
        return False
    return _in_order(short, long)


def _in_order(short: Sequence[str], long: Sequence[str]) -> bool:
    rest = iter(long)
    return all(any(alike(part, other) for other in rest) for part in short)


_Numbers = dict[int, None]
"""A set in the order of its making."""


@dataclass(slots=True)
class Index:
    """Persons by the words that a short name may consist of."""

    particles: frozenset[str]
    by_end: dict[str, _Numbers] = field(default_factory=lambda: defaultdict[str, _Numbers](dict))
    by_start: dict[str, _Numbers] = field(default_factory=lambda: defaultdict[str, _Numbers](dict))
    by_word: dict[str, _Numbers] = field(default_factory=lambda: defaultdict[str, _Numbers](dict))

    def add(self, parts: Sequence[str], person: int) -> None:
        """Make a person findable by the words of a full name."""
        for table, word in ((self.by_end, parts[-1]), (self.by_start, parts[0])):
            table[sound(word)][person] = None
        for word in parts:
            if word not in self.particles and not is_initial(word):
                self.by_word[sound(word)][person] = None

    def full(self, parts: Sequence[str]) -> Iterable[int]:
        """Persons whose full name may equal ``parts``."""
        first, last = sound(parts[0]), sound(parts[-1])
        tables = (self.by_end.get(last, {}), self.by_start.get(last, {}), self.by_end.get(first, {}))
        return dict.fromkeys(person for table in tables for person in islice(table, MOST_NAMESAKES))


@dataclass(frozen=True, slots=True)
class FullNames:
    """The persons of an article by their full names, and the names that are too short to be one."""

    people: list[Person]
    index: Index
    short: list[PersonName]


def group_full_names(names: Sequence[PersonName], particles: frozenset[str]) -> FullNames:
    """The persons whom ``names`` give in full; every full name belongs to exactly one."""
    people: list[Person] = []
    index = Index(particles)
    short: list[PersonName] = []
    parts_of_longer = _parts_of_longer({name.parts for name in names if len(name.parts) > 1})
    full = [name for name in names if len(name.parts) > 2 or _is_full(name.parts, particles)]
    owners: dict[tuple[str, ...], int] = {}
    order = sorted({n.parts for n in full} - parts_of_longer, key=lambda p: (-len(p), p))
    for parts in sorted(order, key=lambda p: -len([w for w in p if not is_initial(w)])):
        owners[parts] = _owner(parts, people, index)
    for name in names:
        if name.parts in owners:
            people[owners[name.parts]].add(name)
        else:
            short.append(name)
    return FullNames(people, index, short)


def _is_full(parts: tuple[str, ...], particles: frozenset[str]) -> bool:
    return len(parts) > 1 and (is_initial(parts[0]) or parts[0] not in particles)


def _parts_of_longer(forms: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Forms that are the end or the beginning of a longer form: surnames of several words."""
    inner: set[tuple[str, ...]] = set()
    for parts in forms:
        inner.update(parts[i:] for i in range(1, len(parts) - 1))
        inner.update(parts[:i] for i in range(2, len(parts)))
    return inner & forms


def _owner(parts: tuple[str, ...], people: list[Person], index: Index) -> int:
    """The person with that full name, made where there is none or where two would fit."""
    fitting = [i for i in index.full(parts) if any(same_person(parts, form) for form in people[i].forms)]
    exact = [i for i in fitting if any(_spelt_alike(parts, form) for form in people[i].forms)]
    chosen = exact[0] if exact else fitting[0] if len(fitting) == 1 else None
    if chosen is None:
        people.append(Person())
        chosen = len(people) - 1
    people[chosen].forms.append(parts)
    index.add(parts, chosen)
    return chosen


def _spelt_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    return [sound(word) for word in one] == [sound(word) for word in other]
