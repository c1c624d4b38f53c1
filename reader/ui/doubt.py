"""The sign of a name that may stand for several people: a small question mark in a ring."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from reader.ui.fonts import interface_font


def paint_doubt(
    painter: QPainter, centre: QPointF, size: float, ink: QColor, ground: QColor | None = None
) -> None:
    """Paint the sign ``size`` pixels wide; ``ground`` covers what lies below."""
    box = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
    font = interface_font(1)
    font.setPixelSize(max(6, round(size * 0.72)))
    font.setBold(True)
    painter.setPen(QPen(ink, 1.1))
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "?")
