"""The links of the page: the one under a point of it, and the one at its caret."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QTextBrowser

from reader.core.links import link_at
from reader.core.records import Link
from reader.ui.page.filler import PageFiller
from reader.ui.page.mark_layer import MarkLayer


class PageLinks:
    """Asks the geometry of the page and the links of the article."""

    def __init__(self, view: QTextBrowser, filler: PageFiller, layer: MarkLayer) -> None:
        self._view = view
        self._filler = filler
        self._layer = layer

    def at(self, point: QPoint) -> Link | None:
        """The link under a point of the viewport."""
        below = QPointF(point) + QPointF(0, self._view.verticalScrollBar().value())
        offset = self._filler.geometry.offset_at(below)
        return None if offset is None else link_at(self._layer.links, offset)

    def at_caret(self) -> Link | None:
        """The link under the caret, or just before it."""
        offset = self._filler.text_map.to_offset(self._view.textCursor().position())
        links = self._layer.links
        return link_at(links, offset) or link_at(links, max(0, offset - 1))
