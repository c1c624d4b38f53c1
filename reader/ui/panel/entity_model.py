"""The tree of the Entities tab: sections, entities, and under each entity its mentions."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.core.listing import EntityOrder, sections
from reader.core.records import Annotations, Article
from reader.ui.counts import CountWords
from reader.ui.entity_types import EntityTypes
from reader.ui.panel import rows
from reader.ui.panel.entity_rows import EntityRows, Kind, Row
from reader.ui.panel.entity_words import EntityWords

__all__ = ["EntityModel", "Kind", "Role"]

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
    DOUBTFUL = Qt.ItemDataRole.UserRole + 10
    COUNT_WORDS = Qt.ItemDataRole.UserRole + 11


class EntityModel(QAbstractItemModel):
    """Read-only. A change of order or filter resets it; a change of the current mention redraws two rows."""

    def __init__(self, types: EntityTypes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._types = types
        self._annotations: Annotations | None = None
        self._order = EntityOrder.MENTIONS
        self._wanted = ""
        self._rows = EntityRows()
        self._words = EntityWords(types)
        self._current: tuple[str | None, int | None] = (None, None)
        self._counts = CountWords()

    # -- what is shown -------------------------------------------------------------------------

    def set_content(self, article: Article | None, annotations: Annotations | None) -> None:
        """Show the entities of an article."""
        self._annotations = annotations
        self._words = EntityWords(self._types, article, annotations, self._counts)
        self._rebuild()

    @property
    def any(self) -> bool:
        """Whether there are entities at all, filtered away or not."""
        return bool(self._annotations and self._annotations.entities)

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

    def set_counts_doubtful(self, counts: bool) -> None:
        """Whether doubtful descriptions are counted as the other mentions."""
        self._counts.counts_doubtful = counts

    def set_current(self, entity_id: str | None, mention_index: int | None) -> None:
        """Mark the mention that the reader has reached; the list grows along while one steps on."""
        if entity_id is not None and mention_index is not None:
            number = self._rows.entity(entity_id)
            if number is not None and mention_index in self._rows.following(number):
                self.show_more(entity_id)
        before, self._current = self._current, (entity_id, mention_index)
        for entity, mention in {before, self._current}:
            for index in self._indexes_of(entity, mention):
                self.dataChanged.emit(index, index, [int(Role.CURRENT)])

    def entity_index(self, entity_id: str) -> QModelIndex:
        """The row of an entity; an invalid index where it is filtered away."""
        number = self._rows.entity(entity_id)
        return QModelIndex() if number is None else self._index_of(number)

    def mention_index(self, entity_id: str, mention: int) -> QModelIndex:
        """The row of one mention of an entity; invalid where it is not listed yet."""
        number = self._rows.entity(entity_id)
        if number is None or mention >= self._rows.listed(number):
            return QModelIndex()
        return self.index(mention, 0, self._index_of(number))

    def retranslate(self) -> None:
        """Titles have changed their language."""
        roots = self._rows.roots
        if roots:
            self.dataChanged.emit(self._index_of(roots[0]), self._index_of(roots[-1]))

    def _rebuild(self) -> None:
        self.beginResetModel()
        entities = self._annotations.entities if self._annotations else ()
        self._rows = EntityRows(sections(entities, self._types.entity_keys, self._order, self._wanted))
        self.endResetModel()

    def listed(self, entity_id: str) -> int:
        """How many mentions of an entity have a row."""
        number = self._rows.entity(entity_id)
        return 0 if number is None else self._rows.listed(number)

    def show_more(self, entity_id: str) -> bool:
        """List the next portion of an entity's mentions; tells whether there was one."""
        number = self._rows.entity(entity_id)
        portion = range(0) if number is None else self._rows.following(number)
        if number is None or not portion:
            return False
        index, entity = self._index_of(number), self._rows[number].entity
        self.beginRemoveRows(index, portion.start, portion.start)
        self._rows.drop_more(number)
        self.endRemoveRows()
        left = entity is not None and portion.stop < len(entity.mentions)
        self.beginInsertRows(index, portion.start, portion.stop - 1 + left)
        self._rows.list_more(number)
        self.endInsertRows()
        return True

    def _index_of(self, number: int) -> QModelIndex:
        return self.createIndex(self._rows[number].place, 0, number)

    def _indexes_of(self, entity_id: str | None, mention: int | None) -> Iterator[QModelIndex]:
        if entity_id is None:
            return
        row = self.entity_index(entity_id)
        if row.isValid():
            yield row
            line = QModelIndex() if mention is None else self.mention_index(entity_id, mention)
            if line.isValid():
                yield line

    def _row(self, index: Index) -> Row:
        return self._rows[int(index.internalId())]

    # -- Qt's questions ------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self._row(parent).children if parent.isValid() else self._rows.roots
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        if not index.isValid():
            return QModelIndex()
        number = self._row(index).parent
        return QModelIndex() if number < 0 else self._index_of(number)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._row(parent).children if parent.isValid() else self._rows.roots)

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
        row = self._row(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words.shown(row)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._words.spoken(row)
        return self._detail(row, role)

    def _detail(self, row: Row, role: int) -> object:
        match role:
            case rows.COPY_ROLE:
                return row.entity.name if row.entity else None
            case Role.KIND:
                return int(row.kind)
            case Role.ENTITY_TYPE:
                return row.section.entity_type
            case Role.ENTITY_ID:
                return row.entity.id if row.entity else None
            case Role.MENTION_INDEX:
                return row.place if row.kind is Kind.MENTION else None
            case Role.COUNT:
                return len(row.entity.mentions) if row.entity else len(row.section.entities)
            case Role.POSITIONS:
                return self._words.positions(row)
            case Role.CONTEXT:
                return self._words.context(row)
            case Role.CURRENT:
                return self._is_current(row)
            case Role.AMBIGUOUS:
                return bool(row.entity and row.entity.candidates)
            case Role.DOUBTFUL:
                return self._words.doubtful(row)
            case Role.COUNT_WORDS:
                return self._words.count(row)
            case _:
                return None

    def _is_current(self, row: Row) -> bool:
        entity, mention = self._current
        if row.entity is None or row.entity.id != entity:
            return False
        return row.kind is Kind.ENTITY or (row.kind is Kind.MENTION and row.place == mention)
