"""The sums that figures read are at every moment what the order lines say."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from passerella.commands.cli import cli
from passerella.exchange.exporting import export_file
from passerella.exchange.importing import import_file
from passerella.figures.periods import Period
from passerella.figures.price_drivers import price_drivers
from passerella.figures.trade import average_price, export_value, own_brand_share
from passerella.records.brands import Brand
from passerella.records.kinds import Typing
from passerella.records.orders import Order, OrderLine
from passerella.records.trade import Buyer, ExchangeRate, Product
from passerella.store import rollups
from passerella.store.errors import Refused
from passerella.store.workspace import Workspace
from passerella.texts.language import language

FIRST = date(2024, 11, 1)
DAYS = some.integers(0, 460).map(lambda n: FIRST + timedelta(days=n))
LINES = some.builds(
    OrderLine,
    kind=some.sampled_from(["goods", "goods", "return", "freight"]),
    product=some.integers(1, 3),
    brand=some.sampled_from([None, 1, 2]),
    quantity=some.integers(1, 50).map(Decimal),
    unit=some.sampled_from(["pc", "kg"]),
    unit_price=some.sampled_from(["0", "0.0001", "12.5", "400"]).map(Decimal),
)
ORDERS = some.builds(
    lambda days, **rest: Order(number="", ordered_on=min(days), shipped_on=max(days), **rest),
    days=some.tuples(DAYS, DAYS),
    buyer=some.sampled_from([None, 1, 2]),
    market=some.sampled_from([None, "KR"]),
    status=some.sampled_from(["confirmed", "shipped", "closed", "lost"]),
    currency=some.sampled_from(["CNY", "EUR", "JPY"]),
    rate=some.sampled_from([None, Decimal("7.5")]),
    lines=some.lists(LINES, min_size=1, max_size=3).map(tuple),
)
STEPS = some.lists(
    some.one_of(
        some.tuples(some.just("new"), ORDERS),
        some.tuples(some.just("edit"), ORDERS),
        some.tuples(some.just("import"), some.lists(ORDERS, min_size=1, max_size=3)),
        some.tuples(some.just("file"), some.lists(ORDERS, min_size=1, max_size=3)),
        some.tuples(some.just("delete"), some.integers(0, 9)),
        some.tuples(some.just("rate"), DAYS),
        some.tuples(some.just("unrate"), some.integers(0, 9)),
        some.tuples(some.just("country"), some.sampled_from([None, "IT", "DE"])),
        some.tuples(some.just("home"), some.sampled_from(["CNY", "EUR"])),
        some.tuples(some.just("undo"), some.integers(1, 4)),
        some.tuples(some.just("redo"), some.integers(1, 4)),
    ),
    max_size=12,
)


def furnish(workspace: Workspace) -> None:
    workspace.save_all([Brand(name="own"), Brand(name="theirs", kind="buyer")])
    workspace.save_all([Buyer(company="a", country="IT"), Buyer(company="b")])
    workspace.save_all([Product(sku=f"P{n}", group="g" if n < 3 else None) for n in range(1, 4)])
    workspace.seal()


@contextmanager
def furnished() -> Iterator[Workspace]:
    with tempfile.TemporaryDirectory() as folder, Workspace.create(Path(folder, "w.passerella"), "E") as made:
        furnish(made)
        yield made


class Doing:
    """One of the steps, done to a workspace as a person would."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace, self.numbers = workspace, 0

    def numbered(self, order: Order) -> Order:
        self.numbers += 1
        return replace(order, number=f"N{self.numbers}")

    def new(self, order: Order) -> None:
        self.workspace.save(self.numbered(order))

    def edit(self, order: Order) -> None:
        for old in self.workspace.all("order")[:1]:
            self.workspace.save(replace(order, id=old.id, number=old.number))

    def many(self, orders: list[Order]) -> None:
        self.workspace.save_all([self.numbered(each) for each in orders], source="orders.csv")

    def file(self, orders: list[Order]) -> None:
        """Out of another workspace into a file, and in here."""
        with furnished() as other:
            doing = Doing(other)
            doing.numbers = self.numbers
            doing.many(orders)
            self.numbers = doing.numbers
            file = other.path.with_suffix(".csv")
            export_file(other, "orders", file)
            import_file(self.workspace, "orders", file, typing=Typing("en", FIRST))

    def delete(self, which: int, kind: str = "order") -> None:
        for each in self.workspace.all(kind)[which : which + 1]:
            self.workspace.delete(each)

    def rate(self, day: date) -> None:
        self.workspace.save(ExchangeRate(currency="EUR", into="CNY", day=day, rate=Decimal(8)))

    def country(self, code: str | None) -> None:
        self.workspace.save(replace(self.workspace.get("buyer", 1), country=code))

    def home(self, code: str) -> None:
        self.workspace.save(replace(self.workspace.get("enterprise", 1), home=code))

    def step(self, name: str, value: Any) -> None:
        works: dict[str, Callable[[Any], object]] = {
            "new": self.new, "edit": self.edit, "import": self.many, "file": self.file, "delete": self.delete,
            "rate": self.rate, "unrate": lambda n: self.delete(n, "exchange_rate"),
            "country": self.country, "home": self.home,
            "undo": lambda n: [self.workspace.undo() for _each in range(n)],
            "redo": lambda n: [self.workspace.redo() for _each in range(n)],
        }  # fmt: skip
        with suppress(Refused):
            works[name](value)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_whatever_is_done_the_sums_are_those_of_the_lines(steps: list[tuple[str, Any]]) -> None:
    with furnished() as workspace:
        doing = Doing(workspace)
        for name, value in steps:
            doing.step(name, value)
            assert rollups.differences(workspace.read) == 0, name
        kept = sums(workspace)
        workspace.post(lambda: rollups.rebuild(workspace._db)).result()
        assert sums(workspace) == kept


