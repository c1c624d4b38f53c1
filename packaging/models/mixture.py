"""What the model learns from: every annotated source, how often it counts in an epoch, and what is held out.

Sources are balanced by hand so that the few regional articles are not drowned by the many of Wikinews.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import folds
from corpus import Passage, read_gold, read_jsonl
from folds import fold_of

OURS, LITERAL = 0, 1
"""Heads of the network: our own guidelines, and the literal types of the Sequoia corpus."""

HERE = Path(__file__).resolve().parent

PRESS = {
    "winer-2016": 1.0,
    "winer-2017": 1.0,
    "winer-2018": 2.0,
    "wikinews2012": 2.0,
    "frwikinews2005": 1.5,
    "estrepublicain": 4.0,
    "ntrex": 2.0,
    "en": 2.0,
    "own-regional": 2.0,
    "own": 1.0,
}
"""Copies an epoch of each source of annotated press."""

OTHERS = (("own-*", 1.0), ("names-*", 0.5))
"""Copies an epoch of the invented texts of `data/`."""


@dataclass(frozen=True, slots=True)
class Part:
    """Texts, how often each counts in an epoch, and the head whose conventions they follow."""

    passages: list[Passage]
    copies: float
    head: int


def source_of(name: str) -> str:
    """The source of an article by its name; of the invented ones, the regional apart."""
    if name.startswith("own-regional"):
        return "own-regional"
    return folds.source_of(name)


def articles(data: Path) -> Iterator[tuple[str, Path]]:
    """The name and file of every annotated article of the press, French and English."""
    for folder in ("news-gold", "news-own", "news-gold-en"):
        for file in sorted((data / folder).glob("*.gold.txt")):
            yield file.name.removesuffix(".gold.txt"), file


def training(data: Path, held_out: int | None) -> list[Part]:
    """All that is learnt from, without the articles of the fold ``held_out``."""
    by_source: dict[str, list[Passage]] = {}
    for name, file in articles(data):
        if fold_of(name) != held_out:
            source = source_of(name)
            by_source.setdefault(source, []).append(read_gold(file, source))
    press = [Part(rows, PRESS[source], OURS) for source, rows in sorted(by_source.items())]
    invented = [Part(_invented(pattern), copies, OURS) for pattern, copies in OTHERS]
    web = Part(read_jsonl(data / "ner" / "web_wiki.jsonl", "web_wiki"), 1.5, OURS)
    literal = [
        Part(read_jsonl(data / "ner" / f"{name}.jsonl", name), 1.0, LITERAL)
        for name in ("sequoia_frwiki", "sequoia_europar")
    ]
    return [*press, *invented, web, *literal]


def held_out_articles(data: Path, held_out: int) -> dict[str, list[Path]]:
    """The articles of one fold by source."""
    found: dict[str, list[Path]] = {}
    for name, file in articles(data):
        if fold_of(name) == held_out:
            found.setdefault(source_of(name), []).append(file)
    return found


def _invented(pattern: str) -> list[Passage]:
    files = sorted((HERE / "data").glob(f"{pattern}.gold.txt"))
    return [read_gold(file, "own") for file in files]
