"""The rows below the field of the quick switch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader.core.printable import one_line
from reader.core.quick import Candidate, Goal
from reader.ui.panel.colours import PanelStyle

Index = QModelIndex | QPersistentModelIndex
_SIGNS = {
    Goal.HEADING: "§",
    Goal.QUOTE: "❝",
    Goal.ARTICLE: "▤",
    Goal.FRONT: "✓",
    Goal.RECENT: "▤",
    Goal.KEPT: "▤",
    Goal.COMMAND: "›",
}
_SIDE, _SIGN = 14.0, 24.0


class SwitchRole(IntEnum):
    """What a delegate may ask an index for."""

    CANDIDATE = Qt.ItemDataRole.UserRole + 1


class ResultModel(QAbstractListModel):
    """The candidates that were found, best first."""

    def __init__(self, spoken: Callable[[Candidate], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: tuple[Candidate, ...] = ()
        self._spoken = spoken

    def set_found(self, found: tuple[Candidate, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self._found = tuple(
            replace(each, title=one_line(each.title), detail=one_line(each.detail)) for each in found
        )
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        candidate = self._found[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return candidate.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(candidate)
            case Qt.ItemDataRole.ToolTipRole:
                return f"{candidate.title}\n{candidate.detail}".strip()
            case SwitchRole.CANDIDATE:
                return candidate
            case _:
                return None


class ResultDelegate(QStyledItemDelegate):
    """A sign for what it is, the title, and what stands behind it."""

    def __init__(self, style: PanelStyle, signs: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._signs = signs

    def set_style(self, style: PanelStyle) -> None:
        """Take over a theme or another text size."""
        self._style = style

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, round(QFontMetricsF(self._style.interface).height() + 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        candidate = index.data(SwitchRole.CANDIDATE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):  # type: ignore[attr-defined]
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._style.chosen if chosen else self._style.hover)
            painter.drawRoundedRect(rect.adjusted(4, 1, -4, -1), 6, 6)
            if chosen:
                painter.setBrush(self._style.accent)
                painter.drawRoundedRect(
                    QRectF(rect.left() + 4, rect.top() + 7, 3, rect.height() - 14), 1.5, 1.5
                )
        self._paint_words(painter, rect.adjusted(_SIDE, 0, -_SIDE, 0), candidate)
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRectF, candidate: Candidate) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        ink = self._style.of_type(candidate.entity_type).ink if candidate.entity_type else self._style.muted
        painter.setFont(self._style.interface)
        painter.setPen(ink)
        sign = self._signs.get(candidate.entity_type, "") or _SIGNS.get(candidate.goal, "●")
        painter.drawText(room, middle, sign)
        small = QFont(self._style.interface)
        small.setPointSizeF(small.pointSizeF() * 0.92)
        metrics = QFontMetricsF(small)
        detail = metrics.elidedText(candidate.detail, Qt.TextElideMode.ElideMiddle, room.width() * 0.38)
        painter.setFont(small)
        painter.setPen(self._style.muted)
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, detail)
        font = self._style.reading if candidate.goal is Goal.QUOTE else self._style.interface
        width = room.width() - _SIGN - metrics.horizontalAdvance(detail) - 16
        painter.setFont(font)
        painter.setPen(self._style.text)
        title = QFontMetricsF(font).elidedText(candidate.title, Qt.TextElideMode.ElideRight, width)
        painter.drawText(room.adjusted(_SIGN, 0, 0, 0), middle, title)
