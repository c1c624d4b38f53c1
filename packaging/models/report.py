"""How good a finished model is: precision, recall and F for each type and test, as Markdown and JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus import TYPES, Example

from reader.nlp.tagger import Tagger

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


def measure(tagger: Tagger, examples: list[Example]) -> dict[str, Figure]:
    """Exact spans and types, once articles, titles and marks are trimmed; ``ALL`` is PER, LOC and ORG."""
    hit, found, gold = Counter[str](), Counter[str](), Counter[str]()
    tagged = tagger.tag([example.text for example in examples])
    for example, names in zip(examples, tagged, strict=True):
        wanted = {_trimmed(example.text, *name) for name in example.names}
        given = {_trimmed(example.text, start, end, label) for start, end, label, _ in names}
        for counter, group in ((hit, wanted & given), (found, given), (gold, wanted)):
            counter.update(label for _, _, label in group)
            counter["ALL"] += sum(label in _SCORED for _, _, label in group)
    return {label: Figure(hit[label], found[label], gold[label]) for label in (*TYPES, "ALL")}


def _trimmed(text: str, start: int, end: int, label: str) -> tuple[int, int, str]:
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


def write(results: dict[str, dict[str, Figure]], minutes: float, folder: Path) -> str:
    """Write ``report.json`` and ``report.md`` into ``folder``; returns the Markdown."""
    rows = [f"| {test} | " + " | ".join(_cells(figures)) + " |" for test, figures in results.items()]
    head = "| test | " + " | ".join(f"{label} P/R/F" for label in (*_SCORED, "ALL", "MISC")) + " |"
    text = "\n".join([head, "|---" * 6 + "|", *rows, "", f"Training and export took {minutes:.0f} minutes."])
    (folder / "report.md").write_text(text + "\n", encoding="utf-8")
    data = {
        test: {
            label: {"p": f.precision, "r": f.recall, "f": f.f, "gold": f.gold} for label, f in figures.items()
        }
        for test, figures in results.items()
    }
    (folder / "report.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    return text


def _cells(figures: dict[str, Figure]) -> Iterable[str]:
    for label in (*_SCORED, "ALL", "MISC"):
        f = figures[label]
        yield f"{100 * f.precision:.1f}/{100 * f.recall:.1f}/**{100 * f.f:.1f}** ({f.gold})"
