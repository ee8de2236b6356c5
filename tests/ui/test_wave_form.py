"""The form of a survey wave by keys: percentages, columns, shares, and answers tallied in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from passerella.records.brands import Brand
from passerella.records.everything import kinds
from passerella.records.surveys import SurveySeries
from passerella.ui.pages.wave_form import WaveForm
from passerella.ui.widgets.painting import text_width

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def form(alone, workspace):
    workspace.save(Brand(name="远绒", name_en="Yuanrong"))
    workspace.save(SurveySeries(name="Milan", audience="buyers", method="street"))
    workspace.save(SurveySeries(name="Paris", audience="buyers", method="phone", shown_to="not_named"))
    page = WaveForm(alone.context, kinds()["survey_wave"])
    alone.show(page)
    return page


def put(page, **texts):
    for name, text in texts.items():
        page.lines.setData(page.lines.index(0, page.lines.column(name)), text)


def cell(page, name):
    return page.lines.texts[0][page.lines.column(name)]


def settled(qtbot, page):
    qtbot.waitUntil(lambda: not page.counting.isActive())


def test_a_percentage_becomes_a_count_and_says_which_others_fit(qtbot, form):
    form.inputs["asked"].set_text("400")
    put(form, brand="远绒", aided="15%")
    assert (cell(form, "aided"), cell(form, "basis")) == ("60", "From a rounded percentage")
    settled(qtbot, form)
    assert form.percentages.text() == "远绒 15%: 60 of 400; 58 to 62 fit"


def test_a_percentage_waits_for_the_people_asked_and_follows_them(qtbot, form):
    put(form, brand="远绒", aided="15.0%")
    assert cell(form, "aided") == "15.0%"
    form.inputs["asked"].set_text("400")
    assert cell(form, "aided") == "60"
    form.inputs["asked"].set_text("200")
    assert cell(form, "aided") == "30"
    put(form, aided="31")
    assert (cell(form, "aided"), cell(form, "basis")) == ("31", "Counts as given")
    form.inputs["asked"].set_text("400")
    assert cell(form, "aided") == "31"


def test_a_row_that_is_removed_leaves_the_percentages_of_the_others(form):
    form.inputs["asked"].set_text("400")
    put(form, brand="Other", aided="50%")
    aided = form.lines.column("aided")
    form.lines.setData(form.lines.index(1, aided), "15%")
    form.lines.removeRows(0, 1)
    form.inputs["asked"].set_text("200")
    assert cell(form, "aided") == "30"


def test_over_100_percent_is_marked_and_not_taken(form):
    form.inputs["asked"].set_text("400")
    put(form, brand="远绒", aided="115%")
    assert cell(form, "aided") == "115%"
    _rows, wrong = form.lines.records()
    assert wrong == {(1, "aided"): "A percentage lies between 0 and 100."}


def test_saving_without_people_asked_says_so_and_keeps_the_percentage(form):
    put(form, brand="远绒", aided="15%")
    form.save()
    assert form.notes["asked"].text() == "This must be filled in."
    assert cell(form, "aided") == "15%"


def test_the_columns_follow_whom_names_are_shown_to(qtbot, form):
    def hidden(name):
        return form.grid.isColumnHidden(form.lines.column(name))

    settled(qtbot, form)
    assert hidden("recognised") and not hidden("aided")
    form.inputs["series"].set_value(2)
    settled(qtbot, form)
    assert hidden("aided") and not hidden("recognised")
    put(form, brand="远绒", aided="3")
    settled(qtbot, form)
    assert not hidden("aided")


def test_shares_stand_under_the_rows_while_one_types(qtbot, form):
    form.inputs["series"].set_value(1)
    form.inputs["fielded_to"].set_text("2025-10-01")
    form.inputs["asked"].set_text("263")
    put(form, brand="远绒", aided="81")
    settled(qtbot, form)
    assert form.shares.text() == "远绒 30.8% (25.5–36.6%)"
    put(form, aided="300")
    settled(qtbot, form)
    assert form.shares.isHidden()


@pytest.mark.parametrize("asked", ["0", "-5", ""])
def test_nobody_asked_has_no_shares_and_a_percentage_waits(qtbot, form, asked):
    form.inputs["series"].set_value(1)
    form.inputs["fielded_to"].set_text("2025-10-01")
    form.inputs["asked"].set_text(asked)
    put(form, brand="远绒", aided="15%")
    settled(qtbot, form)
    assert form.shares.isHidden() and cell(form, "aided") == "15%"


def test_pasted_answers_are_counted_and_taken_over(qtbot, form):
    form.inputs["series"].set_value(1)
    form.tally()
    panel = form.panel
    assert panel.grid.hasFocus()
    QGuiApplication.clipboard().setText(
        "Yuanrong\tYuanrong unaided\tWeight\n1\t1\t3\n1\t0\t1\n0\t0\t1\n0\t0\t1\n"
    )
    qtbot.keyClick(panel.grid, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(panel.take_button.isEnabled)
    assert panel.words.text() == (
        "4 people counted, weighted, worth 3.0 people, counts are whole people: weighted shares move by up "
        "to 8.3 points · 远绒: 3 (75.0%)"
    )
    panel.take_button.setFocus()
    qtbot.keyClick(panel.take_button, Qt.Key.Key_Space)
    assert (form.inputs["asked"].text(), form.inputs["effective"].text()) == ("4", "3")
    assert (cell(form, "aided"), cell(form, "unaided")) == ("3", "2")
    assert panel.isHidden() and form.tally_button.hasFocus()


def test_names_of_brands_are_made_out_however_little_room_the_counts_leave(qtbot, form):
    first, header = form.lines.column("brand"), form.grid.horizontalHeader()
    qtbot.waitUntil(lambda: header.length() == form.grid.viewport().width())
    form.resize(760, form.height())
    qtbot.waitUntil(lambda: header.length() > form.grid.viewport().width())
    assert form.grid.columnWidth(first) >= text_width(["Lana Serventi"])


def test_all_of_the_panel_is_in_sight_however_much_is_said_of_the_answers(qtbot, form):
    form.inputs["series"].set_value(1)
    form.resize(form.width(), 600)
    form.tally()
    panel = form.panel
    heads = [panel.answers.cells[0][at] for at in range(4)]
    assert all(panel.grid.columnWidth(at) >= text_width([head]) for at, head in enumerate(heads))
    panel.answers.set_cells([["Yuanrong"], *[["perhaps"]] * 9])
    qtbot.waitUntil(lambda: bool(panel.words.text()))
    assert len(panel.words.text().splitlines()) == 5
    qtbot.waitUntil(lambda: panel.visibleRegion().boundingRect().height() == panel.height())


def test_bad_answers_are_named_and_cannot_be_taken(qtbot, form):
    form.inputs["series"].set_value(1)
    form.tally()
    form.panel.answers.set_cells([["Yuanrong"], ["perhaps"]])
    qtbot.waitUntil(lambda: bool(form.panel.words.text()))
    assert form.panel.words.text().startswith("row 2, column Yuanrong: Neither yes nor no.")
    assert not form.panel.take_button.isEnabled()


def test_a_file_of_answers_is_read(qtbot, form, tmp_path):
    source = tmp_path / "in.csv"
    source.write_text("Yuanrong\nx\n1\n", encoding="utf-8")
    form.inputs["series"].set_value(1)
    form.tally()
    form.panel.read(source)
    qtbot.waitUntil(form.panel.take_button.isEnabled)
    assert "2 people counted" in form.panel.words.text()


def test_answers_want_a_series_first(form):
    form.tally()
    assert form.panel.isHidden()
    assert form.notes["series"].text() == "Choose the series first."


def test_a_step_taken_back_keeps_what_was_typed_as_a_percentage(qtbot, form):
    """Else a count of the people asked before would stay where their number is changed."""
    form.inputs["asked"].set_text("400")
    put(form, brand="Other", aided="50%")
    aided = form.lines.column("aided")
    form.lines.setData(form.lines.index(1, aided), "15%")
    qtbot.wait(1)  # what happens at once is one step
    form.lines.removeRows(0, 1)
    form.inputs["asked"].set_text("200")
    form.lines.undo()
    assert [row[aided] for row in form.lines.texts[:2]] == ["100", "30"]
    form.inputs["asked"].set_text("400")
    assert [row[aided] for row in form.lines.texts[:2]] == ["200", "60"]
    form.lines.redo()
    form.inputs["asked"].set_text("200")
    assert [row[aided] for row in form.lines.texts[:1]] == ["30"]


def test_percentages_of_a_draft_follow_the_people_asked_as_before(qtbot, alone, form):
    form.inputs["asked"].set_text("400")
    put(form, brand="远绒", aided="15%")
    settled(qtbot, form)
    form.keep()
    again = WaveForm(alone.context, kinds()["survey_wave"])
    alone.show(again)
    assert (cell(again, "aided"), cell(again, "basis")) == ("60", "From a rounded percentage")
    again.inputs["asked"].set_text("200")
    assert cell(again, "aided") == "30"
