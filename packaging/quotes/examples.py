"""Turns marked articles into examples: the features of every quotation and of its candidates, and the truth."""

from __future__ import annotations

import hashlib
import pickle
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gold import Gold, counterparts, read_gold, trimmed

from reader.core import identity
from reader.core.records import Article, Entity, Span
from reader.core.resources import resource_path
from reader.formats.plain_text import from_text
from reader.nlp.pipeline import Analyzer, Listener
from reader.nlp.quotes import QuoteData, Token, find_quotes
from reader.nlp.quotes.attribution import Attribution
from reader.nlp.quotes.candidates import Candidate
from reader.nlp.quotes.weights import QuoteWeights

_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Case:
    """One article with a set of entities, marked or found, and their names in the marks."""

    article: Article
    gold: Gold
    entities: tuple[Entity, ...]
    tokens: tuple[Token, ...]
    stands: dict[str, str]


@dataclass(slots=True)
class Examples:
    """``speech``: features and truth. ``speaker``: the features of all candidates and the right ones."""

    speech: list[tuple[Sequence[str], bool]] = field(default_factory=list)
    speaker: list[tuple[list[list[str]], list[int]]] = field(default_factory=list)

    def extend(self, other: Examples) -> None:
        self.speech.extend(other.speech)
        self.speaker.extend(other.speaker)


Articles = dict[str, tuple[Case, Case]]
"""By ``folder/name``: an article with its marked entities, and with those that the program finds."""


def read_articles(paths: Sequence[Path], cache: Path) -> Articles:
    """What was read before is taken from ``cache`` while the articles, the grouping of names and the model stay."""
    key = _key(paths)
    if cache.is_file():
        known, articles = pickle.loads(cache.read_bytes())
        if known == key:
            return articles
    analyzer = Analyzer("fr", "fit")
    analyzer.wait_until_loaded()
    articles = {_name(path): _cases(read_gold(path), path.name, analyzer) for path in paths}
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_bytes(pickle.dumps((key, articles)))
    return articles


def load_articles(cache: Path) -> Articles:
    """The articles that were read last."""
    return pickle.loads(cache.read_bytes())[1]


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name.removesuffix('.gold.txt')}"


def _key(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    parts = [
        *sorted(Path(identity.__file__).parent.glob("*.py")),
        resource_path("models", "fr", "config.json"),
    ]
    for path in (*paths, *parts):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _cases(gold: Gold, name: str, analyzer: Analyzer) -> tuple[Case, Case]:
    article = from_text(gold.text, name)
    found, tokens = analyzer.entities_and_tokens(article, Listener())
    marked = Case(article, gold, gold.entities, tokens, {entity.id: entity.id for entity in gold.entities})
    return marked, Case(article, gold, found, tokens, counterparts(gold.entities, found))


def examples(cases: Sequence[Case], data: QuoteData, weights: QuoteWeights | None = None) -> Examples:
    """Examples of all cases; the speakers before each are the marked ones, or those that ``weights`` choose."""
    found = Examples()
    for case in cases:
        recorder = _Recorder(case, data, weights)
        recorder.run()
        found.extend(recorder.examples)
    return found


class _Recorder(Attribution):
    """Attributes an article and writes down what the models were asked."""

    def __init__(self, case: Case, data: QuoteData, weights: QuoteWeights | None) -> None:
        spans = find_quotes(case.article, data)
        super().__init__(case.article, spans, case.entities, case.tokens, data, weights or QuoteWeights())
        self.examples = Examples()
        self._case = case
        self._follow = weights is None

    def is_speech(self, span: Span, features: Sequence[str]) -> tuple[bool, float]:
        quote = self._case.gold.quotes.get(trimmed(self._case.gold.text, span))
        if quote is None:
            return super().is_speech(span, features)
        self.examples.speech.append((features, quote.speech))
        return quote.speech, 1.0

    def choose(self, span: Span, candidates: Sequence[Candidate]) -> tuple[Candidate, float]:
        quote = self._case.gold.quotes.get(trimmed(self._case.gold.text, span))
        if quote is None:
            return super().choose(span, candidates)
        right = self._right(candidates, quote.speaker, quote.words)
        self.examples.speaker.append(([item.features for item in candidates], right))
        return (candidates[right[0]], 1.0) if self._follow else super().choose(span, candidates)

    def _right(self, candidates: Sequence[Candidate], speaker: str | None, words: str | None) -> list[int]:
        """The right candidates; nobody, the last one, where the right entity is none of them."""
        nobody = [len(candidates) - 1]
        if words is not None:
            return [n for n, item in enumerate(candidates) if self._named_by(item, words)] or nobody
        wanted = self._case.stands.get(speaker) if speaker is not None else None
        if wanted is None:
            return nobody
        return [number for number, item in enumerate(candidates) if item.entity == wanted] or nobody

    def _named_by(self, candidate: Candidate, words: str) -> bool:
        """Whether a source that is nobody's name shares a word with the marked one."""
        if candidate.item is not None or candidate.evidence is None:
            return False
        span = candidate.evidence.subject.span
        mine = self._case.gold.text[span.start : span.end]
        return bool(set(_WORD.findall(mine.lower())) & set(_WORD.findall(words.lower())))
