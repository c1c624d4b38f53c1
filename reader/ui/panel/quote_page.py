"""The Quotations tab: filter, order, and the list of quotations with their speakers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from reader.core.following import carry_choices
from reader.core.listing import QuoteOrder
from reader.core.navigation import Choice
from reader.core.records import Annotations, Article
from reader.ui.panel.colours import PanelStyle
from reader.ui.panel.empty_note import EmptyNote
from reader.ui.panel.quote_delegate import QuoteDelegate
from reader.ui.panel.quote_model import QuoteModel, QuoteRole
from reader.ui.panel.rows import RowsPage, chooses, set_up_rows

_FLAGS = QItemSelectionModel.SelectionFlag
_BATCH = 100
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Quotations by number: the current row, the one that stands ``y`` pixels below the edge, the selected."""

    current: int | None
    top: int | None
    y: int
    chosen: tuple[int, ...]


class QuoteList(QListView):
    """A click or Enter on a row is a wish to go there; Shift and Ctrl select several, to be copied."""

    row_chosen = Signal(QModelIndex)
    speaker_chosen = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_up_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)

    @property
    def chosen(self) -> tuple[int, ...]:
        """The selected quotations in the order of the list, as numbers of ``Annotations.quotes``."""
        rows = sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return tuple(index.data(QuoteRole.QUOTE_INDEX) for index in rows)

    @property
    def to_copy(self) -> tuple[int, ...]:
        """The selected quotations, else the one of the row that the keys are at: a click on a speaker selects none."""
        current = self.currentIndex()
        at_keys = (current.data(QuoteRole.QUOTE_INDEX),) if current.isValid() else ()
        return self.chosen or at_keys

    def place(self) -> ListPlace:
        """Where the list stands now; at its very top no row is held fast."""
        current = self.currentIndex()
        top = self.indexAt(QPoint(4, 1)) if self.verticalScrollBar().value() else QModelIndex()
        y = self.visualRect(top).top() if top.isValid() else 0
        number = int(QuoteRole.QUOTE_INDEX)
        return ListPlace(current.data(number), top.data(number), y, self.chosen)

    def restore(self, model: QuoteModel, place: ListPlace) -> None:
        """Stand there again after the rows were made anew."""
        self.setBatchSize(max(_BATCH, model.rowCount()))  # else rows far down have no place yet
        self.doItemsLayout()
        bar, selection = self.verticalScrollBar(), self.selectionModel()
        current, top = model.quote_index(place.current), model.quote_index(place.top)
        if current.isValid():
            selection.setCurrentIndex(current, _FLAGS.NoUpdate)
        for index in map(model.quote_index, place.chosen):
            selection.select(index, _FLAGS.Select)
        if top.isValid():
            bar.setValue(bar.value() + self.visualRect(top).top() - place.y)
        else:
            bar.setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        selects = event.modifiers() & (_SHIFT | _CONTROL)
        if event.button() is not Qt.MouseButton.LeftButton or selects or not index.isValid():
            return
        delegate = self.itemDelegate()
        above = event.position().y() - self.visualRect(index).top()
        if isinstance(delegate, QuoteDelegate) and delegate.is_speaker(index, above):
            self.speaker_chosen.emit(index)
        else:
            self.row_chosen.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if chooses(event, index):
            self.row_chosen.emit(index)
        elif event.key() == Qt.Key.Key_S and not event.modifiers() and index.isValid():
            self.speaker_chosen.emit(index)
        else:
            super().keyPressEvent(event)


class QuotePage(RowsPage):
    """Emits the wish to go to a quotation, or to who says it."""

    quote_chosen = Signal(int)
    speaker_chosen = Signal(str)

    def __init__(self, style: PanelStyle, signs: Mapping[str, str], parent: QWidget | None = None) -> None:
        self.list = QuoteList()
        super().__init__(self.list, QuoteOrder, parent)
        self._annotations: Annotations | None = None
        self._current: int | None = None
        self.model = QuoteModel(self)
        self.note = EmptyNote(self.list)
        self._delegate = QuoteDelegate(style, signs, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setModel(self.model)
        self.filter.textChanged.connect(self._on_filter_changed)
        self.note.clear_requested.connect(self.clear_filter)
        self.order.currentIndexChanged.connect(self._on_order_changed)
        self.list.row_chosen.connect(self.choose_row)
        self.list.speaker_chosen.connect(self._on_speaker_chosen)
        self.retranslate()

    def set_content(self, article: Article | None, annotations: Annotations | None) -> None:
        """Show the quotations of an article; the list stands where it stood, though they are numbered anew."""
        old = self._annotations
        if old is None or annotations is None or old.article_id != annotations.article_id:
            old = None
        place = self.list.place()
        numbers = (self._current, place.current, place.top, *place.chosen)
        choices = [Choice(quote_index=number) for number in numbers]
        carried = [choice.quote_index for choice in carry_choices(choices, old, annotations)]
        self._annotations, self._current = annotations, carried[0]
        self.model.set_content(article, annotations)
        if old is not None:
            chosen = tuple(number for number in carried[3:] if number is not None)
            self.list.restore(self.model, ListPlace(carried[1], carried[2], place.y, chosen))
        self._show_note()

    def set_current(self, quote: int | None) -> None:
        """Mark the quotation that the reader has reached, and bring it into view."""
        changed, self._current = quote != self._current, quote
        self.model.set_current(quote)
        index = self.model.quote_index(quote)
        if changed and index.isValid():
            self.list.selectionModel().setCurrentIndex(index, _FLAGS.ClearAndSelect)
            self.list.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        elif changed and quote is None:
            self.list.clearSelection()

    def set_style(self, style: PanelStyle) -> None:
        """Take over a theme or another text size."""
        self._delegate.set_style(style)
        self.list.scheduleDelayedItemsLayout()
        self.list.viewport().update()

    def set_counts_doubtful(self, counts: bool) -> None:
        """Whether quotations of doubtful speakers are counted as the others."""
        self.model.set_counts_doubtful(counts)
        self.list.viewport().update()

    def retranslate(self) -> None:
        """Set all words in the present language."""
        self.filter.setPlaceholderText(self.tr("Filter the quotations…"))
        self.filter.setAccessibleName(self.tr("Filter the quotations"))
        self.order.setAccessibleName(self.tr("Order"))
        self.order.setToolTip(self.tr("Order of the quotations"))
        self.order.setItemText(0, self.tr("In order"))
        self.order.setItemText(1, self.tr("By speaker"))
        self.list.setAccessibleName(self.tr("Quotations"))
        self.list.viewport().update()
        self._show_note()

    def _show_note(self) -> None:
        """Why there is no quotation, where there is none."""
        wanted, found = self.filter.text().strip(), self._annotations
        complete = found is not None and found.complete
        if self.model.rowCount():
            self.note.tell("")
        elif wanted and self.model.any:
            words = self.tr("No quotation or speaker contains “{words}”").format(words=wanted)
            self.note.tell(words, self.tr("Show all quotations"))
        else:
            self.note.tell(self.tr("No quotations were found.") if complete else "")

    def _on_filter_changed(self, wanted: str) -> None:
        self.model.set_filter(wanted)
        self._show_note()

    def _on_order_changed(self, _row: int) -> None:
        self.model.set_order(QuoteOrder(self.order.currentData()))

    def _on_speaker_chosen(self, index: QModelIndex) -> None:
        speaker = index.data(QuoteRole.SPEAKER_ID)
        if speaker:
            self.speaker_chosen.emit(speaker)

    def choose_row(self, index: QModelIndex) -> None:
        self.quote_chosen.emit(index.data(QuoteRole.QUOTE_INDEX))
