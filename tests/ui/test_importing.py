"""Importing in the window: seen and decided on one page, done beside other work, whole or not at all."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from passerella.records.trade import Buyer, Product
from passerella.store.workspace import Workspace
from passerella.ui import importing
from passerella.ui.home import Settings
from passerella.ui.importing import Wanted
from passerella.ui.pages.importing import ImportPage
from passerella.ui.pages.listing import ListPage
from passerella.ui.pages.welcome import WelcomePage
from passerella.ui.widgets.paint import Words
from passerella.ui.widgets.painting import text_width
from passerella.ui.window import Window

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)
BUYERS = "company,country\nHarrow,GB\nLind,DE\n"
ORDERS = "number,date,buyer,product,quantity,unit_price,currency\nPI-1,2025-03-01,Harrow,YR-9,10,8.50,EUR\n"


@pytest.fixture
def opened(window, settle, tmp_path):
    path = tmp_path / "firm.passerella"
    with Workspace.create(path, "Firm") as workspace:
        workspace.save(Buyer(company="Fiorella", country="IT"))
        workspace.save(Product(sku="YR-1", name="Sweater"))
    window.open(path)
    settle()
    return window


@pytest.fixture
def look(opened, settle, tmp_path):
    """Look at a file with this text on the import page."""

    def show(text, name="file.csv", kind="") -> ImportPage:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        opened.go("import", kind, path)
        settle()
        assert isinstance(opened.page, ImportPage)
        return opened.page

    return show


@pytest.fixture
def held(opened):
    """Keeps the writer busy until it is set."""
    gate = threading.Event()
    opened.workspace.post(gate.wait)
    yield gate
    gate.set()


def cells(table):
    return [
        [table.item(row, column).text() for column in range(table.columnCount()) if table.item(row, column)]
        for row in range(table.rowCount())
    ]


def test_a_file_is_recognised_shown_and_goes_in_as_one_step_that_can_be_taken_back(qtbot, opened, look):
    page = look(BUYERS, "contacts.csv")
    assert page.code == "buyers"
    assert cells(page.rows) == [["Harrow", "United Kingdom"], ["Lind", "Germany"]]
    assert "2 rows" in page.verdict.text() and "2 new records" in page.verdict.text()
    assert page.troubles.isHidden()
    page.bring.click()
    assert isinstance(opened.page, ListPage)
    qtbot.waitUntil(lambda: "contacts.csv: 2 rows" in opened.said.text())
    assert opened.workspace.count("buyer") == 3
    qtbot.waitUntil(lambda: "Import: 2 records" in opened.changes.undo_action.text())
    opened.changes.undo()
    qtbot.waitUntil(lambda: opened.workspace.count("buyer") == 1)


def test_ctrl_enter_brings_it_in_from_wherever_one_is_on_the_page(qtbot, opened, look):
    page = look(BUYERS)
    with qtbot.waitActive(opened):
        opened.activateWindow()
    qtbot.keyClick(page.meanings, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: opened.workspace.count("buyer") == 3)


def test_enter_brings_it_in_where_all_is_well_else_one_stays_at_the_columns(qtbot, opened, look):
    with qtbot.waitActive(opened):
        opened.activateWindow()
    page = look("company,country\nHarrow,Nowhereland\n")
    assert page.meanings.hasFocus()
    page = look(BUYERS)
    assert page.bring.hasFocus()
    qtbot.keyClick(page.bring, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.workspace.count("buyer") == 3)


def test_what_would_be_made_new_is_named_before(look):
    page = look(ORDERS)
    assert page.code == "orders"
    assert "Harrow" in page.made.text() and "YR-9" in page.made.text()


def test_problems_are_named_by_row_column_and_reason_and_nothing_goes_in(opened, look):
    page = look("company,country\nHarrow,Nowhereland\nLind,DE\n")
    row, column, reason = cells(page.troubles)[0]
    assert (row, column) == ("2", "Country or region") and "No country" in reason
    assert not page.bring.isEnabled()
    assert page.rows.item(0, 1).toolTip() == reason
    assert opened.workspace.count("buyer") == 1


def test_a_problem_names_its_column_as_the_field_that_the_heading_stands_for(look):
    page = look(ORDERS.replace("2025-03-01", "2025-02-30"))
    assert ["2", "Order day"] in [row[:2] for row in cells(page.troubles)]


def test_headings_and_first_values_are_read_whole(look):
    page = look(ORDERS.replace("number", "Nummer des Auftrags").replace("PI-1", "PI-2025-001"), kind="order")
    heading, first = (page.meanings.columnWidth(at) for at in (0, 1))
    assert heading >= text_width(["Nummer des Auftrags"]) and first >= text_width(["PI-2025-001"])
    assert page.meanings.horizontalScrollBar().maximum() == 0


def test_the_page_fits_a_screen_at_twice_its_scale(opened, look):
    opened.speak("it")
    look("company,country\nHarrow,Nowhereland\n")
    assert opened.minimumSizeHint().width() <= 1920 // 2


def test_a_page_without_a_file_offers_only_to_choose_one(opened):
    opened.go("import")
    assert opened.page.empty.isVisible() and opened.page.bring.isHidden()


def test_rows_with_problems_can_be_left_out(qtbot, opened, look, settle):
    page = look("company,country\nHarrow,Nowhereland\nLind,DE\n")
    page.skip.setChecked(True)
    settle()
    assert "1 row left out" in page.verdict.text() and page.troubles.rowCount() == 1
    page.bring.click()
    qtbot.waitUntil(lambda: "1 row, 1 left out" in opened.said.text())
    assert opened.workspace.count("buyer") == 2


def test_a_strange_heading_is_given_a_meaning_that_is_remembered(qtbot, opened, look, settle):
    text = "firm,country,nickname\nHarrow,GB,H\n"
    page = look(text, kind="buyer")
    assert not page.bring.isEnabled()
    page.meanings.choose("firm", "company")
    page.meanings.choose("nickname", "")
    settle()
    assert page.bring.isEnabled() and cells(page.rows) == [["Harrow", "United Kingdom"]]
    page.bring.click()
    qtbot.waitUntil(lambda: opened.workspace.count("buyer") == 2)
    page = look(text.replace("Harrow", "Lind"), "other.csv")
    assert page.code == "buyers" and page.bring.isEnabled()
    assert page.meanings.meant == {"firm": "company", "country": "country", "nickname": ""}


def test_the_kind_can_be_changed(look, settle):
    page = look(BUYERS)
    page.kind.setCurrentIndex(page.kind.findData("products"))
    settle()
    assert page.code == "products" and not page.bring.isEnabled()


def test_a_file_that_cannot_be_read_is_said(opened, look):
    look("")
    assert "empty" in opened.said.text()


def test_a_file_is_chosen_by_key(qtbot, opened, settle, tmp_path, monkeypatch):
    path = tmp_path / "buyers.csv"
    path.write_text(BUYERS, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_all: (str(path), ""))
    opened.go("import")
    assert opened.page.empty.button.hasFocus()
    qtbot.keyClick(opened.page.empty.button, Qt.Key.Key_Space)
    settle()
    assert opened.page.source.path == path and opened.page.empty.isHidden()


def dropped(path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return data, QDropEvent(QPointF(9, 9), copy, data, left, none)


def test_a_table_that_is_dropped_is_looked_at(opened, settle, tmp_path):
    path = tmp_path / "buyers.csv"
    path.write_text(BUYERS, encoding="utf-8")
    _data, event = dropped(path)
    opened.dropEvent(event)
    settle()
    assert opened.page.source.path == path
    assert opened.workspace.count("buyer") == 1


def test_an_old_workbook_that_is_dropped_is_refused_where_tables_are_looked_at(opened, settle, tmp_path):
    path = tmp_path / "orders.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0")
    _data, event = dropped(path)
    opened.dropEvent(event)
    settle()
    assert isinstance(opened.page, ImportPage)
    assert any(".xls" in each.text() for each in opened.page.findChildren(Words))


def test_a_table_dropped_with_no_workspace_is_answered(window, tmp_path):
    _data, event = dropped(tmp_path / "buyers.csv")
    window.dropEvent(event)
    assert "buyers.csv" in window.said.text()


def test_the_window_goes_on_while_a_file_comes_in(qtbot, opened, look, held, tmp_path):
    opened.bring_in(Wanted("buyers", written(tmp_path)))
    assert opened.importing.isVisible()
    opened.speak("it")
    assert opened.importing.isVisible() and opened.importing.running
    held.set()
    qtbot.waitUntil(lambda: opened.workspace.count("buyer") == 3)
    qtbot.waitUntil(lambda: not opened.importing.isVisible())


def written(tmp_path):
    path = tmp_path / "many.csv"
    path.write_text(BUYERS, encoding="utf-8")
    return path


def test_cancel_leaves_the_file_as_it_was_and_says_so(qtbot, opened, held, tmp_path):
    before = opened.workspace.path.read_bytes()
    opened.bring_in(Wanted("buyers", written(tmp_path)))
    opened.importing.cancel()
    held.set()
    qtbot.waitUntil(lambda: not opened.importing.running)
    assert "many.csv was stopped" in opened.said.text()
    assert opened.workspace.path.read_bytes() == before


@pytest.fixture
def midway(opened, monkeypatch, tmp_path):
    """An import that has begun and goes no further until it is stopped."""
    begun, stopped = threading.Event(), threading.Event()

    def cancel(self):
        cancel_before(self)
        stopped.set()

    def import_slowly(_workspace, _code, source, *, watch, **_more):
        watch(1, 3)
        begun.set()
        assert stopped.wait(10)
        watch(2, 3)
        raise AssertionError("not stopped")

    cancel_before = importing.Job.cancel
    monkeypatch.setattr(importing.Job, "cancel", cancel)
    monkeypatch.setattr("passerella.exchange.importing.import_file", import_slowly)
    opened.bring_in(Wanted("buyers", written(tmp_path)))
    assert begun.wait(10)
    return opened


def test_closing_the_workspace_stops_an_import_and_says_so(midway):
    path = midway.workspace.path
    midway.close_workspace()
    assert isinstance(midway.page, WelcomePage)
    assert "many.csv was stopped" in midway.said.text()
    with Workspace(path) as again:
        assert again.count("buyer") == 1


def test_closing_the_window_stops_an_import_and_the_next_start_says_so(midway):
    path = midway.workspace.path
    midway.close()
    with Workspace(path) as again:
        assert again.count("buyer") == 1
    assert "many.csv was stopped" in Window(Settings()).said.text()
    assert Window(Settings()).said.text() == ""


def test_the_encoding_is_shown_and_another_can_be_chosen(qtbot, opened, settle, tmp_path):
    path = tmp_path / "clienti.csv"
    path.write_bytes("company,country\nHôtel Générale,IT\n".encode("cp1252"))
    opened.go("import", "buyer", path)
    settle()
    page = opened.page
    assert page.encoding.isVisible() and page.encoding.currentData() == "cp1252"
    assert page.rows.item(0, 0).text() == "Hôtel Générale"
    qtbot.keyClick(page.encoding, Qt.Key.Key_Home)  # UTF-8, which it is not
    settle()
    assert page.encoding.currentData() == "cp1252"
    qtbot.keyClick(page.encoding, Qt.Key.Key_Up)
    settle()
    assert page.encoding.currentData() == page.source.encoding == "gb18030"
    assert "Hôtel" not in page.rows.item(0, 0).text()
    qtbot.keyClick(page.encoding, Qt.Key.Key_Down)
    settle()
    assert page.rows.item(0, 0).text() == "Hôtel Générale"
