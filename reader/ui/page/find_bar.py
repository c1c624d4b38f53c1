"""Finding words in the article: live, all hits counted and marked, forwards and backwards."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QToolButton, QWidget

from reader.core.records import Article, Span
from reader.core.search import SearchableText, find_all, searchable
from reader.core.visible import visible_text
from reader.ui.overlay import SHADOW, Overlay
from reader.ui.page.article_view import ArticleView
from reader.ui.theme import Theme

_WAIT_MS, _ROW = 80, 540
_LONGEST_COUNT = "8888 / 8888"
_LONGEST_WORDS = 100
"""A longer selection is none to look for."""


class FindBar(Overlay):
    """Lies over the page's upper corner: the text stays where it is when it comes and when it goes."""

    def __init__(self, view: ArticleView, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("findBar")
        self._view = view
        self._prepared: dict[tuple[str, bool], SearchableText] = {}
        self._hits: tuple[Span, ...] = ()
        self._current: int | None = None
        self._unseen = False
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
        view.installEventFilter(self)
        view.filler.started.connect(self._on_started)
        self.retranslate()

    def open_bar(self) -> None:
        """Show the bar; words that are selected in the text are looked for at once.

        What is found is marked, but nothing moves before the reader types or steps on.
        """
        words, start = self._selected() or (self.field.text(), None)
        self.field.setText(words)
        self._timer.stop()
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._search(reveal=False, start=start)

    def _selected(self) -> tuple[str, int] | None:
        """What is selected in the page and where, if it is within one line of the article and short enough."""
        article, span = self._view.article, self._view.caret.selection
        if article is None or not 0 < len(span) <= _LONGEST_WORDS:
            return None
        words = visible_text(article.text[span.start : span.end]).strip()
        return (words, span.start) if words and len(words.splitlines()) == 1 else None

    def close_bar(self) -> None:
        """Hide the bar and its hits; the keys go back to the text if the bar had them."""
        self.hide()
        self._view.places.covered = 0
        self._hits, self._current = (), None
        self._view.layer.set_search_hits((), None)

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()

    def set_foot_covered(self, pixels: int) -> None:
        """Something else lies over that much of the page's foot: stand above it."""
        self._view.places.covered_foot = pixels
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        """In the upper right corner of the page, beside its scroll bar; in two rows where one is too long.

        The first lines cannot be scrolled out from under it: for a hit in them it goes to the lower corner.
        """
        view = self._view
        page = QRect(view.mapTo(view.window(), QPoint(0, 0)), view.size())
        room = page.width() - view.verticalScrollBar().width() - 12
        self._arrange(self._rows_for(room))
        wanted = _ROW if self._rows == 1 else self._second_row_width()
        width = min(room, max(wanted, self.minimumSizeHint().width() - 2 * SHADOW))
        height = self.sizeHint().height() - 2 * SHADOW
        ground = QRect(page.left() + room + 6 - width, page.top() + 8, width, height)
        if self._hit_box().intersects(ground):
            ground.moveBottom(page.bottom() - 8 - view.places.covered_foot)
        self.setGeometry(ground.adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW))
        self.raise_()
        view.places.covered = height + 16

    def _hit_box(self) -> QRect:
        """Where the present hit is seen in the window."""
        if self._current is None:
            return QRect()
        box = self._view.mark_box(self._hits[self._current]).toAlignedRect()
        return box.translated(self._view.viewport().mapTo(self._view.window(), QPoint(0, 0)))

    def _row_width(self) -> int:
        """How much room all takes side by side, without the shadow."""
        others = (self.previous, self.following, self.count, self.accents, self.close_button)
        margins = self._grid.contentsMargins()
        around = margins.left() + margins.right() - 2 * SHADOW + len(others) * self._grid.spacing()
        return self.field.minimumWidth() + sum(each.sizeHint().width() for each in others) + around

    def _rows_for(self, room: int) -> int:
        """How many rows all takes, with no word cut."""
        if self._row_width() <= room:
            return 1
        return 2 if self._second_row_width() <= room else 3

    def _second_row_width(self) -> int:
        margins = self._grid.contentsMargins()
        around = margins.left() + margins.right() - 2 * SHADOW + 2 * self._grid.spacing()
        count = self.fontMetrics().horizontalAdvance(_LONGEST_COUNT)
        return self.accents.sizeHint().width() + count + around

    def _arrange(self, rows: int) -> None:
        """All in one row, or what is needed least in a second and a third one."""
        if rows == self._rows:
            return
        self._rows = rows
        row = [self.field, self.previous, self.following, self.close_button]
        if rows == 1:
            row[3:3] = [self.count, self.accents]
        for column, widget in enumerate(row):
            self._grid.addWidget(widget, 0, column)
        if rows > 1:
            left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(self.accents, 1, 0, 1, 4, left)
            self._grid.addWidget(self.count, rows - 1, 0, 1, 4, right if rows == 2 else left)
        self._grid.activate()

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
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(SHADOW + 8, SHADOW + 7, SHADOW + 6, SHADOW + 7)
        self._grid.setSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self.field.setMinimumWidth(140)
        for button in (self.previous, self.following, self.close_button):
            button.setAutoRaise(True)
        self._rows = 0
        self._arrange(1)

    def _search(self, reveal: bool = True, start: int | None = None) -> None:
        """The present hit is the first one from ``start`` on, else from the reading place."""
        article = self._view.article
        exact = self.accents.isChecked()
        self._hits = ()
        if article is not None:
            self._hits = find_all(self._text(article, exact), self.field.text(), exact, article.blocks)
        place = self._view.reading_position() if start is None else start
        number = bisect_left([span.start for span in self._hits], place)
        self._show(number % len(self._hits) if self._hits else None, reveal)

    def _on_started(self) -> None:
        """Another article, or the same one set anew: what was found before is no hit in it."""
        if self.isVisible():
            self._search(reveal=False)
        else:
            self._hits, self._current = (), None

    def _text(self, article: Article, exact: bool) -> SearchableText:
        key = (article.id, exact)
        if key not in self._prepared:
            self._prepared = {key: searchable(article.text, exact)}
        return self._prepared[key]

    def _step(self, by: int) -> None:
        if not self.field.text().strip():
            self.open_bar()
        elif self._timer.isActive() or not self.isVisible():
            self._timer.stop()
            if not self.isVisible():
                self.show()
            self._search()
        elif self._hits:
            on = 0 if self._unseen and by > 0 else by
            self._show(((self._current or 0) + on) % len(self._hits))

    def _show(self, number: int | None, reveal: bool = True) -> None:
        self._current = number
        self._unseen = not reveal
        self._view.layer.set_search_hits(self._hits, number)
        if number is not None and reveal:
            self._view.places.reveal(self._hits[number])
        self._show_count()
        self._place()

    def _show_count(self) -> None:
        if not self.field.text().strip():
            self.count.setText("")
        elif self._current is None:
            self.count.setText(self.tr("not found"))
        else:
            self.count.setText(f"{self._current + 1} / {len(self._hits)}")
