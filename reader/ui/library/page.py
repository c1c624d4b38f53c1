"""The Library tab: search, filters, order, and the list of what is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent, QStandardItemModel
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.core.kept import KeptArticle, LibraryEntity, LibraryQuery, LibrarySort
from reader.core.kept_rows import KeptRow
from reader.ui.library.delegate import LibraryDelegate
from reader.ui.library.filters import LibraryFilters
from reader.ui.library.list_view import LibraryList
from reader.ui.library.model import LibraryModel, LibraryRole
from reader.ui.panel.colours import PanelStyle
from reader.ui.panel.rows import RowsPage

_TYPING_MS, _ORDER_SHARE = 140, 0.43
_SLOW_MS = 600
_ANY_HEIGHT = 16_777_215
"""Qt's word for no limit."""


class LibraryPage(RowsPage):
    """Shows rows and emits wishes; what is asked of the library is its ``query``."""

    shown = Signal()
    language_changed = Signal()
    query_changed = Signal()
    opened = Signal(object)
    selection_changed = Signal()

    def __init__(self, style: PanelStyle, signs: Mapping[str, str], parent: QWidget | None = None) -> None:
        self.model = LibraryModel()
        self.list = LibraryList(self.model)
        super().__init__(self.list, LibrarySort, parent)
        self.model.setParent(self)
        self._delegate = LibraryDelegate(style, signs.get("PER", "●"), self.list)
        self._sort, self._search_sort = LibrarySort.ADDED, LibrarySort.RELEVANCE
        self._total: int | None = None
        self._trouble = ""
        self._keeps = True
        self._focus_found = False
        self._removed = False
        self._awaited: tuple[str, ...] = ()
        self.filters = LibraryFilters(signs)
        self.count = QLabel()
        self.count.setObjectName("libraryCount")
        self.count.setWordWrap(True)
        self.clear = QToolButton()
        self.clear.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.nothing = QLabel()
        self.nothing.setObjectName("libraryNothing")
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self.list.setItemDelegate(self._delegate)
        self._lay_out()
        self._connect()
        self._show_sort()
        self.retranslate()

    @property
    def query(self) -> LibraryQuery:
        """What is asked of the library now."""
        return replace(self.filters.query, text=self.filter.text().strip(), sort=self._present_sort())

    @property
    def chosen(self) -> tuple[KeptArticle, ...]:
        """The selected articles, in the order of the list."""
        return self.list.chosen

    def show_rows(self, rows: Sequence[KeptRow], total: int, again: bool) -> None:
        """Show what was found; ``again`` keeps selection and place, for a list that was only renewed."""
        if again and tuple(rows) == self.model.rows and total == self._total:
            self.list.look_on()
            return
        self._slow.stop()
        self._trouble, self._total = "", total
        kept = self.list.place() if again else None
        awaited, self._awaited = self._awaited, ()
        self.model.set_rows(rows, total)
        if kept is not None:
            self.list.restore(kept)
            self.list.select(awaited)
        else:
            self.list.begin_at_top()
        self._show_state()
        if self._focus_found:
            self._focus_found = False
            self._to_rows()

    def show_trouble(self, sentence: str) -> None:
        """The library cannot be read; the sentence says why."""
        self._slow.stop()
        self._trouble, self._total, self._focus_found = sentence, None, False
        self.model.set_rows((), 0)
        self._show_state()

    def set_keeping(self, keeps: bool) -> None:
        """Whether what is opened is kept, for the words of an empty library."""
        self._keeps = keeps
        self._show_state()

    def set_removed(self, removed: bool) -> None:
        """Whether a removal can be undone, for the words of a library that it has emptied."""
        self._removed = removed
        self._show_state()

    def await_rows(self, ids: Sequence[str]) -> None:
        """Select these articles when the list is renewed: they are coming back."""
        self._awaited = tuple(ids)

    def show_entity(self, entity: LibraryEntity) -> None:
        """List the articles about an entity, whatever was searched before; the first one gets the keys."""
        self._focus_found = True
        blocked = self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.blockSignals(blocked)
        self._typing.stop()
        self._show_sort()
        self.filters.show_entity(entity)

    def set_style(self, style: PanelStyle) -> None:
        """Take over a theme or another text size."""
        self._delegate.set_style(style)
        self.list.scheduleDelayedItemsLayout()
        self.list.viewport().update()

    def retranslate(self) -> None:
        """Set all words in the present language."""
        self.filter.setPlaceholderText(self.tr("Search…"))
        self.filter.setAccessibleName(self.tr("Search the library"))
        self.order.setAccessibleName(self.tr("Order"))
        self.order.setToolTip(self.tr("Order of the articles"))
        titles = {
            LibrarySort.ADDED: self.tr("Newest kept"),
            LibrarySort.OPENED: self.tr("Last opened"),
            LibrarySort.DATE: self.tr("Date"),
            LibrarySort.TITLE: self.tr("Title"),
            LibrarySort.RELEVANCE: self.tr("Best match"),
        }
        for sort, title in titles.items():
            self.order.setItemText(self.order.findData(sort), title)
        self.clear.setText(self.tr("Show all"))
        self.list.setAccessibleName(self.tr("Kept articles"))
        self._show_state()
        self.list.viewport().update()
        self.language_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In large letters the order gives way to the search."""
        super().resizeEvent(event)
        self.order.setMaximumWidth(round(self.width() * _ORDER_SHARE))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._total is None and not self._trouble:
            self._slow.start()
        self.shown.emit()

    def choose_row(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(LibraryRole.ROW))

    # -- parts -------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        line = QHBoxLayout()
        line.setContentsMargins(16, 2, 12, 4)
        line.addWidget(self.count, 1)
        line.addWidget(self.clear)
        column.insertWidget(1, self.filters)
        column.insertLayout(2, line)
        column.addWidget(self.nothing, 1)
        self.nothing.setContentsMargins(24, 36, 24, 24)
        stops = (self.filter, self.order, self.filters.entity, self.filters.button, self.clear, self.list)
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._on_text)
        self.filter.returnPressed.connect(self._to_rows)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.filter)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._to_rows)
        self._typing.timeout.connect(self.query_changed)
        self._slow.timeout.connect(lambda: self.nothing.setText(self.tr("Loading…")))
        self.order.activated.connect(self._on_order)
        self.filters.changed.connect(self.query_changed)
        self.clear.clicked.connect(self._on_clear)
        self.list.row_opened.connect(self.choose_row)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())
        self.model.modelReset.connect(self.selection_changed)

    def _on_text(self, text: str) -> None:
        """The best match comes first as long as words are searched, unless another order is chosen."""
        if text.strip():
            self._typing.start()
        else:
            self._search_sort = LibrarySort.RELEVANCE
            self._typing.stop()
            self.query_changed.emit()
        self._show_sort()

    def _present_sort(self) -> LibrarySort:
        return self._search_sort if self.filter.text().strip() else self._sort

    def _show_sort(self) -> None:
        """There is a best match only where words are searched."""
        items = self.order.model()
        assert isinstance(items, QStandardItemModel)
        best = self.order.findData(LibrarySort.RELEVANCE)
        items.item(best).setEnabled(bool(self.filter.text().strip()))
        self.order.setCurrentIndex(self.order.findData(self._present_sort()))

    def _on_order(self, row: int) -> None:
        if self.filter.text().strip():
            self._search_sort = LibrarySort(self.order.itemData(row))
        else:
            self._sort = LibrarySort(self.order.itemData(row))
        self.query_changed.emit()

    def _to_rows(self) -> None:
        """From the search to what it has found."""
        if self.model.rowCount():
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.model.index(0))
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_clear(self) -> None:
        self.filter.clear()
        self.filters.clear()

    def _on_menu(self, point: QPoint) -> None:
        """The menu is about the selection; a right click on another row has selected that one."""
        if self.list.indexAt(point).isValid():
            self.menu_requested.emit(self.list.viewport(), point)

    def _show_state(self) -> None:
        """How many there are, or why there is nothing."""
        narrowed = self.filters.active or bool(self.filter.text().strip())
        total = self._total or 0
        count = (self.tr("%n article(s)", "", total),) if total else ()
        self.count.setText("  ·  ".join((*count, *self.filters.words())))
        self.clear.setVisible(narrowed)
        # Hiding what has the keys would hand them to another part of the window, where undo is another thing.
        self.list.setMaximumHeight(_ANY_HEIGHT if total else 0)
        self.list.setVisible(total > 0 or self.list.hasFocus())
        self.nothing.setVisible(total == 0)
        self.nothing.setText(self._why_nothing(narrowed))

    def _why_nothing(self, narrowed: bool) -> str:
        if self._trouble:
            return self._trouble
        if self._total is None:
            return ""
        if narrowed:
            return self.tr("Nothing in the library fits.")
        if self._removed:
            return self.tr(
                "The library is empty. Undo brings back what was removed; otherwise an article is kept again "
                "only when you open it again."
            )
        if self._keeps:
            return self.tr(
                "Nothing is kept. An article that you open is kept here, with all that is found in it, "
                "and can be read again when its file is gone."
            )
        return self.tr("Nothing is kept. The settings say that opened articles are not kept.")
