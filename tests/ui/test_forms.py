"""Forms worked by keys: saving, repeating, leaving, drafts, totals and notices."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QCompleter, QMenu

from passerella.records.brands import Brand
from passerella.records.everything import kinds
from passerella.records.orders import Order, OrderLine
from passerella.records.prices import Price
from passerella.records.shows import Appearance, Show
from passerella.records.trade import Buyer, ExchangeRate, Product
from passerella.store.errors import CannotWrite
from passerella.texts.label import Label
from passerella.texts.language import CODES, language
from passerella.ui.drafts import Drafts
from passerella.ui.places import page_at
from passerella.ui.widgets.painting import PROBLEM, ROW_HEIGHT

CTRL, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)


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


def order(number="PI-1", **values):
    rows = (OrderLine(product=1, quantity=Decimal(10), unit_price=Decimal("8.50")),)
    return Order(
        **{"number": number, "ordered_on": date(2025, 10, 1), "currency": "EUR", "lines": rows, **values}
    )


def put(page, row, **texts):
    names = [field.name for field in page.lines.columns]
    for name, text in texts.items():
        page.lines.setData(page.lines.index(row, names.index(name)), text)


def cells(page, row):
    return dict(zip((f.name for f in page.lines.columns), page.lines.texts[row], strict=True))


def texts_of(layout):
    return [layout.itemAt(at).widget().text() for at in range(layout.count())]


def test_ctrl_enter_saves_and_begins_the_next(qtbot, place):
    page = place.form(qtbot, "buyer")
    qtbot.keyClicks(page.inputs["company"].widget, "Nuovo")
    qtbot.keyClick(page.inputs["company"].widget, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(place.went))
    assert place.went == [("form", "buyer", 0)]
    assert [each.company for each in place.context.workspace.all("buyer")] == ["Maison Aubrelle", "Nuovo"]


def test_a_refused_save_says_so_and_goes_to_the_field(qtbot, place):
    page = place.form(qtbot, "buyer")
    page.inputs["country"].widget.setFocus()
    qtbot.keyClick(page.inputs["country"].widget, Qt.Key.Key_S, CTRL)
    assert page.inputs["company"].widget.hasFocus()
    assert place.said == ["1 place to mend"] and not place.went


def test_what_is_mended_is_no_longer_counted(qtbot, place):
    page = place.form(qtbot, "survey_series")
    qtbot.keyClick(page.inputs["name"].widget, Qt.Key.Key_S, CTRL)
    assert place.said == ["3 places to mend"]
    for name, left in (("name", "2 places to mend"), ("audience", "1 place to mend"), ("method", "")):
        qtbot.keyClicks(page.inputs[name].widget, "buyers")
        qtbot.waitUntil(lambda left=left: page.foot.to_mend.text() == left)


def test_a_refused_row_is_gone_to_and_named(qtbot, place):
    page = place.form(qtbot, "order")
    for name, text in (("number", "PI-9"), ("ordered_on", "2025-10-01"), ("currency", "EUR")):
        page.inputs[name].set_text(text)
    put(page, 0, product="YR-1", quantity="5", unit_price="3")
    put(page, 1, product="YR-1", quantity="many", unit_price="3")
    page.save()
    wrong = page.grid.currentIndex()
    assert page.grid.hasFocus()
    assert (wrong.row(), page.lines.columns[wrong.column()].name) == (1, "quantity")
    assert page.rows.note.text().startswith("Row 2: ")


def test_an_order_without_rows_goes_to_its_first_row(qtbot, place):
    page = place.form(qtbot, "order")
    for name, text in (("number", "PI-9"), ("ordered_on", "2025-10-01"), ("currency", "EUR")):
        page.inputs[name].set_text(text)
    page.save()
    qtbot.waitUntil(lambda: bool(place.said))
    assert page.grid.hasFocus() and page.grid.currentIndex().row() == 0


def in_sight(page):
    seen, cell = page.area.viewport(), page.grid.visualRect(page.grid.currentIndex())
    corners = (page.grid.viewport().mapTo(seen, each) for each in (cell.topLeft(), cell.bottomLeft()))
    return all(seen.rect().contains(each) for each in corners)


def test_the_cell_one_works_in_is_in_sight(qtbot, place):
    page = place.form(qtbot, "order")
    page.resize(1180, 500)
    page.grid.setFocus()
    for row in range(7):
        put(page, row, product="YR-1", quantity="5", unit_price="3")
        page.grid.setCurrentIndex(page.lines.index(row + 1, 1))
        qtbot.waitUntil(lambda: in_sight(page))


def test_a_long_sentence_under_a_field_is_whole(qtbot, place):
    page = place.form(qtbot, "order")
    page.inputs["buyer"].set_text("A company with a long name that nobody ever entered here")
    page.save()
    note = page.notes["buyer"]
    qtbot.waitUntil(lambda: note.height() >= note.heightForWidth(note.width()) > 0)
    assert note.geometry().top() >= page.inputs["buyer"].widget.geometry().bottom()


def test_ctrl_d_fills_from_the_last_and_keeps_what_is_typed(qtbot, place):
    place.context.workspace.save(order(buyer=1, terms="30% deposit"))
    page = place.form(qtbot, "order")
    qtbot.keyClicks(page.inputs["number"].widget, "PI-2")
    qtbot.keyClick(page.inputs["number"].widget, Qt.Key.Key_D, CTRL)
    assert page.inputs["number"].text() == "PI-2"
    assert page.inputs["buyer"].text() == "Maison Aubrelle"
    assert page.inputs["terms"].text() == "30% deposit"
    assert page.inputs["currency"].text() == "EUR"


def test_ctrl_d_reads_one_record_however_many_there_are(qtbot, place, monkeypatch):
    workspace = place.context.workspace
    for number in ("PI-1", "PI-2", "PI-3"):
        workspace.save(order(number, terms=f"of {number}"))
    page = place.form(qtbot, "order")
    monkeypatch.setattr(workspace, "page", lambda *_: pytest.fail("every order was read"))
    qtbot.keyClick(page.inputs["number"].widget, Qt.Key.Key_D, CTRL)
    assert page.inputs["terms"].text() == "of PI-3"


def test_ctrl_d_in_an_empty_field_fills_that_field_alone(qtbot, place):
    place.context.workspace.save(order(buyer=1, terms="30% deposit"))
    page = place.form(qtbot, "order")
    line = page.inputs["terms"].widget
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_D, CTRL)
    assert page.inputs["terms"].text() == "30% deposit"
    assert page.inputs["buyer"].text() == page.inputs["currency"].text() == ""


def test_ctrl_d_in_a_cell_repeats_the_one_above_and_first_the_last_orders_row(qtbot, place):
    place.context.workspace.save(order())
    page = place.form(qtbot, "order")
    page.grid.setFocus()
    names = [field.name for field in page.lines.columns]
    for row, name in ((0, "product"), (0, "quantity"), (1, "product")):
        page.grid.setCurrentIndex(page.lines.index(row, names.index(name)))
        qtbot.keyClick(page.grid, Qt.Key.Key_D, CTRL)
    assert (cells(page, 0)["product"], cells(page, 0)["quantity"]) == ("YR-1 羊绒衫", "10")
    assert cells(page, 1)["product"] == "YR-1 羊绒衫" and not cells(page, 1)["quantity"]


def test_a_rows_unit_follows_its_product_until_another_is_typed(qtbot, place):
    place.context.workspace.save(Product(sku="YN-1", name="纱", unit="kg"))
    page = place.form(qtbot, "order")
    put(page, 0, product="YN-1")
    assert cells(page, 0)["unit"] == "kg"
    put(page, 0, product="YR-1")
    assert cells(page, 0)["unit"] == "pc"
    put(page, 0, unit="m")
    put(page, 0, product="YN-1")
    assert cells(page, 0)["unit"] == "m"


def test_what_holds_while_a_field_is_empty_is_shown_and_not_typed(qtbot, place):
    page = place.form(qtbot, "order")
    page.inputs["buyer"].set_value(1)
    market = page.inputs["market"]
    qtbot.waitUntil(lambda: market.widget.placeholderText() == "France (from: Buyer)")
    assert market.text() == "" and market.value() is None


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


def test_each_row_says_its_amount_beside_what_is_typed(qtbot, place):
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


def test_a_row_copied_whole_is_pasted_again_without_a_word(qtbot, place):
    page = place.form(qtbot, "order")
    page.inputs["currency"].set_text("EUR")
    put(page, 0, product="YR-1", quantity="12", unit_price="5")
    page.grid.selectRow(0)
    page.grid.copy()
    page.rows.go_to(page.lines.index(1, 0))
    page.grid.paste()
    assert cells(page, 1) == cells(page, 0) and not page.rows.note.text()


def test_ctrl_enter_in_an_open_cell_saves_what_is_typed_there(qtbot, place):
    page = place.form(qtbot, "order")
    for name, text in (("number", "PI-9"), ("ordered_on", "2025-10-01"), ("currency", "CNY")):
        page.inputs[name].set_text(text)
    put(page, 0, product="YR-1", quantity="5")
    page.grid.setFocus()
    names = [field.name for field in page.lines.columns]
    page.grid.setCurrentIndex(page.lines.index(0, names.index("unit_price")))
    qtbot.keyClicks(page.grid, "7")
    qtbot.keyClick(page.grid.indexWidget(page.grid.currentIndex()), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(place.went))
    assert place.context.workspace.all("order")[0].total == Decimal(35)


def test_the_next_of_a_pile_keeps_what_one_would_type_again(qtbot, place):
    page = place.form(qtbot, "price")
    for name, text in (("product", "YR-1"), ("currency", "EUR"), ("unit_price", "8.5"), ("reason", "Yarn")):
        page.inputs[name].set_text(text)
    page.inputs["product"].set_value(1)
    page.inputs["valid_from"].set_text("2025-10-01")
    page.save_and_new()
    qtbot.waitUntil(lambda: bool(place.went))
    page = place.shown(qtbot, place.went[0])
    texts = page.fields.texts()
    assert (texts["currency"], texts["reason"], texts["valid_from"]) == ("EUR", "Yarn", "1 Oct 2025")
    assert texts["product"] == texts["unit_price"] == "" and not page.dirty


def test_an_end_counts_from_its_beginning_else_from_today(qtbot, place):
    page = place.form(qtbot, "appearance")
    ends = page.inputs["ends_on"].widget
    ends.setFocus()
    qtbot.keyClicks(ends, "+3")
    assert page.inputs["ends_on"].value() == date(2025, 11, 3)
    page.inputs["starts_on"].set_text("2026-02-05")
    ends.clear()
    qtbot.keyClicks(ends, "+3")
    assert page.inputs["ends_on"].value() == date(2026, 2, 8)
    assert "“Begins”" in page.foot.hint.text()


@pytest.mark.parametrize("typed", ["意", "ydl", "yida", "ital", "IT"])
def test_a_country_is_offered_by_name_initials_or_code_and_never_taken_unasked(qtbot, place, typed):
    page = place.form(qtbot, "buyer")
    line = page.inputs["country"].widget
    line.setFocus()
    line.insert(typed)
    line.textEdited.emit(typed)
    qtbot.waitUntil(line.suggestions().isVisible)
    assert not line.suggestions().currentIndex().isValid() and line.text() == typed
    qtbot.keyClick(line.suggestions(), Qt.Key.Key_Down)
    qtbot.keyClick(line.suggestions(), Qt.Key.Key_Return)
    assert line.text() == "Italy" and page.inputs["country"].value() == "IT"


def test_a_text_typed_before_is_offered(qtbot, place):
    place.context.workspace.save(order(terms="30% deposit"))
    page = place.form(qtbot, "order")
    line = page.inputs["terms"].widget
    line.setFocus()
    qtbot.keyClicks(line, "dep")
    qtbot.waitUntil(line.suggestions().isVisible)
    qtbot.keyClick(line.suggestions(), Qt.Key.Key_Tab)
    assert line.text() == "dep"


def test_a_name_that_no_record_has_is_offered_as_a_new_one_and_one_comes_back(qtbot, place):
    page = place.form(qtbot, "order")
    line = page.inputs["buyer"].widget
    line.setFocus()
    qtbot.keyClicks(line, "Casa Nova")
    qtbot.waitUntil(line.suggestions().isVisible)
    qtbot.keyClick(line.suggestions(), Qt.Key.Key_Down)
    qtbot.keyClick(line.suggestions(), Qt.Key.Key_Return)
    assert place.went == [("form", "buyer", 0, "company=Casa Nova", "back", "form", "order", 0)]
    page.keep()
    buyer = place.shown(qtbot, place.went[0])
    assert buyer.inputs["company"].text() == "Casa Nova"
    qtbot.keyClick(buyer.inputs["company"].widget, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: place.went[-1] == ("form", "order", "0"))
    again = place.form(qtbot, "order")
    assert again.inputs["buyer"].text() == "Casa Nova"
    assert again.inputs["buyer"].value() == place.context.workspace.count("buyer")


def test_a_name_that_a_record_has_is_not_offered_as_new(qtbot, place):
    page = place.form(qtbot, "order")
    line = page.inputs["buyer"].widget
    line.setFocus()
    qtbot.keyClicks(line, "Maison Aubrelle")
    qtbot.waitUntil(line.suggestions().isVisible)
    assert line.suggestions().model().rowCount() == 1


@pytest.mark.parametrize("leave", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
def test_what_is_marked_in_the_list_is_taken_on_leaving(qtbot, place, leave):
    page = place.form(qtbot, "buyer")
    line = page.inputs["country"].widget
    line.setFocus()
    qtbot.keyClicks(line, "ital")
    qtbot.waitUntil(line.suggestions().isVisible)
    qtbot.keyClick(line.suggestions(), Qt.Key.Key_Down)
    qtbot.keyClick(line.suggestions(), leave)
    assert line.text() == "Italy" and page.inputs["country"].value() == "IT"
    assert page.inputs["people"].widget.hasFocus()


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


def test_a_percentage_shows_its_sign_in_field_and_cell(qtbot, place):
    page = place.form(qtbot, "buyer")
    page.inputs["commission"].widget.setFocus()
    qtbot.keyClicks(page.inputs["commission"].widget, "2.5")
    qtbot.keyClick(page.inputs["commission"].widget, Qt.Key.Key_Return)
    assert page.inputs["commission"].text() == "2.5%" and page.inputs["commission"].value() == Decimal("2.5")
    lines = place.form(qtbot, "order")
    put(lines, 0, discount="10 %")
    assert cells(lines, 0)["discount"] == "10%"


def test_the_foot_says_how_to_leave_the_notes(qtbot, place):
    page = place.form(qtbot, "buyer")
    page.inputs["notes"].widget.setFocus()
    assert "Shift+Enter begins a new line" in page.foot.hint.text()
    page.inputs["company"].widget.setFocus()
    assert "Enter goes on" in page.foot.hint.text()


def test_what_is_wrong_is_said_under_the_field_on_leaving_it(qtbot, place):
    page = place.form(qtbot, "order")
    for name, wrong, right in (("buyer", "Nobody", "Maison Aubrelle"), ("ordered_on", "soon", "2025-10-01")):
        line = page.inputs[name].widget
        line.setFocus()
        qtbot.keyClicks(line, wrong)
        qtbot.keyClick(line, Qt.Key.Key_Tab)
        assert not page.notes[name].isHidden() and line.problem() == page.notes[name].text() != ""
        line.setFocus()
        line.selectAll()
        qtbot.keyClicks(line, right)
        qtbot.keyClick(line, Qt.Key.Key_Tab)
        assert page.notes[name].isHidden()


def test_escape_goes_back_and_the_draft_is_offered_again(qtbot, place):
    page = place.form(qtbot, "order")
    qtbot.keyClicks(page.inputs["number"].widget, "PI-9")
    put(page, 0, product="YR-1", quantity="5")
    qtbot.keyClick(page.inputs["number"].widget, Qt.Key.Key_Escape)
    assert place.went == [("list", "order", 0)]
    assert place.said == ["Not saved. The form offers again what was typed."]
    again = place.form(qtbot, "order")
    assert again.inputs["number"].text() == "PI-9"
    assert cells(again, 0)["quantity"] == "5"


@pytest.mark.parametrize("name", ["currency", "status", "ordered_on"])
def test_escape_closes_what_is_open_under_a_field_and_leaves_the_form_only_then(qtbot, place, name):
    page = place.form(qtbot, "order")
    widget = page.inputs[name].widget
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    qtbot.keyClick(popup.focusWidget() or popup, Qt.Key.Key_Escape)
    assert not popup.isVisible() and not place.went
    qtbot.keyClick(widget, Qt.Key.Key_Escape)
    assert place.went == [("list", "order", 0)]


def test_escape_closes_the_list_of_a_cell(qtbot, place):
    page = place.form(qtbot, "order")
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.lines.index(0, 1))
    qtbot.keyClick(page.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = page.grid.indexWidget(page.grid.currentIndex()).findChild(QCompleter).popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible() and not place.went


def test_a_killed_program_offers_its_draft(qtbot, place):
    page = place.form(qtbot, "buyer")
    qtbot.keyClicks(page.inputs["company"].widget, "Half typed")
    drafts = Drafts(place.context.workspace.meta("uid"))
    qtbot.waitUntil(lambda: drafts.find("buyer", 0) is not None, timeout=5000)
    again = place.form(qtbot, "buyer")
    assert again.inputs["company"].text() == "Half typed"


def test_who_types_on_and_on_loses_no_more_than_the_last_seconds(qtbot, place):
    page = place.form(qtbot, "buyer")
    drafts = Drafts(place.context.workspace.meta("uid"))
    line = page.inputs["company"].widget

    def typed_on():
        qtbot.keyClicks(line, "a")
        return drafts.find("buyer", 0) is not None

    qtbot.waitUntil(typed_on, timeout=5000)


def test_a_product_that_no_one_knows_is_begun_from_its_cell_and_comes_back_to_it(qtbot, place):
    workspace = place.context.workspace
    page = place.form(qtbot, "order")
    qtbot.keyClicks(page.inputs["number"].widget, "PI-9")
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.lines.index(0, 1))
    qtbot.keyClicks(page.grid, "Y")
    cell = page.grid.indexWidget(page.grid.currentIndex())
    qtbot.keyClicks(cell, "R-2")
    offers = cell.findChild(QCompleter).popup()
    qtbot.waitUntil(offers.isVisible)
    assert [offers.model().index(at, 0).data() for at in range(offers.model().rowCount())] == [
        "+ New product “YR-2”"
    ]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(offers, key)
    qtbot.waitUntil(lambda: bool(place.went))
    assert place.went == [("form", "product", 0, "sku=YR-2", "back", "form", "order", 0)]
    page.keep()
    workspace.save(Product(sku="YR-2A", name="Scarf", unit="kg"))
    again = place.form(qtbot, "order")
    index = again.grid.currentIndex()
    assert again.grid.hasFocus() and (index.row(), index.column()) == (0, 1)
    assert cells(again, 0) | {"product": "YR-2A Scarf", "unit": "kg"} == cells(again, 0)


def menu_texts(page):
    """The commands of the menu that is open, by what they are called without their keys."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return {action.text().partition("\t")[0]: action for action in menu.actions()}


