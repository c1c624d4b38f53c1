"""What is kept, where, how to keep nothing and how to erase it all."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from reader.library.paths import Paths

_WIDTH = 640


class PrivacyDialog(QDialog):
    """The page "What is kept", with the folders of this very profile."""

    settings_requested = Signal()
    erase_requested = Signal(QWidget)

    def __init__(self, paths: Paths, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("privacyDialog")
        self.setWindowTitle(self.tr("What is kept"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(14)
        for heading, text in self._before():
            layout.addWidget(_heading(heading))
            layout.addWidget(_words(text))
        layout.addLayout(self._places(paths))
        for heading, text in self._after():
            layout.addWidget(_heading(heading))
            layout.addWidget(_words(text))
        layout.addStretch(1)
        layout.addWidget(self._buttons())
        self.resize(_WIDTH, self.heightForWidth(_WIDTH))

    def _before(self) -> tuple[tuple[str, str], ...]:
        return (
            (
                self.tr("Nothing leaves this computer"),
                self.tr(
                    "No part of the program uses the network. Links open in your browser, and only when you "
                    "open them."
                ),
            ),
            (
                self.tr("What is kept, and where"),
                self.tr("On this computer alone, readable by you alone where the disk has such rights:"),
            ),
        )

    def _after(self) -> tuple[tuple[str, str], ...]:
        return (
            (
                self.tr("To keep nothing"),
                self.tr(
                    "Choose “Keep nothing of what is read” in the settings: from then on no article, analysis, "
                    "reading place, open tab or error is written down; only settings and the window's size are, "
                    "and what you put into the library yourself. What was kept before stays until it is erased."
                ),
            ),
            (
                self.tr("To erase it all"),
                self.tr(
                    "The button below erases all of it, settings too; so does the command “reader erase”. Your "
                    "own files are never touched. Erased files are not overwritten: as after any removal, "
                    "tools may bring parts of them back."
                ),
            ),
        )

    def _places(self, paths: Paths) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (what, where) in enumerate(self._kept(paths)):
            name = _words(what)
            name.setWordWrap(False)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_path(where), row, 1, Qt.AlignmentFlag.AlignTop)
        return grid

    def _kept(self, paths: Paths) -> tuple[tuple[str, Path], ...]:
        return (
            (self.tr("Articles, marks, stars, tags, places"), paths.library_file),
            (self.tr("Pasted texts, the latest 30"), paths.pasted),
            (self.tr("Analyses, the latest 500"), paths.annotation_cache),
            (self.tr("Open tabs, recent files, places"), paths.state),
            (self.tr("Unexpected errors"), paths.log_file),
            (self.tr("Settings"), paths.settings_file),
        )

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        for text, name, effect in (
            (self.tr("Settings…"), "privacySettings", self.settings_requested.emit),
            (self.tr("Erase everything…"), "erase", lambda: self.erase_requested.emit(self)),
        ):
            button = buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, run=effect: run())
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        return buttons


def _heading(text: str) -> QLabel:
    label = _words(text)
    label.setObjectName("sheetHeading")
    return label


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label


def _path(path: Path) -> QLabel:
    """A path that can be selected, and broken behind its folders where it is long."""
    label = _words(str(path).replace("/", "/\u200b").replace("\\", "\\\u200b"))
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label
