"""Ends the program in order when the system asks for it: a closed terminal, a shutdown, ``kill``."""

from __future__ import annotations

import signal
import socket
from contextlib import suppress
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal
from PySide6.QtWidgets import QApplication

from reader.ui.main_window import MainWindow
from reader.ui.window_tabs import WindowTabs

_NAMES = ("SIGTERM", "SIGINT", "SIGHUP")
_INTERRUPTED = 130
"""What a shell expects after Ctrl+C; the other signals ask for an ordinary end."""


class EndSignals(QObject):
    """``ended`` carries the signal's number. Python hears of signals late in Qt's loop; a socket wakes it at once."""

    ended = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ear, self._mouth = socket.socketpair()
        for each in (self._ear, self._mouth):
            each.setblocking(False)
        self._notifier = QSocketNotifier(self._ear.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)
        self._wakeup_before = signal.set_wakeup_fd(self._mouth.fileno(), warn_on_full_buffer=False)
        numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
        self._before = {number: signal.signal(number, _heard) for number in numbers}

    def remove(self) -> None:
        """Give the signals back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup_before)
        self._notifier.setEnabled(False)
        self._ear.close()
        self._mouth.close()

    def _on_woken(self) -> None:
        with suppress(BlockingIOError):
            for number in self._ear.recv(64):
                if number in self._before:
                    self.ended.emit(number)


def _heard(_number: int, _frame: FrameType | None) -> None:
    """What is to be done follows in the loop."""


def end_on_signals(application: QApplication, window: MainWindow, tabs: WindowTabs) -> EndSignals:
    """Nothing is lost where the system ends the session, or somebody the program."""

    def end(number: int) -> None:
        tabs.end_session()
        window.close()
        application.exit(_INTERRUPTED if number == signal.SIGINT else 0)

    signals = EndSignals(window)
    signals.ended.connect(end)
    application.commitDataRequest.connect(lambda _: tabs.end_session())
    return signals