@pytest.mark.parametrize("by_key", [True, False])
def test_a_row_is_removed_by_the_menu_of_its_cell_and_comes_back(qtbot, place, by_key):
    place.context.workspace.save(order())
    page = place.form(qtbot, "order", 1)
    whole = cells(page, 0)
    page.rows.go_to(page.lines.index(0, 2))
    if by_key:
        qtbot.keyClick(page.grid, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    else:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), QPoint(5, 5))
        QApplication.sendEvent(page.grid.viewport(), event)
    texts = menu_texts(page)
    assert list(texts) == ["Copy", "Copy with headings", "Paste", "Empty the cells", "Remove the row"]
    texts["Remove the row"].trigger()
    QApplication.activePopupWidget().close()
    assert page.lines.rowCount() == 1 and not any(cells(page, 0).values())
    qtbot.keyClick(page.grid, Qt.Key.Key_Z, CTRL)
    assert cells(page, 0) == whole


def test_ctrl_del_removes_the_rows_that_are_selected(qtbot, place):
    rows = order().lines
    place.context.workspace.save(order(lines=(*rows, replace(rows[0], quantity=Decimal(7)))))
    page = place.form(qtbot, "order", 1)
    last = cells(page, 1)
    page.rows.go_to(page.lines.index(0, 0))
    qtbot.keyClick(page.grid, Qt.Key.Key_Delete, CTRL)
    assert cells(page, 0) == last and page.grid.currentIndex().row() == 0 and page.lines.rowCount() == 2


