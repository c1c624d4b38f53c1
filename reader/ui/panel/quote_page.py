"""The Quotations tab: filter, order, and the list of quotations with their speakers."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reader.core.listing import QuoteOrder
from reader.core.records import Annotations, Article
from reader.ui.panel.colours import PanelStyle
from reader.ui.panel.quote_model import QuoteModel, QuoteRole
from reader.ui.panel.rows import RowsPage, chooses, copies, set_up_rows
from reader.ui.wrapping import wrapped

Index = QModelIndex | QPersistentModelIndex
_SIDE, _MAX_LINES = 18.0, 4


class QuoteDelegate(QStyledItemDelegate):
    """Draws a speaker's line and up to four lines of the quotation."""

    def __init__(self, style: PanelStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style

    def set_style(self, style: PanelStyle) -> None:
        """Take over a theme or another text size."""
        self._style = style

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 320
        head = QFontMetricsF(self._style.interface).height() + 14 if index.data(QuoteRole.HEADS_GROUP) else 2
        lines = self._lines(str(index.data()), width - 2 * _SIDE - 12)
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
            above < QFontMetricsF(self._style.interface).height() + 12
        )

    def _paint_speaker(self, painter: QPainter, rect: QRectF, index: Index) -> float:
        """The speaker's name and the words by which we know; returns where the quotation begins."""
        font = QFont(self._style.interface)
        known = bool(index.data(QuoteRole.ENTITY_TYPE))
        font.setWeight(QFont.Weight.DemiBold if known else QFont.Weight.Normal)
        font.setItalic(not known)
        metrics = QFontMetricsF(font)
        line = QRectF(rect.left() + _SIDE, rect.top() + 8, rect.width() - 2 * _SIDE, metrics.height())
        colours = self._style.of_type(str(index.data(QuoteRole.ENTITY_TYPE)))
        painter.setFont(font)
        painter.setPen(colours.ink if known else self._style.muted)
        name = metrics.elidedText(
            str(index.data(QuoteRole.SPEAKER)), Qt.TextElideMode.ElideRight, line.width()
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, name)
        used = metrics.horizontalAdvance(name) + 10
        plain = QFont(self._style.interface)
        plain.setPointSizeF(plain.pointSizeF() * 0.9)
        painter.setFont(plain)
        painter.setPen(self._style.muted)
        cue = QFontMetricsF(plain).elidedText(
            str(index.data(QuoteRole.CUE)), Qt.TextElideMode.ElideRight, max(0.0, line.width() - used)
        )
        painter.drawText(line.adjusted(used, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, cue)
        return line.bottom() + 2

    def _paint_words(
        self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        state = option.state  # type: ignore[attr-defined]
        ground = box.adjusted(_SIDE - 8, 0, -8, -4)
        painter.setPen(Qt.PenStyle.NoPen)
        if index.data(QuoteRole.CURRENT) or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self._style.chosen if index.data(QuoteRole.CURRENT) else self._style.hover)
            painter.drawRoundedRect(ground, 5, 5)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._style.accent, 1.6))
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), 5, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._style.accent if index.data(QuoteRole.CURRENT) else self._style.rule)
        painter.drawRoundedRect(QRectF(ground.left() + 2, ground.top() + 4, 3, ground.height() - 8), 1.5, 1.5)
        painter.setFont(self._font())
        painter.setPen(self._style.text if index.data(QuoteRole.SPEECH) else self._style.muted)
        y = box.top() + 3
        for line in self._lines(str(index.data()), box.width() - 2 * _SIDE - 12):
            room = QRectF(box.left() + _SIDE + 4, y, box.width() - 2 * _SIDE, self._line_height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, line)
            y += self._line_height()

    def _font(self) -> QFont:
        font = QFont(self._style.reading)
        font.setPointSizeF(self._style.interface.pointSizeF() * 1.05)
        return font

    def _line_height(self) -> float:
        return QFontMetricsF(self._font()).height() + 2

    def _lines(self, text: str, width: float) -> list[str]:
        return wrapped(text, self._font(), width, _MAX_LINES)


class QuoteList(QListView):
    """A click or Enter on a row is a wish to go there."""

    row_chosen = Signal(QModelIndex)
    speaker_chosen = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_up_rows(self)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return
        delegate = self.itemDelegate()
        above = event.position().y() - self.visualRect(index).top()
        if isinstance(delegate, QuoteDelegate) and delegate.is_speaker(index, above):
            self.speaker_chosen.emit(index)
        else:
            self.row_chosen.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if chooses(event, index):
            self.row_chosen.emit(index)
        elif event.key() == Qt.Key.Key_S and not event.modifiers() and index.isValid():
            self.speaker_chosen.emit(index)
        elif not copies(event, index):
            super().keyPressEvent(event)


class QuotePage(RowsPage):
    """Emits the wish to go to a quotation, or to who says it."""

    quote_chosen = Signal(int)
    speaker_chosen = Signal(str)

    def __init__(self, style: PanelStyle, parent: QWidget | None = None) -> None:
        self.list = QuoteList()
        super().__init__(self.list, QuoteOrder, parent)
        self.model = QuoteModel(self)
        self._delegate = QuoteDelegate(style, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setModel(self.model)
        self.filter.textChanged.connect(self.model.set_filter)
        self.order.currentIndexChanged.connect(self._on_order_changed)
        self.list.row_chosen.connect(self.choose_row)
        self.list.speaker_chosen.connect(self._on_speaker_chosen)
        self.retranslate()

    def set_content(self, article: Article | None, annotations: Annotations | None) -> None:
        """Show the quotations of an article."""
        self.model.set_content(article, annotations)

    def set_current(self, quote: int | None) -> None:
        """Mark the quotation that the reader has reached, and bring it into view."""
        self.model.set_current(quote)
        index = self.model.quote_index(quote)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def set_style(self, style: PanelStyle) -> None:
        """Take over a theme or another text size."""
        self._delegate.set_style(style)
        self.list.scheduleDelayedItemsLayout()
        self.list.viewport().update()

    def retranslate(self) -> None:
        """Set all words in the present language."""
        self.filter.setPlaceholderText(self.tr("Filter the quotations…"))
        self.filter.setAccessibleName(self.tr("Filter the quotations"))
        self.order.setAccessibleName(self.tr("Order"))
        self.order.setToolTip(self.tr("Order of the quotations"))
        self.order.setItemText(0, self.tr("In order"))
        self.order.setItemText(1, self.tr("By speaker"))
        self.list.setAccessibleName(self.tr("Quotations"))
        self.list.viewport().update()

    def _on_order_changed(self, _row: int) -> None:
        self.model.set_order(QuoteOrder(self.order.currentData()))

    def _on_speaker_chosen(self, index: QModelIndex) -> None:
        speaker = index.data(QuoteRole.SPEAKER_ID)
        if speaker:
            self.speaker_chosen.emit(speaker)

    def choose_row(self, index: QModelIndex) -> None:
        self.quote_chosen.emit(index.data(QuoteRole.QUOTE_INDEX))
