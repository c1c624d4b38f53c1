"""Lines on pages to pieces of text: running heads out, columns one after the other, paragraphs whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from reader.core.records import BlockKind
from reader.formats.article import Piece
from reader.formats.hyphens import Joiner

_MARGIN = 0.13
_FEW_PAGES = 8
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:p(?:age|\.)?\s*)?\d{1,4}(?:\s*(?:/|sur|of|de)\s*\d{1,4})?|[ivxl]{1,7})\W*", re.IGNORECASE
)
_BULLET = re.compile(r"(?:[•·▪◦‣*]|\d{1,2}[.)])\s+\S")
_DASH = re.compile(r"[–—-]\s+\S")
_END = re.compile(r"[.!?…:][»”\"')\]]*\s*$")
_TITLE_SIZE = 1.25
_HEADING_SIZE = 1.1
_MAX_HEADING = 160
_MAX_LINES = 1_500
_MAX_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Line:
    """Some words in a row, in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    bold: bool = False

    @property
    def size(self) -> float:
        """The height of its letters' cells."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size in points and its lines in the order of the file."""

    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: tuple[Line, ...]

    @property
    def size(self) -> float:
        """The height of its letters' cells."""
        return median(line.size for line in self.lines)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)


def pieces(pages: Iterable[Page]) -> Iterator[Piece]:
    """The text of a document in the order in which it is read."""
    pages = [page for page in without_running_heads(list(pages)) if page.lines]
    columns = [column for page in pages for column in in_reading_order(with_initials(page.lines))]
    paragraphs = list(_joined(paragraph for column in columns for paragraph in _paragraphs(column)))
    join = Joiner(line.text for paragraph in paragraphs for line in paragraph.lines)
    body = _body_size(paragraphs)
    titled = False
    for paragraph in paragraphs:
        text = join(line.text for line in paragraph.lines)
        kind = _kind(paragraph, text, body, titled)
        titled = titled or kind is BlockKind.TITLE
        yield Piece(text, kind)


def without_running_heads(pages: list[Page]) -> list[Page]:
    """Take out page numbers, and lines at the edges that come back on other pages."""
    edges = Counter(
        key for page in pages for key in {_key(line) for line in page.lines if _at_edge(line, page)}
    )
    often = 2 if len(pages) <= _FEW_PAGES else 3

    def stays(line: Line, page: Page) -> bool:
        if not _at_edge(line, page):
            return True
        return edges[_key(line)] < often and not _PAGE_NUMBER.fullmatch(line.text)

    return [replace(page, lines=tuple(line for line in page.lines if stays(line, page))) for page in pages]


def with_initials(lines: Iterable[Line]) -> list[Line]:
    """Large first letters joined to the line that they begin."""
    rest = [line for line in lines if line.text.strip()]
    if len(rest) > _MAX_LINES:
        return rest
    usual = median([line.size for line in rest] or [0.0])
    for initial in [line for line in rest if len(line.text.strip()) <= 2 and line.size > 1.8 * usual]:
        beside = [line for line in rest if _begins(initial, line)]
        if beside and initial.text.strip().isalpha():
            first = max(beside, key=lambda line: line.top)
            rest[rest.index(first)] = replace(first, text=initial.text.strip() + first.text)
            rest.remove(initial)
    return rest


def _begins(initial: Line, line: Line) -> bool:
    """Whether a line stands right beside the upper part of a large letter and goes on with its word."""
    gap = line.left - initial.right
    middle = (line.top + line.bottom) / 2
    inside = initial.bottom < middle < initial.top
    return (
        inside and -0.5 * line.size < gap < line.size and line.text[:1].islower() and line.size < initial.size
    )


def in_reading_order(lines: list[Line], depth: int = 0) -> list[list[Line]]:
    """Columns of lines: what stands left of a gutter before what stands right, between lines that cross it."""
    lines = sorted(lines, key=lambda line: (-line.top, line.left))
    gutter = _gutter(lines) if depth < _MAX_DEPTH and len(lines) <= _MAX_LINES else None
    if gutter is None:
        return [_rows(lines)]
    columns: list[list[Line]] = []
    for run, crossing in _bands(lines, gutter):
        if crossing:
            columns.append(_rows(run))
            continue
        for side in ([ln for ln in run if ln.right <= gutter], [ln for ln in run if ln.right > gutter]):
            columns.extend(in_reading_order(side, depth + 1) if side else [])
    return columns


def _bands(lines: list[Line], gutter: float) -> Iterator[tuple[list[Line], bool]]:
    """Runs of lines from the top that cross the gutter, and that do not; a last short line goes with its run."""
    run: list[Line] = []
    crossing = False
    for line in lines:
        crosses = line.left < gutter < line.right
        if not crosses and crossing and _ends(run[-1], line) and _is_alone(line, lines):
            crosses = True
        if run and crosses != crossing:
            yield run, crossing
            run = []
        run.append(line)
        crossing = crosses
    if run:
        yield run, crossing


def _ends(above: Line, below: Line) -> bool:
    """Whether a line goes on where the one above it breaks off."""
    close = 0 < above.bottom - below.bottom < 1.7 * above.size
    return close and abs(below.left - above.left) < 2 and abs(below.size - above.size) < 0.08 * above.size


def _is_alone(line: Line, lines: list[Line]) -> bool:
    """Whether nothing else stands on a line's height."""
    return sum(each.bottom < line.top - 2 and each.top > line.bottom + 2 for each in lines) == 1


