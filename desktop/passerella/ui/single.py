"""One window for one user: a second start hands its file over and raises the first."""

from __future__ import annotations

from contextlib import suppress
from zlib import crc32

from PySide6.QtCore import QLockFile, QObject, QThread, Signal

from passerella.texts.home import home

_WAIT_MS = 1000
_TRIES, _PAUSE_MS = 30, 100


def _name() -> str:
    from passerella.store.who import user_name

    mark = crc32(f"{user_name()}\0{home()}".encode())
    return f"passerella-{mark:08x}"


class FirstInstance(QObject):
    """Is the first start or knows it; listens for later ones. `asked` brings the path each handed over,
    '' for none.

    A lock file says whether there is a first one: what talks to it would have to be loaded to ask.
    """

    asked = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QLockFile(str(home() / "passerella.lock"))
        self._lock.setStaleLockTime(0)  # only the end of the program that holds it makes it stale

    def hand_over(self, path: str) -> bool:
        """Give a file's path (or nothing) to the window that runs already; False when none does."""
        with suppress(OSError):  # without a lock the socket alone decides
            home().mkdir(parents=True, exist_ok=True)
        if self._lock.tryLock(0):
            return False
        from PySide6.QtNetwork import QLocalSocket

        held = self._lock.error() is QLockFile.LockError.LockFailedError
        socket = QLocalSocket()
        for _again in range(_TRIES if held else 1):
            socket.connectToServer(_name())
            if socket.waitForConnected(_WAIT_MS):
                break
            QThread.msleep(_PAUSE_MS)  # the first may not listen yet
        else:
            return False
        socket.write(path.encode("utf-8") + b"\n")
        socket.waitForBytesWritten(_WAIT_MS)
        socket.waitForDisconnected(_WAIT_MS)
        return True

    def listen(self) -> bool:
        """Begin to listen; the socket of a crashed program is taken over."""
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._come)
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
