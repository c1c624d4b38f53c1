"""Unexpected errors: written to the log, and told in one dialog whose details can be copied."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

import reader

_LOG = logging.getLogger(__name__)


class ErrorHook(QObject):
    """Catches what nobody caught, on any thread. Only the window's thread touches a widget.

    One dialog at a time: further errors while it is open are logged and added to its details.
    """

    _caught = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dialog: ErrorDialog | None = None
        self._previous = sys.excepthook, threading.excepthook
        self._caught.connect(self._on_caught)

    def install(self) -> None:
        """Take over from Python's own hooks."""
        sys.excepthook = self._on_exception
        threading.excepthook = lambda args: self._on_exception(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def remove(self) -> None:
        """Give Python its hooks back."""
        sys.excepthook, threading.excepthook = self._previous

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        _LOG.error("unexpected: %s", text)
        self._caught.emit(text)

    def _on_caught(self, text: str) -> None:
        if self._dialog is None:
            self._dialog = ErrorDialog()
            self._dialog.finished.connect(self._on_closed)
        self._dialog.add(text)
        self._dialog.show()

    def _on_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


class ErrorDialog(QDialog):
    """Says that something went wrong, and shows the details for a report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.resize(640, 400)
        text = QLabel(
            self.tr(
                "An unexpected error happened. The article stays open; if something looks wrong, "
                "open it again. These details help to find the cause:"
            )
        )
        text.setWordWrap(True)
        self.details = QPlainTextEdit(readOnly=True)
        self.details.setPlainText(_about_system())
        self.details.setTabChangesFocus(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy the details"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._on_copy)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (text, self.details, buttons):
            layout.addWidget(widget)

    def add(self, text: str) -> None:
        """Add one error to the details."""
        self.details.appendPlainText(text)

    def _on_copy(self) -> None:
        self.details.selectAll()
        self.details.copy()


def _about_system() -> str:
    return f"reader {reader.__version__} · PySide6 {PySide6.__version__} · {platform.platform()}\n"
