"""The list of the Library tab: what is selected, and staying at one place while the rows are renewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from reader.core.kept import KeptArticle
from reader.core.kept_rows import KeptRow
from reader.ui.library.model import LibraryModel, LibraryRole
from reader.ui.panel.rows import set_up_rows

_BATCH = 100
_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


@dataclass(frozen=True, slots=True)
class ListPlace:
    """What is selected, which article is the current row and which row that is, how far the list is scrolled."""

    chosen: tuple[str, ...]
    current: str
    row: int
    scroll: int


class LibraryList(QListView):
    """A double click opens; a click only selects, several with Shift and Ctrl.

    Its keys are in the table of actions.
    """

    row_opened = Signal(QModelIndex)

    def __init__(self, rows: LibraryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setObjectName("libraryRows")
        set_up_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setModel(rows)
        self.doubleClicked.connect(self.row_opened)

    @property
    def chosen(self) -> tuple[KeptArticle, ...]:
        """The selected articles, in the order of the list."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self._rows.rows[row].article for row in rows)

    def place(self) -> ListPlace:
        """Where the list stands now."""
        current = self.currentIndex()
        row: KeptRow | None = current.data(LibraryRole.ROW) if current.isValid() else None
        chosen = tuple(article.id for article in self.chosen)
        scroll = self.verticalScrollBar().value()
        return ListPlace(chosen, row.article.id if row else "", current.row(), scroll)

    def restore(self, place: ListPlace) -> None:
        """Stand there again. Where the current row is gone, the keys go on with the one that took its place."""
        selection = self.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        index = self._rows.index_of(place.current)
        gone = not index.isValid() and place.row >= 0 and self._rows.rowCount() > 0
        if gone:
            index = self._rows.index(min(place.row, self._rows.rowCount() - 1))
        if index.isValid():
            selection.setCurrentIndex(index, flags.Select if gone else flags.NoUpdate)
        for article_id in place.chosen:
            there = self._rows.index_of(article_id)
            if there.isValid():
                selection.select(there, flags.Select)
        self.setBatchSize(max(_BATCH, self._rows.rowCount()))  # else rows far down have no place yet
        self.doItemsLayout()
        self.verticalScrollBar().setValue(place.scroll)

    def select(self, ids: Sequence[str]) -> None:
        """Select the articles of these that are there, and nothing else; the first gets the keys."""
        flags = QItemSelectionModel.SelectionFlag
        there = [index for index in map(self._rows.index_of, ids) if index.isValid()]
        if there:
            self.selectionModel().setCurrentIndex(
                min(there, key=lambda each: each.row()), flags.ClearAndSelect
            )
        for index in there:
            self.selectionModel().select(index, flags.Select)

    def begin_at_top(self) -> None:
        """Show the first of new rows."""
        self.setBatchSize(_BATCH)
        self.scrollToTop()

    def look_on(self) -> None:
        """Who has reached the end of the list waits for more rows, and those on their way may be lost."""
        self._rows.expect_nothing()
        bar = self.verticalScrollBar()
        if bar.value() == bar.maximum():
            self._rows.fetchMore(self.rootIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes by key can go on at once: the current row, else the first, is selected."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEY and self._rows.rowCount() and not self.selectionModel().hasSelection():
            current = self.currentIndex()
            self.setCurrentIndex(current if current.isValid() else self._rows.index(0))
