"""Where nothing more fits, a save is refused with a sentence, nothing is lost and the program goes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from passerella.records.brands import Brand
from passerella.records.orders import Order, OrderLine
from passerella.records.trade import Product
from passerella.store.errors import CannotWrite
from passerella.store.workspace import Workspace
from passerella.texts.language import language


def limit_pages(workspace: Workspace, more: int) -> None:
    """Let the file grow by so many pages only, as on a disk that is nearly full."""

    def limit() -> None:
        pages = workspace._db.execute("PRAGMA page_count").fetchone()[0]
        workspace._db.execute(f"PRAGMA max_page_count = {pages + more}")

    workspace.post(limit).result()


def order(number: str) -> Order:
    row = OrderLine(product=1, quantity=Decimal(1), unit_price=Decimal(9), discount=None)
    day = date(2025, 3, 3)
    return Order(
        number=number, ordered_on=day, shipped_on=day, status="shipped", currency="CNY",
        lines=(row,) * 100, notes="n" * 1500,
    )  # fmt: skip


def fill(workspace: Workspace) -> list[str]:
    """Save orders one by one until one is refused; the numbers of those that were saved."""
    saved: list[str] = []
    with pytest.raises(CannotWrite) as refused:
        for n in range(100):
            workspace.save(order(f"A{n}"))
            saved.append(f"A{n}")
    said = language("en").say(refused.value.label)
    assert "not saved and the file is as before" in said and "full" in said
    return saved


def numbers(workspace: Workspace) -> list[str]:
    return sorted(each.number for each in workspace.all("order"))


@pytest.fixture
def full(workspace: Workspace) -> Workspace:
    workspace.save(Product(sku="P"))
    limit_pages(workspace, 20)
    return workspace


def test_a_save_is_refused_and_what_was_saved_before_is_there(full: Workspace) -> None:
    saved = fill(full)
    assert saved and numbers(full) == sorted(saved)
    assert full.check() == []


def test_an_import_that_does_not_fit_leaves_nothing_behind(full: Workspace) -> None:
    with pytest.raises(CannotWrite):
        full.save_all([order(f"I{n}") for n in range(100)], source="orders.csv")
    assert numbers(full) == [] and full.check() == []


@pytest.mark.parametrize(
    "work",
    [
        lambda full: full.save(Brand(name="after")),
        lambda full: full.undo(),
        lambda full: full.delete(full.all("order")[0]),
    ],
    ids=["save", "undo", "delete"],
)
def test_with_room_again_the_program_goes_on(full: Workspace, work: Callable[[Workspace], object]) -> None:
    saved = fill(full)
    limit_pages(full, 1000)
    work(full)
    full.save(order("after"))
    assert "after" in numbers(full) and len(numbers(full)) in (len(saved), len(saved) + 1)
    assert full.check() == []
