"""What both tabs of the panel share: a filter and an order above a list whose rows are chosen by click or key."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QMargins, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from reader.ui.filter_field import FilterField

_CHOOSE_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_LABEL_MARGIN = 4
COPY_ROLE = int(Qt.ItemDataRole.UserRole) + 100
"""What is copied of a row, where that is not what it shows."""


def set_up_rows(view: QAbstractItemView) -> None:
    """A list without frame or editing that scrolls smoothly."""
    view.setMouseTracking(True)
    view.setFrameShape(QAbstractItemView.Shape.NoFrame)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)


def chooses(event: QKeyEvent, index: QModelIndex) -> bool:
    """Whether a key on a row is the wish to go there."""
    return event.key() in _CHOOSE_KEYS and index.isValid()


class OrderBox(QComboBox):
    """A box that ends its words in “…” where it is too narrow for them."""

    def sizeHint(self) -> QSize:
        """Room for the longest words: the style's own hint forgets what a style sheet adds around them."""
        hint = super().sizeHint()
        letters = self.fontMetrics()
        longest = max((letters.horizontalAdvance(self.itemText(n)) for n in range(self.count())), default=0)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.rect = QRect(QPoint(), hint)  # type: ignore[attr-defined]
        return hint.grownBy(QMargins(0, 0, max(0, longest + 1 - self._room_for_words(option)), 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.words  # type: ignore[attr-defined]
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    @property
    def words(self) -> str:
        """What is shown of the present choice."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return self.shown_words(self._room_for_words(option))

    def _room_for_words(self, option: QStyleOptionComboBox) -> int:
        part = QStyle.SubControl.SC_ComboBoxEditField
        box = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        return box.width() - _LABEL_MARGIN

    def shown_words(self, room: int) -> str:
        """What is shown of the present choice in ``room`` pixels."""
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)


class RowsPage(QWidget):
    """A tab of the panel: ``filter`` and ``order`` above ``rows``."""

    menu_requested = Signal(QWidget, QPoint)

    def __init__(self, rows: QAbstractItemView, orders: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self.filter = FilterField()
        self.order = OrderBox()
        self.order.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for order in orders:
            self.order.addItem("", order)
        rows.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows.customContextMenuRequested.connect(self._on_menu)
        head = QHBoxLayout()
        head.setContentsMargins(12, 10, 12, 4)
        head.setSpacing(8)
        head.addWidget(self.filter, 1)
        head.addWidget(self.order)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(rows, 1)

    def clear_filter(self) -> None:
        """Show all rows again; the keys go on in them if the button of the empty list had them."""
        focused = self.rows.isAncestorOf(self.window().focusWidget() or self)
        self.filter.clear()
        if focused:
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_row(self, index: QModelIndex) -> None:
        """Make the wish that a row stands for."""
        raise NotImplementedError

    def _on_menu(self, point: QPoint) -> None:
        """The menu is about what is chosen: the row under the pointer is chosen first, unless it is one of several."""
        index = self.rows.indexAt(point)
        if not index.isValid():
            return
        several = self.rows.selectedIndexes()
        if index not in several or len(several) == 1:
            self.rows.setCurrentIndex(index)
            self.choose_row(index)
        self.menu_requested.emit(self.rows.viewport(), point)

    def retranslate(self) -> None:
        """Set all words in the present language."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
