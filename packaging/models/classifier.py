"""Fits the classifier that decides over the tagger's spans (`reader.core.identity.name_classifier`).

Its examples are the tagger's results on articles that the tagger has not learnt from; choices are made by leaving out
articles of those once more.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

import torch
from corpus import parse_gold
from folds import fold_of
from report import Figure, trimmed
from torch.nn import functional

from reader.core.identity import LanguageData, consistency
from reader.core.identity.consistency import candidates
from reader.core.identity.name_classifier import NO_NAME, in_agreement
from reader.core.identity.name_evidence import NameEvidence
from reader.core.identity.normalise import key
from reader.core.records import Article, NameSpan
from reader.formats.plain_text import from_text

TYPES = ("PER", "LOC", "ORG", NO_NAME)
_LEAST = 8
"""A feature that fewer spans have is left out: one article could teach it."""
_PENALTY = 3e-4

_PRIORS: dict[str, dict[str, float]] = tomllib.loads(
    Path(__file__).with_name("priors.toml").read_text(encoding="utf-8")
)["features"]

Marked = tuple[int, int, str]
Tag = Callable[[Article], Sequence[NameSpan]]


class _NoEdges:
    def __init__(self, _data: LanguageData) -> None: ...

    def mend(self, _text: str, names: Sequence[NameSpan]) -> Sequence[NameSpan]:
        return names


RULES: dict[str, dict[str, object]] = {
    "edges mended": {"Edges": _NoEdges},
    "unmarked repeats": {"_overlooked": lambda _article, _names: ()},
}
"""What stands before the classifier, and how to do without it."""


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article with the names that are right, the tagger's, and every span in question with its features."""

    name: str
    source: str
    article: Article
    gold: frozenset[Marked]
    tagged: tuple[NameSpan, ...]
    spans: tuple[NameSpan, ...]
    features: tuple[Mapping[str, float], ...]
    labels: tuple[int, ...]


def read(tag: Tag, files: Mapping[str, Sequence[Path]], data: LanguageData) -> list[ReadArticle]:
    """Every article of ``files``, which go by source, with what ``tag`` finds in it."""
    return [_read(tag, source, file, data) for source, rows in files.items() for file in rows]


def _read(tag: Tag, source: str, file: Path, data: LanguageData) -> ReadArticle:
    text, names = parse_gold(file.read_text(encoding="utf-8"))
    article = replace(from_text(text), language=data.language)
    gold = frozenset(trimmed(article.text, *name) for name in names)
    tagged = tag(article)
    spans = candidates(article, tagged, data)
    evidence = NameEvidence(article, spans, data)
    features = tuple(dict(evidence.features(span)) for span in spans)
    labels = tuple(_label(article.text, span, gold) for span in spans)
    name = file.name.removesuffix(".gold.txt")
    return ReadArticle(name, source, article, gold, tuple(tagged), tuple(spans), features, labels)


def without(
    rule: str, tag: Tag, files: Mapping[str, Sequence[Path]], data: LanguageData
) -> list[ReadArticle]:
    """As ``read``, without one of the ``RULES`` that put forward what the classifier decides on."""
    with patch.multiple(consistency, **RULES[rule]):
        return read(tag, files, data)


def _label(text: str, span: NameSpan, gold: frozenset[Marked]) -> int:
    """The type of the right name there, also of one with other edges: a name half marked is worth showing."""
    start, end, _ = trimmed(text, span.span.start, span.span.end, "")
    label = next((label for first, last, label in gold if first < end and start < last), NO_NAME)
    return TYPES.index(label) if label in TYPES else TYPES.index(NO_NAME)


