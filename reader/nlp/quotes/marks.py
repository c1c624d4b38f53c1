"""Finding quotations by their marks: pairs, nested, over several paragraphs, unclosed, and dash replies.

One pass over the text. An odd mark costs nothing beyond its own paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.core.records import Article, Block, BlockKind, Span
from reader.nlp.quotes.language import QuoteData

_OPENERS = "«“„‹‘「『"
_CLOSERS = "»”›」』"
OPENING = frozenset(f"{_OPENERS}<\"'")
CLOSING = frozenset(f"{_CLOSERS}“>\"'’")
"""Signs that a quotation by marks can begin with and, closed, ends with."""
_MARK = re.compile("[«»“”„‹›\"'‘’「」『』]|<<|>>")
_ASCII = {"<<": "«", ">>": "»"}
_INWARD = str.maketrans("«»‹›", "»«›‹")
_INWARD_OPENER = re.compile(r"(?<!\S) » (?=\w)", re.VERBOSE)  # »Wir gehen«, as German books have it
_OUTWARD_OPENER = re.compile(r"(?<!\S) « [ \u00a0\u202f]? (?=\w)", re.VERBOSE)  # « Nous partons », «Vamos»
_DASH_REPLY = re.compile(r"[–—―][ \u00a0\u202f\t]*(?=\S)")
_READ = frozenset(BlockKind) - {BlockKind.NOISE, BlockKind.DATE}
_CLOSED_BY = {"»": "«", "”": "“„", "“": "„", "›": "‹", "’": "‘", '"': '"', "'": "'", "」": "「", "』": "『"}
_SINGLE = frozenset("‘'")
"""Marks that are apostrophes too: they close within their paragraph or mean nothing."""
_SENTENCE_END = frozenset(".,;:!?…")
_MAX_PARAGRAPHS = 12
_MAX_UNCLOSED = 4


@dataclass(slots=True)
class _Open:
    mark: str
    start: int


@dataclass(frozen=True, slots=True)
class _Marked:
    """A paragraph's finished pairs, the openers left over, and the first closer that had no opener."""

    block: Block
    pairs: tuple[Span, ...]
    unclosed: tuple[_Open, ...]
    orphan: int | None
    starts_with: str


def find_quotes(article: Article, data: QuoteData) -> tuple[Span, ...]:
    """Every quotation of an article, marks included, nested ones too, in text order.

    ``data`` tells what marks its language has and which words show that a paragraph behind a dash is speech.
    """
    style = _style(article.text, data)
    marked: list[_Marked] = []
    awaited = False
    for block in article.blocks:
        if block.kind in _READ:
            item = _pair(article.text, block, style, awaited)
            awaited = any(opened.mark == '"' for opened in item.unclosed) or (awaited and item.orphan is None)
            marked.append(item)
    found: set[Span] = set()
    for item in marked:
        found.update(item.pairs)
    whole = set(_across(article.text, marked))
    starts = {item.block.span.start for item in marked}
    ends = {span.end for span in whole}
    found = {span for span in found if not (span.start in starts and span.end in ends)} | whole
    found.update(_replies(article, marked, data))
    return tuple(sorted(found, key=lambda span: (span.start, -span.end)))


@dataclass(frozen=True, slots=True)
class _Style:
    """How an article writes its marks: »inward«, ”alike” on both sides, with 'typewriter' marks."""

    inward: bool
    alike: bool
    typewriter: bool

    def read(self, text: str, match: re.Match[str], stack: _Stack, awaited: bool) -> str:
        """The mark at ``match`` in its usual form; empty for one that marks no quotation.

        ``awaited`` tells that an earlier paragraph opened a straight mark that no paragraph has closed.
        """
        mark = _ASCII.get(match.group(), match.group())
        start, end = match.span()
        if self.inward:
            mark = mark.translate(_INWARD)
        if mark == '"' or (mark == "”" and self.alike):
            return _straight(text, start, stack.holds('"'), awaited)
        if mark == "'":
            return mark if self.typewriter and _is_single(text, start, stack.holds("'")) else ""
        if mark == "‘":
            return mark if _opens_single(text, start) else ""
        if mark == "’" and text[end : end + 1].isalnum():  # an apostrophe, as in ‘I won’t’
            return ""
        return mark


def _style(text: str, data: QuoteData) -> _Style:
    inward = "»" in text and len(_INWARD_OPENER.findall(text)) > len(_OUTWARD_OPENER.findall(text))
    alike = "”" in text and "“" not in text and "„" not in text
    return _Style(inward, alike, data.typewriter_marks)


