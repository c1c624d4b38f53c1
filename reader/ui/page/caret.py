"""The caret and the selection of the page, in the article's code points."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextBrowser

from reader.core.marks import Mark
from reader.core.records import Span
from reader.ui.page.filler import PageFiller
from reader.ui.page.mark_layer import MarkLayer
from reader.ui.page.style import GUTTER


class PageCaret:
    """Hidden until asked for: then the arrow keys move it instead of the page."""

    def __init__(self, view: QTextBrowser, filler: PageFiller, layer: MarkLayer) -> None:
        self._view = view
        self._filler = filler
        self._layer = layer

    @property
    def shown(self) -> bool:
        """Whether the arrow keys move a caret."""
        flags = self._view.textInteractionFlags()
        return bool(flags & Qt.TextInteractionFlag.TextSelectableByKeyboard)

    def show(self, shown: bool) -> None:
        """Let the arrow keys move a caret, or the page."""
        flags = Qt.TextInteractionFlag.TextBrowserInteraction
        if shown:
            flags |= Qt.TextInteractionFlag.TextSelectableByKeyboard
            if self._view.textCursor().position() == 0:
                self._view.setTextCursor(self._view.cursorForPosition(QPoint(int(GUTTER) + 2, 8)))
        self._view.setTextInteractionFlags(flags)
        self._view.viewport().update()

    @property
    def offset(self) -> int:
        """The code point that the caret stands before."""
        return self._filler.text_map.to_offset(self._view.textCursor().position())

    @property
    def mark(self) -> Mark | None:
        """The mark under the caret, or just before it."""
        offset = self.offset
        return self._layer.at(offset) or self._layer.at(max(0, offset - 1))

    @property
    def selection(self) -> Span:
        """The code points that are selected."""
        cursor, text_map = self._view.textCursor(), self._filler.text_map
        return Span(text_map.to_offset(cursor.selectionStart()), text_map.to_offset(cursor.selectionEnd()))

    def select(self, span: Span) -> None:
        """Select a range, as a reader would with the mouse."""
        cursor, text_map = self._view.textCursor(), self._filler.text_map
        cursor.setPosition(text_map.to_position(span.start))
        cursor.setPosition(text_map.to_position(span.end), QTextCursor.MoveMode.KeepAnchor)
        self._view.setTextCursor(cursor)
