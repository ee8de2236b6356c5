"""Work on another thread comes back to the window's, however fast it was."""

from __future__ import annotations

import threading
from concurrent.futures import Future

from PySide6.QtCore import QObject

from passerella.ui.job import _POOL, Job


def test_work_that_ends_before_anyone_listens_is_heard(qtbot):
    parent = QObject()
    job = Job(lambda: 7, parent)
    _POOL.submit(lambda: None).result()
    heard: list[tuple[Future[int], threading.Thread]] = []
    job.done.connect(lambda future: heard.append((future.result(), threading.current_thread())))
    qtbot.waitUntil(lambda: heard == [(7, threading.main_thread())])
