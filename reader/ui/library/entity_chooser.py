"""A field that completes the names of everybody and everything in the library."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from reader.core.kept import LibraryEntity
from reader.core.printable import one_line
from reader.ui.filter_field import FilterField

Index = QModelIndex | QPersistentModelIndex
_TYPING_MS, _MOST_SHOWN = 120, 8


class ChoiceModel(QAbstractListModel):
    """The entities that are offered, with their sign and in how many articles they are."""

    def __init__(self, signs: Mapping[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._signs = signs
        self.entities: tuple[LibraryEntity, ...] = ()
        self.instead = ""

    def set_entities(self, entities: tuple[LibraryEntity, ...], instead: str = "") -> None:
        """Offer these; where there are none, ``instead`` says so in a row that cannot be chosen."""
        self.beginResetModel()
        self.entities = entities
        self.instead = "" if entities else instead
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entities) + bool(self.instead)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.NoItemFlags if self.instead else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if self.instead:
            return self.instead if role == Qt.ItemDataRole.DisplayRole else None
        entity = self.entities[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{self._signs.get(entity.entity_type, '●')}  {one_line(entity.name)}  ({entity.articles})"
        if role == Qt.ItemDataRole.EditRole:
            return entity.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return " · ".join((entity.name, *entity.aliases))
        return None


class EntityChooser(FilterField):
    """Holds one entity or none. ``wanted`` asks for names that fit; the answer comes by ``offer``."""

    wanted = Signal(str)
    entity_chosen = Signal(object)

    def __init__(self, signs: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entity: LibraryEntity | None = None
        self.model = ChoiceModel(signs, self)
        self._choices = QCompleter(self.model, self)
        self._choices.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._choices.setMaxVisibleItems(_MOST_SHOWN)
        self._popup = QListView()
        self._popup.setObjectName("libraryChoices")
        self._popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._popup.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._choices.setPopup(self._popup)
        self._choices.setWidget(self)
        self._choices.activated[QModelIndex].connect(self._on_chosen)  # type: ignore[index]
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(lambda: self.wanted.emit(self.text().strip()))
        self.textEdited.connect(lambda _: self._typing.start())
        self.textChanged.connect(self._on_text)

    def offer(self, entities: tuple[LibraryEntity, ...]) -> None:
        """Show what fits, as long as somebody is typing here."""
        if not self.hasFocus():
            return
        words = self.text().strip()
        nothing = self.tr("No name contains “{words}”").format(words=words) if words else ""
        self.model.set_entities(entities, nothing)
        if self.model.rowCount():
            self._choices.complete()
            self._fit()
        else:
            self._popup.hide()

    def _fit(self) -> None:
        """Whole rows: the completer counts neither the frame nor the padding of the style sheet."""
        popup = self._popup
        shown = min(self.model.rowCount(), _MOST_SHOWN)
        rows = sum(popup.sizeHintForRow(row) for row in range(shown))
        box = popup.geometry()
        above = box.top() < self.mapToGlobal(self.rect().topLeft()).y()
        bottom = box.bottom()
        box.setHeight(rows + popup.height() - popup.viewport().height())
        if above:
            box.moveBottom(bottom)
        popup.setGeometry(box)

    def set_entity(self, entity: LibraryEntity | None) -> None:
        """Show an entity that was chosen elsewhere, or none; nobody is told."""
        self.entity = entity
        blocked = self.blockSignals(True)
        self.setText("" if entity is None else one_line(entity.name))
        self.blockSignals(blocked)
        self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down offers names before a letter is typed; Enter takes the first one that is offered."""
        if event.key() == Qt.Key.Key_Down:
            self.wanted.emit("" if self.entity is not None else self.text().strip())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.model.entities and self.entity is None:
                self._on_chosen(self.model.index(0))
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Words that lead to nobody do not stay: the field says what the list shows."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.set_entity(self.entity)

    def _on_text(self, text: str) -> None:
        if not text and self.entity is not None:
            self.entity = None
            self.entity_chosen.emit(None)

    def _on_chosen(self, index: QModelIndex) -> None:
        name = index.data(Qt.ItemDataRole.EditRole)
        entity = next((each for each in self.model.entities if each.name == name), None)
        row = index.row()
        if 0 <= row < len(self.model.entities) and self.model.entities[row].name == name:
            entity = self.model.entities[row]
        self._typing.stop()
        self._popup.hide()
        self.set_entity(entity)
        self.entity_chosen.emit(entity)
