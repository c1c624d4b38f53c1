"""The article map beside the scroll bar: every mark as a tick, the chosen entity's standing out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from reader.core.listing import context
from reader.core.marks import QUOTE_TYPE, Mark, MarkIndex, marks_of
from reader.core.navigation import Choice
from reader.core.records import Annotations, Article
from reader.ui.page.article_view import ArticleView
from reader.ui.theme import Theme

_WIDTH, _NEAR = 16, 5


class ArticleMap(QWidget):
    """A click goes to the tick under it; close ticks are all reachable, the nearest wins."""

    span_chosen = Signal(int, int)

    def __init__(self, view: ArticleView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._article: Article | None = None
        self._marks: list[Mark] = []
        self._quotes: list[Mark] = []
        self._drawn: QPixmap | None = None
        self._theme: Theme | None = None
        self._entity: str | None = None
        self._mention: int | None = None
        self._hidden: frozenset[str] = frozenset()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        view.place_changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 100)

    def set_article(self, article: Article) -> None:
        """Turn to an article without marks yet."""
        self._article = article
        self.set_annotations(None)

    def set_annotations(self, annotations: Annotations | None) -> None:
        """Show the ticks of these mentions."""
        marks = list(MarkIndex(marks_of(annotations))) if annotations else []
        self._marks = [mark for mark in marks if not mark.is_quote]
        self._quotes = [mark for mark in marks if mark.is_quote]
        self._renew()

    def set_choice(self, choice: Choice) -> None:
        """Let the ticks of an entity stand out."""
        self._entity, self._mention = choice.entity_id, choice.mention_index
        self._renew()

    def set_theme(self, theme: Theme) -> None:
        """Take over a theme's colours."""
        self._theme = theme
        self._renew()

    def set_hidden_types(self, types: frozenset[str]) -> None:
        """Leave out the ticks of these kinds."""
        self._hidden = types
        self._renew()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ticks are drawn once and kept: a scrolled book moves only the pale box of what is on screen."""
        if self._theme is None:
            return
        if self._drawn is None or self._drawn.deviceIndependentSize().toSize() != self.size():
            self._drawn = self._draw_ticks()
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.page)
        self._paint_view(painter)
        painter.drawPixmap(0, 0, self._drawn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drawn = None

    def _renew(self) -> None:
        self._drawn = None
        self.update()

    def _draw_ticks(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        drawn = QPixmap(self.size() * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setPen(Qt.PenStyle.NoPen)
        self._paint_quotes(painter)
        self._paint_ticks(painter)
        self._paint_chosen(painter)
        painter.end()
        return drawn

    def _paint_quotes(self, painter: QPainter) -> None:
        """Somebody's words as a line at the left, as long as they are."""
        if self._theme is None or QUOTE_TYPE in self._hidden:
            return
        colour = QColor(self._theme.quote_bar)
        colour.setAlpha(150)
        for mark in self._quotes:
            top, bottom = self._y(mark.span.start), self._y(mark.span.end)
            painter.fillRect(QRectF(1, top, 1.5, max(2.0, bottom - top)), colour)

    def _paint_ticks(self, painter: QPainter) -> None:
        assert self._theme is not None
        drawn: set[tuple[int, str]] = set()
        for mark in self._marks:
            if mark.kind in self._hidden or mark.entity_id == self._entity:
                continue
            y = round(self._y(mark.span.start))
            if (y, mark.kind) not in drawn:
                drawn.add((y, mark.kind))
                colour = QColor(self._theme.mark(mark.kind).ink)
                colour.setAlpha(70 if self._entity else 150)
                painter.fillRect(QRectF(5, y - 1, 6, 2), colour)

    def _paint_view(self, painter: QPainter) -> None:
        """The part of the article that is on screen."""
        bar = self._view.verticalScrollBar()
        whole = bar.maximum() + bar.pageStep()
        if whole <= 0 or self._theme is None or bar.maximum() == 0:
            return
        top, height = self.height() * bar.value() / whole, self.height() * bar.pageStep() / whole
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.hover)
        painter.drawRoundedRect(QRectF(1, top, self.width() - 2, max(14.0, height)), 4, 4)

    def _paint_chosen(self, painter: QPainter) -> None:
        if self._theme is None or self._entity is None:
            return
        for mark in self._marks:
            if mark.entity_id == self._entity:
                wide = mark.index == self._mention
                y = self._y(mark.span.start)
                box = QRectF(1, y - 2, 14, 4) if wide else QRectF(3, y - 1.5, 10, 3)
                painter.fillRect(box, self._theme.mark(mark.kind).ink)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        mark = self.tick_at(event.position().toPoint())
        if mark is not None:
            self.span_chosen.emit(mark.span.start, mark.span.end)
        elif self._article is not None:
            place = int(len(self._article.text) * event.position().y() / max(1, self.height()))
            self._view.restore_position(place)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self.tick_at(event.pos())
            if mark is not None and self._article is not None:
                found = context(self._article, mark.span)
                QToolTip.showText(event.globalPos(), f"{found.before}{found.name}{found.after}", self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def tick_at(self, point: QPoint) -> Mark | None:
        """The tick nearest to a point, the chosen entity's before others."""
        low, high = self._offset(point.y() - _NEAR), self._offset(point.y() + _NEAR)
        first = bisect_left(self._marks, low, key=lambda mark: mark.span.start)
        last = bisect_right(self._marks, high, key=lambda mark: mark.span.start)
        near = [mark for mark in self._marks[first:last] if mark.kind not in self._hidden]
        return min(
            near,
            key=lambda mark: (mark.entity_id != self._entity, abs(self._y(mark.span.start) - point.y())),
            default=None,
        )

    def _y(self, offset: int) -> float:
        length = len(self._article.text) if self._article is not None else 1
        return 3 + (self.height() - 6) * offset / max(1, length)

    def _offset(self, y: float) -> float:
        length = len(self._article.text) if self._article is not None else 1
        return (y - 3) * length / max(1, self.height() - 6)
