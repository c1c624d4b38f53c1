"""The shortcut sheet: every action that has a key, from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reader.ui.actions import CONTEXT, MENUS, Actions, native_key

_COLUMNS = 2


class ShortcutsDialog(QDialog):
    """Lists keys below the title of the menu where the action stands."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutsDialog")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(760, 560)
        page = QWidget()
        grid = QGridLayout(page)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self._fill(grid, actions)
        hint = QLabel(self.tr("Keys of a single letter or digit work while the text has the focus."))
        hint.setWordWrap(True)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(page)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (area, hint, buttons):
            layout.addWidget(widget)

    def _fill(self, grid: QGridLayout, actions: Actions) -> None:
        row = 0
        for path, title in MENUS:
            specs = [
                spec for spec in actions.specs if spec.menu == path and (spec.shortcuts or spec.text_keys)
            ]
            if not specs:
                continue
            heading = QLabel(QCoreApplication.translate(CONTEXT, title).replace("&", ""))
            heading.setObjectName("sheetHeading")
            grid.addWidget(heading, row, 0, 1, _COLUMNS)
            row += 1
            for spec in specs:
                keys = "   ".join(native_key(key) for key in (*spec.shortcuts, *spec.text_keys))
                name = actions[spec.id].text().replace("&", "").rstrip("…")
                label = QLabel(keys)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
                grid.addWidget(QLabel(name), row, 0)
                grid.addWidget(label, row, 1)
                row += 1
        grid.setRowStretch(row, 1)
