"""Paints the marks of the visible blocks: grounds behind the text, signs and borders over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPainter,
    QPainterPath,
    QPen,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLine,
)

from reader.core.marks import QUOTE_TYPE, Mark
from reader.core.records import Span
from reader.ui.page.style import Density
from reader.ui.page.text_map import TextMap
from reader.ui.theme import Theme

_RADIUS = 4.0
_LINES = {"solid": Qt.PenStyle.SolidLine, "dotted": Qt.PenStyle.DotLine, "dashed": Qt.PenStyle.DashLine}


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


class MarkPainter:
    """Knows a document's geometry; all coordinates are the document's."""

    def __init__(self, document: QTextDocument, text_map: TextMap, theme: Theme) -> None:
        self._document = document
        self._map = text_map
        self._theme = theme

    def slices(self, span: Span) -> Iterator[Slice]:
        """The boxes of a range, line by line."""
        start, end = self._map.to_position(span.start), self._map.to_position(span.end)
        block = self._document.findBlock(start)
        while block.isValid() and block.position() < end:
            yield from self._block_slices(block, start, end)
            block = block.next()

    def _block_slices(self, block: QTextBlock, start: int, end: int) -> Iterator[Slice]:
        origin = self._document.documentLayout().blockBoundingRect(block).topLeft()
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first = max(start - block.position(), line.textStart())
            last = min(end - block.position(), line.textStart() + line.textLength())
            if first >= last:
                continue
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
        for number, span in hits:
            painter.setBrush(self._theme.search.strong if number == current else self._theme.search.tint)
            for part in self.slices(span):
                painter.drawRect(part.box)

    def paint_signs(self, painter: QPainter, marks: Sequence[Mark], state: MarkState) -> None:
        """What lies over the letters: underlines by kind, borders of the chosen, bars of quotations."""
        for mark in marks:
            if not state.drawn(mark):
                continue
            if mark.is_quote:
                self._quote_bar(painter, mark, state)
                continue
            colour = self._theme.mark(mark.kind).ink
            chosen = state.chosen(mark)
            if chosen:
                self._border(painter, mark, colour, current=state.current(mark))
            if not chosen or not mark.named:
                self._underline(painter, mark, colour, state)

    def ink_selections(
        self, marks: Sequence[Mark], state: MarkState
    ) -> list[QAbstractTextDocumentLayout.Selection]:
        """Coloured letters of the visible names, as selections that exist for one painting only."""
        if state.density is Density.QUIET:
            marks = [mark for mark in marks if state.chosen(mark)]
        found: list[QAbstractTextDocumentLayout.Selection] = []
        for mark in marks:
            if mark.is_quote or not state.drawn(mark) or not (mark.named or state.chosen(mark)):
                continue
            form = QTextCharFormat()
            form.setForeground(self._theme.mark(mark.kind).ink)
            found.append(self.selection(mark.span, form))
        return found

    def selection(self, span: Span, form: QTextCharFormat) -> QAbstractTextDocumentLayout.Selection:
        """A range with a format, for the document's layout to draw."""
        cursor = QTextCursor(self._document)
        cursor.setPosition(self._map.to_position(span.start))
        cursor.setPosition(self._map.to_position(span.end), QTextCursor.MoveMode.KeepAnchor)
        made = QAbstractTextDocumentLayout.Selection()
        made.cursor = cursor  # type: ignore[attr-defined]
        made.format = form  # type: ignore[attr-defined]
        return made

    # -- parts -----------------------------------------------------------------------------------

    def _quote_ground(self, painter: QPainter, mark: Mark, state: MarkState) -> None:
        colours = self._theme.mark(QUOTE_TYPE)
        if state.density is not Density.COLOUR and not state.chosen(mark):
            return
        if not mark.named and not state.chosen(mark):
            return
        painter.setBrush(colours.strong if state.chosen(mark) else colours.tint)
        for part in self.slices(mark.span):
            painter.drawPath(_chip(part, 2.0, 2.5))

    def _name_ground(self, painter: QPainter, mark: Mark, state: MarkState) -> None:
        colours = self._theme.mark(mark.kind)
        chosen = state.chosen(mark)
        if not chosen and (state.density is not Density.COLOUR or not mark.named):
            return
        painter.setBrush(colours.strong if chosen else colours.tint)
        for part in self.slices(mark.span):
            painter.drawPath(_chip(part, 2.0, 0.5))

    def _border(self, painter: QPainter, mark: Mark, colour: QColor, current: bool) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for part in self.slices(mark.span):
            if current:
                halo = QColor(colour)
                halo.setAlpha(90)
                painter.setPen(QPen(halo, 4.5))
                painter.drawPath(_chip(part, 3.0, 1.5))
            painter.setPen(QPen(colour, 2.0 if current else 1.0))
            painter.drawPath(_chip(part, 2.0, 0.5))

    def _underline(self, painter: QPainter, mark: Mark, colour: QColor, state: MarkState) -> None:
        """Each kind has its own line; a description's is thin and pale."""
        ink = QColor(colour)
        if not mark.named:
            ink.setAlpha(120)
        style = _LINES.get(state.lines.get(mark.kind, "solid"), Qt.PenStyle.SolidLine)
        width = 1.7 if mark.named else 1.0
        pen = QPen(ink, width, style if mark.named else Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        if style is Qt.PenStyle.DotLine and mark.named:
            pen = QPen(ink, 2.0, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
            pen.setDashPattern([0.01, 1.9])
        elif style is Qt.PenStyle.DashLine and mark.named:
            pen.setDashPattern([3.4, 2.0])
        painter.setPen(pen)
        for part in self.slices(mark.span):
            y = part.baseline + 3.4
            painter.drawLine(QPointF(part.box.left() + 0.5, y), QPointF(part.box.right() - 0.5, y))

    def _quote_bar(self, painter: QPainter, mark: Mark, state: MarkState) -> None:
        """A bar in the margin beside the lines of somebody's words; dashed beside a title or a term."""
        if state.density is Density.OFF and not state.chosen(mark):
            return
        bar = QColor(self._theme.quote_bar)
        width = 3.6 if state.chosen(mark) else 2.4
        pen = QPen(bar, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        if not mark.named:
            pen = QPen(bar, 1.4, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        rows = list(self.slices(mark.span))
        if rows:
            x = 8.0
            top, bottom = rows[0].box.top() + 2, rows[-1].box.bottom() - 2
            painter.drawLine(QPointF(x, top), QPointF(x, bottom))


def _x(line: QTextLine, position: int) -> float:
    """Qt for Python gives the place and the cursor's position as a pair."""
    return float(line.cursorToX(position)[0])  # type: ignore[index]


def _chip(part: Slice, side: float, above: float) -> QPainterPath:
    """A box with round corners only where the range truly begins and ends."""
    box = part.box.adjusted(-side if part.begins else 0, -above, side if part.ends else 0, above)
    return _rounded(box, part.begins, part.ends)


def _rounded(box: QRectF, left: bool, right: bool) -> QPainterPath:
    path = QPainterPath()
    if left and right:
        path.addRoundedRect(box, _RADIUS, _RADIUS)
        return path
    path.addRect(box)
    if left or right:
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(box, _RADIUS, _RADIUS)
        square = QRectF(box)
        if left:
            square.setLeft(box.right() - min(2 * _RADIUS, box.width() / 2))
        else:
            square.setRight(box.left() + min(2 * _RADIUS, box.width() / 2))
        path.addRect(square)
        return path.simplified()
    return path
