"""Paints the links of the visible blocks: a thin line in the text's own colour, quieter than any mark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from reader.core.links import parts_beside
from reader.core.marks import Mark
from reader.core.records import Link
from reader.ui.page.mark_painter import MarkPainter, MarkState

_PALE = 120


def paint_links(
    painter: QPainter,
    links: Sequence[Link],
    marks: Sequence[Mark],
    state: MarkState,
    places: MarkPainter,
    ink: QColor,
) -> None:
    """Underline links where no name is marked, which has a line of its own."""
    names = sorted(mark.span for mark in marks if not mark.is_quote and state.drawn(mark))
    colour = QColor(ink)
    colour.setAlpha(_PALE)
    for link in links:
        for span in parts_beside(link.span, names):
            for part in places.slices(span):
                below = part.box.bottom() - part.baseline
                painter.setPen(
                    QPen(colour, max(1.0, below / 8), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
                )
                y = part.baseline + max(2.4, below * 0.36)
                painter.drawLine(QPointF(part.box.left(), y), QPointF(part.box.right(), y))
