"""How long a list of a million orders takes: its first page, other sorts, searches, the window's gaps.

Run by `packaging/dev.py bench`; prints a table, asserts nothing. The number of orders may be given.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy

from passerella.records.trade import Buyer, Product
from passerella.store.rows import new_uid
from passerella.store.workspace import Workspace
from passerella.ui.app import application
from passerella.ui.home import Settings
from passerella.ui.pages.listing import ListPage
from passerella.ui.window import Window

BUYERS, STATUSES = 200, ("confirmed", "shipped", "quoted", "closed")
ORDER = (
    "uid", "created_in", "changed_in", "sort_key", "search_text", "number", "buyer", "ordered_on", "status",
    "shipped_on", "currency", "total", "home", "home_total",
)  # fmt: skip
LINE = (
    "owner", "position", "kind", "product", "quantity", "unit", "unit_price", "currency", "value", "home",
    "home_value",
)  # fmt: skip


def make(path: Path, orders: int) -> None:
    """A workspace with so many orders of one line, written past the rules in one go."""
    with Workspace.create(path, "Bench") as workspace:
        workspace.save_all([Buyer(company=f"客户 {each:03} Maison", country="FR") for each in range(BUYERS)])
        workspace.save(Product(sku="YR-1", name="羊绒衫"))
    db = sqlite3.connect(path)
    with db:
        fill(db, '"order"', ORDER, map(order, range(1, orders + 1)))
        line = (1, "goods", 1, 10_000, "pc", 100_000, "EUR", 100_000, "CNY", 780_000)
        fill(db, "order_line", LINE, ((owner, *line) for owner in range(1, orders + 1)))
    db.close()


def fill(db: sqlite3.Connection, table: str, names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Insert rows."""
    marks = ", ".join("?" * len(names))
    db.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)


def order(number: int) -> tuple[object, ...]:
    """One order's values; every fiftieth lacks a rate."""
    day = (date(2016, 1, 1) + timedelta(days=number * 7919 % 3650)).isoformat()
    total = 100_000 + number % 977 * 100
    home = total * 8 if number % 50 else None
    return (
        *(new_uid(), 1, 1, f"pi-{number:012}", f"pi-{number} po-{number}", f"PI-{number}"),
        *(
            number % BUYERS + 1,
            day,
            STATUSES[number % 4],
            day,
            "EUR",
            100_000 + number % 977 * 100,
            "CNY",
            home,
        ),
    )


class Bench:
    """Asks a list for things and says when they were on screen, and how long the window stood still."""

    def __init__(self, path: Path) -> None:
        self.app = application()
        self.window = Window(Settings(), today=lambda: date(2026, 1, 1))
        self.window.resize(1366, 696)
        self.window.show()
        self.window.open(path)
        assert self.window.workspace is not None
        self.window.workspace.post(lambda: None).result()  # the day's backup
        self.last, self.gap, self.own = time.perf_counter(), 0.0, 0.0
        self.worked = time.thread_time()
        self.beat = QTimer(interval=5)
        self.beat.timeout.connect(self.tick)

    @property
    def page(self) -> ListPage:
        """The list on screen."""
        assert isinstance(self.window.page, ListPage)
        return self.window.page

    def tick(self) -> None:
        """Note how long the window's thread did not come round, and how much of that was its own work:
        the rest is other threads' and, on a busy machine, other programs'."""
        now, worked = time.perf_counter(), time.thread_time()
        self.gap, self.last = max(self.gap, now - self.last), now
        self.own, self.worked = max(self.own, worked - self.worked), worked

    def until(self, ready: Callable[[], bool]) -> None:
        """Let the window work until something is so."""
        while not ready():
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def measure(self, name: str, do: Callable[[], object], ready: Callable[[], bool]) -> None:
        """Print how long it took until the answer was painted, and the longest gap until all was quiet."""
        self.last, self.gap, self.own = time.perf_counter(), 0.0, 0.0
        self.worked = time.thread_time()
        self.beat.start()
        begun = time.perf_counter()
        do()
        self.until(ready)
        self.page.view.viewport().repaint()
        taken = time.perf_counter() - begun
        self.until(lambda: not self.page.asking.busy)
        self.beat.stop()
        gap, own = self.gap * 1000, self.own * 1000
        print(
            f"{name:38}{taken * 1000:7.0f} ms   longest gap {gap:4.0f} ms, of own work {own:4.0f} ms",
            flush=True,
        )


def main() -> None:
    """Measure and print."""
    orders = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PASSERELLA_HOME"] = folder
        path = Path(folder, "bench.passerella")
        make(path, orders)
        bench = Bench(path)
        run(bench, orders)
        bench.window.close()


def run(bench: Bench, orders: int) -> None:
    """The list's answers one after another."""

    def sort(name: str) -> None:
        bench.page.view.horizontalHeader().sectionClicked.emit(bench.page.table.names.index(name))

    def sorted_by(name: str) -> Callable[[], bool]:
        return lambda: bench.page.table.query is not None and bench.page.table.query.sort == name

    def search(text: str) -> None:
        bench.page.search.setText(text)
        bench.page.refresh()

    def found(text: str) -> Callable[[], bool]:
        return lambda: bench.page.table.query is not None and bench.page.table.query.search == text

    def quiet() -> bool:
        return not bench.page.asking.busy

    page = bench.window.go
    bench.measure("first page", lambda: page("list", "order"), lambda: bench.page.table.rowCount() > 0)
    bench.measure("first page by number", lambda: sort("number"), sorted_by("number"))
    bench.measure("first page by day", lambda: sort("ordered_on"), sorted_by("ordered_on"))
    bench.measure("every row by buyer", lambda: sort("buyer"), sorted_by("buyer"))
    bench.measure("every row by amount", lambda: sort("home_total"), sorted_by("home_total"))
    bench.measure("search for one", lambda: search("99999"), found("99999"))
    bench.measure("search for a buyer by initials", lambda: search("kh 199"), found("kh 199"))
    bench.measure("search for nearly all", lambda: search("pi"), found("pi"))
    bench.measure("back to every row", lambda: search(""), found(""))
    bench.measure("the last row", bench.page.view.scrollToBottom, lambda: True)
    bench.measure(
        "type ahead", lambda: bench.page.view.keyboardSearch("pi-77"), lambda: not bench.page.asking.busy
    )
    bench.measure("select all", bench.page.view.selectAll, lambda: True)
    copied = QSignalSpy(QGuiApplication.clipboard().dataChanged)
    bench.measure("copy the selection", bench.page.copy, lambda: copied.count() > 0)


if __name__ == "__main__":
    main()
