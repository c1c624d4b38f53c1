"""A pill in the toolbar: one kind of mark, how many there are, and whether they are shown."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

_SIDE, _GAP, _HEIGHT = 12.0, 6.0, 30


@dataclass(frozen=True, slots=True)
class PillColours:
    """How a pill is drawn: its text, its ground, its rim when switched off, and the ring of the focus."""

    text: QColor
    ground: QColor
    rim: QColor
    faded: QColor
    ring: QColor


class TypePill(QAbstractButton):
    """Switches one kind of mark. Beside colour, the kind's sign and its name tell which one it is."""

    def __init__(self, key: str, sign: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._sign = sign
        self._title = key
        self._count: int | None = None
        self._compact = False
        plain = QColor("#808080")
        self._colours = PillColours(plain, QColor("#eeeeee"), plain, plain, plain)
        self.setCheckable(True)
        self.setChecked(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.toggled.connect(self._describe)

    def set_title(self, title: str) -> None:
        """Set the name of the kind, in the window's language."""
        self._title = title
        self._renew()

    def set_count(self, count: int | None) -> None:
        """Set the number of mentions; ``None`` while it is not known."""
        self._count = count
        self._renew()

    def set_shown(self, shown: bool) -> None:
        """Show a state that was set elsewhere; nobody is told."""
        blocked = self.blockSignals(True)
        self.setChecked(shown)
        self.blockSignals(blocked)
        self._describe()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Leave the title out where there is little room."""
        if compact != self._compact:
            self._compact = compact
            self._renew()

    def set_colours(self, colours: PillColours) -> None:
        """Set the theme's colours."""
        self._colours = colours
        self.update()

    def full_width(self) -> int:
        """The width with the title, whatever is shown now."""
        return self._width(compact=False)

    def sizeHint(self) -> QSize:
        return QSize(self._width(self._compact), max(_HEIGHT, self.fontMetrics().height() + 12))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, on = self._colours, self.isChecked()
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(Qt.PenStyle.NoPen if on else QPen(colours.rim, 1.0, Qt.PenStyle.DashLine))
        ground = QColor(colours.ground)
        if self.underMouse() and on:
            ground = ground.darker(104)
        painter.setBrush(ground if on else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        self._paint_text(painter, colours.text if on else colours.faded)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.ring, 2.0))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        elif event.type() == QEvent.Type.LanguageChange:
            self._describe()
        super().changeEvent(event)

    def _paint_text(self, painter: QPainter, colour: QColor) -> None:
        metrics = QFontMetricsF(self.font())
        x = _SIDE
        base = (self.height() + metrics.capHeight()) / 2
        painter.setPen(colour)
        for text in self._parts(self._compact):
            painter.drawText(QPointF(x, base), text)
            x += metrics.horizontalAdvance(text) + _GAP
        if not self.isChecked():
            middle = base - metrics.xHeight() / 2
            painter.drawLine(QPointF(_SIDE, middle), QPointF(x - _GAP, middle))

    def _parts(self, compact: bool) -> list[str]:
        parts = [self._sign] if self._sign else []
        if not compact or not self._sign:
            parts.append(self._title)
        if self._count is not None:
            parts.append(QLocale().toString(self._count))
        return parts

    def _width(self, compact: bool) -> int:
        metrics = QFontMetricsF(self.font())
        parts = self._parts(compact)
        return round(
            sum(metrics.horizontalAdvance(part) for part in parts) + _GAP * (len(parts) - 1) + 2 * _SIDE
        )

    def _renew(self) -> None:
        self._describe()
        self.updateGeometry()
        self.update()

    def _describe(self) -> None:
        state = self.tr("shown") if self.isChecked() else self.tr("hidden")
        count = "" if self._count is None else f", {self._count}"
        self.setAccessibleName(f"{self._title}{count}, {state}")
        self.setToolTip(f"{self._title}{count} – {state}")
