"""What is asked of a window: its quotations, descriptions and pronouns, the names that may answer, how they lie."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.core.records import Article, Entity, MentionKind, Span
from reader.nlp.resolver.pieces import HEADINGS, Pieces, Window
from reader.nlp.resolver.references import Reference
from reader.nlp.tagger.tokenizer import BOS

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

_INSIDE, _OPENS, _CLOSES = 1, 2, 3
_HEADING = 4
_NAMES = {"PER": 5, "LOC": 7, "ORG": 9}
_PHRASE, _PRONOUN = 11, 13
MARKS = 14
"""Rows of the table of marks; row 0 means nothing."""
COLUMNS = 3
"""Marks of each piece: its quotation, its block, its mention."""
FEATURES = 25
_TYPES = ("PER", "ORG", "LOC")
_GENDERS = {"": 0, "m": 1, "f": 2}


@dataclass(frozen=True, slots=True)
class Places:
    """Ranges of a window, a row each. ``first`` and ``last`` count in the window, ``start`` and ``end`` in the article.

    ``number`` is the row of what it belongs to: a quotation, a reference, an entity.
    """

    number: Numbers
    first: Numbers
    last: Numbers
    start: Numbers
    end: Numbers

    def __len__(self) -> int:
        return len(self.number)


@dataclass(frozen=True, slots=True)
class Questions:
    """One window as arrays. ``names`` has the number of an entity in ``entities``, numbers of the article's list.

    ``own_quotes`` and ``own_references`` are true for what this window answers. ``features`` by pair of kinds have
    shape (rows, columns, ``FEATURES``).
    """

    pieces: Numbers
    marks: Numbers
    quotes: Places
    references: Places
    names: Places
    entities: Numbers
    own_quotes: NDArray[np.bool_]
    own_references: NDArray[np.bool_]
    pronouns: NDArray[np.bool_]
    people: NDArray[np.bool_]
    quote_names: Floats
    quote_references: Floats
    reference_names: Floats


class _Ranges:
    """Numbered ranges of an article by place; what is not read is left out. ``rows`` are (number, first, last)."""

    def __init__(self, found: Iterable[tuple[int, tuple[int, int] | None]]) -> None:
        rows = [(number, *span) for number, span in found if span is not None]
        self.rows = sorted(rows, key=lambda row: (row[1], row[2], row[0]))
        self._firsts = [first for _, first, _ in self.rows]

    def of(self, window: Window) -> Places:
        """Those that lie wholly in a window."""
        table: list[tuple[int, int, int, int, int]] = []
        for part in (range(window.head), window.body):
            low, high = bisect_left(self._firsts, part.start), bisect_left(self._firsts, part.stop)
            table += [
                (number, window.row(first), window.row(last), first, last)
                for number, first, last in self.rows[low:high]
                if last in part
            ]
        return Places(*np.array(table, np.int64).reshape(-1, 5).T)


class Asker:
    """Makes the questions of one article's windows."""

    def __init__(
        self,
        article: Article,
        pieces: Pieces,
        quotes: Sequence[Span],
        references: Sequence[Reference],
        entities: Sequence[Entity],
        genders: Mapping[str, str],
    ) -> None:
        self._article = article
        self._pieces = pieces
        self._quotes = _Ranges(enumerate(pieces.within(span) for span in quotes))
        self._references = _Ranges(enumerate(pieces.within(reference.span) for reference in references))
        self._pronoun = np.array([reference.pronoun for reference in references], bool)
        self._reference_gender = _coded(reference.gender for reference in references)
        self._names = _Ranges(
            (number, pieces.within(mention.span))
            for number, entity in enumerate(entities)
            for mention in entity.mentions
            if mention.kind is MentionKind.NAME
        )
        self._types = np.array([_type(entity) for entity in entities], np.int64)
        self._gender = _coded(genders.get(entity.id, "") for entity in entities)
        counts = Counter(number for number, _, _ in self._names.rows)
        self._counts = np.array([counts[number] for number in range(len(entities))], np.float32)
        self._first = {number: first for number, first, _ in reversed(self._names.rows)}
        people = [n for number, n in counts.items() if self._types[number] == 0]
        self._most = max(people, default=0)
        self._blocks = np.array(pieces.blocks, np.int64)
        self._inside = np.array(pieces.quotes, np.int64)
        self._heading = np.array([article.blocks[row].kind in HEADINGS for row in pieces.blocks], bool)
        self._headings = np.concatenate([[0], np.cumsum(_begins(self._blocks, self._heading))])

    def ask(self, window: Window) -> Questions:
        """The questions of one window."""
        quotes, references, names = (
            ranges.of(window) for ranges in (self._quotes, self._references, self._names)
        )
        entities, numbers = np.unique(names.number, return_inverse=True)
        kinds = self._types[names.number] if len(names) else np.zeros(0, np.int64)
        described = self._described(references)
        return Questions(
            np.array([BOS, *(self._pieces.ids[place] for place in window.places)]),
            self._marks(window, quotes, references, names),
            quotes,
            references,
            Places(numbers.astype(np.int64), names.first, names.last, names.start, names.end),
            entities.astype(np.int64),
            np.isin(quotes.end, window.core),
            np.isin(references.start, window.core),
            self._pronoun[references.number] if len(references) else np.zeros(0, bool),
            self._types[entities] == 0 if len(entities) else np.zeros(0, bool),
            self._pairs(quotes, None, names, self._named(names, kinds), kinds == 0),
            self._pairs(quotes, None, references, described, np.zeros(len(references), bool)),
            self._pairs(references, self._reference_gender, names, self._named(names, kinds), kinds == 0),
        )

    def _marks(self, window: Window, quotes: Places, references: Places, names: Places) -> Numbers:
        """The rows of the table of marks for each piece, shape (pieces, ``COLUMNS``)."""
        marks = np.zeros((len(window.places) + 1, COLUMNS), np.int64)
        places = np.array(window.places, np.int64)
        inside = self._inside[places] >= 0
        marks[1:, 0] = np.where(inside, _INSIDE, 0)
        marks[quotes.first, 0] = _OPENS
        marks[quotes.last, 0] = _CLOSES
        marks[1:, 1] = np.where(self._heading[places], _HEADING, 0)
        for row in range(len(references)):
            pronoun = self._pronoun[references.number[row]]
            marks[references.first[row] : references.last[row] + 1, 2] = _PRONOUN if pronoun else _PHRASE + 1
            marks[references.first[row], 2] = _PRONOUN if pronoun else _PHRASE
        for row in range(len(names)):
            mark = tuple(_NAMES.values())[(0, 2, 1)[self._types[names.number[row]]]]
            marks[names.first[row] : names.last[row] + 1, 2] = mark + 1
            marks[names.first[row], 2] = mark
        return marks

    def _named(self, names: Places, kinds: Numbers) -> Floats:
        """What is known of names by themselves, shape (names, 8): type, count, standing, gender."""
        if not len(names):
            return np.zeros((0, 8), np.float32)
        counts = self._counts[names.number]
        first = np.array([self._first[number] for number in names.number])
        columns = [*(kinds == number for number in range(3)), np.log1p(counts) / 2]
        columns += [(counts == self._most) & (kinds == 0), first == names.start]
        return np.stack([*columns, self._gender[names.number], names.number], 1).astype(np.float32)

    def _described(self, references: Places) -> Floats:
        """The same for descriptions and pronouns, which are of no entity yet."""
        table = np.zeros((len(references), 8), np.float32)
        if len(references):
            table[:, 1] = self._pronoun[references.number]
            table[:, 6] = self._reference_gender[references.number]
            table[:, 7] = -1
        return table

    def _pairs(
        self,
        asked: Places,
        genders: Numbers | None,
        answers: Places,
        known: Floats,
        people: NDArray[np.bool_],
    ) -> Floats:
        """How each answer lies to what is asked, and what it is; shape (asked, answers, ``FEATURES``)."""
        table = np.zeros((len(asked), len(answers), FEATURES), np.float32)
        if not table.size:
            return table
        start, end = asked.start[:, None], asked.end[:, None]
        before, behind = answers.end[None] < start, answers.start[None] > end
        distance = np.where(before, start - answers.end[None], np.where(behind, answers.start[None] - end, 0))
        near = np.log1p(distance) / 5
        blocks, quotes = self._blocks, self._inside
        own, last, theirs = (
            blocks[asked.start][:, None],
            blocks[asked.end][:, None],
            blocks[answers.start][None],
        )
        quoted = quotes[answers.start]
        inside = quotes[asked.start][:, None]
        between = self._headings[np.maximum(start, answers.start[None])]
        between = between - self._headings[np.minimum(start, answers.start[None]) + 1]
        columns = [
            before, behind, near * before, near * behind,
            before & (distance <= 3), behind & (distance <= 3),
            before & (distance <= 12), behind & (distance <= 12),
            theirs == own, theirs == last, theirs == own - 1,
            np.broadcast_to(quoted >= 0, table.shape[:2]), (quoted[None] == inside) & (inside >= 0),
            np.broadcast_to(self._heading[answers.start], table.shape[:2]), between > 0,
            _nearest(before & (quoted < 0)[None] & people[None], distance),
            _ranks(distance, known[:, 7]),
        ]  # fmt: skip
        table[:, :, :17] = np.stack(columns, 2)
        table[:, :, 17:23] = known[None, :, :6]
        if genders is not None:
            mine, other = genders[asked.number][:, None], known[None, :, 6]
            table[:, :, 23] = (mine == other) & (mine > 0)
            table[:, :, 24] = (mine != other) & (mine > 0) & (other > 0)
        return table


def _type(entity: Entity) -> int:
    return _TYPES.index(entity.entity_type) if entity.entity_type in _TYPES else 2


def _coded(genders: Iterable[str]) -> Numbers:
    return np.array([_GENDERS[gender] for gender in genders], np.int64)


def _begins(blocks: Numbers, heading: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where a block begins that is a heading."""
    return heading & np.concatenate([[True], blocks[1:] != blocks[:-1]])[: len(blocks)]


def _nearest(fitting: NDArray[np.bool_], distance: Numbers) -> NDArray[np.bool_]:
    """In each row the fitting one with the least distance."""
    far = np.where(fitting, distance, 1 << 30)
    return fitting & (far == far.min(1, keepdims=True))


def _ranks(distance: Numbers, entities: Floats) -> Floats:
    """For each pair one over the rank of the answer's entity by its nearest mention."""
    numbers, row = np.unique(entities, return_inverse=True)
    nearest = np.full((len(distance), len(numbers)), 1 << 30)
    for column, entity in enumerate(row):
        nearest[:, entity] = np.minimum(nearest[:, entity], distance[:, column])
    order = nearest.argsort(1, kind="stable").argsort(1, kind="stable")
    return (1 / (1 + order[:, row])).astype(np.float32)
