"""The actions of one window, made from the table: their texts, their keys, and which keys work where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from reader.ui.action_table import CONTEXT, ActionSpec


def translated(spec: ActionSpec) -> str:
    """The text of an action in the window's language."""
    return QCoreApplication.translate(CONTEXT, spec.text)


def native_key(key: str) -> str:
    """A key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


class Actions(QObject):
    """The actions of one window, made from the table; nothing happens until somebody connects them.

    ``refused`` tells that the key of a disabled action was pressed: Qt would stay silent.
    """

    refused = Signal(str)

    def __init__(self, window: QWidget, specs: Iterable[ActionSpec]) -> None:
        super().__init__(window)
        self.specs = tuple(specs)
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        for spec in self.specs:
            self._actions[spec.id] = self._make(spec, window)
            self._refuse_keys(window, spec.shortcuts, spec.id, Qt.ShortcutContext.WindowShortcut)
        self.retranslate()

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def retranslate(self, titles: Mapping[str, str] | None = None) -> None:
        """Give every action its text in the present language; ``titles`` wins over the table."""
        for spec in self.specs:
            text = (titles or {}).get(spec.id) or translated(spec)
            action = self._actions[spec.id]
            action.setText(text)
            shown = ", ".join(native_key(key) for key in spec.keys)
            plain = text.replace("&", "").rstrip("…")
            action.setToolTip(f"{plain} ({shown})" if shown else plain)

    def add_text_keys(self, text_view: QWidget) -> None:
        """Make the single letters work, but only while ``text_view`` has the focus."""
        for spec in self.specs:
            self._add_keys(text_view, spec.text_keys, spec.id)

    def add_row_keys(self, rows: QWidget) -> None:
        """Make the keys of the library's list work, but only while it has the focus."""
        for spec in self.specs:
            if spec.shortcuts:
                self._add_keys(rows, spec.row_keys, spec.id)
            elif spec.row_keys:
                rows.addAction(self._actions[spec.id])
                self._refuse_keys(rows, spec.row_keys, spec.id, Qt.ShortcutContext.WidgetShortcut)

    def _add_keys(self, owner: QWidget, keys: Iterable[str], action_id: str) -> None:
        for key in keys:
            shortcut = QShortcut(QKeySequence(key), owner)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda: self._press(action_id))

    def _press(self, action_id: str) -> None:
        action = self._actions[action_id]
        if action.isEnabled():
            action.trigger()
        else:
            self.refused.emit(action_id)

    def _refuse_keys(
        self, owner: QWidget, keys: Iterable[str], action_id: str, context: Qt.ShortcutContext
    ) -> None:
        """Shortcuts that work as long as the action does not."""
        action = self._actions[action_id]
        for key in keys:
            shortcut = QShortcut(QKeySequence(key), owner)
            shortcut.setContext(context)
            shortcut.setEnabled(not action.isEnabled())
            shortcut.activated.connect(lambda: self.refused.emit(action_id))
            action.enabledChanged.connect(lambda enabled, twin=shortcut: twin.setEnabled(not enabled))

    def check(self, action_id: str, checked: bool = True) -> None:
        """Show a state that was set elsewhere; nobody is told."""
        action = self._actions[action_id]
        blocked = action.blockSignals(True)
        action.setChecked(checked)
        action.blockSignals(blocked)
        action.changed.emit()

    def _make(self, spec: ActionSpec, window: QWidget) -> QAction:
        action = QAction(window)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(key) for key in spec.shortcuts or spec.row_keys])
        if not spec.shortcuts and spec.row_keys:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setCheckable(spec.checkable)
        if spec.group:
            if spec.group not in self._groups:
                self._groups[spec.group] = QActionGroup(self)
            self._groups[spec.group].addAction(action)
        window.addAction(action)
        return action
