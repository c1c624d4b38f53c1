"""What a list says where it has no rows: why, and a button that shows all again where a filter is the reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPushButton, QVBoxLayout, QWidget


class EmptyNote(QWidget):
    """Lies over the empty list, which keeps the keys."""

    clear_requested = Signal()

    def __init__(self, rows: QAbstractItemView) -> None:
        super().__init__(rows.viewport())
        self.words = QLabel()
        self.words.setObjectName("emptyWords")
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = QPushButton()
        self.button.clicked.connect(self.clear_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 36, 24, 24)
        column.setSpacing(12)
        column.addWidget(self.words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        ground = QVBoxLayout(rows.viewport())
        ground.setContentsMargins(0, 0, 0, 0)
        ground.addWidget(self)
        self.hide()

    def tell(self, words: str, button: str = "") -> None:
        """Say why there are no rows; with words for the button where it would help. No words hide it."""
        self.words.setText(words)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setVisible(bool(words))
