"""One line of a card that leads somewhere: a role, somebody's words, a companion."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reader.core.printable import one_line
from reader.ui.doubt import paint_doubt
from reader.ui.panel.colours import PanelStyle
from reader.ui.wrapping import wrapped

_SIDE, _ABOVE = 10.0, 4.0


class CardLine(QAbstractButton):
    """Draws up to ``most`` lines of text with a sign before and a word behind; a button in all else.

    ``doubt`` says why the line is doubtful: it is drawn paler, with the sign of doubt behind.
    """

    def __init__(
        self,
        text: str,
        style: PanelStyle,
        parent: QWidget,
        *,
        sign: str = "",
        ink: QColor | None = None,
        note: str = "",
        reading: bool = False,
        most: int = 2,
        doubt: str = "",
    ) -> None:
        super().__init__(parent)
        self._words = one_line(text)
        self.setText(self._words.replace("&", "&&"))
        self._style = style
        self._sign, self._note, self._most = sign, note, most
        self._ink = ink or style.text
        self._doubtful = bool(doubt)
        self._reading = reading
        said = " ".join(part for part in (text, note) if part)
        self.setAccessibleName(", ".join(part for part in (said, doubt) if part))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(240, self.width())))

    def heightForWidth(self, width: int) -> int:
        lines = wrapped(self._words, self._font(), self._room(width), self._most)
        return round(len(lines) * self._line_height() + 2 * _ABOVE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        height = self._line_height()
        row = QRectF(_SIDE, _ABOVE, self.width() - 2 * _SIDE, height)
        painter.setFont(self._style.interface)
        painter.setPen(self._ink)
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, self._sign)
        painter.setPen(self._style.muted)
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._note)
        if self._doubtful:
            centre = QPointF(row.right() - self._ring() / 2, row.center().y())
            paint_doubt(painter, centre, self._ring(), self._style.muted)
        painter.setFont(self._font())
        painter.setPen(self._style.muted if self._doubtful else self._style.text)
        row.translate(self._sign_width(), 0)
        for line in wrapped(self._words, self._font(), self._room(self.width()), self._most):
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, line)
            row.translate(0, height)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave, QEvent.Type.FontChange):
            self.update()
        return super().event(event)

    def _paint_ground(self, painter: QPainter) -> None:
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._style.hover)
            painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._style.accent, 1.6))
            painter.drawRoundedRect(box, 6, 6)

    def _font(self) -> QFont:
        font = QFont(self._style.reading if self._reading else self._style.interface)
        if self._reading:
            font.setPointSizeF(font.pointSizeF() * 1.08)
        return font

    def _line_height(self) -> float:
        return QFontMetricsF(self._font()).height() + 2

    def _sign_width(self) -> float:
        return QFontMetricsF(self._style.interface).horizontalAdvance(self._sign) + 8 if self._sign else 0

    def _room(self, width: int) -> float:
        note = QFontMetricsF(self._style.interface).horizontalAdvance(self._note) + 10 if self._note else 0
        doubt = self._ring() + 10 if self._doubtful else 0
        return width - 2 * _SIDE - self._sign_width() - note - doubt

    def _ring(self) -> float:
        """The size of the sign of doubt."""
        return QFontMetricsF(self._style.interface).height() * 0.76
