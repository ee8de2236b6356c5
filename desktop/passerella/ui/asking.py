"""Questions to the workspace whose answers may take a while."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from passerella.records.core import Kind
from passerella.store import finding
from passerella.store.finding import Stopped
from passerella.store.workspace import Workspace

SMALL = 5_000


class Asking(QObject):
    """Brings answers about one kind to the window's thread; a new beginning breaks off what is under way.

    A small table answers at once, on the window's own thread; a large one on the workspace's finder.
    """

    _answered = Signal(object, object, int)
    ended = Signal()

    def __init__(self, workspace: Workspace, kind: Kind, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._kind = workspace, kind
        self._round = self._open = 0
        self.at_once = True
        # Queued even from this thread: answers come in the order of their questions.
        self._answered.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._open > 0

    def stop(self) -> None:
        """Break off what was asked before: its answers do not come."""
        self._workspace.finder.stop()
        self._round, self._open = self._round + 1, 0

    def begin(self) -> None:
        """Break off what was asked before and see whether answers come at once."""
        self.stop()
        self.at_once = finding.newest(self._workspace.read, self._kind) <= SMALL

    def ask(self, then: Callable[[Any], None], work: Callable[..., Any], *more: object) -> None:
        """Do `work(connection, *more)` and hand its result to `then`."""
        if self.at_once:
            then(work(self._workspace.read, *more))
            return
        asked, self._open = self._round, self._open + 1
        future: Future[Any] = self._workspace.finder.ask(work, *more)

        def tell(done: Future[Any]) -> None:
            with suppress(RuntimeError):  # the page, and this with it, may be gone
                self._answered.emit(done, then, asked)

        future.add_done_callback(tell)

    def _answer(self, done: Future[Any], then: Callable[[Any], None], asked: int) -> None:
        if asked != self._round or done.cancelled() or isinstance(done.exception(), Stopped):
            return
        self._open -= 1
        then(done.result())
        if not self._open:
            self.ended.emit()
