"""The reading page: the article as a book's page, its marks painted for what is visible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextBrowser, QToolTip, QWidget

from reader.core.marks import Mark, MarkIndex, marks_of
from reader.core.records import Annotations, Article, Span
from reader.ui.entity_types import EntityTypes
from reader.ui.page.document import Filling
from reader.ui.page.mark_painter import MarkPainter, MarkState
from reader.ui.page.style import GUTTER, Density, ReadingStyle, column_width
from reader.ui.page.text_map import TextMap
from reader.ui.theme import Theme

_DRAG = 4


class ArticleView(QTextBrowser):
    """Shows an article and its marks. Choosing one is a repaint; nothing ever moves a letter."""

    mention_clicked = Signal(str, int)
    quote_clicked = Signal(int)
    mention_hovered = Signal(object)
    place_changed = Signal()

    def __init__(self, theme: Theme, types: EntityTypes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._article: Article | None = None
        self._annotations: Annotations | None = None
        self._style = ReadingStyle()
        self._theme = theme
        self._text_map = TextMap("", ())
        self._index = MarkIndex()
        self._state = MarkState(lines={kind: types.line(kind) for kind in types.keys})
        self._captions: set[int] = set()
        self._rule_after: int | None = None
        self._painter_of_marks = MarkPainter(self.document(), self._text_map, self._theme)
        self._pressed: QPoint | None = None
        self._hovered: Mark | None = None
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self.place_changed)

    # -- what is shown -----------------------------------------------------------------------------

    @property
    def article(self) -> Article | None:
        """The article on the page."""
        return self._article

    def set_article(self, article: Article) -> None:
        """Show an article from its beginning, without marks yet."""
        self._article = article
        self._annotations = None
        self._index = MarkIndex()
        self._state = replace(
            self._state, entity_id=None, mention_index=None, quote_index=None, hits=(), hit=None
        )
        self._fill()
        self.verticalScrollBar().setValue(0)
        self.setAccessibleName(article.metadata.title or self.tr("Article"))

    def set_annotations(self, annotations: Annotations | None) -> None:
        """Show these marks; the text stays where it is."""
        self._annotations = annotations
        self._index = MarkIndex(marks_of(annotations) if annotations else ())
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Take over a theme's colours; the place is kept."""
        self._theme = theme
        self._refill()

    def set_reading_style(self, style: ReadingStyle) -> None:
        """Set font, size, line height and measure; the place is kept."""
        self._style = style
        self._refill()

    def set_hidden_types(self, types: frozenset[str]) -> None:
        """Leave out the marks of these kinds."""
        self._change(hidden=types)

    def set_density(self, density: Density) -> None:
        """Show marks in colour, quietly, or not at all."""
        self._change(density=density)

    def set_current(self, entity_id: str | None, mention_index: int | None) -> None:
        """Let all mentions of an entity stand out, the current one most."""
        self._change(entity_id=entity_id, mention_index=mention_index)
        self.setAccessibleDescription(self._spoken_choice())

    def set_current_quote(self, quote: int | None) -> None:
        """Let one quotation stand out."""
        self._change(quote_index=quote)

    def set_search_hits(self, spans: Sequence[Span], current: int | None) -> None:
        """Show what a search has found."""
        self._change(hits=tuple(spans), hit=current)

    def _change(self, **values: object) -> None:
        state = replace(self._state, **values)  # type: ignore[arg-type]
        if state != self._state:
            self._state = state
            self.viewport().update()

    def _refill(self) -> None:
        place = self.reading_position()
        self._fill()
        self.restore_position(place)

    def _fill(self) -> None:
        filling = Filling(self.document(), self._article or Article("", "", ()), self._style, self._theme)
        self._set_margins()
        self._text_map = filling.fill()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._captions = filling.captions
        self._rule_after = filling.rule_after
        self._painter_of_marks = MarkPainter(self.document(), self._text_map, self._theme)
        self.viewport().update()

    def _set_margins(self) -> None:
        """Centre the column; where the window is wide enough a resize moves it without setting it anew."""
        wanted = column_width(self._style) + 2 * GUTTER
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        side = max(0, int((room - wanted) / 2))
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, side, 0)

    # -- places ------------------------------------------------------------------------------------

    def reveal(self, span: Span) -> None:
        """Bring a range into view, to about a third of the height; nothing moves where it is seen already."""
        box = self._line_box(span.start)
        bar = self.verticalScrollBar()
        margin = self.viewport().height() * 0.08
        if (
            bar.value() + margin <= box.top()
            and box.bottom() <= bar.value() + self.viewport().height() - margin
        ):
            return
        bar.setValue(round(box.top() - self.viewport().height() / 3))

    def reading_position(self) -> int:
        """The code point at the top of the page."""
        if self._article is None or not self.verticalScrollBar().value():
            return 0
        cursor = self.cursorForPosition(QPoint(int(GUTTER) + 2, 8))
        return self._text_map.to_offset(cursor.position())

    def restore_position(self, code_point: int) -> None:
        """Scroll so that a code point stands at the top."""
        if code_point <= 0:
            self.verticalScrollBar().setValue(0)
            return
        self.verticalScrollBar().setValue(round(self._line_box(code_point).top()) - 4)

    def mark_at(self, point: QPoint) -> Mark | None:
        """The mark under a point of the viewport."""
        offset = self._offset_at(point)
        if offset is None:
            return None
        mark = self._index.at(offset, self._state.hidden)
        return mark if mark is None or self._state.drawn(mark) else None

    def mark_box(self, span: Span) -> QRectF:
        """Where a range begins, in the viewport's coordinates."""
        part = next(iter(self._painter_of_marks.slices(span)), None)
        box = part.box if part is not None else self._line_box(span.start)
        return box.translated(0, -self.verticalScrollBar().value())

    def _line_box(self, offset: int) -> QRectF:
        position = self._text_map.to_position(offset)
        block = self.document().findBlock(position)
        rect = self.document().documentLayout().blockBoundingRect(block)
        line = block.layout().lineForTextPosition(position - block.position())
        if not line.isValid():
            return rect
        return QRectF(rect.left(), rect.top() + line.y(), rect.width(), line.height())

    def _offset_at(self, point: QPoint) -> int | None:
        where = QPointF(point) + QPointF(0, self.verticalScrollBar().value())
        layout = self.document().documentLayout()
        position = layout.hitTest(where, Qt.HitTestAccuracy.ExactHit)
        if position < 0:
            return None
        block = self.document().findBlock(position)
        if block.blockNumber() == self._rule_after:
            return None
        offset = self._text_map.to_offset(position)
        if position and self._left_of(position, where):
            offset = max(0, offset - 1)
        return offset

    def _left_of(self, position: int, where: QPointF) -> bool:
        """Whether a point lies in the right half of the character before ``position``."""
        block = self.document().findBlock(position)
        line = block.layout().lineForTextPosition(position - block.position())
        if not line.isValid():
            return False
        left = self.document().documentLayout().blockBoundingRect(block).left()
        return where.x() < left + float(line.cursorToX(position - block.position())[0])  # type: ignore[index]

    # -- painting ----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self._theme.page)
        scroll = self.verticalScrollBar().value()
        painter.translate(0, -scroll)
        visible = QRectF(event.rect()).translated(0, scroll)
        start, end = self._visible_range(visible)
        marks = self._index.overlapping(start, end)
        self._paint_furniture(painter, visible)
        self._painter_of_marks.paint_grounds(painter, marks, self._state)
        self._painter_of_marks.paint_hits(painter, self._visible_hits(start, end), self._state.hit)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = visible  # type: ignore[attr-defined]
        context.palette = self.palette()  # type: ignore[attr-defined]
        context.selections = self._selections(marks)  # type: ignore[attr-defined]
        self.document().documentLayout().draw(painter, context)
        self._painter_of_marks.paint_signs(painter, marks, self._state)

    def _selections(self, marks: Sequence[Mark]) -> list[QAbstractTextDocumentLayout.Selection]:
        found = self._painter_of_marks.ink_selections(marks, self._state)
        cursor = self.textCursor()
        if cursor.hasSelection():
            form = QTextCharFormat()
            form.setBackground(self._theme.selection)
            chosen = QAbstractTextDocumentLayout.Selection()
            chosen.cursor = cursor  # type: ignore[attr-defined]
            chosen.format = form  # type: ignore[attr-defined]
            found.append(chosen)
        return found

    def _visible_range(self, visible: QRectF) -> tuple[int, int]:
        """The code points of the blocks that a rectangle shows."""
        layout = self.document().documentLayout()
        first = layout.hitTest(QPointF(GUTTER, visible.top()), Qt.HitTestAccuracy.FuzzyHit)
        last = layout.hitTest(QPointF(visible.right(), visible.bottom()), Qt.HitTestAccuracy.FuzzyHit)
        block = self.document().findBlock(max(0, last))
        start = self.document().findBlock(max(0, first)).position()
        return self._text_map.to_offset(start), self._text_map.to_offset(
            block.position() + block.length()
        ) + 1

    def _visible_hits(self, start: int, end: int) -> list[tuple[int, Span]]:
        return [
            (number, span)
            for number, span in enumerate(self._state.hits)
            if span.start < end and span.end > start
        ]

    def _paint_furniture(self, painter: QPainter, visible: QRectF) -> None:
        """The rule under the head of the article, and the bars beside captions."""
        layout = self.document().documentLayout()
        painter.setPen(QPen(self._theme.rule, 1))
        if self._rule_after is not None:
            head = layout.blockBoundingRect(self.document().findBlockByNumber(self._rule_after))
            y = round(head.bottom() + 12) + 0.5
            painter.drawLine(QPointF(GUTTER, y), QPointF(self.viewport().width() - GUTTER, y))
        painter.setPen(QPen(self._theme.rule, 3))
        block = self.document().findBlock(
            max(0, layout.hitTest(QPointF(GUTTER, visible.top()), Qt.HitTestAccuracy.FuzzyHit))
        )
        while block.isValid():
            box = layout.blockBoundingRect(block)
            if box.top() > visible.bottom():
                break
            if block.blockNumber() in self._captions:
                painter.drawLine(QPointF(GUTTER + 8, box.top() + 3), QPointF(GUTTER + 8, box.bottom() - 3))
            block = block.next()

    # -- events ------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        place = self.reading_position()
        width = self.viewport().width()
        self._set_margins()
        super().resizeEvent(event)
        if self.viewport().width() != width:
            self.restore_position(place)

    def event(self, event: QEvent) -> bool:
        """The wheel turns over the margins too."""
        if event.type() == QEvent.Type.Wheel:
            return QCoreApplication.sendEvent(self.verticalScrollBar(), event)
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self.mark_at(event.pos())
            if mark is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self.describe(mark), self.viewport())
            return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._article is not None:
            self._refill()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        point = event.position().toPoint()
        if pressed is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if (point - pressed).manhattanLength() > _DRAG or self.textCursor().hasSelection():
            return
        mark = self.mark_at(point)
        if mark is None:
            return
        if mark.entity_id is None:
            self.quote_clicked.emit(mark.index)
        else:
            self.mention_clicked.emit(mark.entity_id, mark.index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        mark = self.mark_at(event.position().toPoint()) if not event.buttons() else None
        name = mark is not None and not mark.is_quote
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if name else Qt.CursorShape.IBeamCursor)
        if mark != self._hovered:
            self._hovered = mark
            self.mention_hovered.emit((mark.entity_id, mark.index) if mark is not None and name else None)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied is the article's own text, character for character."""
        data = QMimeData()
        cursor = self.textCursor()
        if self._article is not None:
            start = self._text_map.to_offset(cursor.selectionStart())
            end = self._text_map.to_offset(cursor.selectionEnd())
            data.setText(self._article.text[start:end])
        return data

    # -- words -------------------------------------------------------------------------------------

    def describe(self, mark: Mark) -> str:
        """A mark in words: who it is and which mention, or who says a quotation."""
        if self._annotations is None:
            return ""
        if mark.entity_id is None:
            speaker = self._annotations.quotes[mark.index].speaker
            if speaker is None:
                return self.tr("Not attributed") if mark.named else self.tr("Title, term or irony")
            names = {entity.id: entity.name for entity in self._annotations.entities}
            return self.tr("Said by {name}").format(name=names.get(speaker.entity or "", speaker.text))
        for entity in self._annotations.entities:
            if entity.id == mark.entity_id:
                return self.tr("{name} – mention {number} of {count}").format(
                    name=entity.name, number=mark.index + 1, count=len(entity.mentions)
                )
        return ""

    def _spoken_choice(self) -> str:
        state = self._state
        if state.entity_id is None or state.mention_index is None:
            return ""
        return self.describe(Mark(Span(0, 0), "", state.mention_index, state.entity_id))
