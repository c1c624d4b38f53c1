"""Finished analyses from the cache, read where the article is read: without the models, off the window's thread."""

from __future__ import annotations

from pathlib import Path

from reader.core.records import Annotations, Article
from reader.library.annotation_cache import AnnotationCache
from reader.service.pipeline_id import pipeline_id


class KnownAnalyses:
    """What earlier runs have found. ``look_up`` runs in a job, ``take`` on the window's thread."""

    def __init__(self, folder: Path) -> None:
        self._cache = AnnotationCache(folder)
        self._pipelines: dict[str, str] = {}
        self._found: dict[str, Annotations] = {}

    def look_up(self, article: Article) -> Article:
        """Read what is stored for this very text by the present pipeline; returns the article."""
        if article.language not in self._pipelines:
            self._pipelines[article.language] = pipeline_id(article.language)
        found = self._cache.get(article.id, self._pipelines[article.language])
        if found is not None:
            self._found[article.id] = found
        return article

    def take(self, article_id: str) -> Annotations | None:
        """What was read for an article, once."""
        return self._found.pop(article_id, None)
