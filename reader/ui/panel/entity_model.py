"""The tree of the Entities tab: sections, entities, and under each entity its mentions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractItemModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from reader.core.listing import Context, EntityOrder, Section, context, positions, sections
from reader.core.records import Annotations, Article, Entity
from reader.ui.entity_types import EntityTypes
from reader.ui.page.words import may_be

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What a delegate may ask an index for."""

    KIND = Qt.ItemDataRole.UserRole + 1
    ENTITY_ID = Qt.ItemDataRole.UserRole + 2
    MENTION_INDEX = Qt.ItemDataRole.UserRole + 3
    ENTITY_TYPE = Qt.ItemDataRole.UserRole + 4
    COUNT = Qt.ItemDataRole.UserRole + 5
    POSITIONS = Qt.ItemDataRole.UserRole + 6
    CONTEXT = Qt.ItemDataRole.UserRole + 7
    CURRENT = Qt.ItemDataRole.UserRole + 8
    AMBIGUOUS = Qt.ItemDataRole.UserRole + 9


class Kind(IntEnum):
    """What a row is."""

    SECTION = 0
    ENTITY = 1
    MENTION = 2
    MORE = 3


@dataclass(frozen=True, slots=True)
class _Node:
    """One row: its kind, its place among its siblings, its parent's number, what it shows."""

    kind: Kind
    row: int
    parent: int
    section: Section
    entity: Entity | None = None
    children: list[int] = field(default_factory=list[int])


_PORTION = 100
"""Mentions are listed in portions: a book's hero has thousands, and a tree asks for the height of each."""


def _language() -> str:
    """The code of the interface's language, which Qt's default locale follows."""
    return QLocale().name().partition("_")[0]


