"""The Entities tab: filter, order, and the tree of people, places and organisations."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QTreeView,
    QWidget,
)

from reader.core.following import carry_choice
from reader.core.listing import EntityOrder
from reader.core.navigation import Choice
from reader.core.records import LANGUAGE_UNSUPPORTED, Annotations, Article
from reader.ui.entity_types import EntityTypes
from reader.ui.panel.colours import PanelStyle
from reader.ui.panel.empty_note import EmptyNote
from reader.ui.panel.entity_delegate import EntityDelegate
from reader.ui.panel.entity_model import EntityModel, Kind, Role
from reader.ui.panel.rows import RowsPage, chooses, set_up_rows
from reader.ui.panel.tree_place import restore, tree_place


class EntityTree(QTreeView):
    """A click or Enter on a row is a wish; a click on the chevron or Left and Right only fold."""

    row_chosen = Signal(QModelIndex)
    card_requested = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setUniformRowHeights(False)
        set_up_rows(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return
        if self._on_chevron(index, event.position().toPoint()):
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self.row_chosen.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if chooses(event, index):
            self.row_chosen.emit(index)
        elif event.key() == Qt.Key.Key_I and not event.modifiers() and index.isValid():
            self.card_requested.emit(index)
        else:
            super().keyPressEvent(event)

    def _on_chevron(self, index: QModelIndex, point: QPoint) -> bool:
        delegate = self.itemDelegate()
        is_entity = index.data(Role.KIND) == Kind.ENTITY
        return is_entity and isinstance(delegate, EntityDelegate) and point.x() <= delegate.chevron_right()


class EntityPage(RowsPage):
    """Emits wishes to go to an entity or to one of its mentions."""

    entity_chosen = Signal(str)
    mention_chosen = Signal(str, int)
    card_requested = Signal(str, QRect)

    def __init__(self, types: EntityTypes, style: PanelStyle, parent: QWidget | None = None) -> None:
        self.tree = EntityTree()
        super().__init__(self.tree, EntityOrder, parent)
        self._current: tuple[str | None, int | None] = (None, None)
        self._annotations: Annotations | None = None
        self.model = EntityModel(types, self)
        self.note = EmptyNote(self.tree)
        signs = {kind: types.sign(kind) for kind in types.keys}
        self._delegate = EntityDelegate(style, signs, self.tree)
        self.tree.setItemDelegate(self._delegate)
        self.tree.setModel(self.model)
        self._connect()
        self.retranslate()

    def set_content(self, article: Article | None, annotations: Annotations | None) -> None:
        """Show the entities of an article; the list stands where it stood, though they are numbered anew."""
        old = self._annotations
        if old is None or annotations is None or old.article_id != annotations.article_id:
            old = None
        place = tree_place(self.tree, self.model).carried(old, annotations)
        chosen = carry_choice(Choice(*self._current), old, annotations)
        self._current = (chosen.entity_id, chosen.mention_index)
        self._annotations = annotations
        self.model.set_content(article, annotations)
        restore(self.tree, self.model, place)
        self._show_note()

    def set_current(self, entity_id: str | None, mention_index: int | None) -> None:
        """Open and mark the chosen entity and the mention that the reader has reached."""
        changed = (entity_id, mention_index) != self._current
        self._current = (entity_id, mention_index)
        self.model.set_current(entity_id, mention_index)
        if entity_id is not None and changed:
            self._show_current(entity_id, mention_index)

    def set_style(self, style: PanelStyle) -> None:
        """Take over a theme or another text size."""
        self._delegate.set_style(style)
        self.tree.scheduleDelayedItemsLayout()
        self.tree.viewport().update()

    def set_hidden_types(self, types: frozenset[str]) -> None:
        """Grey out the sections of types that are switched off in the text."""
        self._delegate.set_hidden_types(types)
        self.tree.viewport().update()

    def set_counts_doubtful(self, counts: bool) -> None:
        """Whether doubtful descriptions are counted as the other mentions."""
        self.model.set_counts_doubtful(counts)
        self.tree.viewport().update()

    def retranslate(self) -> None:
        """Set all words in the present language."""
        self.filter.setPlaceholderText(self.tr("Filter the names…"))
        self.filter.setAccessibleName(self.tr("Filter the names"))
        self.order.setAccessibleName(self.tr("Order"))
        self.order.setToolTip(self.tr("Order of the names"))
        self.order.setItemText(0, self.tr("Mentions"))
        self.order.setItemText(1, self.tr("Appearance"))
        self.order.setItemText(2, self.tr("A–Z"))
        self.tree.setAccessibleName(self.tr("People, places and organisations"))
        self.model.retranslate()
        self._show_note()

    def _show_note(self) -> None:
        """Why there is no name, where there is none."""
        wanted, found = self.filter.text().strip(), self._annotations
        if self.model.rowCount():
            self.note.tell("")
        elif wanted and self.model.any:
            self.note.tell(
                self.tr("No name contains “{words}”").format(words=wanted), self.tr("Show all names")
            )
        else:
            self.note.tell("" if found is None or not found.complete else self._nothing_found(found))

    def _nothing_found(self, found: Annotations) -> str:
        if LANGUAGE_UNSUPPORTED in found.notices:
            return self.tr("No names are looked for in this language.")
        return self.tr("No names were found.")

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._on_filter_changed)
        self.note.clear_requested.connect(self.clear_filter)
        self.order.currentIndexChanged.connect(self._on_order_changed)
        self.tree.row_chosen.connect(self.choose_row)
        self.tree.card_requested.connect(self._on_card)

    def _on_filter_changed(self, wanted: str) -> None:
        place = tree_place(self.tree, self.model)
        self.model.set_filter(wanted)
        restore(self.tree, self.model, replace(place, top=Choice()))
        self._show_note()

    def _on_order_changed(self, _row: int) -> None:
        place = tree_place(self.tree, self.model)
        self.model.set_order(EntityOrder(self.order.currentData()))
        restore(self.tree, self.model, replace(place, top=Choice()))

    def choose_row(self, index: QModelIndex) -> None:
        kind = index.data(Role.KIND)
        if kind == Kind.ENTITY:
            self.entity_chosen.emit(index.data(Role.ENTITY_ID))
        elif kind == Kind.MORE:
            self.model.show_more(index.data(Role.ENTITY_ID))
        elif kind == Kind.MENTION:
            self.mention_chosen.emit(index.data(Role.ENTITY_ID), index.data(Role.MENTION_INDEX))

    def _on_card(self, index: QModelIndex) -> None:
        entity_id = index.data(Role.ENTITY_ID)
        if entity_id is not None:
            box = self.tree.visualRect(index)
            self.card_requested.emit(
                entity_id, QRect(self.tree.viewport().mapToGlobal(box.topLeft()), box.size())
            )

    def _show_current(self, entity_id: str, mention_index: int | None) -> None:
        row = self.model.entity_index(entity_id)
        if not row.isValid():
            return
        self.tree.expand(row)
        target = row if mention_index is None else self.model.mention_index(entity_id, mention_index)
        if target.isValid():
            self.tree.setCurrentIndex(target)
            self.tree.scrollTo(target, QAbstractItemView.ScrollHint.EnsureVisible)
