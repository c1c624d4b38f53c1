"""Where the pictures of an article stand on the page: in room above the block that each is before.

Nothing of them is in the document: no letter moves, and what is copied or searched is the text alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from reader.core.records import Picture
from reader.ui.page.style import GUTTER

MOST_GROWTH = 1.5
"""A picture is never shown larger than so many pixels of the page to one of its own."""
_TALLEST = 1.15
_LEAST_COLUMN = 120.0


@dataclass(frozen=True, slots=True)
class _Row:
    """Pictures before a block of the document, or behind the last one; ``above`` and ``below`` are gaps."""

    number: int
    pictures: tuple[int, ...]
    above: float
    below: float
    trailing: bool = False


class PicturePlaces:
    """Reserves room in the document and tells the boxes; sizes come from the headers, so nothing jumps later."""

    def __init__(
        self, document: QTextDocument, pictures: Sequence[Picture], line: float, bottom: float
    ) -> None:
        self._document = document
        self._pictures = pictures
        self._line = line
        self._bottom = bottom
        self._rows: list[_Row] = []
        self._fitted = -1.0

    @property
    def column(self) -> float:
        """The width of the text, in pixels."""
        return max(_LEAST_COLUMN, self._document.textWidth() - 2 * GUTTER)

    def size(self, picture: Picture) -> QSizeF:
        """How large a picture is shown: as wide as the column, no taller than a little more than that."""
        scale = min(MOST_GROWTH, self.column / picture.width, self.column * _TALLEST / picture.height)
        return QSizeF(round(picture.width * scale), round(picture.height * scale))

    def add(self, block: QTextBlock, pictures: tuple[int, ...], caption: bool) -> None:
        """Reserve room above a block that was just begun."""
        above = max(block.previous().blockFormat().bottomMargin(), self._line * 0.75)
        row = _Row(block.blockNumber(), pictures, above, self._line * (0.4 if caption else 0.75))
        self._rows.append(row)
        self._reserve(row)

    def end(self, pictures: tuple[int, ...]) -> None:
        """Reserve room behind the last block."""
        if pictures:
            gap = self._line * 0.75
            row = _Row(self._document.blockCount() - 1, pictures, gap, gap, trailing=True)
            self._rows.append(row)
            self._reserve(row)

    def fit(self) -> None:
        """Set the room anew where the column has become wider or narrower."""
        if self._rows and self._fitted != self.column:
            for row in self._rows:
                self._reserve(row)

    def boxes(self, visible: QRectF, first_block: int) -> Iterator[tuple[int, QRectF]]:
        """The pictures that a rectangle shows; ``first_block`` is the block at its top, or one before."""
        for row in self._rows[bisect_left(self._rows, first_block, key=lambda row: row.number) :]:
            placed = list(self._placed(row))
            if placed and placed[0][1].top() > visible.bottom():
                return
            yield from (each for each in placed if each[1].intersects(visible))

    def _placed(self, row: _Row) -> Iterator[tuple[int, QRectF]]:
        block = self._document.findBlockByNumber(row.number)
        box = self._document.documentLayout().blockBoundingRect(block)
        y = box.bottom() + row.above if row.trailing else box.top() - self._height(row) + row.above
        for index in row.pictures:
            size = self.size(self._pictures[index])
            yield index, QRectF(GUTTER, round(y), size.width(), size.height())
            y += size.height() + self._between

    @property
    def _between(self) -> float:
        return self._line * 0.5

    def _height(self, row: _Row) -> float:
        heights = [self.size(self._pictures[index]).height() for index in row.pictures]
        return row.above + sum(heights) + self._between * (len(heights) - 1) + row.below

    def _reserve(self, row: _Row) -> None:
        self._fitted = self.column
        if row.trailing:
            frame = self._document.rootFrame().frameFormat()
            frame.setBottomMargin(self._bottom + self._height(row))
            self._document.rootFrame().setFrameFormat(frame)
            return
        cursor = QTextCursor(self._document.findBlockByNumber(row.number))
        form = cursor.blockFormat()
        form.setTopMargin(self._height(row))
        cursor.setBlockFormat(form)