def _pair(text: str, block: Block, style: _Style, awaited: bool) -> _Marked:
    """Match the marks of one paragraph with a stack; ``awaited`` as in ``_Style.read``."""
    start, end = block.span.start, block.span.end
    stack = _Stack()
    pairs: list[Span] = []
    orphan: int | None = None
    for match in _MARK.finditer(text, start, end):
        mark = style.read(text, match, stack, awaited)
        if not mark:
            continue
        opener = stack.close(mark)
        if opener is not None:
            pairs.append(Span(opener.start, match.end()))
        elif mark in _OPENERS or mark in "\"'":
            stack.push(_Open(mark, match.start()))
        elif mark in _CLOSERS and orphan is None:
            orphan = match.end()
    unclosed = [item for item in stack.items if item.mark not in _SINGLE]
    return _Marked(block, tuple(pairs), tuple(unclosed[:_MAX_UNCLOSED]), orphan, text[start : start + 1])


class _Stack:
    """The marks that wait to be closed, with the places of each kind, so that no search runs through all."""

    def __init__(self) -> None:
        self.items: list[_Open] = []
        self._places: dict[str, list[int]] = {}

    def holds(self, mark: str) -> bool:
        return bool(self._places.get(mark))

    def push(self, item: _Open) -> None:
        self._places.setdefault(item.mark, []).append(len(self.items))
        self.items.append(item)

    def close(self, mark: str) -> _Open | None:
        """Take the nearest opener that ``mark`` can close, and all above it; ``None`` where there is none."""
        kinds = _CLOSED_BY.get(mark, "")
        place = max((self._places[kind][-1] for kind in kinds if self.holds(kind)), default=-1)
        if place < 0 or (mark in "’'" and place != len(self.items) - 1):
            return None
        found = self.items[place]
        for item in self.items[place:]:
            self._places[item.mark].pop()
        del self.items[place:]
        return found


def _straight(text: str, place: int, is_open: bool, awaited: bool) -> str:
    """What a straight mark is; inches and minutes behind a number are no quotation mark.

    One behind the end of a sentence closes what an earlier paragraph opened, where that is awaited.
    """
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    if is_open:
        return '"'
    if before.isalnum():
        return ""
    return "”" if awaited and before in _SENTENCE_END and not after.isalnum() else '"'


def _is_single(text: str, place: int, is_open: bool) -> bool:
    """Whether a typewriter's apostrophe is a quotation mark: 'like this', not in ``don't``."""
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    if is_open:
        return not before.isspace() and not after.isalnum()
    return after.isalnum() and not before.isalnum() and before not in _SENTENCE_END


def _opens_single(text: str, place: int) -> bool:
    """‘ begins a quotation only before a letter and after a blank or bracket."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return after.isalpha() and not before.isalnum()


def _across(text: str, marked: Sequence[_Marked]) -> Iterator[Span]:
    """Quotations that end in a later paragraph; marks that never close end with their own."""
    skip_until = -1
    for number, item in enumerate(marked):
        if item.orphan is not None and number > skip_until:
            yield Span(item.block.span.start, item.orphan)
        for place, opened in enumerate(item.unclosed):
            last, end = number, None
            if place == 0:
                last, end = _closing(marked, number, opened.mark, _begins_speech(text, item, opened))
            if place == 0 and number <= skip_until and text[item.block.span.start] == opened.mark:
                continue
            if end is None:
                yield Span(opened.start, item.block.span.end)
            else:
                skip_until = last
                yield Span(opened.start, end)


def _begins_speech(text: str, item: _Marked, opened: _Open) -> bool:
    """Whether a mark opens its paragraph or follows a colon: only such speech goes on in a next paragraph."""
    before = text[item.block.span.start : opened.start].rstrip()
    return not before or before.endswith(":")


def _closing(marked: Sequence[_Marked], number: int, mark: str, begun: bool) -> tuple[int, int | None]:
    """The paragraph in which an open quotation closes, and where; ``None`` where no reading is sure.

    Paragraphs between must be whole quotation: they repeat the opening mark, or hold no mark at all.
    """
    for later in range(number + 1, min(len(marked), number + 1 + _MAX_PARAGRAPHS)):
        item = marked[later]
        repeated = item.starts_with == mark
        if item.orphan is not None and not repeated:
            return later, item.orphan
        if repeated and not begun:
            return number, None
        if repeated:
            head = [span for span in item.pairs if span.start == item.block.span.start]
            if head and not item.unclosed:
                return later, max(span.end for span in head)
            if item.unclosed and item.unclosed[0].start == item.block.span.start:
                continue
            return number, None
        if item.pairs or item.unclosed:
            return number, None
    return number, None


def _replies(article: Article, marked: Sequence[_Marked], data: QuoteData) -> Iterator[Span]:
    """Paragraphs that a dash introduces and that read like speech."""
    dashed = [
        (number, item)
        for number, item in enumerate(marked)
        if item.block.kind is BlockKind.PARAGRAPH
        and _DASH_REPLY.match(article.text, item.block.span.start, item.block.span.end)
    ]
    numbers = {number for number, _ in dashed}
    for number, item in dashed:
        words = article.text[item.block.span.start : item.block.span.end]
        in_dialogue = bool({number - 1, number + 1, number - 2, number + 2} & numbers)
        if item.pairs or item.unclosed or words[-1] not in ".!?…":
            continue
        if data.alive.search(words) and (in_dialogue or "?" in words or data.first_person.search(words)):
            yield item.block.span