def sums(workspace: Workspace) -> list[tuple[Any, ...]]:
    tables = ("rollup", "rollup_market")
    found = [
        workspace.read.execute(f"SELECT * FROM {name} ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9") for name in tables
    ]
    return [tuple(row) for rows in found for row in rows]


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(some.lists(ORDERS, max_size=12), some.tuples(DAYS, DAYS))
def test_a_period_of_any_days_is_the_sum_of_its_lines(orders: list[Order], days: tuple[date, date]) -> None:
    columns = ("kind", "unit", "rated", "sign", "lines", "orders", "quantity", "home_value")
    summed = ", ".join(f"sum({name})" for name in columns[4:])
    with furnished() as workspace:
        doing = Doing(workspace)
        for each in orders:
            doing.step("new", each)
        for more in ((), ("product",)):
            source, parameters = rollups.within(min(days), max(days), *columns, *more)
            found = workspace.read.execute(
                f"SELECT kind, unit, rated, sign, {summed} FROM {source} GROUP BY 1, 2, 3, 4", parameters
            )
            assert [tuple(row) for row in found] == by_hand(workspace, min(days), max(days))


def by_hand(workspace: Workspace, first: date, last: date) -> list[tuple[Any, ...]]:
    found: dict[tuple[Any, ...], list[int]] = {}
    text = "SELECT * FROM order_line WHERE owner = ? ORDER BY position"
    for order in workspace.all("order"):
        if order.status not in ("shipped", "closed") or not first <= order.shipped_on <= last:
            continue
        counted = False
        for row in workspace.read.execute(text, (order.id,)):
            sign = (row["value"] > 0) - (row["value"] < 0)
            counts = not counted and row["kind"] in ("goods", "return")
            counted = counted or counts
            key = (row["kind"], row["unit"], int(row["home_value"] is not None), sign)
            adds = (1, int(counts), row["quantity"], row["home_value"] or 0)
            found[key] = [a + b for a, b in zip(found.get(key, [0] * 4), adds, strict=True)]
    return [(*key, *values) for key, values in sorted(found.items())]


def test_a_period_that_ends_before_it_begins_is_empty(workspace: Workspace) -> None:
    source, days = rollups.within(date(2025, 5, 2), date(2025, 5, 1), "lines")
    assert workspace.read.execute(f"SELECT count(*) FROM {source}", days).fetchone()[0] == 0


