"""A quotation among its surroundings: its evidence, its stance, and how those before it lie to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.core.records import Span
from reader.nlp.quotes.context import Located, Surroundings
from reader.nlp.quotes.evidence import Evidence
from reader.nlp.quotes.language import QuoteData

WEAK = ("behind", "trailing", "governs", "colon", "introduced", "later")
_REACH = 2500
_DASHES = "–—―"
_ASKED = re.compile(r"\b(?:demand|question|interrog|relanc|sollicit|contact|interview)\w+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation that came before and who said it, if anybody is known."""

    span: Span
    who: Located | None


class Case:
    """One quotation: its evidence, those before it, and how they lie to each other."""

    def __init__(
        self,
        span: Span,
        evidence: Sequence[Evidence],
        history: Sequence[Said],
        around: Surroundings,
        data: QuoteData,
    ) -> None:
        self._data = data
        self.span = span
        self.evidence = evidence
        self.history = history
        self._around = around
        self.block = around.block_number(span.start)
        self.sentence = around.sentence_number(span.start)
        self.quoted = {item.entity.id for item in around.between(span.start, span.end)}
        before = around.masked[around.sentence_start(max(0, span.start - 2)) : span.start]
        self.asked = bool(_ASKED.search(before[-300:]))
        self.stance = self._stance()
        self.lead = self._lead()

    def _lead(self) -> str:
        """In a word, what the strongest evidence gives; else how the quotation stands."""
        if self.evidence:
            first = self.evidence[0]
            weak = first.kind in WEAK
            return f"{'weak ' if weak else ''}{first.subject.kind}"
        return self.stance

    def _stance(self) -> str:
        """Whether a quotation opens its paragraph, is a sentence of its own, or part of one."""
        around = self._around
        start = around.sentence_start(self.span.start)
        alone = not around.masked[start : self.span.start].strip(' \n\x1a"«–—-')
        if not alone:
            return "fragment"
        return "alone" if start > around.block_of(self.span.start).start else "opens"

    def relation(self, said: Said) -> str:
        """Where an earlier quotation lies: same sentence, same block, the block before, further up."""
        around = self._around
        if around.sentence_number(said.span.end - 1) == self.sentence:
            return "sentence"
        blocks = self.block - around.block_number(said.span.end - 1)
        if around.text[self.span.start] in _DASHES and around.text[said.span.start] in _DASHES:
            return "dialogue"
        opens = not around.text[around.block_of(self.span.start).start : self.span.start].strip()
        if blocks == 0:
            gap = self.sentence - around.sentence_number(said.span.end)
            return f"block {min(gap, 2)}"
        asked = around.text[around.block(self.block - 1).start : around.block(self.block - 1).end].rstrip()
        return f"{min(blocks, 3)}{' opens' if opens else ''}{' asked' if asked.endswith('?') else ''}"

    def since(self, said: Said) -> str:
        """Whether a person has been named since an earlier quotation."""
        if self.span.start - said.span.end > _REACH:
            return "far"
        named = [
            item
            for item in self._around.between(said.span.end, self.span.start)
            if item.entity.entity_type == "PER" and not self._around.quoted(item.span.start)
        ]
        if not named:
            return "silence"
        other = {item.entity.id for item in named} - {said.who.entity.id if said.who else ""}
        return "others" if other else "same"

    def noun(self, span: Span) -> str:
        """What kind of source some words are."""
        words = self._around.text[span.start : span.end].lower()
        first = next(iter(self._data.classes.finditer(words)), None)
        if first is not None:
            return str(first.lastgroup)
        if words.startswith(("les ", "des ", "certain", "plusieurs", "d'autres", "d’autres", "deux ", "de ")):
            return "plural"
        return "indefinite" if words.startswith(("un ", "une ")) else "definite"
