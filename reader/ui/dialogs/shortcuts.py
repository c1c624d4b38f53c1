"""The shortcut sheet: every action that has a key, from the table of actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reader.ui.action_table import CONTEXT, MENUS, ActionSpec
from reader.ui.actions import Actions, native_key

_SIZE, _MARGIN = (960, 680), 40
_BETWEEN_SIDES, _BETWEEN_GROUPS, _BEFORE_KEYS, _BETWEEN_KEYS, _CAP = 36, 16, 18, 5, 18
_RIGHT = 12
_UNBROKEN = 0.6
"""In two columns this part of the longest text stands on one line."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """So many columns of groups; ``stacked`` puts the keys of one action below each other."""

    sides: int
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The actions of one menu that have keys: their texts, each with its keys."""

    title: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]


class ShortcutSheet(QScrollArea):
    """Arranges the groups so that nothing is wider than the sheet: it never scrolls sideways."""

    def __init__(self, groups: Sequence[Group], hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._groups = tuple(groups)
        self._arrangement = Arrangement(2)
        self.setWidget(self._page(self._arrangement))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = self._fitting(self.viewport().width() - _RIGHT)
        if wanted != self._arrangement:
            self._arrangement = wanted
            self.setWidget(self._page(wanted))

    def _fitting(self, width: int) -> Arrangement:
        """Two columns where only the longest texts are broken, else one; wide keys stand below each other."""
        texts = max(self._text_width(text) for group in self._groups for text, _ in group.rows)
        keys = max(self._keys_width(each) for group in self._groups for _, each in group.rows)
        if 2 * (round(texts * _UNBROKEN) + keys + _BEFORE_KEYS) + _BETWEEN_SIDES <= width:
            return Arrangement(2)
        return Arrangement(1, stacked=keys > width // 2)

    def _text_width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + 2

    def _keys_width(self, keys: Sequence[str]) -> int:
        return sum(self._text_width(key) + _CAP + _BETWEEN_KEYS for key in keys)

    def _page(self, arrangement: Arrangement) -> QWidget:
        page = QWidget()
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, _RIGHT, 0)
        whole.setSpacing(_BETWEEN_GROUPS)
        hint = QLabel(self._hint)
        hint.setWordWrap(True)
        whole.addWidget(hint)
        row = QHBoxLayout()
        row.setSpacing(_BETWEEN_SIDES)
        whole.addLayout(row, 1)
        groups = list(self._groups)
        share = sum(len(group.rows) + 2 for group in groups) / arrangement.sides
        used = 0
        for side in range(1, arrangement.sides + 1):
            column = QVBoxLayout()
            column.setSpacing(_BETWEEN_GROUPS)
            while groups and (used < share * side or side == arrangement.sides):
                group = groups.pop(0)
                used += len(group.rows) + 2
                column.addLayout(_grid(group, arrangement.stacked))
            column.addStretch(1)
            row.addLayout(column, 1)
        return page


class ShortcutsDialog(QDialog):
    """Lists keys below the title of the menu where the action stands."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutsDialog")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self._actions = actions
        hint = self.tr(
            "Keys of a single letter or digit work while the text has the focus; those of the library, "
            "while its list has it. With nothing chosen, N and P go to the next name of any kind and the "
            "one before, W to the next quotation."
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        groups = [group for path, title in MENUS if (group := self._group(path, title)).rows]
        self.sheet = ShortcutSheet(groups, hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        for widget in (self.sheet, buttons):
            layout.addWidget(widget)
        self._take_room()

    def _take_room(self) -> None:
        """Larger letters need more of the screen."""
        growth = max(1.0, self.font().pointSizeF() / 10)
        room = self.screen().availableSize()
        width, height = (round(side * growth) for side in _SIZE)
        self.resize(min(width, room.width() - _MARGIN), min(height, room.height() - _MARGIN))

    def _group(self, path: str, title: str) -> Group:
        rows = tuple(
            (self._actions[spec.id].text().replace("&", "").rstrip("…"), _native(spec))
            for spec in self._actions.specs
            if spec.menu == path and spec.keys
        )
        return Group(QCoreApplication.translate(CONTEXT, title).replace("&", ""), rows)


def _native(spec: ActionSpec) -> tuple[str, ...]:
    return tuple(native_key(key) for key in spec.keys)


def _grid(group: Group, stacked: bool) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(_BEFORE_KEYS)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(0, 1)
    heading = QLabel(group.title)
    heading.setObjectName("sheetHeading")
    grid.addWidget(heading, 0, 0, 1, 2)
    for number, (text, keys) in enumerate(group.rows, 1):
        label = QLabel(text)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        grid.addWidget(label, number, 0)
        grid.addLayout(_caps(keys, stacked), number, 1)
    return grid


def _caps(keys: Sequence[str], stacked: bool) -> QBoxLayout:
    """Each key as a cap."""
    directions = QBoxLayout.Direction
    row = QBoxLayout(directions.TopToBottom if stacked else directions.LeftToRight)
    row.setSpacing(_BETWEEN_KEYS)
    if not stacked:
        row.addStretch(1)
    for key in keys:
        cap = QLabel(key)
        cap.setObjectName("keyCap")
        cap.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        row.addWidget(cap, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return row
