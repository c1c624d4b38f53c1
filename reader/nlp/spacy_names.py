"""Names from spaCy's French pipeline: the fallback where our own model is missing."""

# pyright: reportUnknownMemberType=false
# (spaCy types its memory zones only in part)
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.core.records import NameSpan, Span
from reader.nlp.boundaries import clean_name

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_TYPES = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "MISC": "MISC"}
_SCORE = 0.6


class SpacyNameFinder:
    """Runs only the ``ner`` component: without the parser's sentence ends no name is cut in two."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def find(self, texts: Sequence[str]) -> list[tuple[NameSpan, ...]]:
        """The names of each text, edges cleaned; typographic apostrophes are read as plain ones."""
        with self._nlp.memory_zone(), self._nlp.select_pipes(enable=["ner"]):
            docs = self._nlp.pipe((text.replace("’", "'") for text in texts), batch_size=64)
            return [self._names(text, doc) for text, doc in zip(texts, docs, strict=True)]

    def _names(self, text: str, doc: Doc) -> tuple[NameSpan, ...]:
        found = (
            NameSpan(Span(ent.start_char, ent.end_char), _TYPES[ent.label_], ent.label_, _SCORE)
            for ent in doc.ents
            if ent.label_ in _TYPES
        )
        cleaned = (clean_name(text, name) for name in found)
        return tuple(name for name in cleaned if name is not None)
