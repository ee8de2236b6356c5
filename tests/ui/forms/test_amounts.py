"""Amounts, units, rates and totals of a form."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from passerella.records.trade import ExchangeRate, Product

CTRL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)


def texts_of(layout):
    return [layout.itemAt(at).widget().text() for at in range(layout.count())]


def test_a_rows_unit_follows_its_product_until_another_is_typed(qtbot, place, put, cells):
    place.context.workspace.save(Product(sku="YN-1", name="纱", unit="kg"))
    page = place.form(qtbot, "order")
    put(page, 0, product="YN-1")
    assert cells(page, 0)["unit"] == "kg"
    put(page, 0, product="YR-1")
    assert cells(page, 0)["unit"] == "pc"
    put(page, 0, unit="m")
    put(page, 0, product="YN-1")
    assert cells(page, 0)["unit"] == "m"


def test_the_rate_that_is_looked_up_is_shown_and_not_typed(qtbot, place):
    place.context.workspace.save(
        ExchangeRate(currency="EUR", into="CNY", day=date(2025, 10, 1), rate=Decimal("8.2"))
    )
    page = place.form(qtbot, "order")
    page.inputs["currency"].set_text("EUR")
    page.inputs["ordered_on"].set_text("2025-10-03")
    rate = page.inputs["rate"]
    qtbot.waitUntil(lambda: rate.widget.placeholderText() == "8.2 (looked up)")
    assert rate.value() is None
    page.inputs["currency"].set_text("USD")
    qtbot.waitUntil(lambda: "8.2" not in rate.widget.placeholderText())


def test_each_row_says_its_amount_beside_what_is_typed(qtbot, place, put):
    page = place.form(qtbot, "order")
    for name, text in (("number", "PI-9"), ("ordered_on", "2025-10-01"), ("currency", "EUR")):
        page.inputs[name].set_text(text)
    put(page, 0, product="YR-1", quantity="12")
    put(page, 1, product="YR-1", quantity="3", unit_price="9.5", discount="10")
    last = page.lines.columnCount() - 1
    amounts = [page.lines.index(row, last) for row in range(3)]
    qtbot.waitUntil(lambda: [each.data() for each in amounts] == ["", "25.65", ""])
    assert page.lines.headerData(last, Qt.Orientation.Horizontal) == "Amount EUR"
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.lines.index(0, last - 1))
    qtbot.keyClick(page.grid, Qt.Key.Key_Tab)
    assert page.grid.currentIndex() == page.lines.index(1, 0)
    qtbot.keyClick(page.grid, Qt.Key.Key_Backtab)
    assert page.grid.currentIndex() == page.lines.index(0, last - 1)
    page.grid.setCurrentIndex(amounts[1])
    qtbot.keyClick(page.grid, Qt.Key.Key_D, CTRL)
    qtbot.keyClicks(page.grid, "7")
    assert page.grid.half_typed is None and amounts[1].data() == "25.65"


@pytest.mark.parametrize(
    ("measure", "unit"),
    [("aided", "%"), ("export_value", "CNY"), ("average_price", "CNY/pc"), ("press", "mentions")],
)
def test_a_goals_target_shows_what_its_measure_is_in(qtbot, place, measure, unit):
    page = place.form(qtbot, "goal")
    page.inputs["measure"].set_value(measure)
    page.inputs["unit"].set_value("pc" if measure == "average_price" else None)
    qtbot.waitUntil(lambda: page.inputs["target"].widget.unit == unit)


def test_what_a_number_is_counted_in_may_be_typed_after_it(qtbot, place):
    page = place.form(qtbot, "goal")
    page.inputs["measure"].set_value("aided")
    target = page.inputs["target"]
    qtbot.waitUntil(lambda: target.widget.unit == "%")
    target.widget.setFocus()
    qtbot.keyClicks(target.widget, "30%")
    qtbot.keyClick(target.widget, Qt.Key.Key_Return)
    assert not target.widget.problem() and target.value() == 30 and target.text() == "30"


def test_an_amount_shows_its_currency(qtbot, place):
    page = place.form(qtbot, "order")
    page.inputs["currency"].set_text("EUR")
    qtbot.waitUntil(lambda: page.inputs["freight"].widget.unit == "EUR")


def test_a_percentage_shows_its_sign_in_field_and_cell(qtbot, place, put, cells):
    page = place.form(qtbot, "buyer")
    page.inputs["commission"].widget.setFocus()
    qtbot.keyClicks(page.inputs["commission"].widget, "2.5")
    qtbot.keyClick(page.inputs["commission"].widget, Qt.Key.Key_Return)
    assert page.inputs["commission"].text() == "2.5%" and page.inputs["commission"].value() == Decimal("2.5")
    lines = place.form(qtbot, "order")
    put(lines, 0, discount="10 %")
    assert cells(lines, 0)["discount"] == "10%"


def test_totals_follow_what_is_typed(qtbot, place, order, put):
    place.context.workspace.save(
        ExchangeRate(currency="EUR", into="CNY", day=date(2025, 10, 1), rate=Decimal("8.2"))
    )
    page = place.form(qtbot, "order", place.context.workspace.save(order()).id)
    assert texts_of(page.totals)[1::2] == ["10 pc", "EUR 85.00", "CNY 697.00"]
    put(page, 0, quantity="20")
    qtbot.waitUntil(lambda: "EUR 170.00" in texts_of(page.totals))
    assert not page.notices


def test_a_missing_rate_is_noticed_with_a_way_to_enter_it(qtbot, place, order):
    page = place.form(qtbot, "order", place.context.workspace.save(order()).id)
    assert "EUR" in page.notices[0].accessibleName()
    assert texts_of(page.totals)[-1] == "CNY no rate"
    page.notices[0].button.click()
    rate = place.shown(qtbot, place.went[0])
    texts = rate.fields.texts()
    assert (texts["currency"], texts["into"], texts["day"]) == ("EUR", "CNY", "1 Oct 2025")
    qtbot.keyClicks(rate.inputs["rate"].widget, "8.2")
    qtbot.keyClick(rate.inputs["rate"].widget, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: len(place.went) == 2)
    again = place.shown(qtbot, place.went[1])
    assert not again.notices and texts_of(again.totals)[-1] == "CNY 697.00"


def test_the_way_back_leads_over_the_rate_that_was_missing(qtbot, place, order):
    id = place.context.workspace.save(order()).id
    page = place.shown(qtbot, ("form", "order", str(id), "back", "list", "buyer"))
    page.notices[0].button.click()
    rate = place.shown(qtbot, place.went[0])
    qtbot.keyClick(rate.inputs["rate"].widget, Qt.Key.Key_Escape)
    again = place.shown(qtbot, place.went[1])
    qtbot.keyClick(again.inputs["number"].widget, Qt.Key.Key_Escape)
    assert place.went[2] == ("list", "buyer")


def test_a_row_without_its_unit_takes_the_default(qtbot, place, order, put):
    page = place.form(qtbot, "order", place.context.workspace.save(order(rate=Decimal(8))).id)
    put(page, 0, unit="", kind="")
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: place.went != [])
    (line,) = place.context.workspace.get("order", page.id).lines
    assert (line.kind, line.unit) == ("goods", "pc")
