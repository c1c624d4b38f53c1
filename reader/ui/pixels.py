"""Whole pixels of the screen: strokes that lie on them are as sharp at 1.5× as at 1× and 2×."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter


class PixelGrid:
    """Rounds places and lengths of a painter's own coordinates to whole pixels of what it paints on."""

    def __init__(self, painter: QPainter) -> None:
        matrix = painter.deviceTransform()
        self._scale, self._dx, self._dy = matrix.m11(), matrix.dx(), matrix.dy()

    def x(self, place: float) -> float:
        """The edge between two columns that is nearest to a place."""
        return (round(place * self._scale + self._dx) - self._dx) / self._scale

    def y(self, place: float) -> float:
        """The edge between two rows that is nearest to a place."""
        return (round(place * self._scale + self._dy) - self._dy) / self._scale

    def length(self, length: float) -> float:
        """A length of one pixel at least."""
        return max(1, round(length * self._scale)) / self._scale

    def box(self, box: QRectF) -> QRectF:
        """A box whose edges lie between pixels."""
        left, top = self.x(box.left()), self.y(box.top())
        return QRectF(left, top, self.x(box.right()) - left, self.y(box.bottom()) - top)
