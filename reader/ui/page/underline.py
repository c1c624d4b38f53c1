"""The line under a name: each kind has its own, so that no eye needs the colour."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from reader.ui.pixels import PixelGrid

_DASH, _GAP, _DOT_STEP, _FINE_STEP, _SPARSE_STEP = 3.4, 2.0, 2.0, 3.0, 6.0


class Line(StrEnum):
    """How a line is drawn; ``fine`` dots are a description's, a ``thin`` whole line is a link's.

    ``sparse`` dots are those of a description that only probably means somebody.
    """

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"
    FINE = "fine"
    SPARSE = "sparse"
    THIN = "thin"


_WIDTHS = {
    Line.SOLID: 1.7,
    Line.DASHED: 1.7,
    Line.DOTTED: 2.0,
    Line.FINE: 1.0,
    Line.SPARSE: 1.0,
    Line.THIN: 1.0,
}


def paint_underline(painter: QPainter, line: Line, ink: QColor, box: QRectF, baseline: float) -> None:
    """Draw a line below the letters of a box, as strong as their size asks for, on whole pixels."""
    grid = PixelGrid(painter)
    below = box.bottom() - baseline
    width = grid.length(_WIDTHS[line] * max(1.0, below / 6.4))
    top = grid.y(baseline) + grid.length(max(3.2, below * 0.5) - width / 2)
    left, right = grid.x(box.left() + 0.5), grid.x(box.right() - 0.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    if line is Line.DOTTED:
        _paint_dots(painter, QRectF(left, top, right - left, width), grid.length(_DOT_STEP * width))
    elif line in (Line.FINE, Line.SPARSE):
        step = grid.length((_FINE_STEP if line is Line.FINE else _SPARSE_STEP) * width)
        count = int((right - left - width) / step) + 1
        painter.drawRects([QRectF(left + number * step, top, width, width) for number in range(count)])
    elif line is Line.DASHED:
        dash, step = grid.length(_DASH * width), grid.length(_DASH * width) + grid.length(_GAP * width)
        count = max(1, round((right - left + step - dash) / step))
        starts = [left + number * step for number in range(count)]
        painter.drawRects([QRectF(x, top, min(dash, right - x), width) for x in starts if x < right])
    else:
        painter.drawRect(QRectF(left, top, right - left, width))


def _paint_dots(painter: QPainter, row: QRectF, step: float) -> None:
    """Round dots, the first and the last as far from the ends."""
    size = row.height()
    count = max(1, int((row.width() - size) / step) + 1)
    first = row.left() + (row.width() - size - (count - 1) * step) / 2 + size / 2
    middle = row.center().y()
    for number in range(count):
        painter.drawEllipse(QPointF(first + number * step, middle), size / 2, size / 2)
