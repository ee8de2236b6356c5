"""Work away from the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

_POOL = ThreadPoolExecutor(max_workers=1, thread_name_prefix="jobs")


class Job(QObject):
    """One piece of work; `done` brings its finished future to the window's thread.

    Work that ends at once is heard too: `done` comes from the event loop, never before it is connected.
    """

    done = Signal(object)
    _ended = Signal(object)

    def __init__(self, work: Callable[[], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._ended.connect(self.done, Qt.ConnectionType.QueuedConnection)
        future: Future[Any] = _POOL.submit(work)
        future.add_done_callback(self._end)

    def _end(self, future: Future[Any]) -> None:
        with suppress(RuntimeError):  # the page, and this with it, may be gone
            self._ended.emit(future)
