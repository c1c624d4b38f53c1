"""Asks which files to open: first among the person's documents, then where they last chose some."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.service import readable_suffixes
from reader.ui.preferences import Preferences

LACKING = (QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"), QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"))
"""Words of Qt's own dialog that its French lacks; ours has them."""


class FileChooser(QObject):
    """The system's own dialog where it has one, else Qt's in the window's language."""

    def __init__(self, window: QWidget, preferences: Preferences) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences

    def ask(self) -> list[str]:
        """The files that were chosen; none where the dialog was called off."""
        patterns = " ".join(f"*{suffix}" for suffix in readable_suffixes())
        filters = self.tr("Articles") + f" ({patterns});;" + self.tr("All files") + " (*)"
        paths, _ = QFileDialog.getOpenFileNames(
            self._window, self.tr("Open articles"), self.folder(), filters
        )
        if paths:
            state = replace(self._preferences.state, open_folder=str(Path(paths[0]).parent))
            self._preferences.remember(state)
        return paths

    def folder(self) -> str:
        """Where the dialog begins."""
        last = self._preferences.state.open_folder
        if last and Path(last).is_dir():
            return last
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return documents if Path(documents).is_dir() else str(Path.home())