class Fitted:
    """Weights (features, types) of a multinomial logistic regression, drawn to what `priors.toml` holds.

    That is its most probable solution where every weight is normally distributed round its prior value.
    """

    def __init__(self, rows: Sequence[ReadArticle]) -> None:
        counts = Counter(name for row in rows for found in row.features for name in found)
        often = {name for name, count in counts.items() if count >= _LEAST}
        self.names = sorted(often | _PRIORS.keys())
        priors = torch.tensor(
            [[_PRIORS.get(name, {}).get(kind, 0.0) for kind in TYPES] for name in self.names]
        )
        self._index = {name: number for number, name in enumerate(self.names)}
        values = torch.cat([self._matrix(row) for row in rows if row.spans])
        labels = torch.tensor([label for row in rows for label in row.labels])
        self.weights = priors.clone().requires_grad_()
        optimizer = torch.optim.LBFGS([self.weights], max_iter=300, line_search_fn="strong_wolfe")

        def loss() -> torch.Tensor:
            optimizer.zero_grad()
            value = functional.cross_entropy(values @ self.weights, labels)
            value = value + _PENALTY * (self.weights - priors).square().sum()
            value.backward()
            return value

        optimizer.step(loss)

    def probabilities(self, row: ReadArticle) -> torch.Tensor:
        """Of every span each type's probability, shape (spans, types)."""
        with torch.no_grad():
            return (self._matrix(row) @ self.weights).softmax(-1)

    def write(self, path: Path) -> None:
        """The weights as the program reads them."""
        rows = self.weights.detach().tolist()
        weights = {
            name: [round(value, 4) for value in row] for name, row in zip(self.names, rows, strict=True)
        }
        lines = ",\n".join(
            f"  {json.dumps(name, ensure_ascii=False)}: {row}" for name, row in weights.items()
        )
        path.write_text(f'{{"types": {json.dumps(TYPES)},\n "weights": {{\n{lines}\n}}}}\n', encoding="utf-8")

    def _matrix(self, row: ReadArticle) -> torch.Tensor:
        matrix = torch.zeros(len(row.spans), len(self.names))
        for number, found in enumerate(row.features):
            for name, value in found.items():
                if name in self._index:
                    matrix[number, self._index[name]] = value
        return matrix


def by_article(row: ReadArticle) -> str:
    """A second division by name, independent of the one that the tagger's articles go by."""
    return str(fold_of(f"second division {row.name}"))


def by_source(row: ReadArticle) -> str:
    """The source of an article, so that it is judged by what others taught."""
    return row.source


def cross_validated(
    rows: Sequence[ReadArticle], part: Callable[[ReadArticle], str] = by_article
) -> dict[str, torch.Tensor]:
    """By article the probabilities that a fit without its part of the articles gives."""
    found: dict[str, torch.Tensor] = {}
    for left_out in sorted({part(row) for row in rows}):
        fitted = Fitted([row for row in rows if part(row) != left_out])
        found.update({row.name: fitted.probabilities(row) for row in rows if part(row) == left_out})
    return found


def names_tagged(row: ReadArticle) -> list[Marked]:
    """The names of an article as the tagger gives them."""
    return [(name.span.start, name.span.end, name.entity_type) for name in row.tagged]


def names_after(row: ReadArticle, probabilities: torch.Tensor) -> list[Marked]:
    """The names of an article as the classifier decides."""
    decided = [max(given, key=given.__getitem__) for given in _agreed(row, probabilities)]
    return [
        (span.span.start, span.span.end, label)
        for span, label in zip(row.spans, decided, strict=True)
        if label != NO_NAME
    ]


def _agreed(row: ReadArticle, probabilities: torch.Tensor) -> list[Mapping[str, float]]:
    """Each span's probabilities by type, as the program has them in the end."""
    given = [dict(zip(TYPES, values, strict=True)) for values in probabilities.tolist()]
    forms = [key(row.article.text[span.span.start : span.span.end]) for span in row.spans]
    return in_agreement(forms, given) if row.spans else []


def figures(rows: Sequence[ReadArticle], names: Mapping[str, Sequence[Marked]]) -> dict[str, Figure]:
    """Exact spans and types, for each type, each source and over all (``ALL``)."""
    hit, found, gold = Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        given = {trimmed(row.article.text, *name) for name in names[row.name] if name[2] in TYPES}
        for counter, group in ((hit, given & row.gold), (found, given), (gold, row.gold)):
            counter.update(label for _, _, label in group)
            counter.update({"ALL": len(group), row.source: len(group)})
    return {name: Figure(hit[name], found[name], gold[name]) for name in gold}


def reliability(
    rows: Sequence[ReadArticle], found: Mapping[str, torch.Tensor]
) -> list[tuple[float, float, int]]:
    """For each tenth of probability what was promised, what came true, and of how many shown names."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for row in rows:
        for given, label in zip(_agreed(row, found[row.name]), row.labels, strict=True):
            best = max(given, key=given.__getitem__)
            if best != NO_NAME:
                part = bins.setdefault(min(9, int(10 * given[best])), [])
                part.append((given[best], best == TYPES[label]))
    return [
        (sum(p for p, _ in part) / len(part), sum(right for _, right in part) / len(part), len(part))
        for _, part in sorted(bins.items())
    ]
