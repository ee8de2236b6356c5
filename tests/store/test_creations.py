"""Taking back a whole import gives what taking back its records one by one would."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from passerella.exchange.sample import make_sample
from passerella.records.everything import kinds
from passerella.records.orders import Order, OrderLine
from passerella.records.trade import Buyer, ExchangeRate, Product
from passerella.store import changes, creations, rows, sets, writing
from passerella.store.errors import Refused
from passerella.store.schema import quoted
from passerella.store.workspace import Workspace


def contents(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """All that stands in the file, but for its history and the numbers of lines, which nobody knows."""
    found = {}
    for (table,) in workspace.read.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        if table not in ("change", "history", "sqlite_sequence"):
            rows_of = workspace.read.execute(f"SELECT * FROM {quoted(table)}")
            left_out = "id" if any(each[0] == "owner" for each in rows_of.description) else ""
            names = [each[0] for each in rows_of.description]
            found[table] = sorted(
                (tuple(row[name] for name in names if name != left_out) for row in rows_of), key=repr
            )
    return found


def test_images_made_by_sql_are_those_of_the_records(tmp_path: Path) -> None:
    make_sample(tmp_path / "sample.passerella")
    with Workspace(tmp_path / "sample.passerella", daily=False) as sample:
        made = 0
        for kind in kinds().values():
            sql = f"{sets.image(kind)} AS image FROM {quoted(kind.name)} AS t"
            query = f"SELECT id, created_in, changed_in, {sql}"
            for row in sample.read.execute(query).fetchall():
                record = sample.get(kind.name, row["id"])
                one = rows.image(record, row["created_in"], row["changed_in"])
                assert json.loads(row["image"]) == json.loads(one)
                made += 1
        assert made > 100


def order(number: str, buyer: int) -> Order:
    line = OrderLine(product=1, quantity=Decimal(3), unit_price=Decimal("12.5"))
    day = date(2025, 3, 4)
    return Order(
        number=number, buyer=buyer, ordered_on=day, shipped_on=day, status="shipped", currency="EUR",
        lines=(line, replace(line, quantity=Decimal(2))),
    )  # fmt: skip


@pytest.mark.parametrize("at_once", [2, 20_000])
def test_an_import_of_all_sorts_is_taken_back_and_brought_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    for module in (creations, changes):
        monkeypatch.setattr(module, "_AT_ONCE", at_once)
    workspace.save(Product(sku="A", name="羊绒衫"))
    workspace.save(Buyer(company="Prima", country="IT"))
    stood = workspace.save(order("1", 1))
    before = contents(workspace)
    workspace.save_all(
        [
            *(Buyer(company=f"客户 {n}", country="FR") for n in range(3)),
            *(order(f"10{n}", 2 + n % 3) for n in range(7)),
            replace(stood, buyer=2, notes="“客户”\\\n\tof the import"),
            ExchangeRate(currency="EUR", into="CNY", day=date(2025, 3, 1), rate=Decimal("7.8")),
        ],
        "orders.csv",
    )
    after = contents(workspace)
    assert after != before
    for _time in range(2):
        workspace.undo()
        assert contents(workspace) == before and workspace.check() == []
        workspace.redo()
        assert contents(workspace) == after and workspace.check() == []


@pytest.mark.parametrize("at_once", [2, 20_000])
def test_many_are_deleted_and_brought_back_as_they_were(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    for module in (changes, writing):
        monkeypatch.setattr(module, "_AT_ONCE", at_once)
    workspace.save(Product(sku="A"))
    workspace.save_all([Buyer(company="客户", country="FR"), Buyer(company="Città", country="IT")])
    workspace.save(ExchangeRate(currency="EUR", into="CNY", day=date(2025, 3, 1), rate=Decimal("7.8")))
    first, *others = workspace.save_all([order(str(n), 1 + n % 2) for n in range(9)])
    workspace.save(replace(others[2], notes="changed since"))
    before = contents(workspace)
    workspace.delete_all(workspace.all("order")[1:])
    after = contents(workspace)
    assert workspace.count("order") == 1 and workspace.check() == []
    for _time in range(2):
        workspace.undo()
        assert contents(workspace) == before and workspace.check() == []
        workspace.redo()
        assert contents(workspace) == after and workspace.check() == []
    with pytest.raises(Refused):
        workspace.delete_all([first, *others])
    assert contents(workspace) == after
