"""The window's ear on Windows: a named pipe. Elsewhere ``window_server`` needs no more than Qt's core."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from reader.library.windows import MOST_BYTES, MOST_CLIENTS, PATIENCE_MS, request_from_line

_LOG = logging.getLogger(__name__)


class PipeServer(QObject):
    """One line of JSON from each client, answered by ``ok``; anything else is dropped without harm."""

    requested = Signal(object)

    def __init__(self, address: str, parent: QObject | None = None, patience_ms: int = PATIENCE_MS) -> None:
        super().__init__(parent)
        self._patience_ms = patience_ms
        self._clients: set[QLocalSocket] = set()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        QLocalServer.removeServer(address)  # of a window that was killed: its lock is ours now
        if not self._server.listen(address):
            _LOG.warning("no other start can reach this window: %s", self._server.errorString())

    @property
    def listening(self) -> bool:
        """Whether files can be handed over."""
        return self._server.isListening()

    def close(self) -> None:
        """Hear nobody any more."""
        self._server.close()
        for client in tuple(self._clients):
            self._drop(client)

    def _on_connection(self) -> None:
        while (client := self._server.nextPendingConnection()) is not None:
            if len(self._clients) >= MOST_CLIENTS:
                client.abort()
                client.deleteLater()
                continue
            self._clients.add(client)
            client.setReadBufferSize(MOST_BYTES + 1)
            client.readyRead.connect(lambda each=client: self._on_ready(each))
            client.disconnected.connect(lambda each=client: self._drop(each))
            QTimer.singleShot(self._patience_ms, client, lambda each=client: self._drop(each))
            self._on_ready(client)

    def _on_ready(self, client: QLocalSocket) -> None:
        if client not in self._clients:
            return
        if client.canReadLine():
            self._answer(client, bytes(client.readLine(MOST_BYTES).data()))
        elif client.bytesAvailable() > MOST_BYTES:
            self._drop(client)

    def _answer(self, client: QLocalSocket, line: bytes) -> None:
        try:
            request = request_from_line(line)
        except (ValueError, RecursionError):
            _LOG.warning("something that is no request came over the window's socket")
            self._drop(client)
            return
        client.write(b"ok\n")
        client.flush()
        client.disconnectFromServer()
        self.requested.emit(request)

    def _drop(self, client: QLocalSocket) -> None:
        if client in self._clients:
            self._clients.discard(client)
            client.abort()
            client.deleteLater()
