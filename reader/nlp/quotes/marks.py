"""Finding quotations by their marks: pairs, nested, over several paragraphs, unclosed, and dash replies.

One pass over the text. An odd mark costs nothing beyond its own paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.core.records import Article, Block, BlockKind, Span

_OPENERS = {"«": "»", "“": "”", "„": "“”", "‹": "›", "‘": "’"}
_CLOSERS = "»”›"
_MARK = re.compile('[«»“”„‹›"‘’]|<<|>>')
_ASCII = {"<<": "«", ">>": "»"}
_DASH_REPLY = re.compile(r"[–—―][ \u00a0\u202f\t]*(?=\S)")
_ALIVE = re.compile(
    r"[?!]|\b(?:je|j['’]|nous|vous|tu|on|mon|ma|mes|moi|oui|non|c['’]est|ça|merci|bonjour)\b", re.IGNORECASE
)
_READ = frozenset(BlockKind) - {BlockKind.NOISE, BlockKind.DATE}
_CLOSED_BY = {"»": "«", "”": "“„", "“": "„", "›": "‹", "’": "‘", '"': '"'}
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


def find_quotes(article: Article) -> tuple[Span, ...]:
    """Every quotation of an article, marks included, nested ones too, in text order."""
    marked = [_pair(article.text, block) for block in article.blocks if block.kind in _READ]
    found: set[Span] = set()
    for item in marked:
        found.update(item.pairs)
    whole = set(_across(article.text, marked))
    starts = {item.block.span.start for item in marked}
    ends = {span.end for span in whole}
    found = {span for span in found if not (span.start in starts and span.end in ends)} | whole
    found.update(_replies(article, marked))
    return tuple(sorted(found, key=lambda span: (span.start, -span.end)))


def _pair(text: str, block: Block) -> _Marked:
    """Match the marks of one paragraph with a stack."""
    start, end = block.span.start, block.span.end
    stack = _Stack()
    pairs: list[Span] = []
    orphan: int | None = None
    for match in _MARK.finditer(text, start, end):
        mark = _ASCII.get(match.group(), match.group())
        if mark == '"':
            mark = _straight(text, match.start(), stack.holds('"'))
        if not mark or (mark == "‘" and not _opens_single(text, match.start())):
            continue
        opener = stack.close(mark)
        if opener is not None:
            pairs.append(Span(opener.start, match.end()))
        elif mark in _OPENERS or mark == '"':
            stack.push(_Open(mark, match.start()))
        elif mark in _CLOSERS and orphan is None:
            orphan = match.end()
    unclosed = [item for item in stack.items if item.mark != "‘"]
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
        if place < 0 or (mark == "’" and place != len(self.items) - 1):
            return None
        found = self.items[place]
        for item in self.items[place:]:
            self._places[item.mark].pop()
        del self.items[place:]
        return found


def _straight(text: str, place: int, is_open: bool) -> str:
    """Whether a straight mark is a quotation mark; inches and minutes behind a number are not."""
    before = text[place - 1 : place] if place else ""
    if is_open:
        return '"'
    if before.isdigit():
        return ""
    return '"' if not before.isalpha() else ""


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


def _replies(article: Article, marked: Sequence[_Marked]) -> Iterator[Span]:
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
        if _ALIVE.search(words) and (in_dialogue or "?" in words or re.search(r"\bj['’e]\b", words)):
            yield item.block.span
