"""Lists: search, filter, order, totals, what is missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from passerella.records.everything import kinds
from passerella.records.trade import Buyer, ExchangeRate, Order, OrderLine, Product
from passerella.texts.language import language
from passerella.ui import look
from passerella.ui.context import Context
from passerella.ui.drafts import Drafts
from passerella.ui.home import Settings
from passerella.ui.pages.listing import ListPage

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)


@pytest.fixture
def orders(qtbot, workspace):
    workspace.save(Buyer(company="鄂尔多斯商行", country="CN"))
    workspace.save(Buyer(company="Maison Aubrelle", country="FR"))
    workspace.save(Product(sku="YR-1", name="羊绒衫"))
    workspace.save(ExchangeRate(currency="EUR", into="CNY", day=date(2025, 10, 1), rate=Decimal(8)))
    for number, buyer, currency, day, status in (
        ("PI-1", 1, "EUR", 1, "confirmed"),
        ("PI-2", 2, "EUR", 2, "quoted"),
        ("PI-3", 2, "USD", 3, "confirmed"),
    ):
        rows = (OrderLine(product=1, quantity=Decimal(10), unit_price=Decimal(5)),)
        workspace.save(
            Order(
                number=number,
                buyer=buyer,
                currency=currency,
                ordered_on=date(2025, 10, day),
                status=status,
                lines=rows,
            )
        )
    went = []
    page = ListPage(
        Context(
            workspace,
            language("en"),
            look.LIGHT,
            Settings(),
            Drafts(workspace.meta("uid")),
            lambda: date(2025, 10, 31),
            lambda *where: went.append(where),
            lambda label: None,
        ),
        kinds()["order"],
    )
    page.went = went
    qtbot.addWidget(page)
    page.resize(1180, 660)
    page.show()
    return page


def column(page, name):
    at = [field.name for field in page.table.columns].index(name)
    return [page.table.index(row, at).data() for row in range(page.table.rowCount())]


def test_search_by_pinyin_initials(qtbot, orders):
    qtbot.keyClicks(orders.search, "eeds")
    qtbot.waitUntil(lambda: column(orders, "number") == ["PI-1"])


def test_filter_and_total_of_what_is_left(orders):
    assert orders.total.text().endswith("CNY 800.00")
    assert orders.left_out.isVisible()
    box = orders.filters["status"]
    box.setCurrentIndex(box.findData("quoted"))
    assert column(orders, "number") == ["PI-2"]
    assert orders.total.text().endswith("CNY 400.00")
    assert not orders.left_out.isVisible()


def test_the_arrow_shows_the_order_from_the_first(qtbot, orders):
    header = orders.view.horizontalHeader()
    assert column(orders, "number") == ["PI-3", "PI-2", "PI-1"]
    assert orders.table.columns[header.sortIndicatorSection()].name == "ordered_on"
    assert header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
    header.sectionClicked.emit(header.sortIndicatorSection())
    assert column(orders, "number") == ["PI-1", "PI-2", "PI-3"]
    assert header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder


def test_a_missing_home_amount_is_said_in_the_warning_colour(orders):
    at = [field.name for field in orders.table.columns].index("home_total")
    index = orders.table.index(0, at)
    assert index.data() == "no rate"
    assert index.data(Qt.ItemDataRole.ForegroundRole) == QColor(look.LIGHT.warning)
    assert orders.table.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole).endswith("CNY")


def test_enter_opens_the_current_record(qtbot, orders):
    orders.view.setFocus()
    qtbot.keyClick(orders.view, Qt.Key.Key_Return)
    assert orders.went == [("form", "order", 3)]
