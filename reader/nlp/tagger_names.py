"""Names from our own French model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reader.core.errors import AnalysisUnavailableError
from reader.core.records import NameSpan, Span
from reader.nlp.boundaries import clean_name
from reader.nlp.tagger import ModelUnavailable, TaggedSpan, Tagger

_THREADS = 2


class TaggerNameFinder:
    """Finds names with the model in ``folder``.

    Raises ``AnalysisUnavailableError`` where the model is missing or its checksum is wrong.
    """

    def __init__(self, folder: Path, threads: int = _THREADS) -> None:
        try:
            self._tagger = Tagger(folder, threads=threads)
        except ModelUnavailable as error:
            raise AnalysisUnavailableError("model_missing", reason=str(error)) from error

    def find(self, texts: Sequence[str]) -> list[tuple[NameSpan, ...]]:
        """The names of each text, edges cleaned."""
        return [
            tuple(self._clean(text, found))
            for text, found in zip(texts, self._tagger.tag(texts), strict=True)
        ]

    def _clean(self, text: str, found: Sequence[TaggedSpan]) -> list[NameSpan]:
        names = (
            clean_name(
                text,
                NameSpan(
                    Span(name.start, name.end), name.entity_type, name.entity_type, name.score, name.types
                ),
                keep_article=True,
            )
            for name in found
        )
        return [name for name in names if name is not None]
