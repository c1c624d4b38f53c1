"""The reading page: the article as a book's page, its marks painted for what is visible."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from reader.core.marks import Mark, MarkIndex
from reader.core.navigation import Choice
from reader.core.records import Annotations, Article, Span
from reader.core.visible import visible_text
from reader.ui.announce import announce
from reader.ui.entity_types import EntityTypes
from reader.ui.page.caret import PageCaret
from reader.ui.page.filler import PageFiller
from reader.ui.page.mark_layer import MarkLayer
from reader.ui.page.page_keys import PageKeys
from reader.ui.page.page_links import PageLinks
from reader.ui.page.page_painter import PagePainter
from reader.ui.page.picture_layer import PictureLayer
from reader.ui.page.places import PagePlaces
from reader.ui.page.pointer import MarkPointer
from reader.ui.page.style import GUTTER, ReadingStyle, column_width
from reader.ui.theme import Theme

_AT_ONCE = 60_000
"""So many characters before the reading place are filled in at once; what is deeper comes in slices."""


class ArticleView(QTextBrowser):
    """Shows an article and its marks. Choosing one is a repaint; nothing ever moves a letter.

    It lays out and paints; ``layer`` knows the marks, ``filler`` the document, ``places`` the way about it,
    ``keys`` the keys that lead there, ``caret`` the selection, ``links`` what leads away, ``pictures`` what
    is seen between the blocks, ``pointer`` the mouse.
    """

    mention_clicked = Signal(str, int)
    quote_clicked = Signal(int)
    mark_hovered = Signal(object)
    link_requested = Signal(object)
    place_changed = Signal()
    filled = Signal()

    def __init__(self, theme: Theme, types: EntityTypes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._article: Article | None = None
        self._style = ReadingStyle()
        self._theme = theme
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.layer = MarkLayer(types, self)
        self.filler = PageFiller(self.document(), self)
        self.places = PagePlaces(self, self.filler)
        self.keys = PageKeys(self.places, lambda: len(self._article.text) if self._article else 0)
        self.caret = PageCaret(self, self.filler, self.layer)
        self.links = PageLinks(self, self.filler, self.layer)
        self.pictures = PictureLayer(self, self.filler)
        self.pointer = MarkPointer(
            self, self.mark_at, self.links.at, self.layer.describe, self.pictures.alt_at
        )
        self._connect()
        self._start_filling()

    def _connect(self) -> None:
        self.layer.changed.connect(self.viewport().update)
        self.pictures.changed.connect(self.viewport().update)
        self.filler.started.connect(self._on_started)
        self.filler.filled.connect(self.filled)
        self.verticalScrollBar().valueChanged.connect(self.place_changed)
        self.pointer.mention_clicked.connect(self.mention_clicked)
        self.pointer.quote_clicked.connect(self.quote_clicked)
        self.pointer.mark_hovered.connect(self.mark_hovered)
        self.pointer.link_requested.connect(self.link_requested)

    # -- what is shown -----------------------------------------------------------------------------

    @property
    def article(self) -> Article | None:
        """The article on the page."""
        return self._article

    @property
    def marks(self) -> MarkIndex:
        """The marks of the article."""
        return self.layer.index

    def set_article(self, article: Article) -> None:
        """Show an article from its beginning, without marks yet."""
        self._article = article
        self.layer.set_article(article)
        self.pictures.set_article(article)
        self._start_filling()
        self.verticalScrollBar().setValue(0)
        self.setAccessibleName(article.metadata.title or self.tr("Article"))

    def set_annotations(self, annotations: Annotations | None, marks: MarkIndex) -> None:
        """Show these marks; the text stays where it is."""
        self.layer.set_annotations(annotations, marks)

    def set_choice(self, choice: Choice) -> None:
        """Let what is chosen stand out, and a screen reader say it."""
        self.layer.set_choice(choice)
        words = self.layer.describe_choice(choice)
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            announce(self, words)

    def set_theme(self, theme: Theme) -> None:
        """Take over a theme's colours; the text is not touched."""
        self._theme = theme
        self._renew_painter()

    def set_reading_style(self, style: ReadingStyle) -> None:
        """Set font, size, line height and measure; the place is kept."""
        self._style = style
        self._refill()

    def _refill(self) -> None:
        place = self.places.position
        self._start_filling(place if place < _AT_ONCE else 0)
        self.places.restore(place)

    def _start_filling(self, until: int = 0) -> None:
        self.places.forget()
        self._set_margins()
        self.filler.start(self._article or Article("", "", ()), self._style, until)

    def _on_started(self) -> None:
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._renew_painter()

    def _renew_painter(self) -> None:
        filler = self.filler
        self._page_painter = PagePainter(
            self.document(), filler.text_map, filler.geometry, filler.filling, self._theme
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

    def reading_position(self) -> int:
        """The code point at the top of the page."""
        return self.places.position

    def restore_position(self, code_point: int) -> None:
        """Scroll so that a code point stands at the top."""
        self.places.restore(code_point)

    def go_to_end(self, step: int) -> None:
        """Go to the beginning (-1) or the end (1) of the article, with the caret where one is shown."""
        if self.caret.shown:
            operations = QTextCursor.MoveOperation
            self.moveCursor(operations.Start if step < 0 else operations.End)
        (self.keys.to_start if step < 0 else self.keys.to_end)()

    def mark_at(self, point: QPoint) -> Mark | None:
        """The mark under a point of the viewport."""
        below = QPointF(point) + QPointF(0, self.verticalScrollBar().value())
        offset = self.filler.geometry.offset_at(below)
        return None if offset is None else self.layer.at(offset)

    def mark_box(self, span: Span, near: QPoint | None = None) -> QRectF:
        """Where a range begins, or where it is under a point, in the viewport's coordinates."""
        scroll = self.verticalScrollBar().value()
        boxes = [part.box.translated(0, -scroll) for part in self._page_painter.marks.slices(span)]
        if near is not None:
            boxes = [box for box in boxes if box.top() - 3 <= near.y() <= box.bottom() + 3] or boxes
        return boxes[0] if boxes else self.filler.geometry.line_box(span.start).translated(0, -scroll)

    # -- events ------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self._theme.page)
        scroll = self.verticalScrollBar().value()
        painter.translate(0, -scroll)
        visible = QRectF(event.rect()).translated(0, scroll)
        caret = self.hasFocus() and self.caret.shown
        layer = self.layer
        self._page_painter.paint(painter, visible, layer, self.pictures, self.textCursor(), caret)

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = self.viewport().width()
        with self.places.kept():
            self._set_margins()
            super().resizeEvent(event)
            if self.viewport().width() != width:
                self.filler.filling.pictures.fit()

    def event(self, event: QEvent) -> bool:
        """The wheel turns over the margins too."""
        if event.type() == QEvent.Type.Wheel:
            self.places.stay()
            return QCoreApplication.sendEvent(self.verticalScrollBar(), event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.places.stay()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        mark = self.caret.mark if enter and self.caret.shown else None
        if mark is not None:
            self.pointer.click(mark)
        elif not self.keys.press(event, self.caret.shown):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._article is not None:
            self._refill()

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied is the article's own text, without signs that nobody sees."""
        data = QMimeData()
        if self._article is not None:
            span = self.caret.selection
            data.setText(visible_text(self._article.text[span.start : span.end]))
        return data