def test_a_click_on_an_offered_word_puts_it_into_the_cell(qtbot, place):
    page = place.form(qtbot, "order")
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.lines.index(0, 1))
    qtbot.keyClicks(page.grid, "Y")
    offers = page.grid.indexWidget(page.grid.currentIndex()).findChild(QCompleter).popup()
    qtbot.waitUntil(offers.isVisible)
    qtbot.mouseClick(offers.viewport(), LEFT, pos=offers.visualRect(offers.model().index(0, 0)).center())
    assert page.grid.half_typed is None and cells(page, 0)["product"] == "YR-1 羊绒衫"


def test_one_who_comes_back_from_a_new_buyer_is_in_its_field_with_the_buyer_there(qtbot, place):
    page = place.form(qtbot, "order")
    line = page.inputs["buyer"].widget
    line.setFocus()
    line.setText("Fior")
    line.begun.emit("Fior")
    page.keep()
    place.context.workspace.save(Buyer(company="Fiorella S.r.l."))
    again = place.form(qtbot, "order")
    assert again.inputs["buyer"].widget.hasFocus() and again.inputs["buyer"].text() == "Fiorella S.r.l."


def test_the_open_cell_is_in_the_draft(qtbot, place):
    page = place.form(qtbot, "order")
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.lines.index(0, 1))
    qtbot.keyClicks(page.grid, "Y")
    qtbot.keyClicks(page.grid.indexWidget(page.grid.currentIndex()), "R")
    page.keep()
    assert place.context.drafts.find("order", 0)["lines"][0][1] == "YR"


