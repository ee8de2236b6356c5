"""How smoothly the window runs: its longest pause over a tour of the pages, and its work when idle.

A timer of 5 ms on the window's thread tells how long that thread did not come round, and how long it
worked itself meanwhile: the rest is other work on the machine. Run by
`packaging/dev.py bench [--idle SECONDS]`; prints, asserts nothing.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from passerella.charts.setup import use_cache
from passerella.exchange.sample import make_sample
from passerella.texts.home import cache_folder
from passerella.ui.app import application
from passerella.ui.home import Settings
from passerella.ui.places import load_pages
from passerella.ui.tour import PLACES
from passerella.ui.window import Window

TICK_MS, STAY_MS = 5, 400


class Tour(QObject):
    """Goes through the pages, staying on each until it is live, and notes the longest pause on each and the
    longest work between two ticks, in ms."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._places = iter(PLACES)
        self._name = ""
        self.pauses: dict[str, float] = {}
        self.works: dict[str, float] = {}
        self._came = self._before = time.perf_counter()
        self._worked = time.thread_time()
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        pause, self._before = (now - self._before) * 1000 - TICK_MS, now
        own = time.thread_time()
        work, self._worked = (own - self._worked) * 1000, own
        if self._name:
            self.works[self._name] = max(work, self.works.get(self._name, 0.0))
            self.pauses[self._name] = max(pause, self.pauses.get(self._name, 0.0))
        if (now - self._came) * 1000 > STAY_MS and self._window.live():
            self._go_on()

    def _go_on(self) -> None:
        self._came = time.perf_counter()
        self._name, place = next(self._places, ("", ()))
        if place:
            self._window.go(*map(str, place))
        else:
            self._timer.stop()
            self._window.go("overview")
            application().exit()


def idle(seconds: float) -> float:
    """The processor time in ms that the program takes in so many seconds of nothing."""
    before = time.process_time()
    QTimer.singleShot(int(seconds * 1000), application().quit)
    application().exec()
    return (time.process_time() - before) * 1000


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--idle", type=float, default=30.0, help="how many seconds to do nothing")
    seconds = asked.parse_args().idle
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PASSERELLA_HOME"] = folder
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        sample = Path(folder) / "sample.passerella"
        make_sample(sample)
        use_cache(cache_folder())
        app = application()
        window = Window(Settings(), opening=sample)
        window.show()
        window.furnish()
        window.open(sample)
        load_pages(lambda *_told: None)  # as the program does when the first page has been there for a while
        tour = Tour(window)
        app.exec()
        worst = max(tour.pauses, key=lambda name: tour.pauses[name])
        print(f"longest pause  {tour.pauses[worst]:6.0f} ms   on the page {worst}")
        for name, pause in tour.pauses.items():
            print(f"  {name:14} {pause:4.0f} ms   {tour.works[name]:4.0f} ms of its own")
        idle(2)
        print(f"idle           {idle(seconds):6.0f} ms   of processor time in {seconds:g} s")
        window.close()


if __name__ == "__main__":
    main()
