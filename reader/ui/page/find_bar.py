"""Finding words in the article: live, all hits counted and marked, forwards and backwards."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from reader.core.records import Article, Span
from reader.core.search import SearchableText, find_all, searchable
from reader.ui.page.article_view import ArticleView

_WAIT_MS = 80


class FindBar(QFrame):
    """Hidden until asked for; Escape closes it and leaves the text where it is."""

    def __init__(self, view: ArticleView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self._view = view
        self._prepared: dict[tuple[str, bool], SearchableText] = {}
        self._hits: tuple[Span, ...] = ()
        self._current: int | None = None
        self.field = QLineEdit()
        self.field.setClearButtonEnabled(True)
        self.accents = QCheckBox()
        self.count = QLabel()
        self.previous, self.following, self.close_button = QToolButton(), QToolButton(), QToolButton()
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self._search)
        self._lay_out()
        self.field.textChanged.connect(lambda _: self._timer.start())
        self.accents.toggled.connect(lambda _: self._search())
        self.previous.clicked.connect(self.find_previous)
        self.following.clicked.connect(self.find_next)
        self.close_button.clicked.connect(self.close_bar)
        self.retranslate()
        self.hide()

    def open_bar(self) -> None:
        """Show the bar; words that are selected in the text are looked for at once."""
        selected = self._view.textCursor().selectedText()
        if selected and "\u2029" not in selected and len(selected) < 100:
            self.field.setText(selected)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._search()

    def close_bar(self) -> None:
        """Hide the bar and its hits, and give the text the focus."""
        self.hide()
        self._hits, self._current = (), None
        self._view.layer.set_search_hits((), None)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def find_next(self) -> None:
        """Go to the next hit, round the end."""
        self._step(1)

    def find_previous(self) -> None:
        """Go to the hit before, round the beginning."""
        self._step(-1)

    def retranslate(self) -> None:
        """Set all words in the present language."""
        self.field.setPlaceholderText(self.tr("Find in the article"))
        self.field.setAccessibleName(self.tr("Find in the article"))
        self.accents.setText(self.tr("Match accents"))
        for button, sign, title in (
            (self.previous, "↑", self.tr("Find previous")),
            (self.following, "↓", self.tr("Find next")),
            (self.close_button, "×", self.tr("Close")),
        ):
            button.setText(sign)
            button.setToolTip(title)
            button.setAccessibleName(title)
        self._show_count()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        self.field.setMinimumWidth(180)
        self.field.setMaximumWidth(360)
        for button in (self.previous, self.following, self.close_button):
            button.setAutoRaise(True)
        for widget in (self.field, self.previous, self.following, self.count, self.accents):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.close_button)

    def _search(self) -> None:
        article = self._view.article
        exact = self.accents.isChecked()
        self._hits = find_all(self._text(article, exact), self.field.text(), exact) if article else ()
        place = self._view.reading_position()
        number = bisect_left([span.start for span in self._hits], place)
        self._show(number % len(self._hits) if self._hits else None)

    def _text(self, article: Article, exact: bool) -> SearchableText:
        key = (article.id, exact)
        if key not in self._prepared:
            self._prepared = {key: searchable(article.text, exact)}
        return self._prepared[key]

    def _step(self, by: int) -> None:
        if self._timer.isActive() or not self.isVisible():
            self._timer.stop()
            if not self.isVisible():
                self.show()
            self._search()
            return
        if self._hits:
            self._show(((self._current or 0) + by) % len(self._hits))

    def _show(self, number: int | None) -> None:
        self._current = number
        self._view.layer.set_search_hits(self._hits, number)
        if number is not None:
            self._view.places.reveal(self._hits[number])
        self._show_count()

    def _show_count(self) -> None:
        if not self.field.text().strip():
            self.count.setText("")
        elif self._current is None:
            self.count.setText(self.tr("not found"))
        else:
            self.count.setText(f"{self._current + 1} / {len(self._hits)}")
