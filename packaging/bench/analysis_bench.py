"""How long the analysis takes, part by part, and how much memory its process needs."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import TypeVar

import psutil
from texts import FOUNDING, article_text, line

from reader.core.records import Article
from reader.core.resources import resource_path
from reader.nlp.languages import LANGUAGES, load_spacy
from reader.nlp.names import NameFinder
from reader.nlp.pipeline import Analyzer, Listener, names_of
from reader.nlp.spacy_names import SpacyNameFinder
from reader.nlp.tagger_names import TaggerNameFinder
from reader.service import article_from_text, open_path

T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def run() -> None:
    load, analyzer = timed(lambda: Analyzer("fr", "bench"))
    line("names model loaded", load * 1e3, "ms")
    spacy, _ = timed(analyzer.wait_until_loaded)
    line("spaCy loaded, beside it", (load + spacy) * 1e3, "ms")
    founding = open_path(FOUNDING)
    _names(founding)
    _article(analyzer, founding, "founding article", runs=7)
    line("memory after it", psutil.Process().memory_info().rss / 1e6, "MB")
    _article(analyzer, article_from_text(article_text(100_000)), "100,000 words", runs=1)
    line("memory after it", psutil.Process().memory_info().rss / 1e6, "MB")
    _against_spacy()


def _names(article: Article) -> None:
    """The names alone, by the names model."""
    load, finder = timed(lambda: TaggerNameFinder(resource_path("models", "fr")))
    line("names model loaded, spaCy not running", load * 1e3, "ms")
    names_of(finder, article)
    spent = [timed(lambda: names_of(finder, article))[0] for _ in range(9)]
    line("founding article: names alone, warm", statistics.median(spent) * 1e3, "ms")


def _article(analyzer: Analyzer, article: Article, name: str, runs: int) -> None:
    words = len(article.text.split())
    if runs > 1:
        analyzer.annotate(article)
    names: list[float] = []
    whole: list[float] = []
    for _ in range(runs):
        start = time.perf_counter()
        seen: list[float] = []
        annotations = analyzer.annotate(
            article, Listener(partial=lambda _a, s=start, n=seen: n.append(time.perf_counter() - s))
        )
        whole.append(time.perf_counter() - start)
        names.append(seen[-1])
    line(f"{name}: names and identities, warm", statistics.median(names) * 1e3, "ms", f"{words} words")
    line(f"{name}: everything, warm", statistics.median(whole) * 1e3, "ms")
    line(f"{name}: everything", words / statistics.median(whole), "words/s")
    mentions = sum(len(entity.mentions) for entity in annotations.entities)
    line(f"{name}: found", len(annotations.entities), "entities", f"{mentions} mentions")


def _against_spacy() -> None:
    """Our names beside spaCy's own, on the same blocks in the same run."""
    article = article_from_text(article_text(10_000))
    words = len(article.text.split())
    finders: tuple[tuple[str, NameFinder], ...] = (
        ("names by our model", TaggerNameFinder(resource_path("models", "fr"))),
        ("names by spaCy md", SpacyNameFinder(load_spacy(LANGUAGES["fr"]))),
    )
    for name, finder in finders:
        finder.find(["Bonjour."])
        seconds, _ = timed(lambda finder=finder: names_of(finder, article))
        line(name, words / seconds, "words/s")