def test_enter_leaves_the_notes_and_shift_enter_begins_a_line_there(qtbot, place):
    page = place.form(qtbot, "order")
    notes = page.inputs["notes"].widget
    notes.setFocus()
    qtbot.keyClicks(notes, "a")
    qtbot.keyClick(notes, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(notes, "b")
    qtbot.keyClick(notes, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert page.inputs["notes"].text() == "a\nb" and page.grid.hasFocus()


def test_enter_goes_past_the_button_of_a_notice_to_the_rows(qtbot, place):
    page = place.form(qtbot, "order", place.context.workspace.save(order()).id)
    assert page.notices[0].button.isVisible()
    page.inputs["notes"].widget.setFocus()
    qtbot.keyClick(page.inputs["notes"].widget, Qt.Key.Key_Return)
    assert page.grid.hasFocus()


@pytest.mark.parametrize("by", ["list", "repeating"])
def test_the_currency_of_the_buyers_last_order_is_suggested_and_not_taken_unasked(qtbot, place, by):
    place.context.workspace.save(order(buyer=1, currency="JPY"))
    place.context.workspace.save(order("PI-2", currency="USD"))
    page = place.form(qtbot, "order")
    page.inputs["buyer"].set_value(1)
    line = page.inputs["currency"].widget
    qtbot.waitUntil(lambda: line.placeholderText() == "last: JPY")
    assert page.inputs["currency"].value() is None
    line.setFocus()
    if by == "list":
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
            qtbot.keyClick(line.suggestions() if line.suggestions().isVisible() else line, key)
    else:
        qtbot.keyClick(line, Qt.Key.Key_D, CTRL)
    assert page.inputs["currency"].value() == "JPY"


def test_cancel_forgets_the_draft(qtbot, place):
    page = place.form(qtbot, "buyer")
    qtbot.keyClicks(page.inputs["company"].widget, "Gone")
    page.keep()
    page.give_up()
    again = place.form(qtbot, "buyer")
    assert again.inputs["company"].text() == "" and place.context.drafts.kept() == []


def test_what_was_cancelled_is_brought_back_by_keys(qtbot, place):
    page = place.form(qtbot, "order")
    assert not page.cancelled.isVisible()
    qtbot.keyClicks(page.inputs["number"].widget, "PI-9")
    put(page, 0, product="YR-1")
    page.give_up()
    assert "can be brought back" in place.said[-1]
    again = place.form(qtbot, "order")
    assert again.cancelled.isVisible()
    qtbot.keyClick(again.inputs["number"].widget, Qt.Key.Key_Backtab)
    qtbot.keyClick(again.focusWidget(), Qt.Key.Key_Space)
    assert (again.inputs["number"].text(), cells(again, 0)["product"]) == ("PI-9", "YR-1 羊绒衫")
    assert again.dirty and not again.cancelled.isVisible()


def test_what_was_cancelled_is_offered_until_another_is_typed_and_saved(qtbot, place):
    page = place.form(qtbot, "buyer")
    page.give_up()
    assert not place.form(qtbot, "buyer").cancelled.isVisible()  # nothing had been typed
    page = place.form(qtbot, "buyer")
    qtbot.keyClicks(page.inputs["company"].widget, "Gone")
    page.give_up()
    page = place.form(qtbot, "buyer")
    qtbot.keyClicks(page.inputs["company"].widget, "Other")
    assert not page.cancelled.isVisible()
    page.save()
    qtbot.waitUntil(lambda: bool(place.said) and "Saved" in place.said[-1])
    assert not place.form(qtbot, "buyer").cancelled.isVisible()


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("reported_fact", "place", "it bounds that course"),
        ("goal", "series", "Of recognition only"),
        ("survey_wave", "approached", "who declined"),
        ("milestone", "brand", "Empty: every brand"),
    ],
)
def test_the_foot_says_what_a_field_is_for_while_one_is_in_it(qtbot, place, kind, name, said):
    page = place.form(qtbot, kind)
    page.inputs[name].widget.setFocus()
    assert said in page.foot.hint.text()


