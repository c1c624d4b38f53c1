"""The pictures over the page: which are wanted soon, those that are there, a calm place for those that are not."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QTextBrowser

from reader.core.records import Article, Picture
from reader.ui.page.filler import PageFiller
from reader.ui.theme import Theme

MAX_KEPT_BYTES = 96_000_000
_DIMMED = 0.86
_PAPER = QColor("#f2f2f2")
"""Behind transparent drawings in the dark: most are black lines meant for white paper."""

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """A wish for a picture of an article in so many pixels of the screen."""

    key: Key
    picture: Picture
    width: int
    height: int


class PictureLayer(QObject):
    """Draws what it has and says what it ``wanted``; whoever decodes calls ``take``. It keeps a bounded number."""

    wanted = Signal(object)
    changed = Signal()

    def __init__(self, view: QTextBrowser, filler: PageFiller) -> None:
        super().__init__(view)
        self._view = view
        self._filler = filler
        self._article = Article("", "", ())
        self._images: OrderedDict[Key, QImage] = OrderedDict()
        self._bytes = 0
        self._asked: dict[Key, PictureRequest] = {}
        self._failed: set[Key] = set()

    def set_article(self, article: Article) -> None:
        """Turn to another article; what was decoded of others may be wanted again."""
        self._article = article

    def take(self, request: PictureRequest, image: QImage | None) -> None:
        """Keep a picture that was decoded, or that it cannot be."""
        if self._asked.get(request.key) == request:
            del self._asked[request.key]
        if image is None or image.isNull():
            self._failed.add(request.key)
        else:
            self._drop(request.key)
            self._images[request.key] = image
            self._bytes += image.sizeInBytes()
            while self._bytes > MAX_KEPT_BYTES and len(self._images) > 1:
                self._drop(next(iter(self._images)))
        self.changed.emit()

    def paint(self, painter: QPainter, visible: QRectF, theme: Theme) -> None:
        """Paint the pictures in a rectangle of the document, and ask for those that come into view next."""
        height = self._view.viewport().height()
        near = visible.adjusted(0, -height, 0, height)
        first = self._filler.geometry.block_at(near.top()).blockNumber()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for index, box in self._filler.filling.pictures.boxes(near, first):
            self._want(index, box)
            if box.intersects(visible):
                self._paint_one(painter, index, box, theme)
        painter.restore()

    def alt_at(self, point: QPoint) -> str:
        """What a picture under a point of the viewport shows, in words."""
        where = QPointF(point) + QPointF(0, self._view.verticalScrollBar().value())
        first = self._filler.geometry.block_at(where.y()).blockNumber()
        around = QRectF(where.x(), where.y(), 1, 1)
        for index, _ in self._filler.filling.pictures.boxes(around, first):
            return self._article.pictures[index].alt
        return ""

    def _want(self, index: int, box: QRectF) -> None:
        """Ask once for a picture in the pixels of the present screen."""
        ratio = self._view.devicePixelRatioF()
        key = (self._article.id, index)
        width, height = round(box.width() * ratio), round(box.height() * ratio)
        present = self._images.get(key)
        if key in self._failed or (
            present is not None and (present.width(), present.height()) == (width, height)
        ):
            return
        request = PictureRequest(key, self._article.pictures[index], width, height)
        if self._asked.get(key) != request:
            self._asked[key] = request
            self.wanted.emit(request)

    def _paint_one(self, painter: QPainter, index: int, box: QRectF, theme: Theme) -> None:
        key = (self._article.id, index)
        image = self._images.get(key)
        if image is None:
            painter.fillRect(box, theme.hover)
            if key in self._failed:
                self._paint_words(painter, self._article.pictures[index].alt, box, theme)
            return
        self._images.move_to_end(key)
        painter.setOpacity(_DIMMED if theme.dark else 1.0)
        if theme.dark and image.hasAlphaChannel():
            painter.fillRect(box, _PAPER)
        painter.drawImage(box, image)
        painter.setOpacity(1.0)

    def _paint_words(self, painter: QPainter, words: str, box: QRectF, theme: Theme) -> None:
        """What a picture that cannot be shown would have shown."""
        painter.setPen(theme.muted)
        painter.setFont(self._view.font())
        told = words or self.tr("This picture cannot be shown.")
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(box.adjusted(12, 8, -12, -8), int(flags), told)

    def _drop(self, key: Key) -> None:
        image = self._images.pop(key, None)
        if image is not None:
            self._bytes -= image.sizeInBytes()
