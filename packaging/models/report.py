"""How good a finished model is: precision, recall and F for each type and test, as Markdown and JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import TYPES, Passage

from reader.nlp.tagger import TaggedSpan, Tagger

_SCORED = ("PER", "LOC", "ORG")
_EDGE = " .,;:!?…()[]«»“”\"'’–—-"
_LEAD = re.compile(r"(?:(?:le|la|les|un|une|du|des|de|au|aux|M\.|Mme|MM\.|Me|Dr)\s+|[ld]['’])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """Counts of one type on one test."""

    hit: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        return self.hit / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def measure(tagger: Tagger, passages: list[Passage]) -> dict[str, Figure]:
    """Exact spans and types, once articles, titles and marks are trimmed; ``ALL`` is PER, LOC and ORG."""
    hit, found, gold = Counter[str](), Counter[str](), Counter[str]()
    tagged = (
        (row, names) for rows in passages for row, names in zip(rows, _tagged(tagger, rows), strict=True)
    )
    for example, names in tagged:
        wanted = {trimmed(example.text, *name) for name in example.names}
        given = {trimmed(example.text, name.start, name.end, name.entity_type) for name in names}
        for counter, group in ((hit, wanted & given), (found, given), (gold, wanted)):
            counter.update(label for _, _, label in group)
            counter["ALL"] += sum(label in _SCORED for _, _, label in group)
    return {label: Figure(hit[label], found[label], gold[label]) for label in (*TYPES, "ALL")}


def _tagged(tagger: Tagger, passage: Passage) -> list[list[TaggedSpan]]:
    return tagger.tag([example.text for example in passage])


def trimmed(text: str, start: int, end: int, label: str) -> tuple[int, int, str]:
    """A name without the articles, titles and marks at its edges, about which conventions differ."""
    while True:
        before = (start, end)
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
        lead = _LEAD.match(text, start, end)
        if lead and lead.end() < end:
            start = lead.end()
        if before == (start, end):
            return start, end, label


Results = Mapping[str, Mapping[str, Figure]]
Reliability = Sequence[tuple[float, float, int]]


def write(results: Results, reliability: Reliability, minutes: float, folder: Path) -> str:
    """Write ``report.json`` and ``REPORT.md`` into ``folder``; returns the Markdown.

    ``results`` hold for each test a figure by type and by source; ``reliability`` for each tenth of probability what
    was promised, what came true, and the number of names.
    """
    lines = ["# Names: figures on articles that were not learnt from", ""]
    lines += [f"| precision/recall/**F** (names) | {' | '.join((*_SCORED, 'all'))} |", "|---" * 5 + "|"]
    lines += [
        f"| {test} | {' | '.join(_cell(found[label]) for label in (*_SCORED, 'ALL'))} |"
        for test, found in results.items()
    ]
    sources = sorted({name for found in results.values() for name in found} - {*TYPES, "ALL"})
    lines += ["", f"| F (names) by source | {' | '.join(sources)} |", "|---" * (len(sources) + 1) + "|"]
    lines += [
        f"| {test} | {' | '.join(f'{100 * found[name].f:.1f} ({found[name].gold})' for name in sources)} |"
        for test, found in results.items()
        if all(name in found for name in sources)
    ]
    lines += ["", "| a shown name's probability | right | names |", "|---|---|---|"]
    lines += [f"| {promised:.3f} | {true:.3f} | {count} |" for promised, true, count in reliability]
    lines += ["", f"Training, measuring and export took {minutes:.0f} minutes.", ""]
    text = "\n".join(lines)
    (folder / "REPORT.md").write_text(text, encoding="utf-8")
    data = {test: {name: _row(figure) for name, figure in found.items()} for test, found in results.items()}
    (folder / "report.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    return text


def _row(figure: Figure) -> dict[str, float]:
    return {"p": figure.precision, "r": figure.recall, "f": figure.f, "gold": figure.gold}


def _cell(figure: Figure) -> str:
    return f"{100 * figure.precision:.1f}/{100 * figure.recall:.1f}/**{100 * figure.f:.1f}** ({figure.gold})"
