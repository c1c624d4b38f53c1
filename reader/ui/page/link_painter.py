"""Paints the links of the visible blocks: a thin whole line, and a small arrow behind the last word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from reader.core.links import parts_beside
from reader.core.marks import Mark
from reader.core.records import Link
from reader.ui.page.mark_painter import MarkPainter, MarkState
from reader.ui.page.underline import Line, paint_underline
from reader.ui.pixels import PixelGrid

_ARROW, _STROKE, _HEAD = 0.2, 0.055, 0.72
"""The arrow's side and its stroke as parts of the line's height; its head as a part of its side."""


def paint_links(
    painter: QPainter,
    links: Sequence[Link],
    marks: Sequence[Mark],
    state: MarkState,
    places: MarkPainter,
    ink: QColor,
) -> None:
    """Underline links where nothing is marked, which has a line of its own; the arrow stands with every link."""
    marked = sorted(mark.span for mark in marks if not mark.is_quote and state.drawn(mark))
    for link in links:
        for span in parts_beside(link.span, marked):
            for part in places.slices(span):
                paint_underline(painter, Line.THIN, ink, part.box, part.baseline)
        parts = places.slices(link.span)
        if parts:
            _paint_arrow(painter, parts[-1].box, ink)


def _paint_arrow(painter: QPainter, line: QRectF, ink: QColor) -> None:
    """An arrow that leads up and away, on the shoulder of the last letter: no letter moves for it."""
    grid = PixelGrid(painter)
    side = max(4.0, line.height() * _ARROW)
    box = grid.box(QRectF(line.right() + 0.5, line.top() + line.height() * 0.05, side, side))
    head = box.width() * _HEAD
    painter.setPen(
        QPen(ink, max(1.0, line.height() * _STROKE), Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap)
    )
    painter.drawLine(box.bottomLeft(), box.topRight())
    painter.drawLine(box.topRight(), QPointF(box.right() - head, box.top()))
    painter.drawLine(box.topRight(), QPointF(box.right(), box.top() + head))
