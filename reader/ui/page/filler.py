"""Keeps the page's document filled: what is seen first at once, the rest between two events."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextDocument

from reader.core.records import Article
from reader.ui.page.document import Filling, meta_line, reading_minutes, word_count
from reader.ui.page.geometry import PageGeometry
from reader.ui.page.style import ReadingStyle

FIRST_CHARS = 6_000
"""So many characters after a place are filled in with it; a screen holds fewer."""

_FIRST_SECONDS, _SLICE_SECONDS = 0.004, 0.008


class PageFiller(QObject):
    """Fills one document with one article after another.

    ``filling`` and ``geometry`` are made anew with each; ``started`` says so, ``advanced`` that a slice more
    stands in the document, ``filled`` that nothing is missing.
    """

    started = Signal()
    advanced = Signal()
    filled = Signal()

    def __init__(self, document: QTextDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self.fill_on)
        self._prepare(Article("", "", ()), ReadingStyle())

    @property
    def done(self) -> bool:
        """Whether the whole article stands in the document."""
        return self.filling.done

    def start(self, article: Article, style: ReadingStyle, until: int = 0) -> None:
        """Fill in an article from its beginning, to code point ``until`` and a screen more at once."""
        self._prepare(article, style)
        self.filling.fill(until + FIRST_CHARS, _FIRST_SECONDS)
        self.started.emit()
        if self.done:
            self._slices.stop()
            self.filled.emit()
        else:
            self._slices.start()

    def fill_on(self) -> None:
        """Fill in one slice more."""
        self.filling.fill(0, _SLICE_SECONDS)
        if self.done:
            self._slices.stop()
        self.advanced.emit()
        if self.done:
            self.filled.emit()

    def _prepare(self, article: Article, style: ReadingStyle) -> None:
        self.filling = Filling(self._document, article, style, self._meta_line(article))
        self.text_map = self.filling.text_map
        self.geometry = PageGeometry(self._document, self.text_map, self.filling)

    def _meta_line(self, article: Article) -> str:
        words = word_count(article)
        minutes = reading_minutes(words)
        hours = round(minutes / 60)
        time = self.tr("%n h read", "", hours) if minutes >= 90 else self.tr("%n min read", "", minutes)
        return meta_line(article, self.tr("%n word(s)", "", words), time)
