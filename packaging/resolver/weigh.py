"""Fits how much network and rules each count and how sure their answers are, on articles unseen by both; reports.

Needs `readings.pickle` of the runs of `__main__.py` and the weights by fold of `packaging/quotes`. Writes the mixture
into the model's configuration and the report beside it.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[1:1] = [str(HERE.parent / "models"), str(HERE.parent / "quotes")]

from examples import Case, load_articles  # noqa: E402
from folds import fold_of, source_of  # noqa: E402
from gold import trimmed  # noqa: E402
from judging import Verdict, reliability, summary, sure_from, verdicts  # noqa: E402

from reader.core.records import MentionKind, Quote, Span  # noqa: E402
from reader.nlp.quotes import find_quotes, load_quote_data  # noqa: E402
from reader.nlp.quotes.attribution import Attribution, Choice  # noqa: E402
from reader.nlp.quotes.candidates import Candidate  # noqa: E402
from reader.nlp.quotes.weights import QuoteWeights, parse_model  # noqa: E402
from reader.nlp.resolver.mixture import (  # noqa: E402
    FLOOR,
    NOBODY,
    WORDS,
    Mixture,
    Standing,
    candidate_people,
    certainty,
    description_scores,
    description_traits,
    link_descriptions,
    speaker_scores,
    speaker_traits,
)
from reader.nlp.resolver.reading import Meaning, Reading  # noqa: E402

DATA = load_quote_data("fr")
_SMOOTH = 0.5
LINK_PRECISION = 0.92


@dataclass(frozen=True, slots=True)
class Said:
    """The candidates of a quotation, how each would stand, and the row of the right one, if there is one."""

    choices: Sequence[Choice]
    standings: Sequence[Standing]
    right: int | None

    @property
    def network(self) -> list[float]:
        """What the network says of each."""
        return [choice.network for choice in self.choices]

    @property
    def rules(self) -> list[float]:
        """What the rules say of each."""
        return [choice.rules for choice in self.choices]


class Recorder(Attribution):
    """Attributes an article and writes down what network and rules said, with the truth."""

    def __init__(self, case: Case, reading: Reading, weights: QuoteWeights, mixture: Mixture) -> None:
        spans = find_quotes(case.article, DATA)
        super().__init__(case.article, spans, case.entities, case.tokens, DATA, weights, reading, mixture)
        self._case, self._network = case, reading
        self.speech: list[tuple[float, float, bool]] = []
        self.speakers: list[Said] = []

    def is_speech(self, span: Span, features: Sequence[str]) -> tuple[bool, float]:
        gold = self._gold(span)
        read = self._network.quotes.get(span)
        if gold is not None and read is not None:
            self.speech.append((read.speech, self._weights.speech.score(features), gold.speech))
        return super().is_speech(span, features)

    def choices(self, span: Span, candidates: Sequence[Candidate], chances: Sequence[float]) -> list[Choice]:
        found = super().choices(span, candidates, chances)
        standings = [self.standing(span, choice) for choice in found]
        self.speakers.append(Said(found, standings, self._right(span, found)))
        return found

    def _gold(self, span: Span):  # noqa: ANN202
        return self._case.gold.quotes.get(trimmed(self._case.gold.text, span))

    def _right(self, span: Span, choices: Sequence[Choice]) -> int | None:
        """The row of the right candidate; ``None`` where there is none: no speech, or nobody knows."""
        gold = self._gold(span)
        if gold is None or not gold.speech:
            return None
        names = [choice.name for choice in choices]
        if gold.words is not None:
            return names.index(WORDS)
        wanted = self._case.stands.get(gold.speaker) if gold.speaker else None
        return names.index(wanted) if wanted in names else names.index(NOBODY)


def main() -> None:
    options = _options()
    cases = load_articles(options.cases)
    folds = json.loads(options.folds.read_text(encoding="utf-8"))
    weights = [QuoteWeights(parse_model(table["speech"]), parse_model(table["speaker"])) for table in folds]
    readings: dict[str, Reading] = {}
    for run in options.runs:
        readings |= pickle.loads((options.work / run / "readings.pickle").read_bytes())
    known = {
        name: (cases[name][1], reading, weights[fold_of(name.partition("/")[2])])
        for name, reading in sorted(readings.items())
        if not name.startswith(("news-gold-en/", "data/"))
    }
    mixture = fit(known)
    report = Report(known, mixture)
    print(report.text())
    if (options.out / "config.json").is_file():
        _write(options.out, mixture, report)


Known = Mapping[str, tuple[Case, Reading, QuoteWeights]]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=ROOT / "build" / "quotes" / "articles.pickle")
    parser.add_argument("--folds", type=Path, default=ROOT / "build" / "quotes" / "folds.json")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "resolver")
    parser.add_argument("--runs", nargs="+", default=["a", "b", "c"])
    parser.add_argument("--out", type=Path, default=ROOT / "resources" / "models" / "fr-resolver")
    return parser.parse_args()


def _write(folder: Path, mixture: Mixture, report: Report) -> None:
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config |= {"mixture": asdict(mixture), "sure": report.sure}
    path.write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    (folder / "REPORT.md").write_text(report.text(), encoding="utf-8")


# -- fitting ---------------------------------------------------------------------------------------


def fit(known: Known) -> Mixture:
    """The mixture that fits best: descriptions first; speakers twice, as who spoke before depends on it."""
    mixture = _with_descriptions(known, Mixture())
    linked = {
        name: (_linked(case, reading, mixture), reading, own) for name, (case, reading, own) in known.items()
    }
    for _ in range(2):
        recorders = [Recorder(case, reading, weights, mixture) for case, reading, weights in linked.values()]
        for recorder in recorders:
            recorder.run()
        told = [row for recorder in recorders for row in recorder.speech]
        said = [row for recorder in recorders for row in recorder.speakers]
        speech = _logistic([(network, rules, 1.0) for network, rules, _ in told], [row[2] for row in told])
        mixture = replace(mixture, speech=speech, speaker=_speaker_weights(said))
        mixture = replace(mixture, speaker_certainty=_speaker_certainty(said, mixture))
    return replace(mixture, nested=_nested(linked, mixture))


def _linked(case: Case, reading: Reading, mixture: Mixture) -> Case:
    return replace(case, entities=link_descriptions(case.entities, reading, mixture))


def _logistic(rows: Sequence[Sequence[float]], truth: Sequence[bool]) -> tuple[float, ...]:
    matrix, right = np.array(rows), np.array(truth, float)

    def loss(weights: np.ndarray) -> float:
        value = matrix @ weights
        return np.logaddexp(0, value).sum() - (right * value).sum() + _SMOOTH / 2 * (weights**2).sum()

    return tuple(round(float(value), 4) for value in minimize(loss, np.zeros(matrix.shape[1])).x)


def _speaker_weights(said: Sequence[Said]) -> tuple[float, ...]:
    tables = [
        (np.maximum(FLOOR, each.network), np.maximum(FLOOR, each.rules), each.right)
        for each in said
        if each.right is not None
    ]

    def loss(weights: np.ndarray) -> float:
        total = _SMOOTH * ((weights - np.array([0.5, 0.5, 0, 0])) ** 2).sum()
        for network, rules, right in tables:
            value = weights[0] * network + weights[1] * rules
            value[-2:] += weights[2:]
            total += np.logaddexp.reduce(value) - value[right]
        return total

    return tuple(round(float(x), 4) for x in minimize(loss, np.array([0.5, 0.5, 0.0, 0.0])).x)


def _speaker_certainty(said: Sequence[Said], mixture: Mixture) -> tuple[float, ...]:
    """Fitted on answers that name an entity, those to what is no speech among them."""
    rows: list[tuple[float, ...]] = []
    truth: list[bool] = []
    for each in said:
        names = [choice.name for choice in each.choices]
        scores = speaker_scores(mixture, names, each.network, each.rules)
        best = int(np.argmax(scores))
        if names[best] not in (WORDS, NOBODY):
            rows.append(speaker_traits(best, scores, each.network, each.rules, each.standings[best]))
            truth.append(each.right == best)
    return _logistic(rows, truth)


def _nested(known: Known, mixture: Mixture) -> float:
    """By how much answers to quotations inside others are less often right than they say."""
    score = right = 0.0
    for name, (case, reading, weights) in known.items():
        spans = find_quotes(case.article, DATA)
        inner = set(spans) - set(reading.quotes)
        quotes = Attribution(
            case.article, spans, case.entities, case.tokens, DATA, weights, reading, mixture
        ).run()
        for verdict in verdicts(name, case, [quote for quote in quotes if quote.span in inner]):
            score += verdict.score * verdict.given
            right += verdict.right
    return round(min(1.0, right / max(score, 1.0)), 3)


def _descriptions(known: Known):  # noqa: ANN202
    """Every description that was read: what was said of it, whom the rules mean, its people, and the truth."""
    for case, reading, _ in known.values():
        people = {entity.id for entity in case.entities if entity.entity_type == "PER"}
        rules = [(m.span, e.id) for e in case.entities for m in e.mentions if m.kind is MentionKind.NOMINAL]
        gold = _gold_descriptions(case)
        for meaning in reading.references:
            span = meaning.reference.span
            if not meaning.reference.pronoun:
                linked = next((who for other, who in sorted(rules) if other.overlaps(span)), None)
                yield meaning, linked, people, {who for other, who in gold if other.overlaps(span)} or {None}


def _with_descriptions(known: Known, mixture: Mixture) -> Mixture:
    rows = list(_descriptions(known))
    tables = [_description_table(*row) for row in rows]

    def loss(weights: np.ndarray) -> float:
        total = _SMOOTH * ((weights - np.array([1, 1, 0, 0])) ** 2).sum()
        for table, right in tables:
            value = table @ weights
            total += np.logaddexp.reduce(value) - np.logaddexp.reduce(value[right])
        return total

    best = tuple(round(float(x), 4) for x in minimize(loss, np.array([1.0, 1.0, 0.0, 0.0])).x)
    mixture = replace(mixture, description=best)
    links = [link for row in rows if (link := _link_traits(mixture, *row)) is not None]
    sure = _logistic([traits for traits, _ in links], [right for _, right in links])
    mixture = replace(mixture, description_certainty=sure)
    return replace(mixture, least_description=_least(known, mixture))


def _least(known: Known, mixture: Mixture) -> float:
    """The lowest probability from which links are precise enough."""
    for least in np.arange(0.3, 0.95, 0.05):
        counts = _described_counts(known, replace(mixture, least_description=float(least)))
        if counts[2] >= LINK_PRECISION * counts[3]:
            return round(float(least), 2)
    return 0.95


def _described_counts(known: Known, mixture: Mixture) -> np.ndarray:
    counts = np.zeros(4, int)
    for case, reading, _ in known.values():
        counts += described(case, link_descriptions(case.entities, reading, mixture))
    return counts


def _description_table(meaning: Meaning, linked: str | None, people: set[str], right: set[str | None]):  # noqa: ANN202
    names = [*candidate_people(meaning, linked, people), None]
    network = [max(FLOOR, meaning.entities.get(name, FLOOR) if name else meaning.nobody) for name in names]
    table = np.zeros((len(names), 4))
    table[:, 0] = network
    table[:, 1] = [name is not None and name == linked for name in names]
    table[-1, 2:] = [linked is None, 1.0]
    good = [number for number, name in enumerate(names) if name in right] or [len(names) - 1]
    return table, good


def _link_traits(
    mixture: Mixture, meaning: Meaning, linked: str | None, people: set[str], right: set[str | None]
) -> tuple[tuple[float, ...], bool] | None:
    names, scores = description_scores(mixture, meaning, linked, people)
    best = int(np.argmax(scores))
    if names[best] is None:
        return None
    return description_traits(best, names, scores, linked), names[best] in right


# -- report ----------------------------------------------------------------------------------------


class Report:
    """Runs the attribution with a mixture and without, and writes what came of it."""

    def __init__(self, known: Known, mixture: Mixture) -> None:
        self._known, self._mixture = known, mixture
        self.both = self._run(mixed=True)
        self.rules = self._run(mixed=False)
        speakers = sure_from([(v.score, v.right) for v in self.both if v.given])
        self.sure = {"speakers": speakers, "descriptions": sure_from(list(_links(known, mixture)))}

    def _run(self, *, mixed: bool) -> list[Verdict]:
        found: list[Verdict] = []
        for name, (case, reading, weights) in self._known.items():
            spans = find_quotes(case.article, DATA)
            entities = _linked(case, reading, self._mixture).entities if mixed else case.entities
            given = reading if mixed else None
            quotes: Sequence[Quote] = Attribution(
                case.article, spans, entities, case.tokens, DATA, weights, given, self._mixture
            ).run()
            found += verdicts(name, case, quotes)
        return found

    def text(self) -> str:
        sure = self.sure["speakers"]
        alone = sure_from([(v.score, v.right) for v in self.rules if v.given])
        lines = [
            "# Speakers and descriptions on articles that had no part in learning",
            "",
            f"{len(self._known)} articles, those entities that the program finds. `sure` from {sure} on.",
            "",
            f"- rules alone: {summary(self.rules, alone)}",
            f"- with the network: {summary(self.both, sure)}",
            f"- fold 0, unseen by the encoder too: {summary(self._part(lambda n: fold_of(n) == 0), sure)}",
            "",
            "By source:",
            "",
        ]
        sources = sorted({source_of(v.article.partition("/")[2]) for v in self.both})
        lines += [f"- {s}: {summary(self._part(lambda n, s=s: source_of(n) == s), sure)}" for s in sources]
        lines += ["", "Reliability of speakers:", "", reliability(self.both), "", self._described(), ""]
        lines += [f"Mixture: {asdict(self._mixture)}", ""]
        return "\n".join(lines)

    def _part(self, wanted) -> list[Verdict]:  # noqa: ANN001
        return [verdict for verdict in self.both if wanted(verdict.article.partition("/")[2])]

    def _described(self) -> str:
        rows: list[str] = []
        for least in (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
            mixture = replace(self._mixture, least_description=least)
            counts = _described_counts(self._known, mixture)
            rows.append(_row(f"linked from {least}", counts))
        counts = sum(
            (described(case, case.entities) for case, _, _ in self._known.values()), np.zeros(4, int)
        )
        return "\n".join(["Descriptions:", "", _row("rules alone", counts), *rows])


def _row(title: str, counts: np.ndarray) -> str:
    hit, wanted, right, given = counts.tolist()
    return f"- {title}: recall {hit / max(1, wanted):.3f} of {wanted}, precision {right / max(1, given):.3f} of {given}"


def _links(known: Known, mixture: Mixture) -> Iterator[tuple[float, bool]]:
    """The probability of every link of a description, and whether it is right."""
    for case, reading, _ in known.values():
        gold = _gold_descriptions(case)
        for entity in _linked(case, reading, mixture).entities:
            for mention in entity.mentions:
                if mention.kind is MentionKind.NOMINAL:
                    right = any(who == entity.id and span.overlaps(mention.span) for span, who in gold)
                    yield mention.score, right


def _gold_descriptions(case: Case) -> list[tuple[Span, str | None]]:
    return [
        (mention.span, case.stands.get(entity.id))
        for entity in case.gold.entities
        for mention in entity.mentions
        if mention.kind is MentionKind.NOMINAL
    ]


def described(case: Case, entities) -> np.ndarray:  # noqa: ANN001
    """Descriptions of gold that are found and given to the right person; how many; right ones of those given; given."""
    gold = _gold_descriptions(case)
    given = [
        (m.span, e.id)
        for e in entities
        if e.entity_type == "PER"
        for m in e.mentions
        if m.kind is MentionKind.NOMINAL
    ]
    hit = sum(any(who == right and span.overlaps(other) for other, who in given) for span, right in gold)
    good = sum(any(who == right and span.overlaps(other) for span, right in gold) for other, who in given)
    return np.array([hit, len(gold), good, len(given)])


__all__ = ["certainty", "main"]

if __name__ == "__main__":
    main()
