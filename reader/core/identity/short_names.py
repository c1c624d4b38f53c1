"""Whom a surname or a first name alone means: by gender, by habit, by who was last and most spoken of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from reader.core.identity.normalise import sound
from reader.core.identity.people import MOST_NAMESAKES, FullNames, Person, PersonName, alike, group_full_names

_HABIT = 2
_DOMINANT = 2


def group_people(
    names: Sequence[PersonName], particles: frozenset[str], given: Mapping[str, str] | None = None
) -> list[Person]:
    """The persons behind ``names``, in order of first mention; every name belongs to exactly one.

    ``given`` maps folded first names to the gender that they show.
    """
    found = group_full_names(names, particles)
    resolver = _Resolver(found, given or {})
    resolver.resolve()
    for number, person in enumerate(found.people):
        person.shown = resolver.gender(number)
    return _by_first_mention(found.people)


def _by_first_mention(people: Sequence[Person]) -> list[Person]:
    """The persons that have names, in text order, their rivals numbered anew."""
    order = sorted((i for i, person in enumerate(people) if person.names), key=lambda i: people[i].names[0])
    place = {old: new for new, old in enumerate(order)}
    for person in people:
        person.rivals = tuple(sorted(place[i] for i in person.rivals if i in place))
    return [people[i] for i in order]


class _Resolver:
    """Gives short names to persons, in text order."""

    def __init__(self, full: FullNames, given: Mapping[str, str]) -> None:
        self._people = full.people
        self._short = full.short
        self._index = full.index
        self._given = given
        self._history = _History(full.people)
        self._made: dict[tuple[tuple[str, ...], tuple[int, ...]], int] = {}
        self._fits: dict[tuple[str, ...], tuple[int, ...]] = {}

    def resolve(self) -> None:
        """Add each short name to its person, to a new one, or to an undecided one."""
        for name in self._short:
            self._history.advance(name.index)
            chosen = self._family(name) if name.family else self._choose(name)
            self._people[chosen].add(name)
            self._history.mention(chosen, name)
        for person in self._people:
            order = sorted(range(len(person.names)), key=person.names.__getitem__)
            person.names = [person.names[i] for i in order]

    def gender(self, number: int) -> str:
        """What titles say of a person; where they are silent, the first name, then the pronouns."""
        person = self._people[number]
        return person.gender or self._given_gender(person) or person.pronoun_gender

    def _given_gender(self, person: Person) -> str:
        shown = {
            self._given.get(form[0], "") for form in person.forms if len(form) > 1 or (form and person.lone)
        }
        shown.discard("")
        return shown.pop() if len(shown) == 1 else ""

    def _candidates(self, parts: tuple[str, ...]) -> tuple[int, ...]:
        if parts not in self._fits:
            self._fits[parts] = tuple(self._fitting(parts))
        return self._fits[parts]

    def _fitting(self, parts: tuple[str, ...]) -> list[int]:
        """Persons of whom ``parts`` may be the surname; failing that the first name."""
        found = list(islice(self._index.by_word.get(sound(parts[-1]), {}), MOST_NAMESAKES))
        ends = [i for i in found if any(_ends(form, parts) for form in self._people[i].forms)]
        starts = [i for i in found if any(_starts(form, parts) for form in self._people[i].forms)]
        if ends and starts and parts[0] not in self._given:
            return sorted({*ends, *starts})
        return ends or starts or [i for i in found if any(_within(f, parts) for f in self._people[i].forms)]

    def _choose(self, name: PersonName) -> int:
        candidates = self._candidates(name.parts)
        fitting = [i for i in candidates if self._people[i].gender in ("", name.gender) or not name.gender]
        if not fitting:
            return self._alone(name.parts)
        if len(fitting) > 1 and name.gender:
            fitting = self._of_gender(fitting, name.gender)
        if len(fitting) == 1:
            return fitting[0]
        decided = self._history.most_spoken_of(fitting, name)
        if decided is None and name.pronoun:
            fitting = self._of_gender(fitting, name.pronoun)
            decided = self._history.most_spoken_of(fitting, name)
        return self._made_once(name.parts, Person(rivals=tuple(fitting))) if decided is None else decided

    def _of_gender(self, fitting: Sequence[int], gender: str) -> list[int]:
        """The only one whose titles show a gender; else those whom it does not exclude; all where it excludes all."""
        same = [i for i in fitting if self._people[i].gender == gender]
        return (
            same
            if len(same) == 1
            else [i for i in fitting if self.gender(i) in ("", gender)] or list(fitting)
        )

    def _alone(self, parts: tuple[str, ...]) -> int:
        return self._made_once(tuple(sound(part) for part in parts), Person(lone=True))

    def _family(self, name: PersonName) -> int:
        """``les Dubois`` are nobody of that name; where only one is named, they are counted as his."""
        fitting = self._candidates(name.parts)
        if len(fitting) < 2:
            return self._choose(name)
        return self._made_once(("", *name.parts), Person())

    def _made_once(self, parts: tuple[str, ...], person: Person) -> int:
        """The number of the person without a full name that goes by these words, made at their first mention."""
        known = (parts, person.rivals)
        if known not in self._made:
            self._people.append(person)
            self._made[known] = len(self._people) - 1
        return self._made[known]


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
    """Who has been spoken of so far, how often, and where last; whom a short name has meant so far."""

    people: list[Person]
    position: int = 0
    counts: Counter[int] = field(default_factory=Counter[int])
    last: dict[int, tuple[int, int]] = field(default_factory=dict[int, tuple[int, int]])
    habits: dict[tuple[str, ...], Counter[int]] = field(default_factory=dict[tuple[str, ...], Counter[int]])
    timeline: list[tuple[int, int, int]] = field(default_factory=list[tuple[int, int, int]])
    totals: Counter[int] = field(default_factory=Counter[int])

    def __post_init__(self) -> None:
        for number, person in enumerate(self.people):
            self.timeline.extend((name, number, paragraph) for name, paragraph in person.seen)
            self.totals[number] = len(person.seen)
        self.timeline.sort()

    def advance(self, index: int) -> None:
        """Take in all full names before the name ``index``."""
        while self.position < len(self.timeline) and self.timeline[self.position][0] < index:
            name, person, paragraph = self.timeline[self.position]
            self._note(person, name, paragraph)
            self.position += 1

    def mention(self, person: int, name: PersonName) -> None:
        """Take in a short name that was just decided."""
        self._note(person, name.index, name.paragraph)
        if not self.people[person].rivals:
            self.habits.setdefault(name.parts, Counter())[person] += 1

    def _note(self, person: int, name: int, paragraph: int) -> None:
        self.counts[person] += 1
        self.last[person] = (name, paragraph)

    def most_spoken_of(self, candidates: Sequence[int], name: PersonName) -> int | None:
        """The candidate that a reader would take; ``None`` where two are as near."""
        before = [i for i in candidates if i in self.last]
        if not before:
            return _dominant(candidates, self.totals)
        if len(before) == 1:
            return before[0]
        usual = self._usual(before, name)
        return self._last_spoken_of(before, name) if usual is None else usual

    def _usual(self, before: Sequence[int], name: PersonName) -> int | None:
        """Whom this short name has meant all along, unless another was named in these lines."""
        habit = self.habits.get(name.parts, Counter[int]())
        usual = max(before, key=lambda i: habit[i])
        others = [i for i in before if i != usual]
        if not habit[usual] or any(habit[i] for i in others):
            return None
        since = [i for i in others if self.last[i][0] > self.last[usual][0]]
        if habit[usual] >= _HABIT:
            since = [i for i in since if self.last[i][1] == name.paragraph]
        return None if since else usual

    def _last_spoken_of(self, before: Sequence[int], name: PersonName) -> int | None:
        latest = max(before, key=lambda i: self.last[i][0])
        others = [i for i in before if i != latest]
        if all(self.counts[latest] > self.counts[i] for i in others):
            return latest
        near = self.last[latest][1] >= name.paragraph - 1
        if near and all(self.last[i][1] < self.last[latest][1] for i in others):
            return latest
        most = max(before, key=lambda i: self.counts[i])
        if all(self.counts[most] >= 3 * self.counts[i] for i in before if i != most):
            return most
        return None


def _dominant(candidates: Sequence[int], counts: Mapping[int, int]) -> int | None:
    """The candidate that counts twice as much as any other."""
    if not candidates:
        return None
    best = max(candidates, key=lambda i: counts.get(i, 0))
    others = [counts.get(i, 0) for i in candidates if i != best]
    return best if counts.get(best, 0) >= _DOMINANT * max(others, default=0) and counts.get(best, 0) else None


def join_nicknames(people: Sequence[Person], pairs: Iterable[tuple[int, int]]) -> list[Person]:
    """The persons after the text said that two names are one's; ``pairs`` are numbers of names.

    Ambiguous people are never merged.
    """
    owner = {name: number for number, person in enumerate(people) for name in person.names}
    parents = list(range(len(people)))
    for one, other in pairs:
        first, second = sorted((_root(parents, owner[one]), _root(parents, owner[other])))
        if first == second or people[first].rivals or people[second].rivals:
            continue
        people[first].names += people[second].names
        people[first].genders += people[second].genders
        parents[second] = first
    moved = [_root(parents, number) for number in range(len(parents))]
    for person in people:
        person.names.sort()
    kept = [number for number in range(len(people)) if moved[number] == number]
    place = {old: new for new, old in enumerate(kept)}
    for person in people:
        person.rivals = tuple(sorted({place[moved[rival]] for rival in person.rivals}))
    return [people[number] for number in kept]


def _root(parents: list[int], number: int) -> int:
    """The person that a number stands for after all joins; the way there is shortened."""
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number
