"""Where paragraphs begin and end in plain text: lines, or runs of lines wrapped at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from reader.core.records import Span

MAX_BLOCK = 20_000
_BREAK = re.compile(r"[.!?…][»”\"')\]]*\s+|\s+")
_WRAP_WIDTH = 100
_FULL_STOPS = ".!?…:;»”\"')"


def paragraphs(text: str) -> Iterator[Span]:
    """The paragraphs of a text without surrounding blanks, in order."""
    lines = list(_lines(text))
    if not _is_wrapped(text, lines):
        yield from lines
        return
    start = 0
    for index, line in enumerate(lines):
        last = index + 1 == len(lines)
        if last or text.count("\n", line.end, lines[index + 1].start) > 1:
            yield Span(lines[start].start, line.end)
            start = index + 1


def split_long(text: str, span: Span) -> Iterator[Span]:
    """Cut a span of more than ``MAX_BLOCK`` characters at sentence ends, else blanks, else anywhere."""
    start = span.start
    while span.end - start > MAX_BLOCK:
        cut, resume = _cut(text, start, start + MAX_BLOCK)
        yield Span(start, cut)
        start = resume
    if start < span.end:
        yield Span(start, span.end)


def _cut(text: str, start: int, limit: int) -> tuple[int, int]:
    """Where the piece ends and where the next begins: the last good break in its last quarter."""
    window_start = start + (limit - start) * 3 // 4
    best: re.Match[str] | None = None
    for match in _BREAK.finditer(text, window_start, limit):
        sentence = not match.group()[0].isspace()
        if best is None or sentence or best.group()[0].isspace():
            best = match
    if best is None:
        return limit, limit
    return best.start() + len(best.group().rstrip()), best.end()


def _lines(text: str) -> Iterator[Span]:
    """The lines that are not blank, without the blanks around them."""
    start = 0
    for line in text.split("\n"):
        words = line.lstrip()
        if words:
            first = start + len(line) - len(words)
            yield Span(first, first + len(words.rstrip()))
        start += len(line) + 1


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether lines are broken at a fixed width: neighbours that stop in mid-sentence, none of them long."""
    runs = [(line, after) for line, after in pairwise(lines) if text.count("\n", line.end, after.start) == 1]
    if len(runs) < 3 or any(len(line) > _WRAP_WIDTH for line in lines):
        return False
    open_ends = sum(text[line.end - 1] not in _FULL_STOPS and len(line) > 40 for line, _ in runs)
    return open_ends * 10 >= 6 * len(runs)
