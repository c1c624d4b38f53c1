"""The words around a quotation, with all other quoted words blanked out, and the mentions in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reader.core.records import Article, Entity, Mention, MentionKind, Span
from reader.nlp.quotes.records import Token

HIDDEN = "\x1a"
_SENTENCE_END = re.compile(r"(?:[.!?…;]+|\n)(?=[\s\x1a]|$)")
_FAR = 800
_ABBREVIATION = re.compile(r"(?:\b(?:MM?|Me|Mgr|Dr|Pr|St|Ste|[A-ZÀ-Þ])|\betc|\bcf)$")


@dataclass(frozen=True, slots=True)
class Located:
    """A mention and the entity that it belongs to."""

    span: Span
    entity: Entity
    kind: MentionKind


class Matches:
    """All matches of a pattern in a text, found once, to be asked by place."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._found = list(pattern.finditer(text))
        self._starts = [match.start() for match in self._found]

    def between(self, start: int, end: int) -> list[re.Match[str]]:
        """The matches that begin and end between two places, in order."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [match for match in self._found[first:last] if match.end() <= end]


class Surroundings:
    """Answers where sentences begin and end outside quotations, and who is mentioned where."""

    def __init__(
        self, article: Article, quotes: Sequence[Span], entities: Iterable[Entity], tokens: Sequence[Token]
    ) -> None:
        self.text = article.text
        self.quotes = quotes
        self.masked = _masked(article.text, quotes)
        self._starts = [block.span.start for block in article.blocks]
        self._ends = sorted({*self._starts, *self._sentence_ends()})
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
        """Where the sentence around ``place`` begins, in the same block and not endlessly far away."""
        number = bisect_right(self._ends, place)
        start = self._ends[number - 1] if number else 0
        return max(start, self.block_of(place).start, place - _FAR)

    def sentence_end(self, place: int) -> int:
        """Where the sentence that goes on at ``place`` ends, in the same block."""
        ceiling = min(self.block_of(max(0, place - 1)).end, place + _FAR)
        number = bisect_right(self._ends, place)
        return min(ceiling, self._ends[number]) if number < len(self._ends) else ceiling

    def sentence_number(self, place: int) -> int:
        """The number of the sentence that a place lies in, counted through the article."""
        return bisect_right(self._ends, place)

    def quoted(self, place: int) -> bool:
        """Whether a character lies inside a quotation."""
        return self.masked[place : place + 1] == HIDDEN

    def between(self, start: int, end: int) -> list[Located]:
        """The mentions wholly between two places, in order."""
        first = bisect_left(self._mention_starts, start)
        found: list[Located] = []
        for number in range(first, len(self.mentions)):
            item = self.mentions[number]
            if item.span.start >= end:
                break
            if item.span.end <= end:
                found.append(item)
        return found

    def before(self, place: int, floor: int) -> list[Located]:
        """The mentions that begin between ``floor`` and ``place``, the nearest first."""
        first, last = bisect_left(self._mention_starts, floor), bisect_left(self._mention_starts, place)
        return self.mentions[first:last][::-1]

    def outside_quotes(self, span: Span) -> bool:
        """Whether a range holds no quoted character."""
        return HIDDEN not in self.masked[span.start : span.end]

    def token_at(self, place: int) -> int | None:
        """The index of the token that begins at or covers ``place``."""
        number = bisect_right(self._token_starts, place) - 1
        if number < 0 or self.tokens[number].span.end <= place:
            return None
        return number

    def token_after(self, place: int) -> int:
        """The index of the first token that begins at or behind ``place``."""
        return bisect_left(self._token_starts, place)

    def children(self, number: int) -> list[int]:
        """The dependents of a token."""
        return self._children.get(number, [])

    def _sentence_ends(self) -> Iterator[int]:
        return (match.end() for match in _SENTENCE_END.finditer(self.masked) if self._real_end(match))

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
