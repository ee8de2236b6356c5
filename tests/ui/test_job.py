"""Work away from the window's thread: told once, to whoever still wants to know."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject

from passerella.texts.label import Wrong, _
from passerella.ui.job import Cancelled, Job, stop_all


@pytest.fixture
def owner(qapp):
    return QObject()


@pytest.fixture
def job(owner):
    return Job(owner)


@pytest.fixture
def gate():
    made = threading.Event()
    yield made
    made.set()


def test_the_result_comes_to_the_windows_thread(qtbot, job):
    threads = []
    job.done.connect(lambda result: threads.append((result, threading.get_ident())))
    job.start(lambda _watch: threading.get_ident())
    qtbot.waitUntil(lambda: bool(threads))
    worker, teller = threads[0]
    assert teller == threading.get_ident() != worker
    assert not job.running


def test_an_expected_error_comes_as_one(qtbot, job):
    def fail(_watch):
        raise Wrong(_("No."))

    with qtbot.waitSignal(job.failed) as told:
        job.start(fail)
    assert isinstance(told.args[0], Wrong)


def test_a_newer_piece_of_work_replaces_the_older(qtbot, job, gate):
    told = []
    job.done.connect(told.append)
    job.start(lambda _watch: gate.wait() and "old")
    job.start(lambda _watch: "new")
    gate.set()
    qtbot.waitUntil(lambda: told == ["new"])
    stop_all()
    qtbot.waitUntil(lambda: not job.running)
    assert told == ["new"]


def test_nobody_is_told_when_the_page_is_gone(qtbot, owner, job, gate):
    other_owner = QObject()
    told = []
    job.done.connect(told.append)
    begun = threading.Event()
    job.start(lambda _watch: (begun.set(), gate.wait()))
    assert begun.wait(5)
    owner.deleteLater()
    with qtbot.waitSignal(owner.destroyed):
        pass
    gate.set()
    stop_all()
    other = Job(other_owner)
    with qtbot.waitSignal(other.done):
        other.start(lambda _watch: None)
    assert told == []


def test_cancel_stops_at_the_next_word_of_progress(qtbot, job, gate):
    rows = []

    def work(watch):
        for row in range(100):
            watch(row, 100)
            rows.append(row)
            if row == 10:
                gate.wait()

    with qtbot.waitSignal(job.progressed, check_params_cb=lambda done, total: (done, total) == (10, 100)):
        job.start(work)
    job.cancel()
    with qtbot.waitSignal(job.failed) as told:
        gate.set()
    assert isinstance(told.args[0], Cancelled)
    assert rows == list(range(11))


def test_work_that_ends_before_anyone_listens_is_heard(qtbot, job):
    heard = []
    job.start(lambda _watch: 7)
    job.done.connect(heard.append)
    qtbot.waitUntil(lambda: heard == [7])
