"""The article map beside the scroll bar: every mark as a tick, the chosen entity's standing out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from reader.core.listing import context
from reader.core.marks import QUOTE_TYPE, Mark, MarkIndex
from reader.core.navigation import Choice
from reader.core.records import Article, Span
from reader.ui.page.article_view import ArticleView
from reader.ui.theme import Theme

_WIDTH, _NEAR, _PALE = 16, 5, 0.5


class ArticleMap(QWidget):
    """A click goes to the tick under it; close ticks are all reachable, the nearest wins."""

    span_chosen = Signal(int, int)

    def __init__(self, view: ArticleView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._article: Article | None = None
        self._marks: list[Mark] = []
        self._quotes: list[tuple[int, int]] = []
        self._by_kind: dict[str, list[int]] = {}
        self._by_entity: dict[str | None, list[int]] = {}
        self._kinds: dict[str | None, str] = {}
        self._chosen_rows: set[int] | None = None
        self._drawn: QPixmap | None = None
        self._theme: Theme | None = None
        self._entity: str | None = None
        self._mention: int | None = None
        self._hidden: frozenset[str] = frozenset()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._hits: set[int] = set()
        self._spans: tuple[Span, ...] = ()
        view.place_changed.connect(self.update)
        view.layer.hits_changed.connect(self._on_hits)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 100)

    def set_article(self, article: Article) -> None:
        """Turn to an article without marks yet."""
        self._article = article
        self.set_annotations(MarkIndex())

    def set_annotations(self, marks: MarkIndex) -> None:
        """Show the ticks of these marks."""
        self._marks = [mark for mark in marks if not mark.is_quote]
        self._quotes = [(mark.span.start, mark.span.end) for mark in marks if mark.is_quote]
        self._by_kind, self._by_entity, self._kinds = {}, {}, {}
        for mark in self._marks:
            self._by_kind.setdefault(mark.kind, []).append(mark.span.start)
            self._by_entity.setdefault(mark.entity_id, []).append(mark.span.start)
            self._kinds[mark.entity_id] = mark.kind
        self._renew()

    def set_choice(self, choice: Choice) -> None:
        """Let the ticks of an entity stand out."""
        self._entity, self._mention = choice.entity_id, choice.mention_index
        self._chosen_rows = None
        self.update()

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
        painter.setOpacity(_PALE if self._entity else 1.0)
        painter.drawPixmap(0, 0, self._drawn)
        painter.setOpacity(1.0)
        self._paint_chosen(painter)
        for y in self._hits:
            painter.fillRect(QRectF(self.width() - 5, y - 1, 5, 3), self._theme.search.strong)

    def _on_hits(self, spans: tuple[Span, ...]) -> None:
        """What a search has found, at the right edge."""
        self._spans = spans
        self._hits = self._rows(span.start for span in spans)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drawn = self._chosen_rows = None
        self._hits = self._rows(span.start for span in self._spans)

    def _renew(self) -> None:
        self._drawn = self._chosen_rows = None
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
        painter.end()
        return drawn

    def _paint_quotes(self, painter: QPainter) -> None:
        """Somebody's words as a line at the left, as long as they are."""
        if self._theme is None or QUOTE_TYPE in self._hidden:
            return
        colour = QColor(self._theme.quote_bar)
        colour.setAlpha(150)
        boxes = {(round(self._y(start)), round(self._y(end))) for start, end in self._quotes}
        for top, bottom in boxes:
            painter.fillRect(QRectF(1, top, 1.5, max(2, bottom - top)), colour)

    def _paint_ticks(self, painter: QPainter) -> None:
        assert self._theme is not None
        for kind, starts in self._by_kind.items():
            if kind not in self._hidden:
                colour = QColor(self._theme.mark(kind).ink)
                colour.setAlpha(150)
                for y in self._rows(starts):
                    painter.fillRect(QRectF(5, y - 1, 6, 2), colour)

    def _rows(self, starts: Iterable[int]) -> set[int]:
        """The pixels that some code points fall on: close ticks are drawn once."""
        scale = (self.height() - 6) / max(1, len(self._article.text) if self._article else 1)
        return {round(3 + start * scale) for start in starts}

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
        starts = self._by_entity.get(self._entity) if self._entity is not None else None
        if self._theme is None or not starts:
            return
        if self._chosen_rows is None:
            self._chosen_rows = self._rows(starts)
        ink = self._theme.mark(self._kinds[self._entity]).ink
        for y in self._chosen_rows:
            painter.fillRect(QRectF(3, y - 1.5, 10, 3), ink)
        if self._mention is not None and self._mention < len(starts):
            painter.fillRect(QRectF(1, self._y(starts[self._mention]) - 2, 14, 4), ink)

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
