"""Plain traits of a candidate and of its quotation, one at a time, for the trees to combine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.records import Article, BlockKind, Entity, MentionKind, Span
from reader.nlp.quotes.cases import Case
from reader.nlp.quotes.context import Located, Surroundings

_FIRST_PERSON = re.compile(r"\b(?:je|j['’]|moi|mon|ma|mes|m['’])", re.IGNORECASE)
_PLURAL_PERSON = re.compile(r"\b(?:nous|notre|nos)\b", re.IGNORECASE)
_MARKS = ' \t\n\u00a0\u202f«»“”„‹›"‘’–—'
_SIZES = (1, 2, 4, 8, 15, 30)
_DISTANCES = (60, 150, 300, 600, 1200)
_TITLES = (BlockKind.TITLE, BlockKind.HEADING)


def bucket(value: int, limits: tuple[int, ...]) -> int:
    """How many limits a value exceeds."""
    return sum(value > limit for limit in limits)


class Traits:
    """Describes quotations and entities of one article."""

    def __init__(self, article: Article, around: Surroundings) -> None:
        self._article = article
        self._around = around

    def of_case(self, case: Case) -> list[str]:
        """What holds for every candidate of a quotation."""
        text = self._article.text
        words = text[case.span.start : case.span.end].strip(_MARKS)
        block = self._article.blocks[case.block]
        count = len(words.split())
        traits = [f"q lead {case.lead}", f"q stance {case.stance}", f"q in {block.kind.value}"]
        traits += [f"q over {limit}" for limit in _SIZES if count > limit]
        traits += [f"q ev {piece.kind}" for piece in case.evidence]
        traits += [f"q says {piece.subject.kind}" for piece in case.evidence]
        if case.evidence:
            traits += [f"q first {case.evidence[0].kind}", f"q detail {case.evidence[0].detail}"]
        if _FIRST_PERSON.search(words):
            traits.append("q I")
        if _PLURAL_PERSON.search(words):
            traits.append("q we")
        if words[-1:] == "?":
            traits.append("q asks")
        traits.extend(self._round(case))
        return traits

    def _round(self, case: Case) -> Iterator[str]:
        """The paragraph before and the quotation before."""
        around = self._around
        before = around.block(case.block - 1) if case.block else Span(0, 0)
        if self._article.text[before.start : before.end].rstrip().endswith("?"):
            yield "q answers"
        if case.span.start - around.block_of(case.span.start).start < 3:
            yield "q opens block"
        if not case.history:
            yield "q first quote"
            return
        yield f"q last {case.relation(case.history[-1])}"
        yield f"q since {case.since(case.history[-1])}"
        yield f"q last {'known' if case.history[-1].who else 'unknown'}"

    def of_entity(self, entity: Entity, item: Located | None, case: Case) -> Iterator[str]:
        """What holds for one candidate that is an entity; ``item`` is its last mention before the quotation."""
        around = self._around
        yield f"e {entity.entity_type}"
        names = [m.span for m in entity.mentions if m.kind is MentionKind.NAME]
        yield f"e times {bucket(len(entity.mentions), (1, 2, 4, 8))}"
        if " " in entity.name:
            yield "e full name"
        if names and names[0].start > case.span.end:
            yield "e only later"
        if any(self._article.blocks[around.block_number(s.start)].kind in _TITLES for s in names[:2]):
            yield "e in title"
        start, end = around.sentence_start(case.span.start), around.sentence_end(case.span.end)
        for mention in entity.mentions:
            if start <= mention.span.start < end and not around.quoted(mention.span.start):
                yield f"e {'before' if mention.span.start < case.span.start else 'behind'} in sentence"
        yield from self._next_sentence(entity, case, end)
        if item is not None:
            yield from self._distance(entity, item, case)

    def _next_sentence(self, entity: Entity, case: Case, end: int) -> Iterator[str]:
        around = self._around
        later = next((i for i in around.between(end, end + 250) if not around.quoted(i.span.start)), None)
        if later is not None and later.entity.id == entity.id:
            gap = around.block_number(later.span.start) - case.block
            yield f"e next {min(gap, 2)}"

    def _distance(self, entity: Entity, item: Located, case: Case) -> Iterator[str]:
        """How far its last mention lies and how many other people were named since."""
        around = self._around
        gap = case.span.start - item.span.end
        for limit in _DISTANCES:
            if gap > limit:
                yield f"e farther {limit}"
        since = {
            other.entity.id
            for other in around.between(item.span.end, case.span.start)
            if other.entity.entity_type == "PER" and not around.quoted(other.span.start)
        } - {entity.id}
        yield f"e others {min(len(since), 3)}"
        if item.kind is MentionKind.NOMINAL:
            yield "e last described"
        yield f"e blocks {min(3, case.block - around.block_number(item.span.start))}"
