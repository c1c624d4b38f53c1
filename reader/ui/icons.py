"""Our own icons, drawn in one colour and tinted for the theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from reader.core.resources import resource_path

_RATIOS = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
"""Drawn for each from the vectors: Qt would else shrink the next larger one and blur its strokes."""


def tinted_icon(name: str, colour: QColor, faded: QColor | None = None, size: int = 20) -> QIcon:
    """The icon ``name`` in ``colour``, and in ``faded`` where it is disabled; empty for an unknown name.

    ``size`` is its side in the window's pixels; at another size it would be stretched.
    """
    path = resource_path("icons", f"{name}.svg")
    icon = QIcon()
    if not path.is_file():
        return icon
    drawing = path.read_text(encoding="utf-8")
    for ratio in _RATIOS:
        icon.addPixmap(_drawn(drawing, colour, size, ratio), QIcon.Mode.Normal)
        if faded is not None:
            icon.addPixmap(_drawn(drawing, faded, size, ratio), QIcon.Mode.Disabled)
    return icon


def icon_side(widget: QWidget) -> int:
    """The side in pixels of an icon beside the letters of ``widget``: it grows with them."""
    return max(16, round(widget.fontMetrics().height() * 0.9))


def _drawn(drawing: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    text = drawing.replace("currentColor", colour.name())
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
