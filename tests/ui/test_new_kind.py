"""A kind that nobody has seen gets its list, form, import and export from its declaration alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from passerella.exchange.exporting import export_file
from passerella.exchange.importing import import_file
from passerella.exchange.tables import read_tables
from passerella.records.kinds import Typing
from passerella.records.pictures import MOST, kept_as
from passerella.texts.language import CODES, language
from passerella.ui.pages.help_texts import about_page

TYPED = {"taker": "Rossi", "lent_on": "2026-3-5", "mail": "a@b.it", "page": "www.b.it", "deposit": "12.50"}
CTRL, KEYS = Qt.KeyboardModifier.ControlModifier, Qt.Key
TYPING = Typing("en", date(2025, 10, 31))
CARD = kept_as(b"\x89PNG\r\n\x1a\n" + bytes(20_000))
ROWS = (
    "taker,brand,lent_on,state,currency,deposit,name,quantity\n"
    "Rossi,古驰,2026-03-05,back,EUR,12.50,coat,1.5\n"
    "Rossi,古驰,2026-03-05,back,EUR,12.50,scarf,2\n"
)


@pytest.fixture
def shown(window, settle, opened):
    """The window with the workspace of the new kind, at the list of its records."""
    path = opened.path
    opened.close()
    window.open(path)
    settle()
    window.go("list", "sample_loan")
    settle()
    return window


def taken(workspace):
    return [
        (each.taker, each.lent_on, each.state, each.deposit, each.pieces_in_all, len(each.pieces))
        for each in workspace.all("sample_loan")
    ]


def test_its_list_is_reached_and_says_what_to_do_first(qtbot, shown, settle):
    shown.go("records")
    settle()
    qtbot.mouseClick(shown.page.buttons["sample_loan"], Qt.MouseButton.LeftButton)
    settle()
    assert shown.place == ("list", "sample_loan") and shown.page.empty.isVisible()
    qtbot.mouseClick(shown.page.empty.button, Qt.MouseButton.LeftButton)
    assert shown.place[:3] == ("form", "sample_loan", "0")
    assert about_page("list", "sample_loan")[0].message == "Sample loans"


def test_it_is_typed_by_keys_and_stands_in_its_list(qtbot, shown, settle):
    with qtbot.waitActive(shown):
        shown.activateWindow()
    shown.go("form", "sample_loan", "0")
    page = shown.page
    for name, text in TYPED.items():
        page.inputs[name].widget.setFocus()
        QTest.keyClicks(page.inputs[name].widget, text)
    page.inputs["brand"].set_text("古驰")
    page.inputs["state"].set_value("back")
    page.lines.setData(page.lines.index(0, 0), "coat")
    page.lines.setData(page.lines.index(0, 1), "1.5")
    qtbot.keyClick(page.inputs["taker"].widget, KEYS.Key_S, CTRL)
    qtbot.waitUntil(lambda: shown.workspace.count("sample_loan") == 1)
    assert taken(shown.workspace) == [
        ("Rossi", date(2026, 3, 5), "back", Decimal("12.50"), Decimal("1.5"), 1)
    ]
    assert shown.workspace.all("sample_loan")[0].page == "www.b.it"
    qtbot.waitUntil(lambda: shown.place[:2] == ("list", "sample_loan"))
    settle()
    texts = [shown.page.table.index(0, at).data() for at in range(shown.page.table.columnCount())]
    assert {"Rossi", "古驰", "Back"} <= set(texts)
    shown.undo()
    qtbot.waitUntil(lambda: shown.workspace.count("sample_loan") == 0)


def test_what_is_no_address_is_said_under_its_field(qtbot, shown):
    shown.go("form", "sample_loan", "0")
    field = shown.page.inputs["mail"]
    with qtbot.waitActive(shown):
        shown.activateWindow()
    field.widget.setFocus()
    QTest.keyClicks(field.widget, "anna")
    qtbot.keyClick(field.widget, KEYS.Key_Return)
    assert "name@example.com" in shown.page.notes["mail"].text()


def test_its_picture_is_chosen_pasted_made_small_and_taken_away(qtbot, shown, tmp_path, monkeypatch):
    shown.go("form", "sample_loan", "0")
    field, path = shown.page.inputs["card"], tmp_path / "card.png"
    noise = QImage(bytes(range(256)) * 4 * 500, 500, 250, QImage.Format.Format_RGB32)
    assert noise.save(str(path))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    qtbot.keyClick(field.widget, KEYS.Key_Return)
    chosen = field.value()
    assert chosen is not None and len(chosen) <= MOST
    qtbot.keyClick(field.widget, KEYS.Key_Delete)
    assert field.value() is None
    QGuiApplication.clipboard().setImage(noise)
    qtbot.keyClick(field.widget, KEYS.Key_V, CTRL)
    assert field.value() == chosen == field.text()
    path.write_text("no picture")
    qtbot.keyClick(field.widget, KEYS.Key_Return)
    assert "holds no picture" in shown.said.text() and field.value() == chosen
    shown.page.keep()
    shown.go("overview")
    shown.go("form", "sample_loan", "0")
    assert shown.page.inputs["card"].value() == chosen
    assert not shown.page.inputs["card"].widget.grab().isNull()


def test_a_file_of_it_comes_in_and_problems_are_named(opened, tmp_path):
    path = tmp_path / "loans.csv"
    path.write_text(ROWS.replace("1.5", "many"), encoding="utf-8")
    report = import_file(opened, "sample_loans", path, typing=TYPING)
    assert [(each.row, each.column) for each in report.problems] == [(2, "quantity")]
    assert opened.count("sample_loan") == 0
    path.write_text(ROWS, encoding="utf-8")
    assert not import_file(opened, "sample_loans", path, typing=TYPING).problems
    assert taken(opened) == [("Rossi", date(2026, 3, 5), "back", Decimal("12.50"), Decimal("3.5"), 2)]


@pytest.mark.parametrize("code", [None, *CODES])
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_what_is_exported_comes_back_as_it_was(opened, declared, tmp_path, code, ending):
    row = declared.row(name="coat", quantity=Decimal("1.5"))
    values = {"taker": "张三", "brand": 1, "lent_on": date(2026, 3, 5), "deposit": Decimal(3)}
    opened.save(declared.loan(**values, phone="+39 02 123456", card=CARD, pieces=(row,)))
    was, path = taken(opened), tmp_path / f"loans{ending}"
    export_file(opened, "sample_loans", path, language(code) if code else None)
    assert read_tables(path)
    opened.delete(opened.all("sample_loan")[0])
    assert not import_file(opened, "sample_loans", path, typing=TYPING).problems
    assert taken(opened) == was and opened.all("sample_loan")[0].card == CARD


def test_it_is_part_of_a_workbook_of_everything(opened, declared, tmp_path):
    row = declared.row(name="coat", quantity=Decimal(1))
    opened.save(declared.loan(taker="Rossi", brand=1, lent_on=date(2026, 3, 5), pieces=(row,)))
    was, path = taken(opened), tmp_path / "all.xlsx"
    export_file(opened, "all", path)
    opened.delete(opened.all("sample_loan")[0])
    assert not import_file(opened, "all", path, typing=TYPING).problems
    assert taken(opened) == was
