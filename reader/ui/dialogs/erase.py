"""The question before everything that is kept is erased."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

_WIDTH = 420


class EraseDialog(QDialog):
    """``accepted`` is the yes; Enter and Escape mean no."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("eraseDialog")
        self.setWindowTitle(self.tr("Erase everything"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = QLabel(self.tr("Erase everything that is kept?"))
        heading.setObjectName("sheetHeading")
        what = QLabel(
            self.tr(
                "The library with its stars, tags and notes, pasted texts, analyses, reading places, open tabs, "
                "settings and the log. Open articles are closed. This cannot be undone; your own files stay."
            )
        )
        what.setWordWrap(True)
        buttons = QDialogButtonBox()
        erase = buttons.addButton(self.tr("Erase"), QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        erase.setObjectName("eraseConfirmed")
        cancel.setObjectName("eraseCancelled")
        erase.setAutoDefault(False)
        cancel.setDefault(True)
        cancel.setFocus()
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(14)
        for widget in (heading, what, buttons):
            layout.addWidget(widget)
        self.resize(_WIDTH, self.heightForWidth(_WIDTH))
