"""Analysing with a memory: the cache first, then the models, which load once for each language."""

from __future__ import annotations

from reader.core.errors import AnalysisCancelledError, AnalysisUnavailableError
from reader.core.records import Annotations, Article
from reader.library.annotation_cache import AnnotationCache
from reader.nlp.pipeline import Analyzer, Listener
from reader.service.pipeline_id import pipeline_id


class AnalysisService:
    """Gives the annotations of articles. Not safe for use from several threads at once.

    What is found goes into the cache as long as ``keeping`` is set.
    """

    def __init__(self, cache: AnnotationCache | None = None) -> None:
        self._cache = cache
        self.keeping = True
        self._analyzers: dict[str, Analyzer] = {}
        self._pipelines: dict[str, str] = {}

    def analyzer(self, language: str) -> Analyzer:
        """The analyzer of a language; its models begin to load with the first call."""
        if language not in self._analyzers:
            self._analyzers[language] = Analyzer(language, self.pipeline(language))
        return self._analyzers[language]

    def pipeline(self, language: str) -> str:
        """The name and version of the analysis of a language."""
        if language not in self._pipelines:
            self._pipelines[language] = pipeline_id(language)
        return self._pipelines[language]

    def annotate(self, article: Article, listener: Listener | None = None) -> Annotations:
        """The annotations of an article, from the cache or fresh.

        Raises ``AnalysisUnavailableError`` where the models are missing and ``AnalysisCancelledError``
        when the listener asks to stop.
        """
        known = self.cached(article)
        if known is not None:
            return known
        found = self.analyzer(article.language).annotate(article, listener)
        if self._cache is not None and self.keeping and not found.makeshift:
            self._cache.put(found)
        return found

    def cached(self, article: Article) -> Annotations | None:
        """The stored annotations of this very text by the present pipeline, or ``None``."""
        if self._cache is None:
            return None
        return self._cache.get(article.id, self.pipeline(article.language))


__all__ = ["AnalysisCancelledError", "AnalysisService", "AnalysisUnavailableError", "Listener"]
