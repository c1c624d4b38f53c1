"""Takes the files that a second start of the program hands over, from a socket that only this user can reach."""

from __future__ import annotations

import logging
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from reader.library.windows import (
    MOST_BYTES,
    MOST_CLIENTS,
    PATIENCE_MS,
    OpenRequest,
    WindowSlot,
    request_from_line,
)
from reader.ui.main_window import MainWindow
from reader.ui.open_articles import OpenArticles

if TYPE_CHECKING:
    from reader.ui.window_pipe import PipeServer

_LOG = logging.getLogger(__name__)
_PORTION = 65_536


class WindowServer(QObject):
    """One line of JSON from each client, answered by ``ok``; anything else is dropped without harm."""

    requested = Signal(object)

    def __init__(self, address: str, parent: QObject | None = None, patience_ms: int = PATIENCE_MS) -> None:
        super().__init__(parent)
        self._patience_ms = patience_ms
        self._clients: set[_Client] = set()
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.setblocking(False)
        self._address = Path(address)
        try:
            self._address.unlink(missing_ok=True)  # of a window that was killed: its lock is ours now
            self._listener.bind(address)
            self._address.chmod(0o600)
            self._listener.listen(MOST_CLIENTS)
        except OSError as error:
            _LOG.warning("no other start can reach this window: %s", error)
            self._listener.close()
            return
        notifier = QSocketNotifier(self._listener.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._on_connection)
        self._notifier = notifier

    @property
    def listening(self) -> bool:
        """Whether files can be handed over."""
        return self._listener.fileno() >= 0

    def close(self) -> None:
        """Hear nobody any more."""
        if self.listening:
            self._notifier.setEnabled(False)
            self._listener.close()
            with suppress(OSError):
                self._address.unlink()
        for client in tuple(self._clients):
            client.drop()

    def _on_connection(self) -> None:
        try:
            connection, _ = self._listener.accept()
        except OSError:
            return
        if len(self._clients) >= MOST_CLIENTS:
            connection.close()
            return
        client = _Client(connection, self)
        self._clients.add(client)
        client.said.connect(self._on_line)
        client.gone.connect(self._clients.discard)
        QTimer.singleShot(self._patience_ms, client, client.drop)

    def _on_line(self, client: _Client, line: bytes) -> None:
        try:
            request = request_from_line(line)
        except (ValueError, RecursionError):
            _LOG.warning("something that is no request came over the window's socket")
            client.drop()
            return
        client.answer(b"ok\n")
        self.requested.emit(request)


class _Client(QObject):
    """A connection until its first line is there."""

    said = Signal(object, bytes)
    gone = Signal(object)

    def __init__(self, connection: socket.socket, parent: QObject) -> None:
        super().__init__(parent)
        connection.setblocking(False)
        self._connection = connection
        self._data = bytearray()
        self._notifier = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)

    def answer(self, text: bytes) -> None:
        """Say so and hang up."""
        with suppress(OSError):
            self._connection.send(text)
        self.drop()

    def drop(self) -> None:
        """Hang up."""
        if self._connection.fileno() >= 0:
            self._notifier.setEnabled(False)
            self._connection.close()
            self.gone.emit(self)
            self.deleteLater()

    def _on_readable(self) -> None:
        try:
            portion = self._connection.recv(_PORTION)
        except BlockingIOError:
            return
        except OSError:
            portion = b""
        self._data += portion
        line, end, _ = self._data.partition(b"\n") if b"\n" in portion else (b"", b"", b"")
        if end:
            self._notifier.setEnabled(False)
            self.said.emit(self, bytes(line))
        elif not portion or len(self._data) > MOST_BYTES:
            self.drop()


def hear_other_starts(slot: WindowSlot, window: MainWindow, articles: OpenArticles) -> None:
    """Open what a second start of the program hands over, and come to the front for it."""

    def take(request: OpenRequest) -> None:
        articles.open_files(request.files)
        window.come_to_front(request.activation)

    server = _listen(slot.address, window)
    server.requested.connect(take)
    window.activated.connect(slot.touch)
    window.closing.connect(server.close)


def _listen(address: str, parent: QObject) -> WindowServer | PipeServer:
    """The server for this system."""
    if sys.platform == "win32":
        from reader.ui.window_pipe import PipeServer

        return PipeServer(address, parent)
    return WindowServer(address, parent)
