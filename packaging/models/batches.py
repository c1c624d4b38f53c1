"""Examples to numbers: windows of pieces, a tag for each unit's first piece, batches of like length."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from corpus import Example, Passage
from mixture import Part
from torch import Tensor

from reader.nlp.tagger.tokenizer import BOS, EOS, PAD, Tokenizer

_IGNORED = -100
_WINDOW = 254
"""Longer than what the program reads at once, so that much is learnt of neighbours."""
_POOL = 1_000
_ALONE = 0.12
"""How often a window ends before it is full."""


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces with begin and end mark, and for each the number of its tag, or -100 inside a unit."""

    pieces: tuple[int, ...]
    tags: tuple[int, ...]
    head: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows padded to one length: (batch, length) each, ``heads`` (batch,)."""

    pieces: Tensor
    mask: Tensor
    tags: Tensor
    heads: Tensor


def windows(
    passage: Passage, tokenizer: Tokenizer, tag_numbers: dict[str, int], head: int, rng: random.Random
) -> Iterator[Window]:
    """The windows of some paragraphs in a row: as many of them together as fit, as the program reads them.

    Now and then one is cut early, so that the model also knows lines that stand alone.
    """
    pieces, tags = [BOS], [_IGNORED]
    for example in passage:
        for part, own in _parts(example, tokenizer, tag_numbers):
            if len(pieces) > 1 and (len(pieces) + len(part) > _WINDOW or rng.random() < _ALONE):
                yield Window(tuple(pieces), tuple(tags), head)
                pieces, tags = [BOS], [_IGNORED]
            pieces += [*part, EOS]
            tags += [*own, _IGNORED]
    if len(pieces) > 1:
        yield Window(tuple(pieces), tuple(tags), head)


def _parts(
    example: Example, tokenizer: Tokenizer, tag_numbers: dict[str, int]
) -> Iterator[tuple[Sequence[int], list[int]]]:
    """The pieces of a paragraph and their tags; what no window holds is cut between units."""
    encoded = tokenizer.encode(example.text)
    tags = _unit_tags(example, encoded.units, tag_numbers)
    ends = (*encoded.first[1:], len(encoded.pieces))
    start = 0
    while start < len(tags):
        end = start + 1
        while end < len(tags) and ends[end] - encoded.first[start] <= _WINDOW:
            end += 1
        base = encoded.first[start]
        row = [_IGNORED] * (ends[end - 1] - base)
        for unit in range(start, end):
            row[encoded.first[unit] - base] = tags[unit]
        yield encoded.pieces[base : ends[end - 1]], row
        start = end


def _unit_tags(example: Example, units: Sequence[tuple[int, int]], numbers: dict[str, int]) -> list[int]:
    tags = [0] * len(units)
    names = iter(example.names)
    name = next(names, None)
    begun = False
    for row, (start, end) in enumerate(units):
        while name is not None and name[1] <= start:
            name, begun = next(names, None), False
        if name is not None and start < name[1] and end > name[0]:
            tags[row] = numbers[("I-" if begun else "B-") + name[2]]
            begun = True
    return tags


def batches(found: list[Window], pieces: int, rng: random.Random) -> list[Batch]:
    """Shuffled batches of at most about ``pieces`` pieces, padding included."""
    order = sorted(found, key=lambda window: len(window.pieces) + rng.random() * 8)
    groups: list[list[Window]] = [[]]
    for window in order:
        if (len(groups[-1]) + 1) * len(window.pieces) > pieces and groups[-1]:
            groups.append([])
        groups[-1].append(window)
    rng.shuffle(groups)
    return [_padded(group) for group in groups if group]


def _padded(group: Sequence[Window]) -> Batch:
    length = max(len(window.pieces) for window in group)
    pieces = torch.full((len(group), length), PAD)
    tags = torch.full((len(group), length), _IGNORED)
    mask = torch.zeros(len(group), length)
    for row, window in enumerate(group):
        size = len(window.pieces)
        pieces[row, :size] = torch.tensor(window.pieces)
        tags[row, :size] = torch.tensor(window.tags)
        mask[row, :size] = 1
    return Batch(pieces, mask, tags, torch.tensor([window.head for window in group]))


def endless(
    parts: Sequence[Part],
    change: Callable[[Passage], Passage],
    tokenizer: Tokenizer,
    tag_numbers: dict[str, int],
    pieces: int,
    rng: random.Random,
) -> Iterator[Batch]:
    """Batches without end; every copy of a passage is worded anew."""
    while True:
        pool = [
            (passage, part.head) for part in parts for passage in _copies(part.passages, part.copies, rng)
        ]
        rng.shuffle(pool)
        for start in range(0, len(pool), _POOL):
            found = [
                window
                for passage, head in pool[start : start + _POOL]
                for window in windows(change(passage), tokenizer, tag_numbers, head, rng)
            ]
            yield from batches(found, pieces, rng)


def _copies(rows: list[Passage], copies: float, rng: random.Random) -> list[Passage]:
    whole, rest = divmod(copies, 1)
    return rows * int(whole) + rng.sample(rows, int(len(rows) * rest))
