"""Articles of any length for the benchmarks, made from the founding article's paragraphs."""

from __future__ import annotations

import random
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOUNDING = ROOT / "seeds" / "kim-poutine.txt"


def article_text(words: int, seed: int = 1) -> str:
    """About ``words`` words: whole paragraphs in a shuffled order, the first line left out."""
    lines = [line for line in FOUNDING.read_text(encoding="utf-8").splitlines() if len(line) > 40][1:]
    rng = random.Random(seed)
    chosen: list[str] = []
    count = 0
    while count < words:
        rng.shuffle(lines)
        for line in lines:
            chosen.append(line)
            count += len(line.split())
    return "\n\n".join(chosen) + "\n"


def line(name: str, value: float, unit: str, note: str = "") -> None:
    """One figure of the report."""
    print(f"  {name:<58} {value:>10.1f} {unit:<8} {note}".rstrip(), flush=True)
