"""How long the figures of trade take over 1,000,000 order lines, after each a save: medians of nine.

Run by `packaging/dev.py bench`; prints a table, asserts nothing.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "desktop"))

from passerella.figures.price_drivers import price_drivers
from passerella.figures.scoreboard import scoreboard
from passerella.figures.trade import Part, average_price, export_value, latest_period, own_brand_share
from passerella.records.brands import Brand
from passerella.records.orders import Order, OrderLine
from passerella.records.trade import Buyer, Product
from passerella.store import files, rollups
from passerella.store.workspace import Workspace
from passerella.texts.language import language

RUNS = 9
ORDERS, LINES_EACH = 200_000, 5
FIRST, DAYS = date(2021, 1, 1), 1755
MARKETS = {
    "IT": "EUR", "DE": "EUR", "FR": "EUR", "ES": "EUR", "NL": "EUR", "GB": "GBP",
    "US": "USD", "CA": "USD", "KR": "USD", "AE": "USD", "HK": "USD", "JP": "JPY",
}  # fmt: skip
RATES = {"EUR": 7.7, "GBP": 9.1, "USD": 7.1, "JPY": 0.05}
PRODUCTS, GROUPS = 300, 40


def prepare(path: Path) -> None:
    """A workspace with what orders refer to."""
    with Workspace.create(path, "E") as made:
        made.save_all([Brand(name=name, kind=kind) for name, kind in (("A", "own"), ("B", "buyer"))])
        made.save_all([Buyer(company=f"buyer {code}", country=code) for code in MARKETS])
        made.save_all([Product(sku=f"P{n:03}", group=f"G{n % GROUPS}") for n in range(PRODUCTS)])


def orders(chance: random.Random) -> Iterator[tuple[object, ...]]:
    """Rows of `order`, one in fifty without a rate."""
    codes = list(MARKETS)
    for number in range(1, ORDERS + 1):
        buyer = chance.randrange(len(codes))
        ordered = FIRST + timedelta(days=DAYS * number // ORDERS)
        shipped = min(ordered + timedelta(days=chance.randrange(60)), FIRST + timedelta(days=DAYS))
        rate = None if number % 50 == 0 else round(RATES[MARKETS[codes[buyer]]] * 10**8)
        yield (
            number, os.urandom(16), 1, 1, f"{number:07}", f"{number:07}", f"{number:07}", buyer + 1,
            ordered.isoformat(), shipped.isoformat(), "shipped", MARKETS[codes[buyer]], rate, "CNY",
        )  # fmt: skip


def lines(chance: random.Random, placed: Sequence[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    """Rows of `order_line`: goods, some free, some returned."""
    for order in placed:
        for position in range(1, LINES_EACH + 1):
            quantity, price = chance.randrange(1, 400), chance.randrange(2000, 9000)
            kind = "return" if chance.random() < 0.02 else "goods"
            value = 0 if chance.random() < 0.01 else quantity * price * (-1 if kind == "return" else 1)
            home = None if order[12] is None else round(value * RATES[str(order[11])])
            product = chance.randrange(PRODUCTS) + 1
            yield (
                order[0], position, kind, product, product % 3 or None, quantity * 1000, "pc",
                price * 100, order[11], value, "CNY", home,
            )  # fmt: skip


def fill(path: Path) -> None:
    """Put the orders in, past the workspace, and make the sums."""
    chance = random.Random(1)
    placed = list(orders(chance))
    with closing(files.connect(path, writing=True)) as db:
        db.execute("BEGIN")
        db.executemany(
            'INSERT INTO "order" (id, uid, created_in, changed_in, sort_key, search_text, number, buyer,'
            " ordered_on, shipped_on, status, currency, rate, home)"
            f" VALUES ({', '.join('?' * 14)})",
            placed,
        )
        db.executemany(
            "INSERT INTO order_line (owner, position, kind, product, brand, quantity, unit, unit_price,"
            f" currency, value, home, home_value) VALUES ({', '.join('?' * 12)})",
            lines(chance, placed),
        )
        begun = time.perf_counter()
        rollups.rebuild(db)
        print(f"{'sums made anew':20} {(time.perf_counter() - begun) * 1000:7.0f} ms")
        db.execute("COMMIT")


def show(name: str, work: Callable[[], object], before: Callable[[], object] = lambda: None) -> None:
    """Print the median of warm runs, each after `before`."""
    taken = []
    for _run in range(RUNS + 1):
        before()
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    print(f"{name:20} {statistics.median(taken[1:]) * 1000:7.1f} ms")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "million.passerella"
        prepare(path)
        fill(path)
        with Workspace(path, daily=False) as opened:
            period = latest_period(opened, date(2026, 1, 1))
            rows = opened.read.execute("SELECT count(*) FROM rollup").fetchone()[0]
            print(f"{ORDERS * LINES_EACH:,} lines, {rows:,} sums, {period.first} to {period.last}")
            show("latest period", lambda: latest_period(opened, date(2026, 1, 1)), opened.seal)
            show("export value", lambda: export_value(opened, period), opened.seal)
            show("own-brand share", lambda: own_brand_share(opened, period), opened.seal)
            show("average price", lambda: average_price(opened, period), opened.seal)
            show("... of a product", lambda: average_price(opened, period, part=Part(product=7)), opened.seal)
            show("what drove it", lambda: price_drivers(opened, period), opened.seal)
            show("scoreboard", lambda: scoreboard(opened, language("en"), date(2026, 1, 1)), opened.seal)
            rows_now = (OrderLine(product=1, quantity=Decimal(5), unit_price=Decimal(40)),)
            order = opened.save(
                Order(
                    number="new", ordered_on=period.last, shipped_on=period.last, status="shipped",
                    currency="CNY", lines=rows_now,
                )
            )  # fmt: skip
            show("saving an order", lambda: opened.save(order))
            show("comparing the sums", lambda: rollups.differences(opened.read))


if __name__ == "__main__":
    main()
