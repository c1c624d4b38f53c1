"""The training and test texts, each cut into paragraphs with their names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TYPES = ("PER", "LOC", "ORG", "MISC")
_MARK = re.compile(r"\[(PER|LOC|ORG|per|loc|org) [\w-]+\||\{(?:\?|-|=[^|{}]+|[\w-]+)\|")


@dataclass(frozen=True, slots=True)
class Example:
    """A paragraph; ``names`` are (start, end, type) in code points, in order and never overlapping."""

    text: str
    names: tuple[tuple[int, int, str], ...]
    corpus: str = ""


Passage = tuple[Example, ...]
"""Paragraphs that follow each other in one text."""


def read_jsonl(path: Path, corpus: str) -> list[Passage]:
    """One sentence a line, each from somewhere else: ``text`` and ``ents``."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [(Example(row["text"], _outermost(row["ents"]), corpus),) for row in rows]


def read_gold(path: Path, corpus: str) -> Passage:
    """The paragraphs of an article with in-line marks. Raises ``ValueError`` for unbalanced marks."""
    text, names = parse_gold(path.read_text(encoding="utf-8"))
    return tuple(_paragraphs(text, names, corpus))


def parse_gold(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text without its marks, and its named mentions."""
    out: list[str] = []
    length = place = 0
    stack: list[tuple[str, int, str | None]] = []
    names: list[tuple[int, int, str]] = []
    while place < len(marked):
        match = _MARK.match(marked, place)
        if match:
            stack.append(("]" if match[1] else "}", length, match[1]))
            place = match.end()
            continue
        char = marked[place]
        place += 1
        if stack and char == stack[-1][0]:
            _, start, label = stack.pop()
            if label and label.isupper():
                names.append((start, length, label))
            continue
        out.append(char)
        length += 1
    if stack:
        raise ValueError("a mark is not closed")
    return "".join(out), sorted(names)


def _paragraphs(text: str, names: list[tuple[int, int, str]], corpus: str) -> Iterator[Example]:
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        start, end = match.span()
        inside = [[s - start, e - start, t] for s, e, t in names if start <= s and e <= end]
        yield Example(match.group(), _outermost(inside), corpus)


def _outermost(names: list[list[int | str]]) -> tuple[tuple[int, int, str], ...]:
    """Names sorted, those inside or across another one left out."""
    kept: list[tuple[int, int, str]] = []
    for start, end, label in sorted(names, key=lambda n: (n[0], -int(n[1]))):
        if label in TYPES and (not kept or int(start) >= kept[-1][1]):
            kept.append((int(start), int(end), str(label)))
    return tuple(kept)
