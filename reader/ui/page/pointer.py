"""The mouse over the marks: what is clicked, what it rests on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QTextBrowser, QToolTip

from reader.core.marks import Mark

_DRAG = 4


class MarkPointer(QObject):
    """Watches the viewport of a text view; selecting text is the view's own affair."""

    mention_clicked = Signal(str, int)
    quote_clicked = Signal(int)
    mark_hovered = Signal(object)

    def __init__(
        self,
        view: QTextBrowser,
        mark_at: Callable[[QPoint], Mark | None],
        describe: Callable[[Mark], str],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._mark_at = mark_at
        self._describe = describe
        self._pressed: QPoint | None = None
        self._hovered: Mark | None = None
        self.place = QPoint()
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QMouseEvent):
            if kind == QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
                self._pressed = event.position().toPoint()
            elif kind == QEvent.Type.MouseButtonRelease and event.button() is Qt.MouseButton.LeftButton:
                self._on_release(event.position().toPoint())
            elif kind == QEvent.Type.MouseMove:
                self._on_move(event)
        elif kind == QEvent.Type.Leave:
            self._hover(None)
        elif kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._explain(event)
            return True
        return super().eventFilter(watched, event)

    def click(self, mark: Mark) -> None:
        """Say which mention or quotation somebody wants, by mouse or key."""
        if mark.entity_id is None:
            self.quote_clicked.emit(mark.index)
        else:
            self.mention_clicked.emit(mark.entity_id, mark.index)

    def _on_release(self, point: QPoint) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None or (point - pressed).manhattanLength() > _DRAG:
            return
        mark = self._mark_at(point)
        if mark is not None and not self._view.textCursor().hasSelection():
            self.click(mark)

    def _explain(self, event: QHelpEvent) -> None:
        """A quotation says who speaks; a name has a card instead."""
        mark = self._mark_at(event.pos())
        if mark is None or not mark.is_quote:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPos(), self._describe(mark), self._view.viewport())

    def _on_move(self, event: QMouseEvent) -> None:
        self.place = event.position().toPoint()
        mark = self._mark_at(self.place) if not event.buttons() else None
        name = mark is not None and not mark.is_quote
        shape = Qt.CursorShape.PointingHandCursor if name else Qt.CursorShape.IBeamCursor
        self._view.viewport().setCursor(shape)
        self._hover(mark)

    def _hover(self, mark: Mark | None) -> None:
        if mark != self._hovered:
            self._hovered = mark
            self.mark_hovered.emit(mark)