def shipped(workspace: Workspace, number: str, day: date, **more: Any) -> Order:
    row = OrderLine(product=1, brand=1, quantity=Decimal(10), unit_price=Decimal(20))
    made: Order = workspace.save(
        Order(
            number=number, ordered_on=day, shipped_on=day, status="shipped",
            **{"currency": "CNY", "lines": (row,), **more},
        )
    )  # fmt: skip
    return made


def test_figures_of_trade_follow_whole_and_begun_months(workspace: Workspace) -> None:
    furnish(workspace)
    free = OrderLine(product=1, quantity=Decimal(3), unit_price=Decimal(0))
    back = OrderLine(kind="return", product=1, quantity=Decimal(1), unit_price=Decimal(20))
    goods = OrderLine(product=2, brand=2, quantity=Decimal(10), unit_price=Decimal(60))
    shipped(workspace, "before", date(2024, 3, 9))
    shipped(workspace, "last day", date(2025, 3, 31), lines=(goods, back, free))
    shipped(workspace, "begun month", date(2025, 4, 10))
    shipped(workspace, "no rate", date(2025, 2, 1), currency="USD")
    shipped(workspace, "after", date(2025, 4, 11))
    workspace.save(replace(workspace.all("enterprise")[0], reference_year=2024))
    period = Period(date(2025, 1, 1), date(2025, 4, 10))
    value = export_value(workspace, period)
    assert (value.value, value.orders, value.without_rate, value.before) == (780, 2, 1, 200)
    share = own_brand_share(workspace, period)
    assert (share.share, share.before) == (0.25, 1.0)
    assert (value.reference_year, value.reference) == (2024, 200)
    price = average_price(workspace, period)
    assert (price.price, price.reference, price.quantity, price.free_samples) == (40, 20, 20, 1)
    drivers = price_drivers(workspace, period)
    assert drivers is not None and drivers.index == 2


def test_check_says_when_a_sum_is_not_that_of_its_lines(workspace: Workspace) -> None:
    furnish(workspace)
    shipped(workspace, "A", date(2025, 3, 3))
    assert workspace.check() == []
    workspace.post(lambda: workspace._db.execute("UPDATE rollup SET home_value = home_value + 1")).result()
    (said,) = workspace.check()
    assert "of shipped orders" in language("en").say(said)
    workspace.post(lambda: rollups.rebuild(workspace._db)).result()
    assert workspace.check() == []


def test_a_save_that_is_refused_changes_no_sum(workspace: Workspace) -> None:
    furnish(workspace)
    shipped(workspace, "A", date(2025, 3, 3))
    kept = sums(workspace)
    with pytest.raises(Refused):
        shipped(workspace, "A", date(2025, 3, 3))
    assert sums(workspace) == kept


def test_an_import_that_makes_buyers_and_its_undoing_are_followed(tmp_path: Path) -> None:
    path, source = tmp_path / "w.passerella", tmp_path / "orders.csv"
    rows = [f"N{n},2025-03-0{n},B{n % 2},P{n % 3},{n},pc,12.50,CNY" for n in range(1, 8)]
    head = "number,date,buyer,product,quantity,unit,unit_price,currency"
    source.write_text("\n".join([head, *rows]), encoding="utf-8")
    Workspace.create(path, "E").close()
    with suppress(SystemExit):
        cli.main(["import", "orders", str(source), str(path)])
    with Workspace(path, daily=False) as workspace:
        made = sums(workspace)
        assert len(made) == 3 + 1 and workspace.check() == []
        workspace.save(replace(workspace.all("buyer")[0], country="IT"))
        assert workspace.check() == []
        workspace.undo()
        workspace.undo()
        assert sums(workspace) == [] and workspace.check() == []
        workspace.redo()
        assert sums(workspace) == made and workspace.check() == []


def test_figures_asked_again_are_those_of_the_file_as_it_is_then(workspace: Workspace) -> None:
    furnish(workspace)
    shipped(workspace, "A", date(2025, 3, 3))
    period = Period(date(2025, 1, 1), date(2025, 3, 31))
    assert export_value(workspace, period).value == 200
    shipped(workspace, "B", date(2025, 3, 4))
    assert export_value(workspace, period).value == 400
    workspace.undo()
    assert export_value(workspace, period).value == 200
