"""The reading page: the article as a book's page, its marks painted for what is visible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QToolTip, QWidget

from reader.core.marks import Mark, MarkIndex
from reader.core.navigation import Choice
from reader.core.records import Annotations, Article, Span
from reader.ui.entity_types import EntityTypes
from reader.ui.page.document import Filling, meta_line, reading_minutes, word_count
from reader.ui.page.geometry import PageGeometry
from reader.ui.page.mark_painter import MarkState
from reader.ui.page.page_painter import PagePainter
from reader.ui.page.pointer import MarkPointer
from reader.ui.page.style import GUTTER, Density, ReadingStyle, column_width
from reader.ui.page.words import describe
from reader.ui.theme import Theme

_FIRST_CHARS, _FIRST_SECONDS, _SLICE_SECONDS = 6_000, 0.004, 0.008
_AT_ONCE = 60_000
"""So many characters before the reading place are filled in at once; what is deeper comes in slices."""


class ArticleView(QTextBrowser):
    """Shows an article and its marks. Choosing one is a repaint; nothing ever moves a letter."""

    mention_clicked = Signal(str, int)
    quote_clicked = Signal(int)
    mark_hovered = Signal(object)
    place_changed = Signal()
    hits_changed = Signal(object)
    filled = Signal()

    def __init__(self, theme: Theme, types: EntityTypes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._article: Article | None = None
        self._annotations: Annotations | None = None
        self._style = ReadingStyle()
        self._theme = theme
        self._index = MarkIndex()
        self._state = MarkState(lines={kind: types.line(kind) for kind in types.keys})
        self._wanted: tuple[int, bool] | None = None
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._fill_on)
        self._start_filling()
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalScrollBar().valueChanged.connect(self.place_changed)
        self.verticalScrollBar().actionTriggered.connect(lambda _: self._stay())
        self._pointer = MarkPointer(self, self.mark_at)
        self._pointer.mark_clicked.connect(self._on_mark_clicked)
        self._pointer.mark_hovered.connect(self.mark_hovered)

    # -- what is shown -----------------------------------------------------------------------------

    @property
    def article(self) -> Article | None:
        """The article on the page."""
        return self._article

    @property
    def marks(self) -> MarkIndex:
        """The marks of the article."""
        return self._index

    def set_article(self, article: Article) -> None:
        """Show an article from its beginning, without marks yet."""
        self._article = article
        self._annotations = None
        self._index = MarkIndex()
        self._state = replace(
            self._state, entity_id=None, mention_index=None, quote_index=None, hits=(), hit=None
        )
        self._start_filling()
        self.verticalScrollBar().setValue(0)
        self.setAccessibleName(article.metadata.title or self.tr("Article"))

    def set_annotations(self, annotations: Annotations | None, marks: MarkIndex) -> None:
        """Show these marks; the text stays where it is."""
        self._annotations = annotations
        self._index = marks
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Take over a theme's colours; the text is not touched."""
        self._theme = theme
        self._renew_painter()

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

    def set_choice(self, choice: Choice) -> None:
        """Let all mentions of an entity stand out, the current one most; or one quotation."""
        self._change(
            entity_id=choice.entity_id, mention_index=choice.mention_index, quote_index=choice.quote_index
        )
        self.setAccessibleDescription(self._spoken_choice(choice))

    def set_search_hits(self, spans: Sequence[Span], current: int | None) -> None:
        """Show what a search has found."""
        self._change(hits=tuple(spans), hit=current)
        self.hits_changed.emit(self._state.hits)

    @property
    def caret_shown(self) -> bool:
        """Whether the arrow keys move a caret."""
        return bool(self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard)

    def set_caret(self, shown: bool) -> None:
        """Let the arrow keys move a caret instead of the page."""
        flags = Qt.TextInteractionFlag.TextBrowserInteraction
        if shown:
            flags |= Qt.TextInteractionFlag.TextSelectableByKeyboard
            if self.textCursor().position() == 0:
                self.setTextCursor(self.cursorForPosition(QPoint(int(GUTTER) + 2, 8)))
        self.setTextInteractionFlags(flags)
        self.viewport().update()

    def _change(self, **values: object) -> None:
        state = replace(self._state, **values)  # type: ignore[arg-type]
        if state != self._state:
            self._state = state
            self.viewport().update()

    # -- filling -----------------------------------------------------------------------------------

    def _refill(self) -> None:
        place = self._wanted[0] if self._wanted is not None else self.reading_position()
        self._start_filling(place if place < _AT_ONCE else 0)
        self.restore_position(place)

    def _start_filling(self, until: int = 0) -> None:
        """What is seen first stands in the document at once, the rest comes in slices."""
        self._wanted = None
        article = self._article or Article("", "", ())
        self._filling = Filling(self.document(), article, self._style, self._meta_line(article))
        self._text_map = self._filling.text_map
        self._set_margins()
        self._filling.fill(until + _FIRST_CHARS, _FIRST_SECONDS)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._renew_painter()
        if self._filling.done:
            self._slices.stop()
            self.filled.emit()
        else:
            self._slices.start()

    def _meta_line(self, article: Article) -> str:
        words = word_count(article)
        minutes = reading_minutes(words)
        hours = round(minutes / 60)
        time = self.tr("%n h read", "", hours) if minutes >= 90 else self.tr("%n min read", "", minutes)
        return meta_line(article, self.tr("%n word(s)", "", words), time)

    def _fill_on(self) -> None:
        self._filling.fill(0, _SLICE_SECONDS)
        if self._filling.done:
            self._slices.stop()
        if self._wanted is not None and (
            self._filling.done or self._text_map.end > self._wanted[0] + _FIRST_CHARS
        ):
            (place, centred), self._wanted = self._wanted, None
            self._scroll_to(place, centred)
        if self._filling.done:
            self.filled.emit()

    def _renew_painter(self) -> None:
        self._geometry = PageGeometry(self.document(), self._text_map, self._filling)
        self._page_painter = PagePainter(
            self.document(), self._text_map, self._geometry, self._filling, self._theme
        )
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
        if self._is_pending(span.start, centred=True):
            return
        box = self._geometry.line_box(span.start)
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        margin = height * 0.08
        if box.top() < top + margin or box.bottom() > top + height - margin:
            self._scroll_to(span.start, centred=True)

    def reading_position(self) -> int:
        """The code point at the top of the page."""
        if self._wanted is not None:
            return self._wanted[0]
        if self._article is None or not self.verticalScrollBar().value():
            return 0
        return self._geometry.top_offset(self.verticalScrollBar().value() + 8)

    def restore_position(self, code_point: int) -> None:
        """Scroll so that a code point stands at the top."""
        if not self._is_pending(code_point, centred=False):
            self._scroll_to(code_point, centred=False)

    def _is_pending(self, place: int, centred: bool) -> bool:
        """Whether a place is not in the document yet; then it is gone to as soon as it is."""
        pending = not self._filling.done and place + _FIRST_CHARS > self._text_map.end and place > 0
        self._wanted = (place, centred) if pending else None
        return pending

    def _stay(self) -> None:
        """Somebody scrolls: nobody waits for another place any more."""
        self._wanted = None

    def _scroll_to(self, place: int, centred: bool) -> None:
        top = self._geometry.line_box(place).top() if place > 0 else 0
        above = self.viewport().height() / 3 if centred else 4
        self.verticalScrollBar().setValue(max(0, round(top - above)))

    def mark_at(self, point: QPoint) -> Mark | None:
        """The mark under a point of the viewport."""
        offset = self._geometry.offset_at(QPointF(point) + QPointF(0, self.verticalScrollBar().value()))
        return None if offset is None else self._drawn_mark(offset)

    @property
    def pointer_place(self) -> QPoint:
        """Where in the viewport the pointer was seen last."""
        return self._pointer.place

    def mark_at_caret(self) -> Mark | None:
        """The mark under the caret, or just before it."""
        offset = self._text_map.to_offset(self.textCursor().position())
        return self._drawn_mark(offset) or self._drawn_mark(max(0, offset - 1))

    def _drawn_mark(self, offset: int) -> Mark | None:
        mark = self._index.at(offset, self._state.hidden)
        return mark if mark is None or self._state.drawn(mark) else None

    def mark_box(self, span: Span, near: QPoint | None = None) -> QRectF:
        """Where a range begins, or where it is under a point, in the viewport's coordinates."""
        scroll = self.verticalScrollBar().value()
        boxes = [part.box.translated(0, -scroll) for part in self._page_painter.marks.slices(span)]
        if near is not None:
            boxes = [box for box in boxes if box.top() - 3 <= near.y() <= box.bottom() + 3] or boxes
        return boxes[0] if boxes else self._geometry.line_box(span.start).translated(0, -scroll)

    def select(self, span: Span) -> None:
        """Select a range, as a reader would with the mouse."""
        cursor = self.textCursor()
        cursor.setPosition(self._text_map.to_position(span.start))
        cursor.setPosition(self._text_map.to_position(span.end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    # -- events ------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self._theme.page)
        scroll = self.verticalScrollBar().value()
        painter.translate(0, -scroll)
        visible = QRectF(event.rect()).translated(0, scroll)
        caret = self.hasFocus() and self.caret_shown
        self._page_painter.paint(painter, visible, self._index, self._state, self.textCursor(), caret)

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
            self._stay()
            return QCoreApplication.sendEvent(self.verticalScrollBar(), event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._stay()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        mark = self.mark_at_caret() if enter and self.caret_shown else None
        if mark is not None:
            self._on_mark_clicked(mark)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """A quotation says who speaks; a name has a card instead."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self.mark_at(event.pos())
            if mark is None or not mark.is_quote:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self.describe(mark), self.viewport())
            return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._article is not None:
            self._refill()

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied is the article's own text, character for character."""
        data = QMimeData()
        cursor = self.textCursor()
        if self._article is not None:
            start = self._text_map.to_offset(cursor.selectionStart())
            end = self._text_map.to_offset(cursor.selectionEnd())
            data.setText(self._article.text[start:end])
        return data

    def describe(self, mark: Mark) -> str:
        """A mark in words."""
        if self._article is None or self._annotations is None:
            return ""
        return describe(mark, self._article, self._annotations)

    def _on_mark_clicked(self, mark: Mark) -> None:
        if mark.entity_id is None:
            self.quote_clicked.emit(mark.index)
        else:
            self.mention_clicked.emit(mark.entity_id, mark.index)

    def _spoken_choice(self, choice: Choice) -> str:
        if choice.quote_index is not None:
            return self.describe(Mark(Span(0, 0), "", choice.quote_index))
        if choice.entity_id is None or choice.mention_index is None:
            return ""
        return self.describe(Mark(Span(0, 0), "", choice.mention_index, choice.entity_id))
