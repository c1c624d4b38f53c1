"""Paints the marks of the visible blocks: grounds behind the text, signs and borders over it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPainterPath,
    QPen,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextLine,
)

from reader.core.marks import QUOTE_TYPE, Mark
from reader.core.records import Span
from reader.ui.doubt import paint_doubt
from reader.ui.page.style import Density
from reader.ui.page.text_map import TextMap
from reader.ui.page.underline import Line, paint_underline
from reader.ui.pixels import PixelGrid
from reader.ui.theme import Theme

_RADIUS, _SIDE = 4.0, 1.6
_DASHES = (3.0, 3.0)
_KEPT = 4_000
_PALE = 0.5
_LINES = {line.value: line for line in Line}


@dataclass(frozen=True, slots=True)
class MarkState:
    """What of the marks is shown, and which is chosen."""

    density: Density = Density.COLOUR
    hidden: frozenset[str] = frozenset()
    entity_id: str | None = None
    mention_index: int | None = None
    quote_index: int | None = None
    hits: tuple[Span, ...] = ()
    hit: int | None = None
    lines: Mapping[str, str] = field(default_factory=dict[str, str])

    def chosen(self, mark: Mark) -> bool:
        """Whether a mark belongs to the chosen entity, or is the chosen quotation."""
        if mark.is_quote:
            return mark.index == self.quote_index
        return mark.entity_id == self.entity_id

    def current(self, mark: Mark) -> bool:
        """Whether a mark is the very mention that the reader has reached."""
        return self.chosen(mark) and not mark.is_quote and mark.index == self.mention_index

    def drawn(self, mark: Mark) -> bool:
        """Whether a mark is drawn at all: its kind is on, or it is chosen."""
        return self.chosen(mark) or (mark.kind not in self.hidden and self.density is not Density.OFF)


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of a range in one line: its box, and whether the range truly begins and ends there."""

    box: QRectF
    baseline: float
    begins: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Ink:
    """Letters of another colour, as positions in the document."""

    start: int
    end: int
    form: QTextCharFormat