def test_what_was_half_typed_waits_while_another_is_begun_with_values_of_its_own(qtbot, place):
    page = place.form(qtbot, "buyer")
    qtbot.keyClicks(page.inputs["company"].widget, "Half typed")
    page.keep()
    begun = ("form", "buyer", 0, "company=Fiorella", "back", "overview")
    for _visit in range(2):  # to the help and back
        page = place.shown(qtbot, begun)
        assert page.inputs["company"].text().startswith("Fiorella")
        assert ("waits" in page.frame._subtitle.text()) != _visit
        qtbot.keyClicks(page.inputs["company"].widget, "!")
        page.keep()
    page = place.shown(qtbot, begun)
    page.save()
    qtbot.waitUntil(lambda: bool(place.said) and "Saved" in place.said[-1])
    again = place.form(qtbot, "buyer")
    assert again.inputs["company"].text() == "Half typed" and again.dirty


def test_what_waits_is_there_again_when_the_other_is_given_up(qtbot, place):
    page = place.form(qtbot, "buyer")
    qtbot.keyClicks(page.inputs["company"].widget, "Half typed")
    page.keep()
    for typed in ("", "!"):
        other = place.shown(qtbot, ("form", "buyer", 0, "company=Fiorella", "back", "overview"))
        qtbot.keyClicks(other.inputs["company"].widget, typed)
        other.give_up()
        page = place.form(qtbot, "buyer")
        assert page.inputs["company"].text() == "Half typed"


def test_totals_follow_what_is_typed(qtbot, place):
    place.context.workspace.save(
        ExchangeRate(currency="EUR", into="CNY", day=date(2025, 10, 1), rate=Decimal("8.2"))
    )
    page = place.form(qtbot, "order", place.context.workspace.save(order()).id)
    assert texts_of(page.totals)[1::2] == ["10 pc", "EUR 85.00", "CNY 697.00"]
    put(page, 0, quantity="20")
    qtbot.waitUntil(lambda: "EUR 170.00" in texts_of(page.totals))
    assert not page.notices


def test_a_missing_rate_is_noticed_with_a_way_to_enter_it(qtbot, place):
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


