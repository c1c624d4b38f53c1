"""Where on the page a place of the article stands, and the other way round; all in the document's coordinates."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout, QTextLine

from reader.ui.page.document import Filling
from reader.ui.page.text_map import TextMap


class PageGeometry:
    """Asks the document's layout, which sets no more of the text than it has to."""

    def __init__(self, document: QTextDocument, text_map: TextMap, filling: Filling) -> None:
        self._document = document
        self._map = text_map
        self._filling = filling

    def line_box(self, offset: int) -> QRectF:
        """The box of the line that holds a code point."""
        position = self._map.to_position(offset)
        block = self._document.findBlock(position)
        rect = self._document.documentLayout().blockBoundingRect(block)
        line = block.layout().lineForTextPosition(position - block.position())
        if not line.isValid():
            return rect
        return QRectF(rect.left(), rect.top() + line.y(), rect.width(), line.height())

    def offset_at(self, where: QPointF) -> int | None:
        """The code point whose letter lies under a point; ``None`` beside the text."""
        block = self.block_at(where.y())
        if block.blockNumber() == self._filling.rule_after:
            return None
        box = self._box(block)
        line = _line_at(block.layout(), where.y() - box.top())
        if line is None or not line.naturalTextRect().translated(box.topLeft()).contains(where):
            return None
        place = line.xToCursor(where.x() - box.left(), QTextLine.CursorPosition.CursorOnCharacter)
        return self._map.to_offset(block.position() + place)

    def top_offset(self, y: float) -> int:
        """The code point that begins the line at a height, or the last line above it."""
        block = self.block_at(y)
        layout, box = block.layout(), self._box(block)
        line = _line_at(layout, y - box.top())
        if line is None and y >= box.bottom() and layout.lineCount():
            line = layout.lineAt(layout.lineCount() - 1)
        return self._map.to_offset(block.position() + (line.textStart() if line is not None else 0))

    def visible_range(self, visible: QRectF) -> tuple[int, int]:
        """The code points of the blocks that a rectangle shows."""
        first, last = self.block_at(visible.top()), self.block_at(visible.bottom())
        start, end = first.position(), last.position() + last.length()
        return self._map.to_offset(start), self._map.to_offset(end) + 1

    def block_at(self, y: float) -> QTextBlock:
        """The block at a height, or the nearest one above; Qt's own search goes through all of them."""
        low, high = 0, self._document.blockCount() - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self._box(self._document.findBlockByNumber(middle)).top() <= y:
                low = middle
            else:
                high = middle - 1
        return self._document.findBlockByNumber(low)

    def _box(self, block: QTextBlock) -> QRectF:
        return self._document.documentLayout().blockBoundingRect(block)


def _line_at(layout: QTextLayout, y: float) -> QTextLine | None:
    """The line at a height of its block; ``None`` above and below the lines."""
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if line.y() <= y < line.y() + line.height():
            return line
    return None
