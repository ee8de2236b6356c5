"""Exports are counted as customs count them, and the figure says how far."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from passerella.figures import sentences
from passerella.figures.periods import Period
from passerella.figures.trade import average_price, export_value
from passerella.records.orders import Order, OrderLine
from passerella.records.trade import Product
from passerella.sheets.tiles import value_tile
from passerella.sheets.voice import Voice
from passerella.store.workspace import Workspace
from passerella.texts.language import language

DAY = date(2026, 3, 5)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
EN = language("en")


def ship(workspace: Workspace, number: str, incoterm: str | None, freight: str | None = None) -> None:
    row = OrderLine(product=1, quantity=Decimal(10), unit_price=Decimal(100))
    workspace.save(
        Order(
            number=number, ordered_on=DAY, shipped_on=DAY, status="shipped", currency="EUR", rate=Decimal(8),
            incoterm=incoterm, freight=freight and Decimal(freight), lines=(row,),
        )
    )  # fmt: skip


@pytest.fixture
def goods(workspace: Workspace) -> Workspace:
    workspace.save(Product(sku="P1"))
    return workspace


def test_freight_that_prices_include_is_no_export_value(goods: Workspace) -> None:
    ship(goods, "1", "CIF", "60")
    ship(goods, "2", "FOB")
    found = export_value(goods, YEAR)
    assert (found.value, found.invoiced, found.invoiced_share) == (7520 + 8000, 0, 0)
    assert average_price(goods, YEAR).price == Decimal(776)


@pytest.mark.parametrize("incoterm", ["EXW", None])
def test_what_counts_as_invoiced_is_stated(goods: Workspace, incoterm: str | None) -> None:
    ship(goods, "1", incoterm)
    ship(goods, "2", "FCA")
    ship(goods, "3", "FOB")
    ship(goods, "4", "DAP")
    found = export_value(goods, YEAR)
    assert (found.value, found.invoiced, found.invoiced_share) == (32000, 8000, 0.25)
    assert "as invoiced: 25.0% of it" in EN.say(sentences.terms(0.25, EN))


def test_without_goods_no_share_is_stated(goods: Workspace) -> None:
    assert export_value(goods, YEAR).invoiced_share is None


def test_what_was_shipped_without_any_rate_is_unknown_and_no_fall_to_nothing(goods: Workspace) -> None:
    ship(goods, "1", "FOB")
    row = OrderLine(product=1, quantity=Decimal(10), unit_price=Decimal(100))
    day = date(2027, 3, 5)
    goods.save(
        Order(number="2", ordered_on=day, shipped_on=day, status="shipped", currency="EUR", lines=(row,))
    )
    found = export_value(goods, Period(date(2027, 1, 1), date(2027, 12, 31)))
    assert (found.before, found.growth, found.unknown) == (8000, None, True)
    assert value_tile(Voice(["en"]), found).figure == "–"
