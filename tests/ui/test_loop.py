"""The everyday loop in the running window, by keyboard alone."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from passerella.records.brands import Brand
from passerella.records.surveys import SurveySeries
from passerella.records.trade import Buyer, Product
from passerella.sheets.catalogue import SHEETS
from passerella.store.workspace import Workspace
from passerella.ui import look
from passerella.ui.chart_card import ChartCard
from passerella.ui.pages.form import FormPage
from passerella.ui.pages.listing import ListPage
from passerella.ui.pages.reports import ReportsPage

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)


@pytest.fixture
def opened(window, tmp_path):
    path = tmp_path / "firm.passerella"
    with Workspace.create(path, "Firm") as workspace:
        workspace.save(Brand(name="Yuanrong"))
        workspace.save(SurveySeries(name="Milan", audience="buyers", method="interview"))
        workspace.save(Buyer(company="Fiorella", country="IT"))
        workspace.save(Product(sku="YR-1", name="Sweater"))
    window.open(path)
    return window


def type_text(qtbot, text: str) -> None:
    """Type into whatever has the cursor."""
    for letter in text:
        qtbot.keyClick(QApplication.focusWidget(), letter)


def tab(qtbot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)


def enter(qtbot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def type_wave(qtbot, window, day: str, asked: str, aided: str) -> None:
    window.go("form", "survey_wave", 0)
    page = window.page
    assert isinstance(page, FormPage)
    type_text(qtbot, "Milan")
    tab(qtbot)
    tab(qtbot)
    type_text(qtbot, day)
    enter(qtbot)
    tab(qtbot)
    type_text(qtbot, asked)
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.lines.index(0, 0))
    type_text(qtbot, "Yuanrong")
    tab(qtbot)
    type_text(qtbot, aided)
    enter(qtbot)


def test_two_waves_typed_move_the_chart(qtbot, opened, settle):
    for day, asked, aided in (("2025-04-18", "400", "60"), ("2025-10-17", "400", "84")):
        type_wave(qtbot, opened, day, asked, aided)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: isinstance(opened.page, ListPage))
    assert opened.workspace.count("survey_wave") == 2
    opened.go("recognition")
    settle()
    card = opened.page.findChild(ChartCard)
    assert [point.hits for point in card.result.points] == [60, 84]
    assert card.result.change.more_than_chance
    qtbot.waitUntil(lambda: not card.waiting, timeout=20_000)
    assert not card.view.picture().isNull()


def test_a_wrong_count_is_said_at_its_cell_and_nothing_is_lost(qtbot, opened):
    type_wave(qtbot, opened, "2025-10-17", "400", "500")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    page = opened.page
    qtbot.waitUntil(lambda: bool(page.lines.problems))
    assert "400" in page.lines.problems[1, "aided"]
    assert page.lines.texts[0][:2] == ["Yuanrong", "500"]
    assert opened.workspace.count("survey_wave") == 0


def test_ctrl_enter_saves_and_starts_the_next(qtbot, opened):
    opened.go("form", "buyer", 0)
    type_text(qtbot, "Harrow")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: opened.workspace.count("buyer") == 2)
    qtbot.waitUntil(lambda: opened.page.inputs["company"].text() == "")
    assert isinstance(opened.page, FormPage)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_show_begun_from_its_line_is_typed_on_in_its_own_form_and_comes_back(qtbot, opened, key):
    opened.go("form", "appearance", 0)
    line = opened.page.inputs["show"].widget
    qtbot.keyClicks(line, "Milano Unica")
    qtbot.waitUntil(lambda: line.suggestions().isVisible())
    for each in (Qt.Key.Key_Down, key):
        qtbot.keyClick(line.suggestions(), each)
    assert opened.place[:2] == ("form", "show")
    assert opened.focusWidget() is opened.page.inputs["name"].widget
    qtbot.keyClick(opened.page.inputs["name"].widget, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: opened.place[:2] == ("form", "appearance"))
    back = opened.page.inputs["show"]
    assert opened.focusWidget() is back.widget and back.text() == "Milano Unica"


def test_half_typed_is_offered_again_after_leaving_and_after_a_change_of_language(qtbot, opened):
    opened.go("form", "buyer", 0)
    type_text(qtbot, "Maison")
    opened.speak("it")
    assert opened.page.inputs["company"].text() == "Maison"
    opened.go("overview")
    opened.go("form", "buyer", 0)
    assert opened.page.inputs["company"].text() == "Maison"


def test_undo_by_name_from_the_menu(qtbot, opened):
    opened.go("list", "buyer")
    opened.page.view.setFocus()
    qtbot.keyClick(opened.page.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: opened.workspace.count("buyer") == 0)
    qtbot.waitUntil(lambda: "Fiorella" in opened.changes.undo_action.text())
    opened.changes.undo_action.trigger()
    qtbot.waitUntil(lambda: opened.workspace.count("buyer") == 1)
    qtbot.waitUntil(lambda: "Fiorella" in opened.changes.redo_action.text())


def test_an_undo_pressed_before_the_deletion_is_done_comes_after_it(qtbot, opened):
    (buyer,) = opened.workspace.all("buyer")
    opened.changes.delete("buyer", [buyer.id])
    opened.changes.undo()
    qtbot.waitUntil(lambda: "Fiorella" in opened.changes.redo_action.text())
    assert opened.workspace.count("buyer") == 1


def test_a_list_shows_a_renamed_reference_at_once(qtbot, sample):
    sample.go("list", "order")
    table = sample.page.table
    first = sample.workspace.get("buyer", table.record_at(0).buyer)
    sample.workspace.save(replace(first, company="Renamed"))
    qtbot.waitUntil(lambda: table.index(0, table.names.index("buyer")).data() == "Renamed")


def test_several_deleted_at_once_come_back_with_one_undo(qtbot, opened):
    opened.workspace.save_all([Buyer(company=name) for name in "AB"])
    opened.go("list", "buyer")
    opened.page.view.selectAll()
    opened.page.delete_action.trigger()
    qtbot.waitUntil(lambda: opened.said.text() == "Deleted 3 records. Ctrl+Z brings them back.")
    assert opened.workspace.count("buyer") == 0
    opened.changes.undo_action.trigger()
    qtbot.waitUntil(lambda: opened.workspace.count("buyer") == 3)


def test_the_sheet_that_is_seen_is_the_one_that_is_saved(sample, settle, tmp_path):
    sample.go("reports")
    page = sample.page
    assert isinstance(page, ReportsPage)
    assert not page.print_button.isEnabled()
    settle()
    assert page.print_button.isEnabled() and page.print_button.hasFocus() and page.notice.isHidden()
    target = tmp_path / "sheet.pdf"
    page.save(target)
    assert target.read_bytes() == page.pdf
    assert page.sheets.count() == 1


def test_another_sheet_is_chosen_by_keyboard_and_typeset(qtbot, sample, settle):
    sample.go("reports")
    settle()
    page = sample.page
    first = page.pdf
    page.kind.setFocus()
    qtbot.keyClick(page.kind, Qt.Key.Key_Down)
    assert page.sheet().name == SHEETS[1].name and not page.print_button.isEnabled()
    settle()
    assert page.pdf.startswith(b"%PDF") and page.pdf != first and page.print_button.isEnabled()


def test_the_preview_is_moved_by_keys_in_a_frame_and_another_sheet_begins_at_its_top(qtbot, sample, settle):
    sample.go("reports")
    settle()
    page, pages = sample.page, sample.page.sheets
    qtbot.keyClick(page.print_button, Qt.Key.Key_Tab)
    assert pages.hasFocus()
    accent = QColor(look.current().accent)
    assert pages.grab().toImage().pixelColor(pages.width() // 2, 0) == accent
    bar = pages.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(pages, Qt.Key.Key_PageDown)
    assert (place := bar.value()) > 0
    page.refresh()
    settle()
    assert bar.value() == place, "the same sheet with other figures"
    page.paper.setFocus()
    assert pages.grab().toImage().pixelColor(pages.width() // 2, 0) != accent
    qtbot.keyClick(page.paper, Qt.Key.Key_Down)
    settle()
    assert bar.value() == 0


def test_characters_without_a_font_are_named_before_printing(sample, settle):
    workspace = sample.workspace
    workspace.save(replace(workspace.all("enterprise")[0], name="Firm 𓀀"))
    sample.go("reports")
    settle()
    assert sample.page.notice.isVisible()
    assert "𓀀" in sample.page.notice.accessibleName()


def test_a_bad_file_is_refused_with_words_and_the_open_one_stays(qtbot, opened, tmp_path: Path):
    before = opened.workspace
    bad = tmp_path / "picture.passerella"
    bad.write_bytes(b"\xff\xd8\xff\xe0 not ours")
    opened.open(bad)
    assert opened.workspace is before
    assert "picture.passerella" in opened.said.text()
