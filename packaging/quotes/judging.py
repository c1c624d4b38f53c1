"""What a run of the attribution gets right on a marked article, counted as the shared scorer counts it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from examples import Case
from gold import trimmed

from reader.core.records import Quote

SURE_PRECISION = 0.95


@dataclass(frozen=True, slots=True)
class Verdict:
    """One quotation: what gold says of it, what was given, and how sure that was."""

    article: str
    wanted: bool
    given: bool
    right: bool
    score: float
    told: bool | None
    """Whether speech was rightly told from no speech; ``None`` where gold has no such quotation."""


def verdicts(name: str, case: Case, quotes: Iterable[Quote]) -> Iterator[Verdict]:
    """The verdicts on all quotations of an article, those that were not found among them."""
    left = dict(case.gold.quotes)
    for quote in quotes:
        gold = left.pop(trimmed(case.gold.text, quote.span), None)
        entity = quote.speaker.entity if quote.speech and quote.speaker is not None else None
        wanted = gold is not None and gold.speech and gold.speaker is not None
        right = wanted and entity is not None and case.stands.get(gold.speaker) == entity
        told = None if gold is None else gold.speech == quote.speech
        score = quote.speaker.score if quote.speaker is not None else 0.0
        yield Verdict(name, wanted, entity is not None, right, score, told)
    for gold in left.values():
        yield Verdict(name, gold.speech and gold.speaker is not None, False, False, 0.0, None)


def sure_from(found: Sequence[tuple[float, bool]], precision: float = SURE_PRECISION) -> float:
    """The lowest score from which on at least ``precision`` of the answers are right; 1 where there is none."""
    best, right = 1.0, 0
    for number, (score, good) in enumerate(sorted(found, reverse=True), 1):
        right += good
        if right >= precision * number:
            best = score
    return best


def summary(found: Sequence[Verdict], sure: float) -> str:
    """One line: accuracy, precision, precision and share of the sure ones, speech."""
    wanted = sum(v.wanted for v in found)
    given = [v for v in found if v.given]
    certain = [v for v in given if v.score >= sure]
    told = [v.told for v in found if v.told is not None]
    right = sum(v.right for v in given)
    return (
        f"speakers {_share(right, wanted)} of {wanted}, precision {_share(right, len(given))}, "
        f"sure {_share(sum(v.right for v in certain), len(certain))} (share {_share(len(certain), len(given))}), "
        f"speech {_share(sum(told), len(told))} of {len(told)}"
    )


def reliability(found: Iterable[Verdict]) -> str:
    """Per tenth of the score: how many answers, their mean score, and the share that is right."""
    bins: dict[int, list[Verdict]] = defaultdict(list)
    for verdict in found:
        if verdict.given:
            bins[min(9, int(verdict.score * 10))].append(verdict)
    rows = [
        f"| {tenth / 10:.1f}–{tenth / 10 + 0.1:.1f} | {len(rows)} | {sum(v.score for v in rows) / len(rows):.2f} | "
        f"{sum(v.right for v in rows) / len(rows):.2f} |"
        for tenth, rows in sorted(bins.items())
    ]
    return "\n".join(["| score | answers | mean score | right |", "|---|---|---|---|", *rows])


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "none"
