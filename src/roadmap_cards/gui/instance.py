"""One window for one data folder: a second start raises the first window and ends."""

from __future__ import annotations

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

RAISE = b"raise\n"
ANSWER_WITHIN = 500
"""Milliseconds that the first window has to answer."""


def server_name(folder: Path) -> str:
    """Return the name under which the window on `folder` can be called; other users have others."""
    place = hashlib.blake2b(str(folder).encode(), digest_size=8).hexdigest()
    return f"roadmap-cards-{getpass.getuser()}-{place}"


def raise_other_window(folder: Path) -> bool:
    """Ask the window that is open on `folder` to come to the front; False where none answers."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(folder))
    if not socket.waitForConnected(ANSWER_WITHIN):
        return False
    socket.write(RAISE)
    heard = socket.waitForBytesWritten(ANSWER_WITHIN)
    socket.disconnectFromServer()
    return heard


class Doorbell(QObject):
    """Listens for a second start; `rung` asks the window to come to the front."""

    rung = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Listen under the name of `folder`, taking over from an instance that was killed."""
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        if not self._server.listen(server_name(folder)):
            QLocalServer.removeServer(server_name(folder))
            self._server.listen(server_name(folder))

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.rung.emit()
