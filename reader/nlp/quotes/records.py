"""What the quotation rules work on besides the article: parsed tokens."""

from __future__ import annotations

from dataclasses import dataclass

from reader.core.records import Span


@dataclass(frozen=True, slots=True)
class Token:
    """One parsed token of the article.

    ``head`` is the index of its head in the same tuple (its own for a root), ``sentence`` counts
    through the article; ``pos``, ``dep`` and ``morph`` are Universal Dependencies labels.
    """

    span: Span
    text: str
    pos: str
    dep: str
    head: int
    morph: str
    sentence: int
