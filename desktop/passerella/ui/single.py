"""One window for one user: a second start hands its file over and raises the first."""

from __future__ import annotations

from zlib import crc32

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from passerella.store.who import user_name
from passerella.ui.home import home

_WAIT_MS = 1000


def _name() -> str:
    mark = crc32(f"{user_name()}\0{home()}".encode())
    return f"passerella-{mark:08x}"


def hand_over(path: str) -> bool:
    """Give a file's path (or nothing) to the window that runs already; False when none does."""
    socket = QLocalSocket()
    socket.connectToServer(_name())
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(path.encode("utf-8") + b"\n")
    socket.waitForBytesWritten(_WAIT_MS)
    socket.waitForDisconnected(_WAIT_MS)
    return True


class FirstInstance(QObject):
    """Listens for later starts; `asked` brings the path each handed over, '' for none."""

    asked = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._come)

    def listen(self) -> bool:
        """Begin to listen; the socket of a crashed program is taken over."""
        if self._server.listen(_name()):
            return True
        QLocalServer.removeServer(_name())
        return self._server.listen(_name())

    def _come(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket.waitForReadyRead(_WAIT_MS):
            self.asked.emit(bytes(socket.readAll().data()).decode("utf-8").strip())
        socket.disconnectFromServer()
        socket.deleteLater()
