"""The menus, built from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from reader.ui.action_table import CONTEXT, MENUS
from reader.ui.actions import Actions


class Menus:
    """All menus of a window below one main menu, which a button or a menu bar shows."""

    def __init__(self, parent: QWidget, actions: Actions) -> None:
        self.main = QMenu(parent)
        self.main.setToolTipsVisible(False)
        self._menus: dict[str, QMenu] = {}
        self._fill(actions)
        self.retranslate()

    def __getitem__(self, path: str) -> QMenu:
        return self._menus[path]

    @property
    def all(self) -> list[QMenu]:
        """Every menu and submenu."""
        return list(self._menus.values())

    @property
    def top(self) -> list[QMenu]:
        """The menus for a menu bar."""
        return [menu for path, menu in self._menus.items() if "/" not in path]

    def retranslate(self) -> None:
        """Give every menu its title in the present language."""
        for path, title in MENUS:
            self._menus[path].setTitle(QCoreApplication.translate(CONTEXT, title))

    def _fill(self, actions: Actions) -> None:
        """A submenu stands where the first of its actions does in the table."""
        for path, _ in MENUS:
            self._menus[path] = QMenu(self.main)
            if "/" not in path:
                self.main.addMenu(self._menus[path])
        placed: set[str] = set()
        for spec in actions.specs:
            if "/" in spec.menu and spec.menu not in placed:
                placed.add(spec.menu)
                parent = self._menus[spec.menu.partition("/")[0]]
                if spec.menu == "view/theme":
                    parent.addSeparator()
                parent.addMenu(self._menus[spec.menu])
            menu = self._menus[spec.menu]
            if spec.separator:
                menu.addSeparator()
            menu.addAction(actions[spec.id])
