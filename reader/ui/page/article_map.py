"""The article map beside the scroll bar: every mark as a tick, the chosen entity's standing out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from math import ceil, floor

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
        self._marks = MarkIndex()
        self._drawn_chosen: QPixmap | None = None
        self._drawn: QPixmap | None = None
        self._theme: Theme | None = None
        self._entity: str | None = None
        self._mention: int | None = None
        self._hidden: frozenset[str] = frozenset()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._hits: list[int] = []
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
        self._marks = marks
        self._renew()

    def set_choice(self, choice: Choice) -> None:
        """Let the ticks of an entity stand out."""
        if choice.entity_id != self._entity:
            self._drawn_chosen = None
        self._entity, self._mention = choice.entity_id, choice.mention_index
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
        if self._drawn is None or self._drawn.devicePixelRatio() != self.devicePixelRatioF():
            self._drawn_chosen = None
            self._drawn = self._draw(
                lambda painter: (self._paint_quotes(painter), self._paint_ticks(painter))
            )
        if self._drawn_chosen is None:
            self._drawn_chosen = self._draw(self._paint_chosen)
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.page)
        self._paint_view(painter)
        painter.setOpacity(_PALE if self._entity else 1.0)
        painter.drawPixmap(0, 0, self._drawn)
        painter.setOpacity(1.0)
        painter.drawPixmap(0, 0, self._drawn_chosen)
        self._paint_current(painter)
        _fill(painter, (QRectF(self.width() - 5, y - 1, 5, 3) for y in self._hits), self._theme.search.strong)

    def _on_hits(self, spans: tuple[Span, ...]) -> None:
        """What a search has found, at the right edge."""
        self._spans = spans
        self._hits = self._rows([span.start for span in spans])
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drawn = self._drawn_chosen = None
        self._hits = self._rows([span.start for span in self._spans])

    def _renew(self) -> None:
        self._drawn = self._drawn_chosen = None
        self.update()

    def _draw(self, paint: Callable[[QPainter], object]) -> QPixmap:
        """A picture of the map's size, as sharp as the screen."""
        ratio = self.devicePixelRatioF()
        drawn = QPixmap(self.size() * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        paint(painter)
        painter.end()
        return drawn

    def _paint_quotes(self, painter: QPainter) -> None:
        """Somebody's words as a line at the left, as long as they are."""
        if self._theme is None or QUOTE_TYPE in self._hidden:
            return
        ends = {round(self._y(span.start)): round(self._y(span.end)) for span in self._marks.quotes}
        boxes = (QRectF(1, top, 1.5, max(2, bottom - top)) for top, bottom in ends.items())
        _fill(painter, boxes, _faded(self._theme.quote_bar))

    def _paint_ticks(self, painter: QPainter) -> None:
        assert self._theme is not None
        for kind, starts in self._marks.kinds.items():
            if kind not in self._hidden:
                ticks = (QRectF(5, y - 1, 6, 2) for y in self._rows(starts))
                _fill(painter, ticks, _faded(self._theme.mark(kind).ink))

    def _rows(self, starts: Sequence[int], tick: int = 2) -> list[int]:
        """The pixels that some code points, in order, fall on.

        Where ``tick`` pixels for each are more than there is room for, a pixel is left between two, so that
        somebody who is named on every page is a comb and no wall.
        """
        length = len(self._article.text) if self._article is not None else 1
        scale = (self.height() - 6) / max(1, length)
        apart = tick + 1 if len(starts) * 2 * tick > self.height() else 1
        rows: list[int] = []
        at = 0
        while at < len(starts) and scale > 0:
            row = round(3 + starts[at] * scale)
            rows.append(row)
            at = bisect_right(starts, (row + apart - 3.5) / scale, at + 1)
        return rows

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
        starts = self._marks.entities.get(self._entity or "")
        if starts:
            boxes = (QRectF(3, y - 1.5, 10, 3) for y in self._rows(starts, tick=3))
            _fill(painter, boxes, self._chosen_ink())

    def _paint_current(self, painter: QPainter) -> None:
        starts = self._marks.entities.get(self._entity or "", ())
        if self._mention is not None and self._mention < len(starts):
            painter.fillRect(QRectF(1, self._y(starts[self._mention]) - 2, 14, 4), self._chosen_ink())

    def _chosen_ink(self) -> QColor:
        """The ink of the kind of the chosen entity."""
        assert self._theme is not None
        start = self._marks.entities[self._entity or ""][0]
        kinds = (
            mark.kind for mark in self._marks.starting(start, start + 1) if mark.entity_id == self._entity
        )
        return self._theme.mark(next(kinds, "")).ink

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
        near = [
            mark
            for mark in self._marks.starting(max(0, ceil(low)), max(0, floor(high) + 1))
            if not mark.is_quote and mark.kind not in self._hidden
        ]
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


def _fill(painter: QPainter, boxes: Iterable[QRectF], colour: QColor) -> None:
    """Many boxes of one colour, in one call."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRects(list(boxes))


def _faded(colour: QColor) -> QColor:
    faded = QColor(colour)
    faded.setAlpha(150)
    return faded
