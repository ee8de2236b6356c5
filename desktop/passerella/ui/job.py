"""Work away from the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from passerella.store.errors import CannotOpen, CannotWrite, Refused
from passerella.texts.label import Label, Wrong, _

Watch = Callable[[int, int], None]
"""Told how much of how much is done; raises `Cancelled` when the work is to stop."""

Work = Callable[[Watch], Any]

_POOL = ThreadPoolExecutor(max_workers=4, thread_name_prefix="jobs")


class Cancelled(Exception):
    """The work was stopped on wish."""

    label = _("Stopped; nothing was changed.")


EXPECTED = (Cancelled, CannotOpen, CannotWrite, Refused, Wrong)
Expected = Cancelled | CannotOpen | CannotWrite | Refused | Wrong


def why(reason: Expected) -> Label:
    """What an expected error says to a person."""
    return reason.problems[0].label if isinstance(reason, Refused) else reason.label


class Job(QObject):
    """One piece of work at a time for its parent: a newer one replaces the older, and nobody is told
    any more when the parent is gone.

    `done` brings the result to the window's thread, `failed` one of the `EXPECTED` errors; any other
    is raised there.
    """

    done = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._run: _Run | None = None
        self._next: Work | None = None

    @property
    def running(self) -> bool:
        """Whether an answer is still to come."""
        return self._run is not None

    def start(self, work: Work) -> None:
        """Begin a piece of work, as soon as the one before it has stopped."""
        if self._run is not None:
            self._next = work
            self._run.stop()
        else:
            self._run = _Run(self, work)
            self._run.begin()

    def cancel(self) -> None:
        """Ask the work to stop; it then fails with `Cancelled`, unless it was too far on."""
        self._next = None
        if self._run is not None:
            self._run.stop()

    def drop(self) -> None:
        """Ask the work to stop and hear no more of it."""
        self.cancel()
        self._run = None

    def finish(self) -> bool:
        """Wait for the end of the work and tell of it at once; returns whether it was done."""
        if (run := self._run) is None:
            return False
        wait([run.future])
        self.ended(run, run.future)
        return run.done

    def moved(self, run: object, done: int, total: int) -> None:
        """Word of progress from a run."""
        if run is self._run and self._next is None:
            self.progressed.emit(done, total)

    def ended(self, run: object, future: Future[Any]) -> None:
        """Word of the end of a run."""
        if run is not self._run:
            return
        work, self._run, self._next = self._next, None, None
        if work is not None:
            self.start(work)
        else:
            self._tell(future)

    def _tell(self, future: Future[Any]) -> None:
        try:
            result = future.result()
        except CancelledError:
            self.failed.emit(Cancelled())
        except EXPECTED as reason:
            self.failed.emit(reason)
        else:
            self.done.emit(result)


class _Run:
    """One piece of work on its way through the pool."""

    def __init__(self, job: Job, work: Work) -> None:
        self.job, self._work = job, work
        self._stopped = False
        self._percent = -1
        self.future: Future[Any]

    def begin(self) -> None:
        """Hand the work to the pool."""
        _under_way.add(self)
        self.future = _POOL.submit(self._do)
        self.future.add_done_callback(self._end)

    def stop(self) -> None:
        """Do not begin, or stop at the next word of progress."""
        self._stopped = True
        self.future.cancel()

    def _do(self) -> Any:
        self._look()
        return self._work(self._watch)

    def _look(self) -> None:
        if self._stopped or not isValid(self.job):
            raise Cancelled

    def _watch(self, done: int, total: int) -> None:
        self._look()
        percent = 100 * done // max(total, 1)
        if percent != self._percent:
            self._percent = percent
            _post.moved.emit(self, done, total)

    @property
    def done(self) -> bool:
        """Whether the work came to its end."""
        return self.future.done() and not self.future.cancelled() and self.future.exception() is None

    def _end(self, future: Future[Any]) -> None:
        _post.ended.emit(self, future)


class _Post(QObject):
    """Brings word from the pool to the window's thread; it outlives every job."""

    moved = Signal(object, int, int)
    ended = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.moved.connect(self._moved, Qt.ConnectionType.QueuedConnection)
        self.ended.connect(self._ended, Qt.ConnectionType.QueuedConnection)

    def _moved(self, run: _Run, done: int, total: int) -> None:
        if isValid(run.job):
            run.job.moved(run, done, total)

    def _ended(self, run: _Run, future: Future[Any]) -> None:
        _under_way.discard(run)
        if isValid(run.job):
            run.job.ended(run, future)


_under_way: set[_Run] = set()
_post = _Post()


def stop_all() -> None:
    """Drop all work and wait until none of it runs: what it reads from may then be closed."""
    for run in _under_way:
        run.stop()
        if isValid(run.job):
            run.job.drop()
    wait([run.future for run in _under_way])
