"""The settings dialog, derived line by line from the settings table; every change shows at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.library.settings import SettingRow, Settings, setting_rows
from reader.ui.preferences import Preferences


class SettingsDialog(QDialog):
    """One control for each row of the table. Nothing to confirm: the window behind is the preview."""

    privacy_requested = Signal()
    erase_requested = Signal(QWidget)

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingsDialog")
        self._preferences = preferences
        self._labels: dict[str, QLabel] = {}
        self._sections: dict[str, QLabel] = {}
        self._setters: dict[str, Callable[[Any], None]] = {}
        self._form = QFormLayout()
        self._form.setVerticalSpacing(10)
        self._form.setHorizontalSpacing(20)
        for row in setting_rows():
            if row.kind != "hidden":
                self._add(row)
        self._kept, self._erase = self._add_privacy()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.RestoreDefaults | QDialogButtonBox.StandardButton.Close
        )
        buttons.rejected.connect(self.reject)
        restore = buttons.button(QDialogButtonBox.StandardButton.RestoreDefaults)
        restore.clicked.connect(self._on_restore)
        restore.setAutoDefault(False)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(20)
        layout.addLayout(self._form)
        layout.addWidget(buttons)
        preferences.settings_changed.connect(self._show)
        self._retranslate()
        self._show(preferences.settings)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _add(self, row: SettingRow) -> None:
        if row.section:
            self._sections[row.name] = heading = QLabel()
            heading.setObjectName("sheetHeading")
            self._form.addRow(heading)
        makers = {"choice": self._combo, "number": self._spin, "switch": self._check}
        control = makers[row.kind](row)
        control.setObjectName(row.name)
        label = QLabel()
        label.setBuddy(control)
        self._labels[row.name] = label
        self._form.addRow(label, control)

    def _add_privacy(self) -> tuple[QPushButton, QPushButton]:
        """The page about what is kept, and erasing it."""
        kept, erase = QPushButton(), QPushButton()
        kept.setObjectName("showKept")
        erase.setObjectName("erase")
        kept.clicked.connect(self.privacy_requested)
        erase.clicked.connect(lambda: self.erase_requested.emit(self))
        line = QHBoxLayout()
        line.setSpacing(8)
        for button in (kept, erase):
            button.setAutoDefault(False)
            line.addWidget(button)
        line.addStretch(1)
        self._form.addRow(line)
        return kept, erase

    def _combo(self, row: SettingRow) -> QWidget:
        box = QComboBox()
        for choice in row.choices:
            box.addItem(choice.label, choice.value)
        box.activated.connect(lambda index: self._change(row, box.itemData(index)))
        self._setters[row.name] = lambda value: box.setCurrentIndex(box.findData(value))
        return box

    def _spin(self, row: SettingRow) -> QWidget:
        box = QDoubleSpinBox()
        box.setDecimals(0 if row.step >= 1 else 2)
        box.setRange(row.minimum, row.maximum)
        box.setSingleStep(row.step)
        box.setSuffix(f" {row.unit}" if row.unit else "")
        whole = isinstance(row.default, int)
        box.valueChanged.connect(lambda value: self._change(row, round(value) if whole else round(value, 3)))
        self._setters[row.name] = box.setValue
        return box

    def _check(self, row: SettingRow) -> QWidget:
        box = QCheckBox()
        box.clicked.connect(lambda checked: self._change(row, bool(checked)))
        self._setters[row.name] = box.setChecked
        return box

    def _change(self, row: SettingRow, value: object) -> None:
        self._preferences.change(**{row.name: value})

    def _show(self, settings: Settings) -> None:
        for name, show in self._setters.items():
            control = self.findChild(QWidget, name)
            assert control is not None, name
            blocked = control.blockSignals(True)
            show(getattr(settings, name))
            control.blockSignals(blocked)

    def _on_restore(self) -> None:
        self._preferences.change(**{row.name: row.default for row in setting_rows() if row.kind != "hidden"})

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        self._kept.setText(self.tr("What is kept…"))
        self._erase.setText(self.tr("Erase everything…"))
        for row in setting_rows():
            if row.name in self._sections:
                self._sections[row.name].setText(_translated(row.section))
            if row.name in self._labels:
                self._labels[row.name].setText(_translated(row.label))
            for index, choice in enumerate(row.choices):
                box = self.findChild(QComboBox, row.name)
                assert box is not None, row.name
                box.setItemText(index, _translated(choice.label))


def _translated(text: str) -> str:
    return QCoreApplication.translate("Settings", text)
