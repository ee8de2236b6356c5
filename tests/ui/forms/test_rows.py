"""The rows of a form: cells typed, pasted, removed, undone, and what is wrong with them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QCompleter, QMenu

from passerella.records.trade import Product
from passerella.texts.language import language
from passerella.ui.widgets.painting import PROBLEM, ROW_HEIGHT

CTRL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)


def in_sight(page):
    seen, cell = page.area.viewport(), page.grid.visualRect(page.grid.currentIndex())
    corners = (page.grid.viewport().mapTo(seen, each) for each in (cell.topLeft(), cell.bottomLeft()))
    return all(seen.rect().contains(each) for each in corners)


def menu_texts(page):
    """The commands of the menu that is open, by what they are called without their keys."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return {action.text().partition("\t")[0]: action for action in menu.actions()}


def test_a_refused_row_is_gone_to_and_named(qtbot, place, put):
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


def test_the_cell_one_works_in_is_in_sight(qtbot, place, put):
    page = place.form(qtbot, "order")
    page.resize(1180, 500)
    page.grid.setFocus()
    for row in range(7):
        put(page, row, product="YR-1", quantity="5", unit_price="3")
        page.grid.setCurrentIndex(page.lines.index(row + 1, 1))
        qtbot.waitUntil(lambda: in_sight(page))


def test_ctrl_d_in_a_cell_repeats_the_one_above_and_first_the_last_orders_row(qtbot, place, order, cells):
    place.context.workspace.save(order())
    page = place.form(qtbot, "order")
    page.grid.setFocus()
    names = [field.name for field in page.lines.columns]
    for row, name in ((0, "product"), (0, "quantity"), (1, "product")):
        page.grid.setCurrentIndex(page.lines.index(row, names.index(name)))
        qtbot.keyClick(page.grid, Qt.Key.Key_D, CTRL)
    assert (cells(page, 0)["product"], cells(page, 0)["quantity"]) == ("YR-1 羊绒衫", "10")
    assert cells(page, 1)["product"] == "YR-1 羊绒衫" and not cells(page, 1)["quantity"]


def test_a_row_copied_whole_is_pasted_again_without_a_word(qtbot, place, put, cells):
    page = place.form(qtbot, "order")
    page.inputs["currency"].set_text("EUR")
    put(page, 0, product="YR-1", quantity="12", unit_price="5")
    page.grid.selectRow(0)
    page.grid.copy()
    page.rows.go_to(page.lines.index(1, 0))
    page.grid.paste()
    assert cells(page, 1) == cells(page, 0) and not page.rows.note.text()


def test_ctrl_enter_in_an_open_cell_saves_what_is_typed_there(qtbot, place, put):
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


def test_escape_closes_the_list_of_a_cell(qtbot, place):
    page = place.form(qtbot, "order")
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.lines.index(0, 1))
    qtbot.keyClick(page.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = page.grid.indexWidget(page.grid.currentIndex()).findChild(QCompleter).popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible() and not place.went


def test_a_product_that_no_one_knows_is_begun_from_its_cell_and_comes_back_to_it(qtbot, place, cells):
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


@pytest.mark.parametrize("by_key", [True, False])
def test_a_row_is_removed_by_the_menu_of_its_cell_and_comes_back(qtbot, place, by_key, order, cells):
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


def test_ctrl_del_removes_the_rows_that_are_selected(qtbot, place, order, cells):
    rows = order().lines
    place.context.workspace.save(order(lines=(*rows, replace(rows[0], quantity=Decimal(7)))))
    page = place.form(qtbot, "order", 1)
    last = cells(page, 1)
    page.rows.go_to(page.lines.index(0, 0))
    qtbot.keyClick(page.grid, Qt.Key.Key_Delete, CTRL)
    assert cells(page, 0) == last and page.grid.currentIndex().row() == 0 and page.lines.rowCount() == 2


def test_enter_goes_past_the_button_of_a_notice_to_the_rows(qtbot, place, order):
    page = place.form(qtbot, "order", place.context.workspace.save(order()).id)
    assert page.notices[0].button.isVisible()
    page.inputs["notes"].widget.setFocus()
    qtbot.keyClick(page.inputs["notes"].widget, Qt.Key.Key_Return)
    assert page.grid.hasFocus()


def test_a_step_in_the_rows_is_taken_back_and_done_again_and_no_saved_change(qtbot, place, put, cells):
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


def test_pasted_cells_that_have_no_column_are_told_until_one_types_on(qtbot, place, put):
    page = place.form(qtbot, "order")
    QApplication.clipboard().setText("9.5\t10%\tspare\r\n8\t\t\r\n")
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.lines.index(0, 5))
    page.grid.paste()
    assert page.rows.note.text() == "1 pasted cell has no column here and was left out: spare"
    put(page, 0, product="YR-1")
    assert page.rows.note.text() == ""


def test_a_row_begins_with_its_defaults_and_is_matched_in_any_language(qtbot, place, put, cells):
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


def test_what_is_wrong_with_a_cell_is_said_at_once_and_again_where_one_stands_on_it(qtbot, place, put):
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


def test_rows_have_the_room_that_the_fields_leave(qtbot, place):
    page = place.form(qtbot, "order")
    beneath = page.area.viewport().height() - page.rows.geometry().bottom()
    assert beneath <= 1 and page.grid.height() > 4 * ROW_HEIGHT


def test_all_rows_are_in_sight_while_one_works_in_them(qtbot, place, put):
    page = place.form(qtbot, "order")
    for row in range(7):
        put(page, row, product="YR-1", quantity="1")
    page.resize(page.width(), 520)
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.lines.index(1, 0))
    seen = page.rows.visibleRegion().boundingRect()
    assert seen.height() == page.rows.height() and page.grid.height() >= 8 * ROW_HEIGHT


def test_the_words_of_a_cell_are_found_by_their_letters(place, qtbot):
    place.context = replace(place.context, language=language("zh"))
    page = place.form(qtbot, "order")
    assert page.lines.suggest(page.lines.index(0, 0), "yf") == ["运费"]
