"""Which names of persons mean one person.

Full names are joined by their words (order, hyphens, initials, transliteration); short ones are given to the
full name they are part of, mention by mention, by gender, then by who was last and most spoken of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reader.core.identity.normalise import sound, words


@dataclass(frozen=True, slots=True)
class PersonName:
    """A mention of a person by name: its place in the list of names, its words, and what is known beside it.

    ``gender`` is what a title or a kinship word next to it says; ``paragraph`` counts the blocks.
    """

    index: int
    text: str
    parts: tuple[str, ...]
    gender: str = ""
    paragraph: int = 0


@dataclass(slots=True)
class Person:
    """Names that mean one person. ``rivals`` are the persons that an undecided name may mean instead."""

    forms: list[tuple[str, ...]] = field(default_factory=list[tuple[str, ...]])
    names: list[int] = field(default_factory=list[int])
    genders: Counter[str] = field(default_factory=Counter[str])
    seen: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    rivals: tuple[int, ...] = ()

    def add(self, name: PersonName) -> None:
        """Take one mention in."""
        self.names.append(name.index)
        self.seen.append((name.index, name.paragraph))
        if name.gender:
            self.genders[name.gender] += 1
        if name.parts not in self.forms:
            self.forms.append(name.parts)

    @property
    def gender(self) -> str:
        """``m``, ``f`` or empty where the evidence is silent or divided."""
        if not self.genders:
            return ""
        (best, count), *rest = self.genders.most_common(2)
        return best if not rest or count > rest[0][1] else ""


def name_parts(text: str, particles: frozenset[str], suffixes: frozenset[str]) -> tuple[str, ...]:
    """The words of a name that identify: folded, hyphens opened, ``Jr`` and the like left out."""
    parts = words(text)
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


@dataclass(slots=True)
class _Index:
    """Persons by the words that a short name may consist of."""

    particles: frozenset[str]
    by_end: dict[str, list[int]] = field(default_factory=lambda: defaultdict[str, list[int]](list))
    by_start: dict[str, list[int]] = field(default_factory=lambda: defaultdict[str, list[int]](list))
    by_word: dict[str, list[int]] = field(default_factory=lambda: defaultdict[str, list[int]](list))

    def add(self, parts: Sequence[str], person: int) -> None:
        """Make a person findable by the words of a full name."""
        for table, word in ((self.by_end, parts[-1]), (self.by_start, parts[0])):
            _append(table[sound(word)], person)
        for word in parts:
            if word not in self.particles and not is_initial(word):
                _append(self.by_word[sound(word)], person)

    def full(self, parts: Sequence[str]) -> Iterable[int]:
        """Persons whose full name may equal ``parts``."""
        found = dict.fromkeys(self.by_end.get(sound(parts[-1]), ()))
        found |= dict.fromkeys(self.by_start.get(sound(parts[-1]), ()))
        return found | dict.fromkeys(self.by_end.get(sound(parts[0]), ()))


def _append(values: list[int], value: int) -> None:
    if value not in values[-1:] and value not in values:
        values.append(value)


def group_people(
    names: Sequence[PersonName], particles: frozenset[str], given_names: frozenset[str] = frozenset()
) -> list[Person]:
    """The persons behind ``names``, in order of first mention; every name belongs to exactly one."""
    people: list[Person] = []
    index = _Index(particles)
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
    _Resolver(people, index, given_names).resolve(short)
    return [people[i] for i in _by_first(people)] if not any(p.rivals for p in people) else _reorder(people)


def _by_first(people: Sequence[Person]) -> list[int]:
    return sorted((i for i, person in enumerate(people) if person.names), key=lambda i: people[i].names[0])


def _reorder(people: list[Person]) -> list[Person]:
    order = _by_first(people)
    place = {old: new for new, old in enumerate(order)}
    for person in people:
        person.rivals = tuple(sorted(place[i] for i in person.rivals if i in place))
    return [people[i] for i in order]


def _is_full(parts: tuple[str, ...], particles: frozenset[str]) -> bool:
    return len(parts) > 1 and (is_initial(parts[0]) or parts[0] not in particles)


def _parts_of_longer(forms: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Forms that are the end or the beginning of a longer form: surnames of several words."""
    inner: set[tuple[str, ...]] = set()
    for parts in forms:
        inner.update(parts[i:] for i in range(1, len(parts) - 1))
        inner.update(parts[:i] for i in range(2, len(parts)))
    return inner & forms


def _owner(parts: tuple[str, ...], people: list[Person], index: _Index) -> int:
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


