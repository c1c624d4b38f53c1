"""The tags of some articles: those of the library to choose from, and a field for a new one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from reader.core.folding import fold
from reader.core.printable import one_line

Index = QModelIndex | QPersistentModelIndex
_CHECK = Qt.ItemDataRole.CheckStateRole


class TagModel(QAbstractListModel):
    """Each tag checked where all of the articles have it, half checked where some have."""

    def __init__(self, tags: Sequence[Sequence[str]], known: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        own = {tag for each in tags for tag in each}
        self._tags = sorted({*known, *own}, key=fold)
        self.before = {tag: _state(tag, tags) for tag in self._tags}
        self.now = dict(self.before)

    def check(self, wanted: str) -> QModelIndex:
        """Check a tag, which may be new; case and accents make no other one."""
        name = " ".join(wanted.split())
        known = next((tag for tag in self._tags if fold(tag) == fold(name)), None)
        if known is None:
            self.beginInsertRows(QModelIndex(), 0, 0)
            self._tags.insert(0, name)
            self.now[name] = Qt.CheckState.Checked
            self.endInsertRows()
            return self.index(0)
        index = self.index(self._tags.index(known))
        self.setData(index, Qt.CheckState.Checked.value, _CHECK)
        return index

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._tags)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        tag = self._tags[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(tag)
        if role == _CHECK:
            return self.now[tag]
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != _CHECK or not index.isValid():
            return False
        self.now[self._tags[index.row()]] = Qt.CheckState(value)
        self.dataChanged.emit(index, index, [_CHECK])
        return True


class TagsDialog(QDialog):
    """``added`` and ``removed`` tell what was decided, once it is accepted."""

    def __init__(self, tags: Sequence[Sequence[str]], known: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tagsDialog")
        self.resize(340, 380)
        self.model = TagModel(tags, known, self)
        self.field = QLineEdit()
        self.rows = QListView()
        self.rows.setFrameShape(QListView.Shape.NoFrame)
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.setModel(self.model)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        for widget in (self.field, self.rows, buttons):
            layout.addWidget(widget)
        self._retranslate()

    @property
    def added(self) -> tuple[str, ...]:
        """Tags that all of the articles are to have."""
        return self._changed_to(Qt.CheckState.Checked)

    @property
    def removed(self) -> tuple[str, ...]:
        """Tags that none of them is to have."""
        return self._changed_to(Qt.CheckState.Unchecked)

    def accept(self) -> None:
        """What stands in the field is meant too."""
        self._take_field()
        super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the field adds the tag that stands there; with an empty field it is done."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.field.hasFocus() and self.field.text().strip():
            self._take_field()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _take_field(self) -> None:
        """Commas and semicolons stand between tags."""
        for name in filter(str.strip, re.split("[,;]", self.field.text())):
            self.rows.setCurrentIndex(self.model.check(name))
        self.field.clear()

    def _changed_to(self, state: Qt.CheckState) -> tuple[str, ...]:
        before, now = self.model.before, self.model.now
        return tuple(tag for tag, each in now.items() if each is state and before.get(tag) is not state)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Tags"))
        self.field.setPlaceholderText(self.tr("New tag…"))
        self.field.setAccessibleName(self.tr("New tag"))
        self.rows.setAccessibleName(self.tr("Tags"))


def _state(tag: str, tags: Sequence[Sequence[str]]) -> Qt.CheckState:
    count = sum(tag in each for each in tags)
    if count == len(tags):
        return Qt.CheckState.Checked
    return Qt.CheckState.PartiallyChecked if count else Qt.CheckState.Unchecked