def _gutter(lines: list[Line]) -> float | None:
    """Where to part the page: a height of blank that many lines stand beside and few cross."""
    best, gutter = 0, None
    for place in {round(line.left - 2) for line in lines}:
        left = [line for line in lines if line.right <= place]
        right = [line for line in lines if line.left >= place]
        crossing = len(lines) - len(left) - len(right)
        beside = min(len(left), len(right))
        if beside >= 3 and beside > best and crossing < beside and _overlap(left, right):
            best, gutter = beside, float(place)
    return gutter


def _overlap(left: list[Line], right: list[Line]) -> bool:
    """Whether the two sides stand beside each other for most of the shorter one's height."""
    top = min(max(line.top for line in side) for side in (left, right))
    bottom = max(min(line.bottom for line in side) for side in (left, right))
    heights = [max(line.top for line in side) - min(line.bottom for line in side) for side in (left, right)]
    return top - bottom > 0.5 * min(heights)


def _rows(lines: list[Line]) -> list[Line]:
    """Pieces of one line that stand on the same height become one again."""
    rows: list[Line] = []
    for line in lines:
        last = rows[-1] if rows else None
        if last is not None and abs(last.bottom - line.bottom) < 0.3 * last.size and line.left >= last.right:
            rows[-1] = replace(last, text=f"{last.text} {line.text}", right=line.right)
        else:
            rows.append(line)
    return rows


def _paragraphs(column: list[Line]) -> Iterator[Paragraph]:
    """Cut a column at wide gaps, indents, changes of size and lines that had room for the next word."""
    measure = _Measure(column)
    run = column[:1]
    for above, below in pairwise(column):
        if measure.parts(above, below):
            yield Paragraph(tuple(run))
            run = []
        run.append(below)
    if run:
        yield Paragraph(tuple(run))


class _Measure:
    """How the lines of a column usually stand."""

    def __init__(self, column: list[Line]) -> None:
        lefts = sorted(line.left for line in column)
        rights = sorted(line.right for line in column)
        self._left = lefts[len(lefts) // 4]
        self._right = rights[(len(rights) * 9) // 10 if len(rights) > 3 else -1]
        self._gap = median([above.bottom - below.bottom for above, below in pairwise(column)] or [0.0])
        self._size = median(line.size for line in column)

    def parts(self, above: Line, below: Line) -> bool:
        """Whether a new paragraph begins with ``below``."""
        size, gap = above.size, above.bottom - below.bottom
        usual = min(self._gap, 1.6 * size)
        if size > _HEADING_SIZE * self._size:  # large letters stand in wider lines than the text
            usual = max(usual, 1.1 * size)
        if gap > usual + 0.35 * size or gap < -size:
            return True
        if abs(below.size - size) > 0.08 * size or above.bold != below.bold or _BULLET.match(below.text):
            return True
        ended = _END.search(above.text) is not None
        if ended and (_DASH.match(below.text) or self._indented(below) > self._indented(above)):
            return True
        return self._had_room(above, below, ended)

    def _indented(self, line: Line) -> bool:
        return line.left - self._left > 0.6 * line.size

    def _had_room(self, above: Line, below: Line, ended: bool) -> bool:
        """Whether a line stopped although the next word would have fitted; in mid-sentence, by far."""
        letter = (below.right - below.left) / max(len(below.text), 1)
        needed = letter * len(below.text.split(" ", 1)[0]) + 0.3 * above.size
        slack = self._right - above.right
        if ended:
            return slack > needed
        wide = slack > needed + 0.15 * (self._right - self._left)
        return wide and not below.text[0].islower() and above.size <= 1.05 * self._size


def _joined(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """A paragraph that a column's or a page's end cut in two becomes one again."""
    last: Paragraph | None = None
    for paragraph in paragraphs:
        if last is not None and _goes_on(last, paragraph):
            last = Paragraph(last.lines + paragraph.lines)
            continue
        if last is not None:
            yield last
        last = paragraph
    if last is not None:
        yield last


def _goes_on(first: Paragraph, second: Paragraph) -> bool:
    end, start = first.lines[-1], second.lines[0]
    beside = start.bottom > end.bottom  # the next column or page begins higher up
    alike = abs(start.size - end.size) <= 0.08 * end.size and start.bold == end.bold
    return (
        beside
        and alike
        and not _END.search(end.text)
        and (start.text[:1].islower() or end.text.endswith("-"))
    )


def _body_size(paragraphs: list[Paragraph]) -> float:
    sizes: Counter[float] = Counter()
    for paragraph in paragraphs:
        for line in paragraph.lines:
            sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: sizes[size]) if sizes else 0.0


def _kind(paragraph: Paragraph, text: str, body: float, titled: bool) -> BlockKind | None:
    """Title and headings by the size and weight of their letters; the rest is told by its words."""
    if len(text) > _MAX_HEADING:
        return None
    if not titled and paragraph.size >= _TITLE_SIZE * body:
        return BlockKind.TITLE
    large = paragraph.size >= _HEADING_SIZE * body
    if large or (paragraph.bold and not _END.search(text)):
        return BlockKind.HEADING
    return None


def _at_edge(line: Line, page: Page) -> bool:
    return line.bottom > page.height * (1 - _MARGIN) or line.top < page.height * _MARGIN


def _key(line: Line) -> tuple[str, int]:
    """A line's words without numbers, and about how high it stands."""
    return re.sub(r"\d+", "0", line.text.lower()), round(line.bottom / 12)
