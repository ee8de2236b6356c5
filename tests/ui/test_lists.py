"""Lists: search, filter, order, totals, what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QMenu

from passerella.records.brands import Brand
from passerella.records.everything import kinds
from passerella.records.orders import Order, OrderLine
from passerella.records.prices import Price
from passerella.records.shows import Appearance, Show
from passerella.records.trade import Buyer, ExchangeRate, Product
from passerella.ui import asking, look
from passerella.ui.columns import NARROWEST
from passerella.ui.home import Settings
from passerella.ui.pages import list_blocks, list_standing, listing
from passerella.ui.pages.listing import ListPage
from passerella.ui.widgets.chips import Chip
from passerella.ui.widgets.clipboard import read_block
from passerella.ui.widgets.painting import text_width

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)


class Place:
    """Opens lists without a window."""

    def __init__(self, alone):
        self._alone, self.went, self.told, self.pages = alone, alone.went, alone.said, []

    def open(self, kind, settings=None):
        page = ListPage(replace(self._alone.context, settings=settings or Settings()), kinds()[kind])
        self.pages.append(page)
        self._alone.show(page)
        page.view.setFocus()
        return page


@pytest.fixture
def place(alone):
    look.load_fonts()
    made = Place(alone)
    yield made
    for page in made.pages:
        page.keep()  # as the window does before the workspace is closed
    QGuiApplication.clipboard().setText("")


@pytest.fixture
def orders(workspace, place):
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
    return place.open("order")


@pytest.fixture
def buyers(workspace, place):
    for company in ("阿玛尼", "王五羊绒", "Aubrelle", "Maison"):
        workspace.save(Buyer(company=company, country="IT"))
    return place.open("buyer")


def column(page, name):
    at = [field.name for field in page.table.columns].index(name)
    return [page.table.index(row, at).data() for row in range(page.table.rowCount())]


def test_search_by_pinyin_initials(qtbot, orders):
    qtbot.keyClicks(orders.search, "eeds")
    qtbot.waitUntil(lambda: column(orders, "number") == ["PI-1"])


def test_filter_and_total_of_what_is_left(orders):
    assert orders.totals.total.text().endswith("CNY 800.00")
    assert orders.totals.left_out.isVisible()
    box = orders.filters["status"]
    box.setCurrentIndex(box.findData("quoted"))
    assert column(orders, "number") == ["PI-2"]
    assert orders.totals.total.text().endswith("CNY 400.00")
    assert not orders.totals.left_out.isVisible()


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


def test_an_order_is_known_by_its_goods_how_much_and_at_which_price(orders, workspace):
    workspace.save(Product(sku="YR-2", name="围巾", name_en="Shawl"))
    rows = [
        OrderLine(product=2, quantity=Decimal(10), unit_price=Decimal("82.5")),
        OrderLine(product=1, quantity=Decimal(30), unit_price=Decimal(40)),
        OrderLine(kind="freight", quantity=Decimal(1), unit_price=Decimal(300)),
        OrderLine(kind="return", product=1, quantity=Decimal(2), unit_price=Decimal(40)),
    ]
    first = workspace.get("order", 1)
    workspace.save(replace(first, lines=tuple(rows)))
    workspace.save(replace(workspace.get("order", 2), lines=(rows[0], replace(rows[1], unit="kg"))))
    orders.refresh()
    assert column(orders, "goods") == ["羊绒衫", "Shawl and 1 more", "Shawl and 1 more"]
    assert column(orders, "quantity") == ["10 pc", "", "38 pc"]
    assert column(orders, "unit_price") == ["5.00", "", "40.00 – 82.50"]


def test_prices_have_the_decimals_of_their_currency_under_each_other(workspace, place):
    workspace.save(Product(sku="YR-1", name="羊绒衫"))
    for currency, price in (("EUR", "119.4"), ("GBP", "84"), ("JPY", "11460"), ("USD", "0.1255")):
        day, amount = date(2025, 1, 1), Decimal(price)
        workspace.save(Price(product=1, currency=currency, unit_price=amount, valid_from=day))
    page = place.open("price")
    shown = dict(zip(column(page, "currency"), column(page, "unit_price"), strict=True))
    assert shown == {"EUR": "119.40", "GBP": "84.00", "JPY": "11,460", "USD": "0.1255"}


def test_only_what_is_stored_gives_an_order_and_the_head_says_so(orders, place):
    at = orders.table.names.index("goods")
    orders.view.horizontalHeader().sectionClicked.emit(at)
    assert column(orders, "number") == ["PI-3", "PI-2", "PI-1"]
    tip = orders.table.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert place.told == [tip]
    day = orders.table.names.index("ordered_on")
    assert orders.view.horizontalHeader().sortIndicatorSection() == day


def test_long_names_give_way_before_a_column_leaves_the_window(workspace, place, orders):
    company = "Manifattura Internazionale di Maglieria Pregiata"
    workspace.save(replace(workspace.get("buyer", 1), company=company))
    page = place.open("order")
    page.resize(1000, 660)
    assert page.view.horizontalScrollBar().maximum() == 0
    narrow = page.view.columnWidth(page.table.names.index("buyer"))
    page.resize(1400, 660)
    assert page.view.columnWidth(page.table.names.index("buyer")) > narrow


def test_heads_over_nothing_give_way_before_words_are_cut(workspace, place):
    workspace.save(Brand(name="Manifattura", name_en="Fine Cashmere Mill", owner="Manifattura Pregiata"))
    page = place.open("brand")
    wide, names = page.view.columnWidth, page.table.names
    head = page.view.horizontalHeader().sectionSizeHint
    empty = [names.index(name) for name in ("name_it", "trademark", "expires_on")]
    filled = {
        each: max(head(each), text_width([page.table.text(0, each)]))
        for each in page.columns.shown
        if each not in empty
    }
    least = sum(filled.values()) + len(empty) * NARROWEST
    page.resize(page.width() - page.view.viewport().width() + least, 660)
    assert all(wide(each) >= needed for each, needed in filled.items())
    assert all(wide(each) < head(each) for each in empty)
    assert page.view.horizontalScrollBar().maximum() == 0
    page.resize(page.width() - 15, 660)
    assert [names[each] for each, needed in filled.items() if wide(each) < needed] == ["owner"]


def test_long_words_of_filters_leave_the_search_line_its_room(place):
    page = place.open("survey_series")
    page.resize(640, 660)
    assert page.search.width() >= page.search.fontMetrics().horizontalAdvance("Search, also by pinyin")


def test_a_wide_window_shows_long_names_whole_and_leaves_no_empty_half(workspace, place, orders):
    company = "Manifattura Internazionale di Maglieria Pregiata"
    workspace.save(replace(workspace.get("buyer", 1), company=company))
    page = place.open("order")
    page.resize(1900, 660)
    columns = page.columns.shown
    buyer = page.table.names.index("buyer")
    assert page.view.columnWidth(buyer) > text_width([company])
    last = page.view.columnWidth(columns[-1])
    assert last < page.view.viewport().width() / 4


def test_columns_fit_what_comes_later_until_the_person_has_dragged_one(workspace, place):
    page = place.open("buyer")
    company, country = map(page.table.names.index, ("company", "country"))

    def wide(name):
        workspace.save(Buyer(company=name))
        page.refresh()
        return page.view.columnWidth(company)

    short, longer = wide("A"), wide("Manifattura Internazionale")
    assert longer > short
    page.view.setColumnWidth(country, 150)
    assert wide("Manifattura Internazionale di Maglieria") == longer
    assert page.view.columnWidth(country) == 150


def test_enter_opens_the_current_record(qtbot, orders, place):
    qtbot.keyClick(orders.view, Qt.Key.Key_Return)
    assert place.went == [("form", "order", 3)]


def shown(page):
    return [page.table.names[each] for each in page.columns.shown]


def current(page):
    return page.table.record_at(page.view.currentIndex().row())


def menu_of(page):
    return next(each for each in page.findChildren(QMenu) if each.isVisible())


def choose(menu, text):
    next(each for each in menu.actions() if text in each.text()).trigger()
    menu.close()


def test_columns_keep_width_order_and_hiding_by_name_over_a_restart(place, orders):
    header = orders.view.horizontalHeader()
    names = orders.table.names
    orders.view.setColumnWidth(names.index("buyer"), 199)
    header.moveSection(header.visualIndex(names.index("status")), 0)
    orders.columns.show(names.index("market"), False)
    orders.columns.show(names.index("terms"), True)
    header.sectionClicked.emit(names.index("number"))
    orders.refresh()
    wanted = shown(orders)
    orders.keep()
    again = place.open("order", Settings())
    assert shown(again) == wanted and wanted[0] == "status" and "market" not in wanted and "terms" in wanted
    assert again.view.columnWidth(names.index("buyer")) == 199
    assert column(again, "number") == ["PI-1", "PI-2", "PI-3"]


def test_the_menu_button_hides_and_shows_columns_by_keyboard(qtbot, orders):
    orders.columns_button.setFocus()
    orders.view.setCurrentIndex(orders.table.index(0, orders.table.names.index("buyer")))
    orders.columns_menu.popup(QPoint(0, 0))
    menu = orders.columns_menu
    status = next(each for each in menu.actions() if each.isCheckable() and each.text() == "Status")
    menu.setActiveAction(status)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert "status" not in shown(orders)
    orders.columns_menu.popup(QPoint(0, 0))
    choose(menu, "“Buyer” left")
    assert shown(orders)[:2] == ["buyer", "number"]
    orders.columns_menu.popup(QPoint(0, 0))
    choose(menu, "as at first")
    assert shown(orders)[:3] == ["number", "buyer", "goods"]


def test_the_menu_button_sorts_by_the_column_one_is_in(orders):
    orders.view.setCurrentIndex(orders.table.index(0, orders.table.names.index("number")))
    for wanted in (["PI-1", "PI-2", "PI-3"], ["PI-3", "PI-2", "PI-1"]):
        orders.columns_menu.popup(QPoint(0, 0))
        choose(orders.columns_menu, "Sort by “Order number”")
        assert column(orders, "number") == wanted


def test_the_head_fits_its_own_column_and_all(orders):
    header, at = orders.view.horizontalHeader(), orders.table.names.index("buyer")
    orders.view.setColumnWidth(at, 20)
    header.customContextMenuRequested.emit(QPoint(header.sectionViewportPosition(at) + 3, 5))
    choose(menu_of(orders), "Fit “Buyer”")
    fitted = orders.view.columnWidth(at)
    assert fitted > 60
    orders.view.setColumnWidth(at, 20)
    orders.columns.fit_all()
    assert orders.view.columnWidth(at) == fitted


def test_a_double_click_on_the_border_fits_the_column(orders):
    at = orders.table.names.index("buyer")
    orders.view.setColumnWidth(at, 20)
    orders.view.horizontalHeader().sectionHandleDoubleClicked.emit(at)
    fitted = orders.view.columnWidth(at)
    orders.columns.fit(at)
    assert abs(fitted - orders.view.columnWidth(at)) <= 1


def test_a_list_that_was_only_looked_at_keeps_no_widths(orders):
    orders.resize(900, 500)
    orders.refresh()
    orders.keep()
    assert Settings().get("columns/order", {}) == {}


def test_enter_in_the_search_line_goes_to_the_rows(qtbot, orders):
    orders.focus_search()
    qtbot.keyClick(orders.search, Qt.Key.Key_Return)
    assert orders.view.hasFocus()


def test_the_last_column_cannot_be_hidden(orders):
    for each in orders.columns.shown:
        orders.columns.show(each, False)
    assert len(orders.columns.shown) == 1


def test_letters_initials_and_an_input_method_go_to_the_record(qtbot, buyers):
    qtbot.keyClicks(buyers.view, "mai")
    assert current(buyers).company == "Maison"
    commit = QInputMethodEvent()
    commit.setCommitString("王五")
    buyers.view.seek_anew()
    QApplication.sendEvent(buyers.view, commit)
    assert current(buyers).company == "王五羊绒"
    buyers.view.seek_anew()
    qtbot.keyClicks(buyers.view, "amn")
    assert current(buyers).company == "阿玛尼"


def test_the_same_letter_again_goes_to_the_next_record(qtbot, buyers):
    qtbot.keyClicks(buyers.view, "a")
    first = current(buyers).company
    qtbot.keyClicks(buyers.view, "a")
    assert {first, current(buyers).company} == {"阿玛尼", "Aubrelle"}


@pytest.mark.parametrize("by_key", [True, False])
def test_menu_key_and_shift_f10_open_the_rows_menu(qtbot, orders, place, by_key):
    if by_key:
        qtbot.keyClick(orders.view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    else:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
        QApplication.sendEvent(orders.view.viewport(), event)
    choose(menu_of(orders), "Open")
    assert place.went == [("form", "order", 3)]


def test_only_this_value_makes_a_chip_that_takes_itself_away(qtbot, orders):
    orders.view.setCurrentIndex(orders.table.index(2, orders.table.names.index("buyer")))
    qtbot.keyClick(orders.view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    choose(menu_of(orders), "Only Buyer: 鄂尔多斯商行")
    assert column(orders, "number") == ["PI-1"] and orders.count.text() == "1 of 3"
    chip = orders.chips.findChild(Chip)
    assert chip.text() == "Buyer: 鄂尔多斯商行"
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert orders.count.text() == "3 of 3" and not orders.chips.clear_all.isVisible()


def test_a_value_that_has_a_pull_down_is_filtered_there_and_clear_all_takes_all_away(qtbot, orders):
    orders.narrow("status", "quoted")
    assert orders.filters["status"].currentData() == "quoted" and not orders.only
    qtbot.keyClicks(orders.search, "zz")
    qtbot.waitUntil(lambda: orders.count.text() == "0 of 3")
    qtbot.mouseClick(orders.chips.clear_all, Qt.MouseButton.LeftButton)
    assert orders.count.text() == "3 of 3" and not orders.search.text()


def test_selected_rows_are_counted_and_added_up(qtbot, orders):
    qtbot.keyClick(orders.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: orders.totals.selection.text() == "3 selected   CNY 800.00")


def test_copy_gives_text_and_html_and_headings_by_a_second_command(qtbot, orders):
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(orders.view, Qt.Key.Key_C, control)
    clipboard = QGuiApplication.clipboard()
    assert read_block(clipboard.text())[0][:2] == ["PI-3", "Maison Aubrelle"]
    assert "<td>PI-3</td>" in clipboard.mimeData().html()
    qtbot.keyClick(orders.view, Qt.Key.Key_C, control | shift)
    head, row = read_block(clipboard.text())
    assert head[:2] == ["Order number", "Buyer"] and row[0] == "PI-3"


def test_a_renamed_reference_is_shown_and_only_the_rows_on_screen_are_asked_for(workspace, orders):
    assert orders.shows == {"order", "buyer", "appearance", "show", "brand", "product"}
    orders.view.selectAll()
    known = orders.table.ids
    workspace.save(replace(workspace.get("buyer", 2), company="Aubrelle Paris"))
    orders.changed(frozenset({"buyer"}))
    assert column(orders, "buyer") == ["Aubrelle Paris", "Aubrelle Paris", "鄂尔多斯商行"]
    assert orders.table.ids is known and list(orders.view.spans()) == [(0, 2)]


def test_a_list_that_goes_by_names_goes_by_the_new_ones(workspace, orders):
    orders.view.horizontalHeader().sectionClicked.emit(orders.table.names.index("buyer"))
    assert column(orders, "buyer")[0] == "鄂尔多斯商行"
    workspace.save(replace(workspace.get("buyer", 1), company="Zibellino"))
    orders.changed(frozenset({"buyer"}))
    assert column(orders, "buyer")[-1] == "Zibellino"


def test_all_selected_rows_are_deleted_and_never_only_some(orders, place, monkeypatch):
    orders.view.selectAll()
    orders.delete_action.trigger()
    assert place.went == [("delete", "order", 3, 2, 1)]
    monkeypatch.setattr(listing, "MOST", 2)
    orders.delete_action.trigger()
    assert place.told == ["At most 2 records are deleted at once."] and len(place.went) == 1


def test_a_pasted_block_becomes_records_that_one_undo_takes_back(qtbot, workspace, place, buyers):
    columns = [buyers.table.names[each] for each in buyers.columns.shown]
    row = {"company": "新客户", "country": "法国"}
    QGuiApplication.clipboard().setText("\t".join(row.get(name, "") for name in columns) + "\r\nB\r\n")
    qtbot.keyClick(buyers.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: workspace.count("buyer") == 6)
    qtbot.waitUntil(lambda: place.told == ["Pasted 2 rows. Ctrl+Z takes them back."])
    workspace.undo()
    assert workspace.count("buyer") == 4


def test_a_refused_paste_says_row_and_column_and_leaves_all_as_it_was(qtbot, workspace, buyers):
    QGuiApplication.clipboard().setText("Company\tCountry or region\nB\tFR\nC\tnowhere\n")
    before = QGuiApplication.clipboard().text()
    qtbot.keyClick(buyers.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(buyers.refusals.isVisible)
    assert buyers.refusals.reasons.toPlainText().startswith("Row 3, Country or region: ")
    assert workspace.count("buyer") == 4 and QGuiApplication.clipboard().text() == before
    qtbot.mouseClick(buyers.refusals.notice.button, Qt.MouseButton.LeftButton)
    assert not buyers.refusals.isVisible()


@pytest.mark.parametrize("headings", ["", "headings"])
def test_copied_orders_are_refused_as_their_lines_are_not_in_them(qtbot, workspace, orders, headings):
    orders.view.selectAll()
    orders.copy(header=bool(headings))
    qtbot.keyClick(orders.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(orders.refusals.isVisible)
    said = orders.refusals.reasons.toPlainText()
    assert said.startswith(f"Row {2 if headings else 1}, Goods: It sums up lines") and "\n" not in said
    qtbot.keyClick(orders.view, Qt.Key.Key_Escape)
    assert not orders.refusals.isVisible() and workspace.count("order") == 3


def test_rows_copied_with_headings_are_known_by_them_with_what_they_are_counted_in(qtbot, workspace, place):
    workspace.save(Brand(name="Yuanrong"))
    show = workspace.save(Show(name="Milan", country="IT")).id
    day = date(2025, 9, 24)
    made = workspace.save(Appearance(brand=1, show=show, season="2026SS", starts_on=day, area_m2=Decimal(36)))
    page = place.open("appearance")
    page.view.setColumnHidden(page.table.names.index("area_m2"), False)
    page.view.selectAll()
    page.copy(header=True)
    assert "Area m²" in QGuiApplication.clipboard().text()
    workspace.delete(made)
    qtbot.keyClick(page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Pasted 1 row" in place.told[-1])
    assert [each.area_m2 for each in workspace.all("appearance")] == [36]


def test_an_order_by_a_column_that_is_not_shown_is_told(orders):
    assert orders.by.isVisible() and orders.by.text() == "by Order day, descending"
    orders.view.setColumnHidden(orders.table.names.index("ordered_on"), False)
    assert not orders.by.isVisible()


@pytest.fixture
def many(workspace, place, monkeypatch):
    """A list so large that its answers come from another thread."""
    monkeypatch.setattr(asking, "SMALL", 10)
    records = [Buyer(company=f"B {number:03}", country="IT" if number % 2 else "FR") for number in range(300)]
    workspace.save_all(records)
    return place.open("buyer")


def test_first_rows_come_before_all_and_the_count_is_true(qtbot, many):
    qtbot.waitUntil(lambda: many.table.rowCount() == 300)
    qtbot.waitUntil(lambda: many.table.whole)
    assert many.table.record_at(299).company == "B 299"


def test_a_list_that_waits_for_its_rows_has_the_keyboard(many):
    many.search.setFocus()
    many.focus_first()
    assert many.view.hasFocus() and not many.empty.isVisible()


def test_a_record_may_be_wanted_before_there_are_rows(qtbot, many):
    qtbot.waitUntil(lambda: many.table.whole)
    many.table.take(many.table.query, many.table.ids[:0], 0)
    many.refresh()
    many.stand_on(250)
    qtbot.waitUntil(lambda: many.table.id_at(many.view.currentIndex().row()) == 250)


def test_the_wanted_record_is_stood_on_once_its_row_is_known(qtbot, many):
    many.stand_on(250)
    qtbot.waitUntil(lambda: many.table.id_at(many.view.currentIndex().row()) == 250)


def test_one_row_is_selected_though_the_ctrl_of_ctrl_s_is_still_down(qtbot, buyers):
    window = buyers.window().windowHandle()
    qtbot.keyPress(window, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    try:
        assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.ControlModifier
        buyers.stand_on(2)
        assert buyers.table.row_of(2) != 0
        assert list(buyers.view.spans()) == [(buyers.table.row_of(2),) * 2]
    finally:
        qtbot.keyRelease(window, Qt.Key.Key_Control)


def test_the_keyboard_stays_in_the_list_when_its_only_record_goes_and_comes_back(qtbot, workspace, place):
    saved = workspace.save(Buyer(company="Aubrelle", country="IT"))
    page = place.open("buyer")
    workspace.delete(saved)
    page.refresh()
    qtbot.waitUntil(page.empty.button.hasFocus)
    workspace.save(Buyer(company="Maison", country="IT"))
    page.refresh()
    qtbot.waitUntil(page.view.hasFocus)


def test_old_rows_stay_while_a_search_runs_and_the_next_key_replaces_it(qtbot, many):
    qtbot.waitUntil(lambda: many.table.whole)
    many.search.setText("B 2")
    many.refresh()
    assert many.table.rowCount() == 300
    many.search.setText("B 29")
    many.refresh()
    qtbot.waitUntil(lambda: many.table.rowCount() < 300)
    assert many.table.rowCount() == 13 and many.table.query.search == "B 29"


def test_rows_that_are_known_later_leave_the_selection(qtbot, many):
    qtbot.waitUntil(lambda: many.table.whole)
    many.view.selectAll()
    many.refresh()
    qtbot.waitUntil(lambda: not many.asking.busy)
    assert list(many.view.spans()) == [(0, 299)]


def test_a_change_keeps_selection_and_current_record_by_id(workspace, buyers):
    buyers.view.selectRow(2)
    chosen = current(buyers).id
    workspace.save(Buyer(company="AAA"))
    buyers.refresh()
    assert current(buyers).id == chosen and buyers.view.currentIndex().row() == 3


def test_a_million_selected_rows_are_one_range(qtbot, many):
    qtbot.waitUntil(lambda: many.table.whole)
    many.table.take(many.table.query, many.table.ids, 1_000_000)
    many.view.selectAll()
    assert list(many.view.spans()) == [(0, 999_999)]
    many.copy()
    assert len(read_block(QGuiApplication.clipboard().text())) == 300


def test_many_rows_are_copied_while_the_window_goes_on_and_no_more_than_it_says(
    qtbot, place, many, monkeypatch
):
    monkeypatch.setattr(list_blocks, "AT_ONCE", 10)
    monkeypatch.setattr(list_standing, "MOST", 100)
    qtbot.waitUntil(lambda: many.table.whole)
    many.view.selectAll()
    many.copy()
    assert place.told == ["Copying 100 rows…"]
    qtbot.waitUntil(lambda: len(place.told) == 2)
    assert place.told[1] == "Copied the first 100 of 300 rows. Export takes them all."
    rows = read_block(QGuiApplication.clipboard().text())
    assert [row[0] for row in rows] == [f"B {number:03}" for number in range(100)]


def test_home_and_end_go_to_the_first_and_the_last_row(qtbot, buyers):
    qtbot.keyClick(buyers.view, Qt.Key.Key_End)
    assert buyers.view.currentIndex().row() == 3 and list(buyers.view.spans()) == [(3, 3)]
    qtbot.keyClick(buyers.view, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    assert buyers.view.currentIndex().row() == 0 and list(buyers.view.spans()) == [(0, 3)]


def test_escape_empties_the_search_then_leaves_it_and_in_the_rows_shows_all_again(qtbot, orders):
    orders.focus_search()
    qtbot.keyClicks(orders.search, "eeds")
    qtbot.waitUntil(lambda: column(orders, "number") == ["PI-1"])
    qtbot.keyClick(orders.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: orders.table.rowCount() == 3)
    qtbot.keyClick(orders.search, Qt.Key.Key_Escape)
    assert orders.view.hasFocus()
    orders.narrow("buyer", 2)
    assert orders.table.rowCount() == 2
    qtbot.keyClick(orders.view, Qt.Key.Key_Escape)
    assert orders.table.rowCount() == 3 and not orders.only


def test_what_is_selected_no_more_is_not_counted(qtbot, workspace, orders):
    orders.view.selectAll()
    qtbot.waitUntil(lambda: "3 selected" in orders.totals.selection.text())
    workspace.delete_all(workspace.all("order"))
    orders.refresh()
    qtbot.waitUntil(lambda: orders.totals.selection.text() == "")


def test_where_nothing_matches_the_list_says_how_to_see_all_again(qtbot, buyers):
    before = buyers.view.grab().toImage()
    buyers.search.setText("zzz")
    qtbot.waitUntil(lambda: buyers.table.rowCount() == 0)
    said = buyers.view.grab().toImage()
    assert "Clear all" in buyers.view.nothing
    buyers.view.nothing = ""
    assert before != said != buyers.view.grab().toImage()


def test_letters_that_begin_nothing_are_answered_in_words(qtbot, place, buyers):
    at = buyers.view.currentIndex().row()
    qtbot.keyClicks(buyers.view, "q")
    assert place.told == ["Nothing in this list begins with “q”."]
    assert buyers.view.currentIndex().row() == at


def test_a_list_of_exchange_rates_shows_the_rates(workspace, place):
    assert "rate" in shown(place.open("exchange_rate"))


def test_the_search_line_says_what_can_be_typed(buyers):
    assert buyers.search.placeholderText() == "Search, also by pinyin initials"
