"""The words around a quotation, with all other quoted words blanked out, and the mentions in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.core.records import Article, Entity, Mention, MentionKind, Span
from reader.nlp.quotes.records import Token

HIDDEN = "\x1a"
_SENTENCE_END = re.compile(r"(?:[.!?…]+|\n)(?=[\s\x1a]|$)")
_ABBREVIATION = re.compile(r"(?:\b(?:MM?|Me|Mgr|Dr|Pr|St|Ste|[A-ZÀ-Þ])|\betc|\bcf)$")


@dataclass(frozen=True, slots=True)
class Located:
    """A mention and the entity that it belongs to."""

    span: Span
    entity: Entity
    kind: MentionKind


class Surroundings:
    """Answers where sentences begin and end outside quotations, and who is mentioned where."""

    def __init__(
        self, article: Article, quotes: Sequence[Span], entities: Iterable[Entity], tokens: Sequence[Token]
    ) -> None:
        self.text = article.text
        self.quotes = quotes
        self.masked = _masked(article.text, quotes)
        self._starts = [block.span.start for block in article.blocks]
        self._blocks = [block.span for block in article.blocks]
        located = [
            Located(mention.span, entity, mention.kind)
            for entity in entities
            for mention in entity.mentions
            if _refers(mention)
        ]
        self.mentions = sorted(located, key=lambda item: (item.span.start, -item.span.end))
        self._mention_starts = [item.span.start for item in self.mentions]
        self.tokens = tokens
        self._token_starts = [token.span.start for token in tokens]
        self._children: dict[int, list[int]] = {}
        for number, token in enumerate(tokens):
            if token.head != number:
                self._children.setdefault(token.head, []).append(number)

    def block_of(self, place: int) -> Span:
        """The block that a place lies in, or the nearest one before it."""
        return self._blocks[max(0, bisect_right(self._starts, place) - 1)]

    def block_number(self, place: int) -> int:
        """The number of that block."""
        return max(0, bisect_right(self._starts, place) - 1)

    def block(self, number: int) -> Span:
        """A block by its number."""
        return self._blocks[number]

    def sentence_start(self, place: int) -> int:
        """Where the sentence around ``place`` begins, in the same block."""
        floor = self.block_of(place).start
        ends = [match for match in _SENTENCE_END.finditer(self.masked, floor, place) if self._real_end(match)]
        return ends[-1].end() if ends else floor

    def sentence_end(self, place: int) -> int:
        """Where the sentence that goes on at ``place`` ends, in the same block."""
        ceiling = self.block_of(max(0, place - 1)).end
        for match in _SENTENCE_END.finditer(self.masked, place, ceiling):
            if self._real_end(match):
                return match.end()
        return ceiling

    def between(self, start: int, end: int) -> list[Located]:
        """The mentions wholly between two places, in order."""
        first = bisect_left(self._mention_starts, start)
        found: list[Located] = []
        for item in self.mentions[first:]:
            if item.span.start >= end:
                break
            if item.span.end <= end:
                found.append(item)
        return found

    def outside_quotes(self, span: Span) -> bool:
        """Whether a range holds no quoted character."""
        return HIDDEN not in self.masked[span.start : span.end]

    def token_at(self, place: int) -> int | None:
        """The index of the token that begins at or covers ``place``."""
        number = bisect_right(self._token_starts, place) - 1
        if number < 0 or self.tokens[number].span.end <= place:
            return None
        return number

    def children(self, number: int) -> list[int]:
        """The dependents of a token."""
        return self._children.get(number, [])

    def _real_end(self, match: re.Match[str]) -> bool:
        if match.group() != ".":
            return True
        return _ABBREVIATION.search(self.masked, max(0, match.start() - 6), match.start()) is None


def _refers(mention: Mention) -> bool:
    return mention.kind in (MentionKind.NAME, MentionKind.NOMINAL)


def _masked(text: str, quotes: Sequence[Span]) -> str:
    """``text`` with every quoted character replaced; offsets stay."""
    out: list[str] = []
    place = 0
    for span in quotes:
        if span.end <= place:
            continue
        start = max(place, span.start)
        out.append(text[place:start])
        out.append(HIDDEN * (span.end - start))
        place = span.end
    out.append(text[place:])
    return "".join(out)
