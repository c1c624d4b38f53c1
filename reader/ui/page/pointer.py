"""The mouse over the marks: what is clicked, what it rests on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QTextBrowser, QToolTip

from reader.core.marks import Mark
from reader.core.records import Link

_DRAG = 4


class MarkPointer(QObject):
    """Watches the viewport of a text view; selecting text is the view's own affair."""

    mention_clicked = Signal(str, int)
    quote_clicked = Signal(int)
    mark_hovered = Signal(object)
    link_requested = Signal(object)

    def __init__(
        self,
        view: QTextBrowser,
        mark_at: Callable[[QPoint], Mark | None],
        link_at: Callable[[QPoint], Link | None],
        describe: Callable[[Mark], str],
        alt_at: Callable[[QPoint], str],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._mark_at = mark_at
        self._link_at = link_at
        self._describe = describe
        self._alt_at = alt_at
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
                self._on_release(event.position().toPoint(), _asks_for_link(event))
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

    def _on_release(self, point: QPoint, asks_for_link: bool) -> None:
        """A click chooses a name or quotation; with Ctrl it asks for the link, also where that is a name."""
        pressed, self._pressed = self._pressed, None
        if pressed is None or (point - pressed).manhattanLength() > _DRAG:
            return
        link = self._link_at(point) if asks_for_link else None
        if link is not None:
            self.link_requested.emit(link)
            return
        mark = self._mark_at(point)
        if mark is not None and not self._view.textCursor().hasSelection():
            self.click(mark)

    def _explain(self, event: QHelpEvent) -> None:
        """A link says where it leads, a quotation who speaks, a picture what it shows; a name has a card instead."""
        mark, link = self._mark_at(event.pos()), self._link_at(event.pos())
        told = self._describe(mark) if mark is not None and mark.is_quote else ""
        if link is not None and (mark is None or mark.is_quote):
            told = self.tr("{address}\nCtrl+click opens it in the browser").format(address=link.url)
        if mark is None and link is None:
            told = self._alt_at(event.pos())
        if told:
            QToolTip.showText(event.globalPos(), told, self._view.viewport())
        else:
            QToolTip.hideText()

    def _on_move(self, event: QMouseEvent) -> None:
        self.place = event.position().toPoint()
        mark = self._mark_at(self.place) if not event.buttons() else None
        name = mark is not None and not mark.is_quote
        name = name or (_asks_for_link(event) and self._link_at(self.place) is not None)
        shape = Qt.CursorShape.PointingHandCursor if name else Qt.CursorShape.IBeamCursor
        self._view.viewport().setCursor(shape)
        self._hover(mark)

    def _hover(self, mark: Mark | None) -> None:
        if mark != self._hovered:
            self._hovered = mark
            self.mark_hovered.emit(mark)


def _asks_for_link(event: QMouseEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