def test_a_half_typed_order_is_there_again_after_its_rate_was_entered(qtbot, place):
    page = place.form(qtbot, "order")
    for name, text in (("number", "PI-9"), ("ordered_on", "2025-10-01"), ("currency", "EUR")):
        page.inputs[name].set_text(text)
    put(page, 0, product="YR-1", quantity="5", unit_price="3")
    qtbot.waitUntil(lambda: bool(page.notices))
    page.notices[0].button.click()
    page.keep()  # as the window does with the page that it leaves
    rate = place.shown(qtbot, place.went[0])
    qtbot.keyClick(rate.inputs["rate"].widget, Qt.Key.Key_Escape)
    assert place.went[1] == ("form", "order", "0")
    again = place.shown(qtbot, place.went[1])
    assert again.inputs["number"].text() == "PI-9" and cells(again, 0)["quantity"] == "5"


def test_the_way_back_leads_over_the_rate_that_was_missing(qtbot, place):
    id = place.context.workspace.save(order()).id
    page = place.shown(qtbot, ("form", "order", str(id), "back", "list", "buyer"))
    page.notices[0].button.click()
    rate = place.shown(qtbot, place.went[0])
    qtbot.keyClick(rate.inputs["rate"].widget, Qt.Key.Key_Escape)
    again = place.shown(qtbot, place.went[1])
    qtbot.keyClick(again.inputs["number"].widget, Qt.Key.Key_Escape)
    assert place.went[2] == ("list", "buyer")


def test_a_save_asked_for_twice_saves_once(qtbot, place):
    page = place.form(qtbot, "sheet_text")
    page.inputs["steps"].set_text("Book the hall")
    page.save()
    page.save()
    qtbot.waitUntil(lambda: bool(place.went))
    assert place.context.workspace.count("sheet_text") == 1


def test_a_draft_that_falls_due_while_it_is_saved_is_none_and_saving_goes_on(qtbot, place):
    workspace, wait = place.context.workspace, threading.Event()
    page = place.form(qtbot, "buyer")
    qtbot.keyClicks(page.inputs["company"].widget, "Nuovo")
    workspace.post(wait.wait)
    page.save()
    qtbot.waitUntil(lambda: page._drafting.remainingTime() > 1000)
    page._drafting.timeout.emit()
    assert not place.went and place.context.drafts.find("buyer", 0) is None
    wait.set()
    qtbot.waitUntil(lambda: bool(place.went))
    assert place.context.drafts.find("buyer", 0) is None


def test_what_cannot_be_written_is_said_and_one_is_still_in_the_field(qtbot, place, monkeypatch):
    page = place.form(qtbot, "buyer")
    line = page.inputs["company"].widget
    qtbot.keyClicks(line, "Nuovo")

    def full(_records):
        raise CannotWrite(Label("The disk is full."))

    monkeypatch.setattr(place.context.workspace, "save_now", full)
    qtbot.keyClick(line, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: place.said == ["The disk is full."])
    assert line.hasFocus() and line.text() == "Nuovo" and page.dirty


def test_tab_comes_to_a_notice_after_the_fields_and_to_saving_before_giving_up(qtbot, place):
    page = place.form(qtbot, "order", place.context.workspace.save(order()).id)
    page.inputs["notes"].widget.setFocus()
    qtbot.keyClick(page.inputs["notes"].widget, Qt.Key.Key_Tab)
    assert page.notices[0].button.hasFocus()
    reached = []
    page.foot.save.setFocus()
    for _each in range(3):
        reached.append(page.focusWidget())
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert reached == [page.foot.save, page.foot.again, page.foot.cancel]


def test_saving_says_the_notice_again(qtbot, place):
    page = place.form(qtbot, "order", place.context.workspace.save(order()).id)
    page.save()
    qtbot.waitUntil(lambda: bool(place.said))
    assert "No rate EUR to CNY" in place.said[-1]


def test_names_of_which_a_word_begins_as_typed_are_offered_first(qtbot, place):
    for name in ("清河羊绒", "远绒"):
        place.context.workspace.save(Brand(name=name))
    page = place.form(qtbot, "appearance")
    line = page.inputs["brand"].widget
    line.setFocus()
    qtbot.keyClicks(line, "yr")
    qtbot.waitUntil(line.suggestions().isVisible)
    model = line.suggestions().model()
    assert [model.index(at, 0).data() for at in range(2)] == ["远绒", "清河羊绒"]
    rows = place.form(qtbot, "order").lines
    assert rows.suggest(rows.index(0, 2), "yr")[:2] == ["远绒", "清河羊绒"]


@pytest.mark.parametrize("code", CODES)
def test_an_appearance_that_was_chosen_stays_chosen_in_a_draft(qtbot, place, code):
    show = place.context.workspace.save(Show(name="Milano Moda", country="IT")).id
    made = Appearance(brand=1, show=show, season="2026AW", starts_on=date(2026, 2, 24))
    place.context.workspace.save(made)
    place.context = replace(place.context, language=language(code))
    page = place.form(qtbot, "order")
    page.inputs["appearance"].set_value(1)
    page.keep()
    again = place.form(qtbot, "order")
    assert again.dirty and again.inputs["appearance"].value() == 1


def test_appearances_of_one_title_are_told_apart_and_stay_apart_in_a_draft(qtbot, place):
    workspace = place.context.workspace
    workspace.save(Brand(name="Other"))
    show = workspace.save(Show(name="Milan", country="IT")).id
    day = date(2026, 2, 24)
    for brand in (1, 2):
        workspace.save(Appearance(brand=brand, show=show, season="2026AW", starts_on=day))
    page = place.form(qtbot, "order")
    appearance = page.inputs["appearance"]
    line = appearance.widget
    line.setFocus()
    qtbot.keyClicks(line, "mil")
    qtbot.waitUntil(line.suggestions().isVisible)
    model = line.suggestions().model()
    offered = [model.index(at, 0).data() for at in range(2)]
    assert sorted(offered) == ["Milan AW26-27 (Other)", "Milan AW26-27 (Yuanrong)"]
    assert line.suggestions().viewport().width() >= line.suggestions().sizeHintForColumn(0)
    appearance.set_value(2)
    assert appearance.text() == "Milan AW26-27 (Other)"
    page.fields.edited.emit()
    page.keep()
    again = place.form(qtbot, "order")
    assert again.inputs["appearance"].value() == 2


