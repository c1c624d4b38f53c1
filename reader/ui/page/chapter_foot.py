"""The foot of a chapter: the way to the chapter before and after it, below its last line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextBrowser, QWidget

from reader.core.records import Book
from reader.core.titles import shortened
from reader.ui.page.style import GUTTER
from reader.ui.plain_text import caption

_ABOVE_END, _HEIGHT, _LONGEST = 92, 40, 34


class ChapterFoot(QWidget):
    """Lies in the empty room below the text and moves with it; hidden where the article is no chapter."""

    chapter_wanted = Signal(int)

    def __init__(self, view: QTextBrowser) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._book: Book | None = None
        self.before = self._button("chapterBefore")
        self.after = self._button("chapterAfter")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.before)
        row.addStretch(1)
        row.addWidget(self.after)
        self.before.clicked.connect(lambda: self._ask(-1))
        self.after.clicked.connect(lambda: self._ask(1))
        view.verticalScrollBar().valueChanged.connect(self.place)
        view.verticalScrollBar().rangeChanged.connect(self.place)
        view.viewport().installEventFilter(self)
        self.hide()

    def set_book(self, book: Book | None) -> None:
        """Offer the neighbours of a chapter."""
        self._book = book
        self._name()
        self.setVisible(book is not None and book.chapters > 1)
        self.place()

    def place(self) -> None:
        """Follow the end of the text."""
        document, bar = self._view.document(), self._view.verticalScrollBar()
        y = max(document.size().height(), self._view.viewport().height()) - _ABOVE_END - bar.value()
        self.setGeometry(int(GUTTER), round(y), round(document.textWidth() - 2 * GUTTER), _HEIGHT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._name()
        super().changeEvent(event)

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        button.setFlat(True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _name(self) -> None:
        """A neighbour's name behind an arrow; there is none before the first and after the last."""
        for button, step, arrow, told in (
            (self.before, -1, "← {title}", self.tr("Previous chapter: {title}")),
            (self.after, 1, "{title} →", self.tr("Next chapter: {title}")),
        ):
            title = self._title(step)
            button.setVisible(bool(title))
            button.setText(arrow.format(title=caption(shortened(title, _LONGEST))))
            button.setAccessibleName(told.format(title=title))
            button.setToolTip(told.format(title=title))

    def _title(self, step: int) -> str:
        book = self._book
        if book is None or not 1 <= book.chapter + step <= book.chapters:
            return ""
        number = book.chapter + step
        return next((entry.title for entry in book.contents if entry.chapter == number), str(number))

    def _ask(self, step: int) -> None:
        if self._book is not None:
            self.chapter_wanted.emit(self._book.chapter + step)
