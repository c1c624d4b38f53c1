"""Finished analyses from the cache or the library, read where the article is read: without models, in a job."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reader.core.records import Annotations, Article
from reader.library.annotation_cache import AnnotationCache
from reader.service.article_language import in_language
from reader.service.pipeline_id import pipeline_id
from reader.service.shelf import Shelf


class KnownAnalyses:
    """What earlier runs have found. ``look_up`` runs in a job, ``take`` on the window's thread.

    The cache knows the latest articles, kept or not; ``shelf`` every kept one. It is asked only once it is open:
    opening it takes longer than the first article of a start may wait. ``chosen`` tells the language that the
    reader says an article is in.
    """

    def __init__(
        self,
        folder: Path,
        shelf: Shelf | None = None,
        chosen: Callable[[str], str | None] = lambda _: None,
    ) -> None:
        self._cache = AnnotationCache(folder)
        self._shelf = shelf
        self._chosen = chosen
        self._pipelines: dict[str, str] = {}
        self._found: dict[str, Annotations] = {}

    def look_up(self, article: Article) -> Article:
        """Read what is stored for this very text by the present pipeline; returns the article in its language."""
        chosen = self._chosen(article.id)
        if chosen is not None:
            article = in_language(article, chosen)
        if article.language not in self._pipelines:
            self._pipelines[article.language] = pipeline_id(article.language)
        pipeline = self._pipelines[article.language]
        found = self._cache.get(article.id, pipeline)
        if found is None and self._shelf is not None and self._shelf.is_open:
            found = self._shelf.annotations(article.id, pipeline)
        if found is not None:
            self._found[article.id] = found
        return article

    def take(self, article_id: str) -> Annotations | None:
        """What was read for an article, once."""
        return self._found.pop(article_id, None)