def test_a_step_in_the_rows_is_taken_back_and_done_again_and_no_saved_change(qtbot, place):
    page = place.form(qtbot, "order")
    put(page, 0, product="YR-1", quantity="5")
    qtbot.wait(1)
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.lines.index(0, 3))
    QApplication.clipboard().setText("many\tpc\t3\r\n6\tpc\t4\r\n")
    page.grid.paste()
    qtbot.wait(1)
    assert cells(page, 1)["unit_price"] == "4" and page.rows.note.text()
    qtbot.keyClick(page.grid, Qt.Key.Key_Z, CTRL)
    assert cells(page, 0)["quantity"] == "5" and not any(cells(page, 1).values())
    assert not page.rows.note.text() and page.grid.currentIndex().column() == 3
    qtbot.keyClick(page.grid, Qt.Key.Key_Y, CTRL)
    assert cells(page, 0)["quantity"] == "many" and page.rows.note.text()


def test_undo_in_an_open_cell_stays_in_it(qtbot, place):
    page = place.form(qtbot, "order")
    heard = []
    QShortcut(QKeySequence("Ctrl+Z"), page).activated.connect(lambda: heard.append(1))
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.lines.index(0, 3))
    qtbot.keyClick(page.grid, Qt.Key.Key_F2)
    qtbot.keyClick(page.grid.indexWidget(page.grid.currentIndex()), Qt.Key.Key_Z, CTRL)
    assert not heard


def test_pasted_cells_that_have_no_column_are_told_until_one_types_on(qtbot, place):
    page = place.form(qtbot, "order")
    QApplication.clipboard().setText("9.5\t10%\tspare\r\n8\t\t\r\n")
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.lines.index(0, 5))
    page.grid.paste()
    assert page.rows.note.text() == "1 pasted cell has no column here and was left out: spare"
    put(page, 0, product="YR-1")
    assert page.rows.note.text() == ""


def test_a_row_begins_with_its_defaults_and_is_matched_in_any_language(qtbot, place):
    page = place.form(qtbot, "order")
    put(page, 0, product="yr-1")
    assert cells(page, 0) | {"kind": "goods", "unit": "pc", "product": "YR-1 羊绒衫"} == cells(page, 0)
    put(page, 0, product="YR-1", kind="货品")
    assert cells(page, 0)["product"] == "YR-1 羊绒衫"
    assert page.lines.suggest(page.lines.index(0, 1), "yrs")[0] == "YR-1 羊绒衫"


def test_a_wrong_cell_is_red_until_it_is_mended(qtbot, place):
    page = place.form(qtbot, "order")
    at = page.lines.index(0, [f.name for f in page.lines.columns].index("quantity"))
    page.lines.setData(at, "many")
    assert at.data(PROBLEM)
    page.lines.setData(at, "3")
    assert not at.data(PROBLEM)


def test_what_is_wrong_with_a_cell_is_said_at_once_and_again_where_one_stands_on_it(qtbot, place):
    page = place.form(qtbot, "order")
    page.grid.setFocus()
    names = [field.name for field in page.lines.columns]
    page.grid.setCurrentIndex(page.lines.index(0, names.index("quantity")))
    qtbot.keyClicks(page.grid, "many")
    qtbot.keyClick(page.grid.indexWidget(page.grid.currentIndex()), Qt.Key.Key_Tab)
    assert page.rows.note.text() == "Row 1: This is not a number. Type it like 1234.50."
    assert "Tab goes right" in page.foot.hint.text()
    page.grid.setCurrentIndex(page.lines.index(0, names.index("quantity")))
    assert page.foot.hint.text() == "This is not a number. Type it like 1234.50."
    put(page, 0, quantity="3")
    assert page.rows.note.isHidden()


def test_a_price_is_headed_by_the_orders_currency(qtbot, place):
    page = place.form(qtbot, "order")
    page.inputs["currency"].set_text("EUR")
    at = [field.name for field in page.lines.columns].index("unit_price")
    head = page.grid.model().headerData
    qtbot.waitUntil(lambda: head(at, Qt.Orientation.Horizontal, 0) == "Unit price EUR")


def beside(page, first, second):
    return page.inputs[first].widget.parent().y() == page.inputs[second].widget.parent().y()


def test_fields_stand_in_as_many_columns_as_have_room(qtbot, place):
    page = place.form(qtbot, "order")
    assert beside(page, "number", "season") and not beside(page, "number", "ordered_on")
    page.resize(700, 660)
    qtbot.waitUntil(lambda: not beside(page, "number", "season"))
    assert page.area.horizontalScrollBar().maximum() == 0
    page.inputs["market"].widget.setFocus()
    qtbot.keyClick(page.inputs["market"].widget, Qt.Key.Key_Return)
    assert page.inputs["season"].widget.hasFocus()
    page.resize(1180, 660)
    qtbot.waitUntil(lambda: beside(page, "number", "season"))


def test_the_text_at_the_end_of_a_form_has_room_for_an_address(qtbot, place):
    page = place.form(qtbot, "reported_fact")
    address, told = (page.inputs[name].widget for name in ("address", "stated_by"))
    assert address.width() > 2 * told.width()
    assert page.area.viewport().width() == page.area.widget().width()
    foot = page.foot.save.mapTo(page, page.foot.save.rect().topRight()).x()
    box = page.inputs["said"].widget
    assert box.mapTo(page, box.rect().topRight()).x() == foot


