"""Where the tree of names stands: what is unfolded, which row has the keys, what is seen at the top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint
from PySide6.QtWidgets import QTreeView

from reader.core.following import carry_choices, follow_entities
from reader.core.navigation import Choice
from reader.core.records import Annotations
from reader.ui.panel.entity_model import EntityModel, Kind, Role

_NOTHING = Choice()


@dataclass(frozen=True, slots=True)
class TreePlace:
    """``opened`` pairs an entity's id with how many of its mentions are listed.

    ``current`` and ``top`` are rows of entities or mentions (empty for none); ``top`` stands ``y`` pixels below
    the upper edge.
    """

    opened: dict[str, int]
    current: Choice = _NOTHING
    top: Choice = _NOTHING
    y: int = 0

    def carried(self, old: Annotations | None, new: Annotations | None) -> TreePlace:
        """The same place after the entities have been numbered anew."""
        if old is None or new is None:
            return TreePlace({})
        opened = [entity for entity in old.entities if entity.id in self.opened]
        now = follow_entities(opened, new)
        current, top = carry_choices((self.current, self.top), old, new)
        return TreePlace(
            {now[key].id: n for key, n in self.opened.items() if key in now}, current, top, self.y
        )


def tree_place(tree: QTreeView, model: EntityModel) -> TreePlace:
    """Where a tree stands now; at its very top no row is held fast."""
    opened = {
        index.data(Role.ENTITY_ID): model.listed(index.data(Role.ENTITY_ID))
        for index in _entities(model)
        if tree.isExpanded(index)
    }
    top = tree.indexAt(QPoint(4, 1)) if tree.verticalScrollBar().value() else QModelIndex()
    while top.isValid() and top.data(Role.ENTITY_ID) is None:
        top = tree.indexBelow(top)
    y = tree.visualRect(top).top() if top.isValid() else 0
    current = tree.currentIndex()
    if current.parent().isValid() and not tree.isExpanded(current.parent()):
        current = current.parent()  # Qt would unfold it again
    return TreePlace(opened, _row(current), _row(top), y)


def restore(tree: QTreeView, model: EntityModel, place: TreePlace) -> None:
    """Let a tree whose rows were made anew stand there again."""
    for row in range(model.rowCount()):
        tree.expand(model.index(row, 0))
    for entity_id, listed in place.opened.items():
        while model.listed(entity_id) < listed and model.show_more(entity_id):
            pass
        index = model.entity_index(entity_id)
        if index.isValid():
            tree.expand(index)
    bar = tree.verticalScrollBar()
    current = _index(model, place.current)
    if current.isValid():
        value = bar.value()
        tree.selectionModel().setCurrentIndex(current, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        bar.setValue(value)  # Qt brings a new current row into view
    top = _index(model, place.top)
    if top.isValid():
        bar.setValue(bar.value() + tree.visualRect(top).top() - place.y)


def _entities(model: EntityModel) -> Iterator[QModelIndex]:
    for row in range(model.rowCount()):
        section = model.index(row, 0)
        for line in range(model.rowCount(section)):
            yield model.index(line, 0, section)


def _row(index: QModelIndex) -> Choice:
    if not index.isValid():
        return Choice()
    mention = index.data(Role.MENTION_INDEX) if index.data(Role.KIND) == Kind.MENTION else None
    return Choice(index.data(Role.ENTITY_ID), mention)


def _index(model: EntityModel, row: Choice) -> QModelIndex:
    if row.entity_id is None:
        return QModelIndex()
    if row.mention_index is None:
        return model.entity_index(row.entity_id)
    mention = model.mention_index(row.entity_id, row.mention_index)
    return mention if mention.isValid() else model.entity_index(row.entity_id)