class EntityModel(QAbstractItemModel):
    """Read-only. A change of order or filter resets it; a change of the current mention redraws two rows."""

    def __init__(self, types: EntityTypes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._types = types
        self._article: Article | None = None
        self._annotations: Annotations | None = None
        self._order = EntityOrder.MENTIONS
        self._wanted = ""
        self._nodes: list[_Node] = []
        self._roots: list[int] = []
        self._entity_nodes: dict[str, int] = {}
        self._places: dict[str, tuple[float, ...]] = {}
        self._current: tuple[str | None, int | None] = (None, None)

    # -- what is shown -------------------------------------------------------------------------

    def set_content(self, article: Article | None, annotations: Annotations | None) -> None:
        """Show the entities of an article."""
        self._article, self._annotations = article, annotations
        self._places.clear()
        self._rebuild()

    def set_order(self, order: EntityOrder) -> None:
        """Sort the entities inside their sections."""
        if order is not self._order:
            self._order = order
            self._rebuild()

    def set_filter(self, wanted: str) -> None:
        """Show only the entities whose names hold these words."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._rebuild()

    def set_current(self, entity_id: str | None, mention_index: int | None) -> None:
        """Mark the mention that the reader has reached; the list grows along while one steps on."""
        if entity_id is not None and mention_index is not None:
            number = self._entity_nodes.get(entity_id)
            if number is not None and 0 <= mention_index - self._listed(self._nodes[number]) < _PORTION:
                self.show_more(entity_id)
        before, self._current = self._current, (entity_id, mention_index)
        for entity, mention in {before, self._current}:
            for index in self._indexes_of(entity, mention):
                self.dataChanged.emit(index, index, [int(Role.CURRENT)])

    def entity_index(self, entity_id: str) -> QModelIndex:
        """The row of an entity; an invalid index where it is filtered away."""
        number = self._entity_nodes.get(entity_id)
        return QModelIndex() if number is None else self._index_of(number)

    def mention_index(self, entity_id: str, mention: int) -> QModelIndex:
        """The row of one mention of an entity; invalid where it is not listed yet."""
        number = self._entity_nodes.get(entity_id)
        if number is None or mention >= self._listed(self._nodes[number]):
            return QModelIndex()
        return self.index(mention, 0, self._index_of(number))

    def retranslate(self) -> None:
        """Titles have changed their language."""
        if self._nodes:
            last = self._index_of(self._roots[-1])
            self.dataChanged.emit(self._index_of(self._roots[0]), last)

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._nodes.clear()
        self._roots.clear()
        self._entity_nodes.clear()
        entities = self._annotations.entities if self._annotations else ()
        for row, section in enumerate(sections(entities, self._types.entity_keys, self._order, self._wanted)):
            self._roots.append(self._add_section(row, section))
        self.endResetModel()

    def _add_section(self, row: int, section: Section) -> int:
        number = len(self._nodes)
        node = _Node(Kind.SECTION, row, -1, section)
        self._nodes.append(node)
        node.children.extend(
            self._add_entity(r, number, section, entity) for r, entity in enumerate(section.entities)
        )
        return number

    def _add_entity(self, row: int, parent: int, section: Section, entity: Entity) -> int:
        number = len(self._nodes)
        self._nodes.append(_Node(Kind.ENTITY, row, parent, section, entity))
        self._entity_nodes[entity.id] = number
        self._list_more(number, _PORTION)
        return number

    def _list_more(self, number: int, count: int) -> None:
        """Give an entity rows for its next mentions, and one that says how many are left."""
        node = self._nodes[number]
        assert node.entity is not None
        listed, total = len(node.children), len(node.entity.mentions)
        for row in range(listed, min(listed + count, total)):
            node.children.append(len(self._nodes))
            self._nodes.append(_Node(Kind.MENTION, row, number, node.section, node.entity))
        if len(node.children) < total:
            node.children.append(len(self._nodes))
            self._nodes.append(_Node(Kind.MORE, len(node.children) - 1, number, node.section, node.entity))

    def _listed(self, node: _Node) -> int:
        """How many mentions of an entity have a row."""
        more = bool(node.children) and self._nodes[node.children[-1]].kind is Kind.MORE
        return len(node.children) - more

    def show_more(self, entity_id: str) -> None:
        """List the next portion of an entity's mentions."""
        number = self._entity_nodes.get(entity_id)
        if number is None:
            return
        node, index = self._nodes[number], self._index_of(number)
        listed, total = self._listed(node), len(node.entity.mentions if node.entity else ())
        if listed == total:
            return
        self.beginRemoveRows(index, listed, listed)
        node.children.pop()
        self.endRemoveRows()
        last = min(listed + _PORTION, total) - (listed + _PORTION >= total)
        self.beginInsertRows(index, listed, last)
        self._list_more(number, _PORTION)
        self.endInsertRows()

    def _index_of(self, number: int) -> QModelIndex:
        return self.createIndex(self._nodes[number].row, 0, number)

    def _indexes_of(self, entity_id: str | None, mention: int | None) -> Iterator[QModelIndex]:
        if entity_id is None:
            return
        row = self.entity_index(entity_id)
        if row.isValid():
            yield row
            line = QModelIndex() if mention is None else self.mention_index(entity_id, mention)
            if line.isValid():
                yield line

    def _node(self, index: Index) -> _Node:
        return self._nodes[int(index.internalId())]

    # -- Qt's questions ------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self._node(parent).children if parent.isValid() else self._roots
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        if not index.isValid():
            return QModelIndex()
        number = self._node(index).parent
        return QModelIndex() if number < 0 else self._index_of(number)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._node(parent).children if parent.isValid() else self._roots)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Never seen; a screen reader would else say “1”."""
        return self.tr("Names") if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        node = self._node(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._display(node)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._spoken(node)
        return self._detail(node, role)

    def _detail(self, node: _Node, role: int) -> object:
        match role:
            case Role.KIND:
                return int(node.kind)
            case Role.ENTITY_TYPE:
                return node.section.entity_type
            case Role.ENTITY_ID:
                return node.entity.id if node.entity else None
            case Role.MENTION_INDEX:
                return node.row if node.kind is Kind.MENTION else None
            case Role.COUNT:
                return len(node.entity.mentions) if node.entity else len(node.section.entities)
            case Role.POSITIONS:
                return self._positions(node)
            case Role.CONTEXT:
                return self._context(node)
            case Role.CURRENT:
                return self._is_current(node)
            case Role.AMBIGUOUS:
                return bool(node.entity and node.entity.candidates)
            case _:
                return None

    def _positions(self, node: _Node) -> tuple[float, ...]:
        if node.entity is None or self._article is None:
            return ()
        if node.entity.id not in self._places:
            self._places[node.entity.id] = positions(node.entity, len(self._article.text))
        return self._places[node.entity.id]

    def _context(self, node: _Node) -> Context | None:
        if node.entity is None or self._article is None or node.kind is not Kind.MENTION:
            return None
        return context(self._article, node.entity.mentions[node.row].span)

    def _is_current(self, node: _Node) -> bool:
        entity, mention = self._current
        if node.entity is None or node.entity.id != entity:
            return False
        return node.kind is Kind.ENTITY or (node.kind is Kind.MENTION and node.row == mention)

    def _display(self, node: _Node) -> str:
        if node.kind is Kind.SECTION:
            return self._types.title(node.section.entity_type, _language())
        if node.kind is Kind.ENTITY:
            return node.entity.name if node.entity else ""
        if node.kind is Kind.MORE:
            return self.tr(
                "%n more mention(s)…", "", len(node.entity.mentions) - node.row if node.entity else 0
            )
        found = self._context(node)
        return f"{found.before}{found.name}{found.after}" if found else ""

    def _spoken(self, node: _Node) -> str:
        """What a screen reader says of a row; the tooltip says it too."""
        if node.kind is Kind.ENTITY and node.entity is not None:
            count = self.tr("%n mention(s)", "", len(node.entity.mentions))
            forms = " · ".join((node.entity.name, *node.entity.aliases))
            words = f"{self._types.singular(node.entity.entity_type, _language())}, {forms}, {count}"
            return f"{words}, {may_be(self._candidates(node.entity))}" if node.entity.candidates else words
        if node.kind is Kind.SECTION:
            return f"{self._display(node)}, {len(node.section.entities)}"
        return self._display(node)

    def _candidates(self, entity: Entity) -> list[str]:
        entities = self._annotations.entities if self._annotations else ()
        return [each.name for each in entities if each.id in entity.candidates]
