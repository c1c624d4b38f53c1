"""Whom the surest constructions name as speakers, over the whole article: before anything is decided."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.core.records import Span
from reader.nlp.quotes.cases import WEAK
from reader.nlp.quotes.context import Surroundings
from reader.nlp.quotes.evidence import Evidence

_NEXT = 2


@dataclass(frozen=True, slots=True)
class Voice:
    """A quotation and the entity that its own sentence names as the speaker; ``pronoun`` where a pronoun speaks."""

    span: Span
    entity: str | None
    pronoun: bool


class Voices:
    """The quotations of one article with those whom their sentences name, to be asked round a place."""

    def __init__(self, evidence: Mapping[Span, Sequence[Evidence]], around: Surroundings) -> None:
        self._around = around
        self._voices = [_voice(span, pieces) for span, pieces in evidence.items()]
        self._starts = [voice.span.start for voice in self._voices]
        self._counts = Counter(voice.entity for voice in self._voices if voice.entity is not None)

    def of(self, entity: str, span: Span) -> Iterator[str]:
        """How often somebody is named as a speaker elsewhere, and whether right behind a quotation."""
        number = bisect_left(self._starts, span.start)
        own = number < len(self._voices) and self._voices[number].entity == entity
        times = self._counts[entity] - own
        yield f"voices {min(times, 3)}"
        if times and len(self._counts) == 1:
            yield "only voice"
        others = sum(self._counts.values()) - self._counts[entity]
        if not others:
            yield "no other voice"
        for voice in self._voices[number + 1 : number + 1 + _NEXT]:
            if voice.entity is not None or voice.pronoun:
                who = "pronoun" if voice.entity is None else "next" if voice.entity == entity else "other"
                yield f"voice {who} {self._apart(span, voice.span)}"
                return

    def _apart(self, span: Span, later: Span) -> str:
        around = self._around
        if around.sentence_number(span.end - 1) == around.sentence_number(later.start):
            return "sentence"
        blocks = around.block_number(later.start) - around.block_number(span.start)
        between = around.masked[span.end : later.start].strip(' \n\u00a0\u202f.,;:«»"”\x1a')
        return f"{min(blocks, 2)} {'bare' if not between else 'apart'}"


def _voice(span: Span, pieces: Sequence[Evidence]) -> Voice:
    first = next((piece for piece in pieces if piece.kind not in WEAK), None)
    if first is None:
        return Voice(span, None, False)
    mention = first.subject.mention
    return Voice(span, None if mention is None else mention.entity.id, bool(first.subject.pronoun))
