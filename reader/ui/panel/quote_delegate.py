"""Draws the rows of the Quotations tab: who speaks, and up to four lines of the words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader.ui.doubt import paint_doubt
from reader.ui.panel.colours import PanelStyle
from reader.ui.panel.quote_model import QuoteRole
from reader.ui.wrapping import wrapped

Index = QModelIndex | QPersistentModelIndex
_SIDE, _MAX_LINES = 18.0, 4
_RING, _AFTER = 0.76, 5.0
"""The sign of doubt: its share of a line's height, and the room before it."""


class QuoteDelegate(QStyledItemDelegate):
    """Draws a speaker's line and up to four lines of the quotation."""

    def __init__(self, style: PanelStyle, signs: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._signs = signs

    def set_style(self, style: PanelStyle) -> None:
        """Take over a theme or another text size."""
        self._style = style

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 320
        head = QFontMetricsF(self._style.interface).height() + 13 if index.data(QuoteRole.HEADS_GROUP) else 2
        lines = self._lines(str(index.data()), self._room(index, width))
        return QSize(120, round(head + len(lines) * self._line_height() + 12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        top = rect.top() + 4
        if index.data(QuoteRole.HEADS_GROUP):
            top = self._paint_speaker(painter, rect, index)
        self._paint_words(painter, QRectF(rect.left(), top, rect.width(), rect.bottom() - top), option, index)
        painter.restore()

    def is_speaker(self, index: Index, above: float) -> bool:
        """Whether a height inside a row is that of the speaker's line, which leads to an entity."""
        return bool(index.data(QuoteRole.HEADS_GROUP) and index.data(QuoteRole.SPEAKER_ID)) and (
            above < QFontMetricsF(self._style.interface).height() + 14
        )

    def _paint_speaker(self, painter: QPainter, rect: QRectF, index: Index) -> float:
        """Who speaks: the kind's sign, the name, then the cue or how many; returns where the words begin."""
        font = QFont(self._style.interface)
        kind, doubtful = str(index.data(QuoteRole.ENTITY_TYPE)), bool(index.data(QuoteRole.GROUP_DOUBTFUL))
        font.setWeight(QFont.Weight.DemiBold if kind and not doubtful else QFont.Weight.Normal)
        font.setItalic(not kind)
        metrics = QFontMetricsF(font)
        line = QRectF(rect.left() + _SIDE, rect.top() + 10, rect.width() - 2 * _SIDE, metrics.height())
        several = int(index.data(QuoteRole.COUNT)) > 1
        note = str(index.data(QuoteRole.COUNT_WORDS if several else QuoteRole.CUE))
        size = self._ring() if doubtful else 0.0
        room = line.width() - (size + _AFTER if doubtful else 0)
        room -= max(30.0, metrics.horizontalAdvance(note)) if several else 30.0 if note else 0.0
        painter.setFont(font)
        painter.setPen(self._style.of_type(kind).ink if kind else self._style.muted)
        sign = f"{self._signs[kind]} " if kind in self._signs else ""
        name = metrics.elidedText(
            sign + str(index.data(QuoteRole.SPEAKER)), Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, name)
        end = metrics.horizontalAdvance(name)
        if doubtful:
            end += size + _AFTER
            centre = QPointF(line.left() + end - size / 2, line.center().y())
            paint_doubt(painter, centre, size, self._style.muted)
        self._paint_note(painter, line.adjusted(end + 10, 0, 0, 0), note, several)
        return line.bottom() + 3

    def _paint_note(self, painter: QPainter, room: QRectF, note: str, right: bool) -> None:
        plain = QFont(self._style.interface)
        plain.setPointSizeF(plain.pointSizeF() * 0.9)
        painter.setFont(plain)
        painter.setPen(self._style.muted)
        shown = QFontMetricsF(plain).elidedText(note, Qt.TextElideMode.ElideRight, max(0.0, room.width()))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, shown)

    def _paint_words(
        self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        state = option.state  # type: ignore[attr-defined]
        ground = box.adjusted(_SIDE - 8, 0, -8, -4)
        painter.setPen(Qt.PenStyle.NoPen)
        chosen = bool(index.data(QuoteRole.CURRENT) or state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self._style.chosen if chosen else self._style.hover)
            painter.drawRoundedRect(ground, 5, 5)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._style.accent, 1.6))
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), 5, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        self._paint_bar(painter, QRectF(ground.left() + 2, ground.top() + 4, 3, ground.height() - 8), index)
        painter.setFont(self._font())
        painter.setPen(self._style.text if index.data(QuoteRole.SPEECH) else self._style.muted)
        y = box.top() + 3
        for line in self._lines(str(index.data()), self._room(index, box.width())):
            room = QRectF(box.left() + _SIDE + 4, y, box.width() - 2 * _SIDE, self._line_height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, line)
            y += self._line_height()
        if self._bears_sign(index):
            size = self._ring()
            centre = QPointF(box.right() - _SIDE - size / 2, box.top() + 3 + self._line_height() / 2)
            paint_doubt(painter, centre, size, self._style.muted)

    def _paint_bar(self, painter: QPainter, box: QRectF, index: Index) -> None:
        """The rule before the words, as beside them in the text: dashed for indirect speech."""
        colour = self._style.accent if index.data(QuoteRole.CURRENT) else self._style.rule
        if index.data(QuoteRole.INDIRECT):
            self._paint_dashes(painter, box, colour)
        else:
            painter.setBrush(colour)
            painter.drawRoundedRect(box, 1.5, 1.5)

    def _paint_dashes(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        pen = QPen(colour, 2.0)
        pen.setDashPattern([2.5, 2.0])
        painter.setPen(pen)
        painter.drawLine(QPointF(box.center().x(), box.top()), QPointF(box.center().x(), box.bottom()))

    def _bears_sign(self, index: Index) -> bool:
        """Whether the speaker of a row is doubtful and the head above does not say so."""
        return bool(index.data(QuoteRole.DOUBTFUL)) and not index.data(QuoteRole.GROUP_DOUBTFUL)

    def _ring(self) -> float:
        """The size of the sign of doubt."""
        return QFontMetricsF(self._style.interface).height() * _RING

    def _room(self, index: Index, width: float) -> float:
        """How wide the words of a row may be."""
        sign = self._ring() + _AFTER if self._bears_sign(index) else 0.0
        return width - 2 * _SIDE - 12 - sign

    def _font(self) -> QFont:
        font = QFont(self._style.reading)
        font.setPointSizeF(self._style.interface.pointSizeF() * 1.05)
        return font

    def _line_height(self) -> float:
        return QFontMetricsF(self._font()).height() + 2

    def _lines(self, text: str, width: float) -> list[str]:
        return wrapped(text, self._font(), width, _MAX_LINES)
