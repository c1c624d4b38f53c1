"""The shortcut sheet: every action that has a key, from the table of actions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reader.ui.actions import CONTEXT, MENUS, Actions, ActionSpec, native_key

_SIDES = 2


class ShortcutsDialog(QDialog):
    """Lists keys below the title of the menu where the action stands, in two columns of like length."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutsDialog")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(880, 620)
        self._actions = actions
        page = QWidget()
        self._fill(page)
        hint = QLabel(
            self.tr(
                "Keys of a single letter or digit work while the text has the focus; those of the library, "
                "while its list has it."
            )
        )
        hint.setWordWrap(True)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(page)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        for widget in (area, hint, buttons):
            layout.addWidget(widget)

    def _fill(self, page: QWidget) -> None:
        groups = [(title, rows) for path, title in MENUS if (rows := self._rows(path))]
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(36)
        half = sum(len(rows) + 2 for _, rows in groups) / _SIDES
        used = 0
        for side in range(_SIDES):
            column = QVBoxLayout()
            column.setSpacing(16)
            while groups and (used < half * (side + 1) or side == _SIDES - 1):
                title, rows = groups.pop(0)
                used += len(rows) + 2
                column.addLayout(self._group(title, rows))
            column.addStretch(1)
            row.addLayout(column, 1)

    def _rows(self, path: str) -> list[ActionSpec]:
        return [s for s in self._actions.specs if s.menu == path and s.keys]

    def _group(self, title: str, rows: Sequence[ActionSpec]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        heading = QLabel(QCoreApplication.translate(CONTEXT, title).replace("&", ""))
        heading.setObjectName("sheetHeading")
        grid.addWidget(heading, 0, 0, 1, 2)
        for number, spec in enumerate(rows, 1):
            grid.addWidget(QLabel(self._actions[spec.id].text().replace("&", "").rstrip("…")), number, 0)
            grid.addLayout(_keys(spec), number, 1)
        return grid


def _keys(spec: ActionSpec) -> QHBoxLayout:
    """Each key as a cap."""
    row = QHBoxLayout()
    row.setSpacing(5)
    row.addStretch(1)
    for key in spec.keys:
        cap = QLabel(native_key(key))
        cap.setObjectName("keyCap")
        cap.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        row.addWidget(cap)
    return row
