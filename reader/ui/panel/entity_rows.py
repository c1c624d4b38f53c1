"""The rows of the Entities tab, as numbers in a tree: sections, entities, mentions in portions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from reader.core.listing import Section
from reader.core.records import Entity

PORTION = 100
"""Mentions are listed in portions: a book's hero has thousands, and a tree asks for the height of each."""


class Kind(IntEnum):
    """What a row is."""

    SECTION = 0
    ENTITY = 1
    MENTION = 2
    MORE = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its kind, its place among its siblings, its parent's number (-1: none), what it shows."""

    kind: Kind
    place: int
    parent: int
    section: Section
    entity: Entity | None = None
    children: list[int] = field(default_factory=list[int])


class EntityRows:
    """Rows by number, in the order in which they were made; ``roots`` are the sections."""

    def __init__(self, sections: Iterable[Section] = ()) -> None:
        self._rows: list[Row] = []
        self._entities: dict[str, int] = {}
        self.roots: list[int] = []
        for place, section in enumerate(sections):
            self.roots.append(self._add_section(place, section))

    def __getitem__(self, number: int) -> Row:
        return self._rows[number]

    def entity(self, entity_id: str) -> int | None:
        """The number of an entity's row; ``None`` where it has none."""
        return self._entities.get(entity_id)

    def listed(self, number: int) -> int:
        """How many mentions of an entity have a row."""
        children = self._rows[number].children
        more = bool(children) and self._rows[children[-1]].kind is Kind.MORE
        return len(children) - more

    def following(self, number: int) -> range:
        """The mentions that the next portion would list."""
        row, listed = self._rows[number], self.listed(number)
        total = len(row.entity.mentions) if row.entity else 0
        return range(listed, min(listed + PORTION, total))

    def list_more(self, number: int) -> None:
        """Give an entity rows for its next mentions, and one that says how many are left."""
        row, portion = self._rows[number], self.following(number)
        assert row.entity is not None
        for place in portion:
            self._add(Row(Kind.MENTION, place, number, row.section, row.entity))
        if portion.stop < len(row.entity.mentions):
            self._add(Row(Kind.MORE, portion.stop, number, row.section, row.entity))

    def drop_more(self, number: int) -> None:
        """Take the row away that says how many are left."""
        self._rows[number].children.pop()

    def _add_section(self, place: int, section: Section) -> int:
        number = len(self._rows)
        self._rows.append(Row(Kind.SECTION, place, -1, section))
        for line, entity in enumerate(section.entities):
            made = self._add(Row(Kind.ENTITY, line, number, section, entity))
            self._entities[entity.id] = made
            self.list_more(made)
        return number

    def _add(self, row: Row) -> int:
        number = len(self._rows)
        self._rows.append(row)
        self._rows[row.parent].children.append(number)
        return number
