"""Where paragraphs begin and end in plain text: lines, or runs of lines wrapped at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise

from reader.core.records import Span

MAX_BLOCK = 20_000
MAX_PARAGRAPHS = 50_000
"""A long novel has a tenth of it; each costs the page about a kilobyte and the answer of a process a line."""
_GATHERED = 2_000
"""Characters of one block where there are more paragraphs than that: logs, word lists."""
_SEEN_LINES = 20_000
"""Lines by which it is judged whether a text is wrapped."""
_BREAK = re.compile(r"[.!?…][»”\"')\]]*\s+|\s+")
_LINE = re.compile(r"\S[^\n]*")
_WRAP_WIDTH = 100
_FULL_STOPS = ".!?…:;»”\"')"


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text without surrounding blanks, in order; very many short ones are gathered."""
    lines = _lines(text)
    seen = list(islice(lines, _SEEN_LINES))
    wrapped = _is_wrapped(text, seen)
    lines = chain(seen, lines)
    found = _joined(text, lines) if wrapped else lines
    first = list(islice(found, MAX_PARAGRAPHS + 1))
    if len(first) <= MAX_PARAGRAPHS:
        return first
    if not wrapped:
        return list(_cut_at_lines(text))
    return [Span(run[0].start, run[-1].end) for run in gathered(chain(first, found))]


def gathered(spans: Iterable[Span]) -> Iterator[Sequence[Span]]:
    """Runs of neighbouring spans that are short together: never so many that a page could not hold them."""
    run: list[Span] = []
    for span in spans:
        if run and span.end - run[0].start > _GATHERED:
            yield run
            run = []
        run.append(span)
    if run:
        yield run


def _cut_at_lines(text: str) -> Iterator[Span]:
    """Whole lines, as many together as ``gathered`` allows, without a look at each: there may be millions."""
    start = 0
    while start < len(text):
        end = text.rfind("\n", start, start + _GATHERED)
        if end < 0:
            end = text.find("\n", start)
        if end < 0 or start + _GATHERED >= len(text):
            end = len(text)
        run = text[start:end]
        words = run.lstrip()
        if words:
            yield Span(end - len(words), end - len(words) + len(words.rstrip()))
        start = end + 1


def _joined(text: str, lines: Iterable[Span]) -> Iterator[Span]:
    """Wrapped lines to paragraphs, which a blank line parts."""
    start: int | None = None
    for line, after in pairwise(chain(lines, (None,))):
        assert line is not None
        start = line.start if start is None else start
        if after is None or text.count("\n", line.end, after.start) > 1:
            yield Span(start, line.end)
            start = None


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
    for match in _LINE.finditer(text):
        yield Span(match.start(), match.start() + len(match[0].rstrip()))


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether lines are broken at a fixed width: neighbours that stop in mid-sentence, none of them long."""
    runs = [(line, after) for line, after in pairwise(lines) if text.count("\n", line.end, after.start) == 1]
    if len(runs) < 3 or any(len(line) > _WRAP_WIDTH for line in lines):
        return False
    open_ends = sum(text[line.end - 1] not in _FULL_STOPS and len(line) > 40 for line, _ in runs)
    return open_ends * 10 >= 6 * len(runs)
