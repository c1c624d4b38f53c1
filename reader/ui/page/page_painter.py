"""Paints one piece of the page: furniture, grounds of the marks, text, signs over it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QPainter,
    QRegion,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
)

from reader.core.links import links_between
from reader.core.records import Span
from reader.ui.page.document import Filling
from reader.ui.page.geometry import PageGeometry
from reader.ui.page.link_painter import paint_links
from reader.ui.page.mark_layer import MarkLayer
from reader.ui.page.mark_painter import Ink, MarkPainter, MarkState
from reader.ui.page.picture_layer import PictureLayer
from reader.ui.page.style import GUTTER
from reader.ui.page.text_map import TextMap
from reader.ui.pixels import PixelGrid
from reader.ui.theme import Theme


class PagePainter:
    """Made anew whenever the document is filled; asks the index for the marks of what is visible only."""

    def __init__(
        self,
        document: QTextDocument,
        text_map: TextMap,
        geometry: PageGeometry,
        filling: Filling,
        theme: Theme,
    ) -> None:
        self._document = document
        self._geometry = geometry
        self._filling = filling
        self._theme = theme
        self.marks = MarkPainter(document, text_map, theme, filling.headings)

    def paint(
        self,
        painter: QPainter,
        visible: QRectF,
        layer: MarkLayer,
        pictures: PictureLayer,
        cursor: QTextCursor,
        caret: bool,
    ) -> None:
        """Paint what a rectangle of the document shows."""
        start, end = self._geometry.visible_range(visible)
        state = layer.state
        marks = layer.index.overlapping(start, end)
        self._paint_furniture(painter, visible)
        pictures.paint(painter, visible, self._theme)
        self.marks.paint_grounds(painter, marks, state)
        hits = _hits(state, start, end)
        self.marks.paint_hits(painter, hits, state.hit)
        found = list(self.marks.hit_inks([span for _, span in hits]))
        inks = _without(self.marks.inks(marks, state), found)
        self._paint_text(painter, visible, [*inks, *found, *_without(self._chosen(cursor), found)])
        if caret:
            self._paint_caret(painter, cursor.position())
        links = links_between(layer.links, start, end)
        paint_links(painter, links, marks, state, self.marks, self._theme.muted)
        self.marks.paint_signs(painter, marks, state)

    def _paint_text(self, painter: QPainter, visible: QRectF, inks: Sequence[Ink]) -> None:
        """Block by block: the ink is no part of the document, so a theme changes by painting anew."""
        for block, box in self._blocks(visible):
            muted = block.blockNumber() in self._filling.muted
            painter.setPen(self._theme.muted if muted else self._theme.ink)
            first, last = block.position(), block.position() + block.length()
            ranges = [
                _format_range(max(ink.start, first) - first, min(ink.end, last) - first, ink.form)
                for ink in inks
                if ink.start < last and ink.end > first
            ]
            origin = box.topLeft() - block.layout().position()
            if len(ranges) > 1 and block.blockNumber() in self._filling.tight:
                self._paint_tight(painter, block, origin, ranges, visible)
            else:
                block.layout().draw(painter, origin, ranges, visible)

    def _paint_tight(
        self,
        painter: QPainter,
        block: QTextBlock,
        origin: QPointF,
        ranges: Sequence[QTextLayout.FormatRange],
        visible: QRectF,
    ) -> None:
        """Large lines stand so close that Qt would lose the ink of one beside that of the next."""
        rest = QRegion(visible.toAlignedRect())
        painter.save()
        for each in ranges:
            start = block.position() + each.start  # type: ignore[operator]
            boxes = self.marks.boxes(start, start + each.length)  # type: ignore[operator]
            for place in boxes:
                own = QRegion(place.toAlignedRect()).intersected(rest)
                rest = rest.subtracted(own)
                painter.setClipRegion(own)
                block.layout().draw(painter, origin, [each], visible)
        painter.setClipRegion(rest)
        block.layout().draw(painter, origin, [], visible)
        painter.restore()

    def _paint_caret(self, painter: QPainter, position: int) -> None:
        block = self._document.findBlock(position)
        box = self._document.documentLayout().blockBoundingRect(block)
        painter.setPen(self._theme.accent)
        origin = box.topLeft() - block.layout().position()
        block.layout().drawCursor(painter, origin, position - block.position(), 2)

    def _chosen(self, cursor: QTextCursor) -> Iterator[Ink]:
        if cursor.hasSelection():
            form = QTextCharFormat()
            form.setBackground(self._theme.selection)
            yield Ink(cursor.selectionStart(), cursor.selectionEnd(), form)

    def _blocks(self, visible: QRectF) -> Iterator[tuple[QTextBlock, QRectF]]:
        """The blocks that a rectangle shows, with their boxes."""
        layout = self._document.documentLayout()
        block = self._geometry.block_at(visible.top())
        while block.isValid():
            box = layout.blockBoundingRect(block)
            if box.top() > visible.bottom():
                break
            yield block, box
            block = block.next()

    def _paint_furniture(self, painter: QPainter, visible: QRectF) -> None:
        """The rule under the head of the article, and the bars beside captions."""
        layout = self._document.documentLayout()
        grid = PixelGrid(painter)
        if self._filling.rule_after is not None:
            head = layout.blockBoundingRect(self._document.findBlockByNumber(self._filling.rule_after))
            width = self._document.textWidth() - 2 * GUTTER
            rule = QRectF(GUTTER, grid.y(head.bottom() + 12), width, grid.length(1))
            painter.fillRect(rule, self._theme.rule)
        for block, box in self._blocks(visible):
            if block.blockNumber() in self._filling.captions:
                bar = QRectF(GUTTER + 6.5, box.top() + 3, 3, box.height() - 6)
                painter.fillRect(grid.box(bar), self._theme.rule)


def _format_range(start: int, end: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, end - start, form  # type: ignore[misc]
    return made


def _hits(state: MarkState, start: int, end: int) -> list[tuple[int, Span]]:
    """The search hits of a range, with their numbers; they come in order and never overlap."""
    first = bisect_right(state.hits, start, key=lambda span: span.end)
    last = bisect_left(state.hits, end, key=lambda span: span.start)
    return list(enumerate(state.hits[first:last], first))


def _without(inks: Iterable[Ink], others: Sequence[Ink]) -> Iterator[Ink]:
    """The parts of ``inks`` beside the ``others``: what a search has found has an ink of its own."""
    for ink in inks:
        at = ink.start
        for other in others:
            if other.start < ink.end and other.end > at:
                if other.start > at:
                    yield Ink(at, other.start, ink.form)
                at = other.end
        if at < ink.end:
            yield Ink(at, ink.end, ink.form)
