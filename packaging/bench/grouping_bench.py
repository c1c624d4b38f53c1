"""How long identities take on names that are already found."""

from __future__ import annotations

import time

from texts import article_text, line

from reader.core.identity import consolidate, load_language_data, resolve_entities
from reader.core.resources import resource_path
from reader.nlp.pipeline import names_of
from reader.nlp.tagger_names import TaggerNameFinder
from reader.service import article_from_text


def run() -> None:
    data = load_language_data("fr")
    finder = TaggerNameFinder(resource_path("models", "fr"))
    for words in (1_000, 10_000, 100_000):
        article = article_from_text(article_text(words))
        found = names_of(finder, article)
        start = time.perf_counter()
        entities = resolve_entities(article, consolidate(article, found, data), data)
        spent = time.perf_counter() - start
        line(f"grouping, {words} words", spent * 1e3, "ms", f"{len(found)} names, {len(entities)} entities")
