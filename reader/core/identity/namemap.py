"""The names of one article by place: who stands before, behind and inside a stretch of text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from reader.core.identity.gazetteer import Gazetteer
from reader.core.identity.mentions import Name
from reader.core.records import Article, Span

_ISO = "iso:"


def lands_meet(one: Iterable[str], other: Collection[str]) -> bool:
    """Whether two sets of codes may mean one land: a region and its country do, two regions do not."""
    return any(
        mine == theirs or mine.startswith(theirs + "-") or theirs.startswith(mine + "-")
        for mine in one
        for theirs in other
    )


class NameMap:
    """Look-ups by offset; ``group_of`` tells the group of a person's name, ``places`` the names of a group."""

    def __init__(
        self, article: Article, names: Sequence[Name], group_of: Mapping[int, int], gazetteer: Gazetteer
    ) -> None:
        self.text = article.text
        self.names = names
        self.group_of = group_of
        self.places: dict[int, list[int]] = {}
        for name, group in sorted(group_of.items()):
            self.places.setdefault(group, []).append(name)
        self._starts = [name.span.start for name in names]
        self._gazetteer = gazetteer

    def index(self, place: int) -> int:
        """The number of the first name that begins at or after a place; how many begin before it."""
        return bisect_left(self._starts, place)

    def at(self, place: int) -> Name | None:
        """The name that begins exactly at a place."""
        number = self.index(place)
        if number < len(self.names) and self._starts[number] == place:
            return self.names[number]
        return None

    def covers(self, place: int) -> bool:
        """Whether a place lies inside a name."""
        number = self.index(place + 1) - 1
        return number >= 0 and place < self.names[number].span.end

    def from_place(self, place: int, limit: int) -> Iterator[int]:
        """The numbers of the names that begin in ``place`` … ``limit``, in order."""
        number = self.index(place)
        while number < len(self.names) and self._starts[number] < limit:
            yield number
            number += 1

    def people_before(self, place: int, distance: int) -> Iterator[int]:
        """The numbers of the persons' names that end before a place, nearest first, no farther than ``distance``."""
        number = self.index(place) - 1
        while number >= 0 and place - self.names[number].span.end <= distance:
            if number in self.group_of and self.names[number].span.end <= place:
                yield number
            number -= 1

    def land_in(self, span: Span) -> tuple[str, Span | None]:
        """The ISO code of the country or region that is named in a range, and where; empty where none is."""
        for number in self.from_place(span.start, span.end):
            name = self.names[number]
            places = self._gazetteer.find(name.text) if name.entity_type == "LOC" else ()
            if name.span.end <= span.end and places and places[0].id.startswith(_ISO):
                return places[0].id.removeprefix(_ISO), name.span
        return "", None

    def last_before(self, group: int, place: int) -> int | None:
        """The number of a group's last name that begins before a place."""
        names = self.places[group]
        found = bisect_left(names, self.index(place))
        return names[found - 1] if found else None

    def first_after(self, group: int, place: int) -> int | None:
        """The number of a group's first name that begins at or after a place."""
        names = self.places[group]
        found = bisect_left(names, self.index(place))
        return names[found] if found < len(names) else None
