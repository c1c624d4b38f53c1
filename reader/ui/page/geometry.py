"""Where on the page a place of the article stands, and the other way round; all in the document's coordinates."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument

from reader.ui.page.document import Filling
from reader.ui.page.style import GUTTER
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
        position = self._document.documentLayout().hitTest(where, Qt.HitTestAccuracy.ExactHit)
        if position < 0:
            return None
        block = self._document.findBlock(position)
        if block.blockNumber() == self._filling.rule_after:
            return None
        offset = self._map.to_offset(position)
        return offset - 1 if position and self._left_of(block, position, where) else offset

    def visible_range(self, visible: QRectF) -> tuple[int, int]:
        """The code points of the blocks that a rectangle shows."""
        first, last = self.block_at(visible.top()), self.block_at(visible.bottom())
        start, end = first.position(), last.position() + last.length()
        return self._map.to_offset(start), self._map.to_offset(end) + 1

    def block_at(self, y: float) -> QTextBlock:
        """The block at a height, or the nearest one."""
        layout = self._document.documentLayout()
        return self._document.findBlock(
            max(0, layout.hitTest(QPointF(GUTTER, y), Qt.HitTestAccuracy.FuzzyHit))
        )

    def _left_of(self, block: QTextBlock, position: int, where: QPointF) -> bool:
        """Whether a point lies in the right half of the character before ``position``."""
        line = block.layout().lineForTextPosition(position - block.position())
        if not line.isValid():
            return False
        left = self._document.documentLayout().blockBoundingRect(block).left()
        return where.x() < left + float(line.cursorToX(position - block.position())[0])  # type: ignore[index]