def test_rows_have_the_room_that_the_fields_leave(qtbot, place):
    page = place.form(qtbot, "order")
    beneath = page.area.viewport().height() - page.rows.geometry().bottom()
    assert beneath <= 1 and page.grid.height() > 4 * ROW_HEIGHT


def test_all_rows_are_in_sight_while_one_works_in_them(qtbot, place):
    page = place.form(qtbot, "order")
    for row in range(7):
        put(page, row, product="YR-1", quantity="1")
    page.resize(page.width(), 520)
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.lines.index(1, 0))
    seen = page.rows.visibleRegion().boundingRect()
    assert seen.height() == page.rows.height() and page.grid.height() >= 8 * ROW_HEIGHT


@pytest.mark.parametrize("opened", [False, True], ids=["closed", "open"])
def test_the_words_of_a_choice_are_found_by_their_letters(qtbot, place, opened):
    place.context = replace(place.context, language=language("zh"))
    page = place.form(qtbot, "order")
    box = page.inputs["status"].widget
    box.setFocus()
    if opened:
        box.showPopup()
    keys = box.view() if opened else box
    qtbot.keyClicks(keys, "yfh")
    if opened:
        assert box.currentData() == "confirmed"
        qtbot.keyClick(keys, Qt.Key.Key_Return)
    assert box.currentData() == "shipped"


def test_the_words_of_a_cell_are_found_by_their_letters(place, qtbot):
    place.context = replace(place.context, language=language("zh"))
    page = place.form(qtbot, "order")
    assert page.lines.suggest(page.lines.index(0, 0), "yf") == ["运费"]


def test_a_choice_that_must_be_made_is_not_made_unasked(qtbot, place):
    page = place.form(qtbot, "reported_fact")
    page.inputs["subject"].set_text("Cashmere")
    page.inputs["stated_by"].set_text("Paper")
    page.save()
    assert page.inputs["measure"].value() is None
    assert page.notes["measure"].text() == "This must be filled in."


def test_labels_are_unique_within_a_kind_in_each_language():
    for code in CODES:
        for kind in kinds().values():
            for each in filter(None, (kind, kind.lines and kind.lines.kind)):
                names = [language(code).say(field.label) for field in each.fields]
                assert [name for name, n in Counter(names).items() if n > 1] == [], (code, each.name)


def test_a_suggestion_is_taken_with_enter(qtbot, place):
    page = place.form(qtbot, "order")
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.lines.index(0, 1))
    qtbot.keyClicks(page.grid, "y")
    editor = page.grid.indexWidget(page.grid.currentIndex())
    popup = editor.findChild(QCompleter).popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert cells(page, 0)["product"] == "YR-1 羊绒衫"
    assert page.grid.currentIndex().row() == 1


def test_an_emptied_field_that_is_never_empty_takes_its_default(qtbot, place):
    old = place.context.workspace.save(
        Price(product=1, list="MILANO", currency="EUR", unit_price=Decimal(9), valid_from=date(2025, 1, 1))
    )
    page = place.form(qtbot, "price", old.id)
    page.inputs["list"].line.selectAll()
    qtbot.keyClick(page.inputs["list"].line, Qt.Key.Key_Delete)
    qtbot.keyClick(page.inputs["list"].line, Qt.Key.Key_Return)
    assert page.inputs["list"].text() == "A"
    page.inputs["list"].line.clear()
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: place.went != [])
    assert place.context.workspace.get("price", old.id).list == "A"


def test_a_row_without_its_unit_takes_the_default(qtbot, place):
    page = place.form(qtbot, "order", place.context.workspace.save(order(rate=Decimal(8))).id)
    put(page, 0, unit="", kind="")
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: place.went != [])
    (line,) = place.context.workspace.get("order", page.id).lines
    assert (line.kind, line.unit) == ("goods", "pc")


def test_a_suggestion_in_a_cell_is_never_taken_unasked(qtbot, place):
    page = place.form(qtbot, "order")
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.lines.index(0, 1))
    qtbot.keyClicks(page.grid, "s")
    popup = page.grid.indexWidget(page.grid.currentIndex()).findChild(QCompleter).popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Tab)
    assert page.lines.index(0, 1).data() == "s" and page.rows.note.text()


def test_a_name_that_several_bear_is_not_guessed(qtbot, place):
    place.context.workspace.save(Product(sku="YR-2", name="羊绒衫"))
    page = place.form(qtbot, "order")
    put(page, 0, product="羊绒衫")
    assert cells(page, 0)["product"] == "羊绒衫"
    assert page.lines.wrong()[1, "product"] == "Several are called '羊绒衫'. Choose one of the list."
    put(page, 0, product="yr-2")
    assert cells(page, 0)["product"] == "YR-2 羊绒衫"


@pytest.mark.parametrize(("column", "taken"), [(0, "goods"), (1, "YR-1 羊绒衫")])
def test_alt_down_lists_what_may_stand_in_a_cell(qtbot, place, column, taken):
    page = place.form(qtbot, "order")
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.lines.index(0, column))
    qtbot.keyClick(page.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = page.grid.indexWidget(page.grid.currentIndex()).findChild(QCompleter).popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Tab)
    assert page.lines.texts[0][column] == taken


def test_a_command_goes_through_an_open_list(qtbot, place):
    page = place.form(qtbot, "buyer")
    qtbot.keyClicks(page.inputs["company"].widget, "Nuovo")
    line = page.inputs["country"].widget
    line.setFocus()
    qtbot.keyClicks(line, "it")
    qtbot.waitUntil(line.suggestions().isVisible)
    qtbot.keyPress(line.suggestions(), Qt.Key.Key_Control)
    assert not line.suggestions().isVisible() and line.text() == "it"
    qtbot.keyClick(line, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: place.context.workspace.count("buyer") == 2)
