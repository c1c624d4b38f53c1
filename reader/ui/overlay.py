"""What floats over the page: a card's ground with a rim and a soft shadow, inside the window."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from reader.ui.theme import Theme

SHADOW = 14
"""Pixels around the ground that belong to the shadow."""


class Overlay(QFrame):
    """A child of the window, so that it needs no window manager and is part of every picture."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take over a theme's colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 14 if self._theme.dark else 5))
        for ring in range(SHADOW - 2, 0, -2):
            painter.drawRoundedRect(box.adjusted(-ring, 3 - ring, ring, 3 + ring), 10 + ring, 10 + ring)
        painter.setBrush(self._theme.field)
        painter.setPen(QPen(self._theme.rule, 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
