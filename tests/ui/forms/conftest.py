"""Forms without a window, over a workspace with a brand, a buyer and a product."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from passerella.records.brands import Brand
from passerella.records.orders import Order, OrderLine
from passerella.records.trade import Buyer, Product
from passerella.ui.places import page_at


class Place:
    """Opens forms without a window."""

    def __init__(self, alone):
        self._alone = alone
        self.context, self.went, self.said = alone.context, alone.went, alone.said

    def form(self, _qtbot, kind, id=0):
        return self.shown(_qtbot, ("form", kind, id))

    def shown(self, _qtbot, way):
        page = page_at(tuple(map(str, way)), self.context)
        self._alone.show(page)
        page.focus_first()
        return page


@pytest.fixture
def place(alone, workspace):
    workspace.save(Brand(name="Yuanrong"))
    workspace.save(Buyer(company="Maison Aubrelle", country="FR"))
    workspace.save(Product(sku="YR-1", name="羊绒衫", name_en="Sweater"))
    return Place(alone)


def _order(number="PI-1", **values):
    rows = (OrderLine(product=1, quantity=Decimal(10), unit_price=Decimal("8.50")),)
    return Order(
        **{"number": number, "ordered_on": date(2025, 10, 1), "currency": "EUR", "lines": rows, **values}
    )


def _put(page, row, **texts):
    names = [field.name for field in page.lines.columns]
    for name, text in texts.items():
        page.lines.setData(page.lines.index(row, names.index(name)), text)


def _cells(page, row):
    return dict(zip((f.name for f in page.lines.columns), page.lines.texts[row], strict=True))


@pytest.fixture
def order():
    """An order of ten pieces of the product, with other values where they are given."""
    return _order


@pytest.fixture
def put():
    """Types texts into a row of a form's grid, by the names of its columns."""
    return _put


@pytest.fixture
def cells():
    """The texts in a row of a form's grid, by the names of its columns."""
    return _cells
