"""Work away from the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Signal

_POOL = ThreadPoolExecutor(max_workers=1, thread_name_prefix="jobs")


class Job(QObject):
    """One piece of work; `done` brings its finished future to the window's thread."""

    done = Signal(object)

    def __init__(self, work: Callable[[], Any], parent: QObject) -> None:
        super().__init__(parent)
        future: Future[Any] = _POOL.submit(work)
        future.add_done_callback(self.done.emit)