@dataclass(slots=True)
class _Resolver:
    """Gives short names to persons, in text order."""

    people: list[Person]
    index: _Index
    given_names: frozenset[str]
    lone: dict[tuple[str, ...], int] = field(default_factory=dict[tuple[str, ...], int])
    undecided: dict[tuple[tuple[str, ...], tuple[int, ...]], int] = field(
        default_factory=dict[tuple[tuple[str, ...], tuple[int, ...]], int]
    )
    candidates: dict[tuple[str, ...], tuple[int, ...]] = field(
        default_factory=dict[tuple[str, ...], tuple[int, ...]]
    )

    def resolve(self, names: Sequence[PersonName]) -> None:
        """Add each short name to its person, to a new one, or to an undecided one."""
        timeline = sorted((name, i) for i, person in enumerate(self.people) for name, _ in person.seen)
        for name in names:
            if name.parts not in self.candidates:
                self.candidates[name.parts] = tuple(self._fitting(name.parts))
        history = _History(self.people, timeline)
        for name in names:
            history.advance(name.index)
            chosen = self._choose(name, history)
            self.people[chosen].add(name)
            history.mention(chosen, name)
        for person in self.people:
            order = sorted(range(len(person.names)), key=person.names.__getitem__)
            person.names = [person.names[i] for i in order]
            person.seen = [person.seen[i] for i in order]

    def _fitting(self, parts: tuple[str, ...]) -> list[int]:
        """Persons of whom ``parts`` may be the surname; failing that the first name."""
        found = self.index.by_word.get(sound(parts[-1]), ())
        ends = [i for i in found if any(_ends(form, parts) for form in self.people[i].forms)]
        starts = [i for i in found if any(_starts(form, parts) for form in self.people[i].forms)]
        if ends and starts and parts[0] not in self.given_names:
            return sorted({*ends, *starts})
        return ends or starts or [i for i in found if any(_within(f, parts) for f in self.people[i].forms)]

    def _choose(self, name: PersonName, history: _History) -> int:
        candidates = self.candidates[name.parts]
        fitting = [i for i in candidates if _agree(name.gender, self.people[i].gender)]
        if len(fitting) > 1 and name.gender:
            sure = [i for i in fitting if self.people[i].gender == name.gender]
            fitting = sure if len(sure) == 1 else fitting
        if len(fitting) == 1:
            return fitting[0]
        if not fitting:
            return self._new(self.lone, name.parts, ())
        decided = history.most_spoken_of(fitting, name)
        if decided is not None:
            return decided
        rivals = tuple(fitting)
        known = self.undecided.get((name.parts, rivals))
        if known is None:
            self.people.append(Person(rivals=rivals))
            known = self.undecided[(name.parts, rivals)] = len(self.people) - 1
        return known

    def _new(self, table: dict[tuple[str, ...], int], parts: tuple[str, ...], rivals: tuple[int, ...]) -> int:
        spelt = tuple(sound(part) for part in parts)
        if spelt not in table:
            self.people.append(Person(rivals=rivals))
            table[spelt] = len(self.people) - 1
        return table[spelt]


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


def _ends(form: Sequence[str], parts: Sequence[str]) -> bool:
    tail = form[-len(parts) :]
    return len(form) > len(parts) and all(alike(a, b) for a, b in zip(tail, parts, strict=True))


def _starts(form: Sequence[str], parts: Sequence[str]) -> bool:
    return len(form) > len(parts) and all(alike(a, b) for a, b in zip(form, parts, strict=False))


def _within(form: Sequence[str], parts: Sequence[str]) -> bool:
    size = len(parts)
    return any(tuple(form[i : i + size]) == tuple(parts) for i in range(1, len(form) - size))


@dataclass(slots=True)
class _History:
    """Who has been spoken of so far, how often, and where last."""

    people: list[Person]
    timeline: list[tuple[int, int]]
    position: int = 0
    counts: Counter[int] = field(default_factory=Counter[int])
    last: dict[int, tuple[int, int]] = field(default_factory=dict[int, tuple[int, int]])
    paragraphs: dict[int, int] = field(default_factory=dict[int, int])

    def __post_init__(self) -> None:
        self.paragraphs = {name: block for person in self.people for name, block in person.seen}

    def advance(self, index: int) -> None:
        """Take in all full names before the name ``index``."""
        while self.position < len(self.timeline) and self.timeline[self.position][0] < index:
            name, person = self.timeline[self.position]
            self._note(person, name, self.paragraphs[name])
            self.position += 1

    def mention(self, person: int, name: PersonName) -> None:
        """Take in a short name that was just decided."""
        self._note(person, name.index, name.paragraph)

    def _note(self, person: int, name: int, paragraph: int) -> None:
        self.counts[person] += 1
        self.last[person] = (name, paragraph)

    def most_spoken_of(self, candidates: Sequence[int], name: PersonName) -> int | None:
        """The candidate that a reader would take; ``None`` where two are as near."""
        before = [i for i in candidates if i in self.last]
        if len(before) < 2:
            return before[0] if before else None
        latest = max(before, key=lambda i: self.last[i][0])
        others = [i for i in before if i != latest]
        if all(self.counts[latest] > self.counts[i] for i in others):
            return latest
        if all(self.last[i][1] < self.last[latest][1] for i in others) and (
            self.last[latest][1] >= name.paragraph - 1
        ):
            return latest
        most = max(before, key=lambda i: self.counts[i])
        if all(self.counts[most] >= 3 * self.counts[i] for i in before if i != most):
            return most
        return None


def join_nicknames(people: Sequence[Person], pairs: Iterable[tuple[int, int]]) -> list[Person]:
    """The persons after the text said that two names are one's; ``pairs`` are numbers of names.

    Persons who are rivals of others, or have rivals, stay as they are: their numbers are referred to.
    """
    if any(person.rivals for person in people):
        return list(people)
    owner = {name: number for number, person in enumerate(people) for name in person.names}
    gone: set[int] = set()
    for one, other in pairs:
        first, second = sorted((owner[one], owner[other]))
        if first == second:
            continue
        for name in people[second].names:
            owner[name] = first
        people[first].names = sorted([*people[first].names, *people[second].names])
        people[first].genders += people[second].genders
        gone.add(second)
    return [person for number, person in enumerate(people) if number not in gone]
