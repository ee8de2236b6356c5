"""The ten main tasks with keys alone: the mouse is never touched."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from passerella.ui.home import Settings
from passerella.ui.pages.form import FormPage
from passerella.ui.pages.help import HelpPage
from passerella.ui.pages.listing import ListPage
from passerella.ui.pages.overview import OverviewPage
from passerella.ui.pages.scoreboard import ScoreboardPage
from passerella.ui.widgets.choice import ChoiceBox

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)


@pytest.fixture
def tab_to(press):
    """Tab on until a widget with these words has the focus."""

    def go(words: str) -> None:
        for _step in range(80):
            here = QApplication.focusWidget()
            if words in (getattr(here, "text", str)() or here.accessibleName()):
                return
            press(Key.Key_Tab)
        raise AssertionError(f"Tab never reaches {words!r}")

    return go


def test_any_page_is_reached_from_the_side_bar(window, press, tab_to):
    tab_to("Overview")
    press(Key.Key_Down, Key.Key_Return)
    assert isinstance(window.page, ScoreboardPage)


def test_a_record_is_found_opened_changed_and_saved(qtbot, window, press, tab_to):
    window.go("list", "buyer")
    press(Key.Key_F, with_=CTRL)
    press("aub")
    qtbot.waitUntil(lambda: window.page.table.rowCount() == 1)
    tab_to("Buyers")
    press(Key.Key_Return)
    assert isinstance(window.page, FormPage)
    press(Key.Key_End)
    press(" SA")
    press(Key.Key_S, with_=CTRL)
    qtbot.waitUntil(lambda: window.workspace.get("buyer", 1).company == "Maison Aubrelle SA")
    qtbot.waitUntil(lambda: isinstance(window.page, ListPage))


def test_an_order_with_a_line_is_entered(qtbot, window, press, tab_to):
    press(Key.Key_N, with_=CTRL)
    press("PI-2")
    for name in ("ordered_on", "currency"):
        while QApplication.focusWidget() is not window.page.inputs[name].widget:
            press(Key.Key_Tab)
        press({"ordered_on": "t", "currency": "CNY"}[name])
    while QApplication.focusWidget() is not window.page.grid:
        press(Key.Key_Tab)
    window.page.grid.setCurrentIndex(window.page.lines.index(0, 1))
    press("YR-1")
    press(Key.Key_Tab, Key.Key_Tab)
    press("5")
    press(Key.Key_Tab, Key.Key_Tab)
    press("9")
    press(Key.Key_Return)
    press(Key.Key_S, with_=CTRL)
    qtbot.waitUntil(lambda: window.workspace.count("order") == 2)
    assert window.workspace.get("order", 2).total == 45


def test_a_record_begun_by_ctrl_n_leads_back_to_the_page_one_came_from(window, visit, press):
    for place in (("overview",), ("recognition",), ("list", "buyer")):
        visit(*place)
        press(Key.Key_N, with_=CTRL)
        assert isinstance(window.page, FormPage)
        press(Key.Key_Escape)
        assert window.place[: len(place)] == place


def test_a_deleted_record_comes_back_and_goes_again(qtbot, window, press):
    window.go("list", "order")
    press(Key.Key_Delete)
    qtbot.waitUntil(lambda: "Deleted" in window.said.text())
    assert window.workspace.count("order") == 0
    press(Key.Key_Z, with_=CTRL)
    qtbot.waitUntil(lambda: "Undone" in window.said.text())
    assert window.workspace.count("order") == 1
    press(Key.Key_Y, with_=CTRL)
    qtbot.waitUntil(lambda: "Done again" in window.said.text())
    assert window.workspace.count("order") == 0


def test_a_list_is_exported(qtbot, window, press, tab_to, tmp_path, monkeypatch):
    target = tmp_path / "buyers.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(target), ""))
    window.go("list", "buyer")
    tab_to("Export")
    press(Key.Key_Space)
    qtbot.waitUntil(lambda: target.name in window.said.text())
    assert "Maison Aubrelle" in target.read_text(encoding="utf-8-sig")


def test_the_sheet_is_saved(visit, press, tab_to, tmp_path, monkeypatch):
    target = tmp_path / "sheet.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(target), ""))
    visit("reports")
    tab_to("Save PDF")
    press(Key.Key_Space)
    assert target.read_bytes().startswith(b"%PDF")


def test_the_numbers_of_the_chart_are_read_as_a_table(visit, press, tab_to):
    visit("recognition")
    tab_to("Table")
    press(Key.Key_Space)
    tab_to("Numbers of the chart")


def test_help_opens_and_the_overview_comes_back(window, press, tab_to):
    press(Key.Key_F1)
    assert isinstance(window.page, HelpPage)
    tab_to("Overview")
    press(Key.Key_Home, Key.Key_Return)
    assert isinstance(window.page, OverviewPage)


def test_a_workspace_is_opened(start, file, press, monkeypatch):
    window = start()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_all: (str(file), ""))
    press(Key.Key_O, with_=CTRL)
    assert window.workspace.path == file


def test_language_and_colours_are_chosen_in_one_place(qtbot, window, press):
    def choose() -> None:
        asked = QApplication.activeModalWidget()
        qtbot.waitUntil(lambda: QApplication.focusWidget() in asked.findChildren(ChoiceBox))
        press(Key.Key_Up, Key.Key_Tab, Key.Key_End)
        press(Key.Key_Return)

    QTimer.singleShot(0, choose)
    press(Key.Key_Comma, with_=CTRL)
    assert (window.language_code, Settings().get("theme", "system")) == ("zh", "dark")


def test_the_language_is_changed_from_the_menu(qtbot, window, press):
    bar = window.menuBar()
    menu = next(each.menu() for each in bar.actions() if "Language" in each.text().replace("&", ""))
    menu.popup(window.mapToGlobal(bar.rect().bottomLeft()))
    qtbot.keyClick(menu, Key.Key_Down)
    qtbot.keyClick(menu, Key.Key_Return)
    assert window.language_code == "zh"