class MarkPainter:
    """Knows a document's geometry; all coordinates are the document's."""

    def __init__(
        self, document: QTextDocument, text_map: TextMap, theme: Theme, headings: Sequence[Span] = ()
    ) -> None:
        self._document = document
        self._map = text_map
        self._theme = theme
        self._headings = headings
        self._kept: dict[Span, tuple[Slice, ...]] = {}
        self._width = -1.0

    def _in_heading(self, mark: Mark) -> bool:
        """Whether a mark stands in large letters, where a ground of its own would shout."""
        number = bisect_right(self._headings, mark.span.start, key=lambda span: span.start) - 1
        return number >= 0 and mark.span.start < self._headings[number].end

    def slices(self, span: Span) -> tuple[Slice, ...]:
        """The boxes of a range, line by line; kept as long as the lines stand where they are."""
        width = self._document.textWidth()
        if width != self._width or len(self._kept) > _KEPT:
            self._kept.clear()
            self._width = width
        if span not in self._kept:
            start, end = self._map.to_position(span.start), self._map.to_position(span.end)
            self._kept[span] = tuple(self._slices(start, end))
        return self._kept[span]

    def boxes(self, start: int, end: int) -> list[QRectF]:
        """The boxes of a range of document positions."""
        return [part.box for part in self._slices(start, end)]

    def _slices(self, start: int, end: int) -> Iterator[Slice]:
        block = self._document.findBlock(start)
        while block.isValid() and block.position() < end:
            yield from self._block_slices(block, start, end)
            block = block.next()

    def _block_slices(self, block: QTextBlock, start: int, end: int) -> Iterator[Slice]:
        origin = self._document.documentLayout().blockBoundingRect(block).topLeft()
        layout = block.layout()
        first_line = layout.lineForTextPosition(max(0, start - block.position())).lineNumber()
        for number in range(first_line, layout.lineCount()):
            line = layout.lineAt(number)
            first = max(start - block.position(), line.textStart())
            last = min(end - block.position(), line.textStart() + line.textLength())
            if line.textStart() >= end - block.position():
                break
            if first >= last:
                continue
            if block.position() + last < end:
                last -= str(self._document.characterAt(block.position() + last - 1)).isspace()
            yield self._slice(line, origin, first, last, (start, end), block.position())

    def _slice(
        self, line: QTextLine, origin: QPointF, first: int, last: int, whole: tuple[int, int], base: int
    ) -> Slice:
        left, right = _x(line, first), _x(line, last)
        baseline = origin.y() + line.y() + line.ascent()
        top = baseline - line.ascent() * 0.98
        bottom = baseline + line.descent() * 1.02
        box = QRectF(origin.x() + min(left, right), top, abs(right - left), bottom - top)
        return Slice(box, baseline, whole[0] == base + first, whole[1] == base + last)

    def paint_grounds(self, painter: QPainter, marks: Sequence[Mark], state: MarkState) -> None:
        """What lies behind the letters: quotations first, then names, then search hits."""
        painter.setPen(Qt.PenStyle.NoPen)
        for mark in marks:
            if not state.drawn(mark):
                continue
            if mark.is_quote:
                self._quote_ground(painter, mark, state)
            else:
                self._name_ground(painter, mark, state)

    def paint_hits(self, painter: QPainter, hits: Sequence[tuple[int, Span]], current: int | None) -> None:
        """Search hits: square, in colours of their own, so that they look like no mark."""
        painter.setPen(Qt.PenStyle.NoPen)
        grid = PixelGrid(painter)
        for number, span in hits:
            painter.setBrush(self._theme.search.strong if number == current else self._theme.search.tint)
            for part in self.slices(span):
                painter.drawRect(grid.box(part.box))

    def paint_signs(self, painter: QPainter, marks: Sequence[Mark], state: MarkState) -> None:
        """What lies over the letters: underlines by kind, borders of the chosen, bars of quotations."""
        for mark in marks:
            if not state.drawn(mark):
                continue
            if mark.is_quote:
                self._quote_bar(painter, mark, state)
                if mark.doubtful:
                    self._question(painter, mark, self._theme.muted)
                continue
            colour = self._theme.mark(mark.kind).ink
            chosen = state.chosen(mark)
            if chosen:
                self._border(painter, mark, colour, current=state.current(mark))
            if not chosen or not mark.named:
                self._underline(painter, mark, colour, state)
            if mark.doubtful:
                self._question(painter, mark, colour)

    def inks(self, marks: Sequence[Mark], state: MarkState) -> Iterator[Ink]:
        """Coloured letters of the visible names, for one painting only."""
        for mark in marks:
            chosen = state.chosen(mark)
            if mark.is_quote or not state.drawn(mark) or not (mark.named or chosen):
                continue
            if state.density is not Density.QUIET or chosen:
                form = QTextCharFormat()
                form.setForeground(self._theme.mark(mark.kind).ink)
                start, end = mark.span.start, mark.span.end
                yield Ink(self._map.to_position(start), self._map.to_position(end), form)

    def hit_inks(self, spans: Sequence[Span]) -> Iterator[Ink]:
        """What a search has found, in letters that can be read on its ground."""
        form = QTextCharFormat()
        form.setForeground(self._theme.search.ink)
        for span in spans:
            yield Ink(self._map.to_position(span.start), self._map.to_position(span.end), form)

    # -- parts -----------------------------------------------------------------------------------

    def _quote_ground(self, painter: QPainter, mark: Mark, state: MarkState) -> None:
        colours = self._theme.mark(QUOTE_TYPE)
        if state.density is not Density.COLOUR and not state.chosen(mark):
            return
        if not state.chosen(mark) and (not mark.named or mark.indirect or self._in_heading(mark)):
            return
        painter.setBrush(colours.strong if state.chosen(mark) else colours.tint)
        grid = PixelGrid(painter)
        for part in self.slices(mark.span):
            painter.drawPath(_chip(part, 2.0, 2.0, grid))

    def _name_ground(self, painter: QPainter, mark: Mark, state: MarkState) -> None:
        colours = self._theme.mark(mark.kind)
        chosen = state.chosen(mark)
        if not chosen and (state.density is not Density.COLOUR or not mark.named or self._in_heading(mark)):
            return
        painter.setBrush(colours.strong if chosen else colours.tint)
        grid = PixelGrid(painter)
        for part in self.slices(mark.span):
            painter.drawPath(_chip(part, _SIDE, 0.5, grid))

    def _border(self, painter: QPainter, mark: Mark, colour: QColor, current: bool) -> None:
        """A rim on the edge of the ground, beside which a comma is still seen; round the current mention a halo too."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        grid = PixelGrid(painter)
        width = grid.length(1.8 if current else 1.0)
        for part in self.slices(mark.span):
            rim = _chip(part, _SIDE, 0.5, grid, inside=width / 2)
            if current:
                halo = QColor(colour)
                halo.setAlpha(70)
                painter.setPen(QPen(halo, width + 2.2))
                painter.drawPath(rim)
            painter.setPen(QPen(colour, width))
            painter.drawPath(rim)

    def _underline(self, painter: QPainter, mark: Mark, colour: QColor, state: MarkState) -> None:
        """Each kind has its own line; a description's is one of fine dots, which no link has.

        Those of a doubtful one stand further apart.
        """
        ink = QColor(colour)
        line = _LINES.get(state.lines.get(mark.kind, ""), Line.SOLID)
        if not mark.named:
            line = Line.SPARSE if mark.doubtful else Line.FINE
        for part in self.slices(mark.span):
            paint_underline(painter, line, ink, part.box, part.baseline)

    def _question(self, painter: QPainter, mark: Mark, colour: QColor) -> None:
        """A small question mark on the shoulder of what the reader should check, such as an ambiguous name."""
        parts = list(self.slices(mark.span))
        if not parts:
            return
        box = parts[-1].box
        size = max(11.0, box.height() * 0.44)
        centre = QPointF(box.right() + size * 0.15, box.top() + size * 0.08)
        paint_doubt(painter, centre, size, colour, self._theme.page)

    def _quote_bar(self, painter: QPainter, mark: Mark, state: MarkState) -> None:
        """A bar in the margin beside words: dotted beside a title or term, dashed beside indirect speech.

        It is pale where the speaker is doubtful.
        """
        if state.density is Density.OFF and not state.chosen(mark):
            return
        bar = QColor(self._theme.quote_bar)
        if mark.doubtful:
            bar.setAlphaF(_PALE)
        width = PixelGrid(painter).length(3.6 if state.chosen(mark) else 2.4)
        pen = QPen(bar, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        if not mark.named:
            pen = QPen(bar, 1.4, Qt.PenStyle.DotLine)
        elif mark.indirect:
            pen = QPen(bar, 2.4 if state.chosen(mark) else 1.4)
            pen.setDashPattern(_DASHES)
        painter.setPen(pen)
        rows = list(self.slices(mark.span))
        if rows:
            top, bottom = rows[0].box.top() + 2, rows[-1].box.bottom() - 2
            grid = PixelGrid(painter)
            x = grid.x(8.0 - pen.widthF() / 2) + pen.widthF() / 2
            painter.drawLine(QPointF(x, grid.y(top)), QPointF(x, grid.y(bottom)))


def _x(line: QTextLine, position: int) -> float:
    """Qt for Python gives the place and the cursor's position as a pair."""
    return float(line.cursorToX(position)[0])  # type: ignore[index]


def _chip(part: Slice, side: float, above: float, grid: PixelGrid, inside: float = 0.0) -> QPainterPath:
    """A box with round corners only where the range truly begins and ends; ``inside`` is taken off on the grid."""
    box = part.box.adjusted(-side if part.begins else 0, -above, side if part.ends else 0, above)
    box = grid.box(box).adjusted(inside, inside, -inside, -inside)
    return _rounded(box, part.begins, part.ends)


def _rounded(box: QRectF, left: bool, right: bool) -> QPainterPath:
    path = QPainterPath()
    if left == right:
        path.addRoundedRect(box, _RADIUS * left, _RADIUS * left)
        return path
    round_side, straight = (box.left(), box.right()) if left else (box.right(), box.left())
    inner = round_side + (_RADIUS if left else -_RADIUS)
    path.moveTo(straight, box.top())
    path.lineTo(inner, box.top())
    path.quadTo(round_side, box.top(), round_side, box.top() + _RADIUS)
    path.lineTo(round_side, box.bottom() - _RADIUS)
    path.quadTo(round_side, box.bottom(), inner, box.bottom())
    path.lineTo(straight, box.bottom())
    path.closeSubpath()
    return path
