"""The survey planner and the questionnaire, by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from passerella.exchange.answers import read_answers
from passerella.store.workspace import Workspace
from passerella.texts.language import CODES
from passerella.ui.pages.questionnaire import QuestionnairePage
from passerella.ui.pages.reports import ReportsPage
from passerella.ui.pages.wave_form import WaveForm

pytestmark = [
    pytest.mark.qt_log_ignore("plugin does not support", extend=True),
    pytest.mark.usefixtures("page"),
]
KEYS = Qt.Key
PLACE = "planner"


def type_into(qtbot, page, name, text):
    line = page.inputs[name].widget
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)


def test_it_begins_with_the_last_wave_and_says_what_its_number_shows(page):
    assert page.series.hasFocus() and page.series.currentText() == "意大利时尚界（米兰）"
    assert (page.inputs["share"].text(), page.inputs["people"].text()) == ("21", "400")
    assert page.headline.text().startswith("With 400 people a change of 8.6 points will be seen")


def test_every_key_is_worked_out_at_once(qtbot, page, settle):
    type_into(qtbot, page, "change", "4")
    type_into(qtbot, page, "people", "1737")
    settle()
    assert page.headline.text().startswith("With 1,737 people a change of 4.0 points will be seen")
    assert "chance of 80%" in page.more.text()
    shown = [page.sizes.item(row, 0).text() for row in range(page.sizes.rowCount())]
    assert "1,737" in shown and shown[0] == "100"


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("people", "0", "People asked a wave: Not less than 1."),
        ("share", "0", "Share at the start: Not less than 0.1."),
        ("share", "100", "Share at the start: Not more than 99.9."),
        ("change", "x", "Change to be seen: This is not a number."),
        ("currency", "", "Currency: This must be filled in."),
    ],
)
def test_what_cannot_be_planned_is_said_and_no_old_figure_stays(qtbot, page, settle, name, text, why):
    type_into(qtbot, page, name, text) if text else page.inputs[name].set_text("")
    settle()
    assert page.problem.text().startswith(why)
    assert page.headline.text() == "" and page.sizes.rowCount() == 0
    assert not page.draft_button.isEnabled()


def test_another_series_brings_its_own_wave(qtbot, page, settle):
    qtbot.keyClick(page.series, KEYS.Key_Up)
    settle()
    assert page.series.currentText() == "法国买手（巴黎）"
    assert "Corrected for a random sample from 2,100 people in all." in page.more.text()
    qtbot.keyClick(page.series, KEYS.Key_Home)
    settle()
    assert page.series.currentText() == "No series" and page.inputs["people"].text() == "400"
    assert not page.draft_button.isEnabled()


def test_days_stand_around_the_next_planned_show_and_go_into_the_draft(qtbot, window, page, settle):
    said = [page.days.item(row).text() for row in range(page.days.count())]
    assert len(said) == 2 and "ends a week before 米兰时装周 AW26-27 opens (24 Feb 2026)" in said[0]
    page.days.setFocus()
    qtbot.keyClick(page.days, KEYS.Key_Down)
    page.draft_button.setFocus()
    qtbot.keyClick(page.draft_button, KEYS.Key_Space)
    form = window.page
    assert isinstance(form, WaveForm)
    texts = {name: form.inputs[name].text() for name in ("series", "fielded_from", "fielded_to", "asked")}
    assert texts == {
        "series": "意大利时尚界（米兰）",
        "fielded_from": "16 Mar 2026",
        "fielded_to": "30 Mar 2026",
        "asked": "400",
    }
    assert [row[0] for row in form.lines.texts[:2]] == ["远绒", "Lana Serventi"]
    assert form.inputs["series"].value() == 1


def test_a_half_typed_wave_is_not_overwritten(qtbot, window, page):
    window.context.drafts.keep("survey_wave", 0, {"asked": "7"})
    page.draft_button.click()
    assert isinstance(window.page, WaveForm) and window.page.inputs["asked"].text() == "7"


def test_the_plan_is_there_again_when_one_comes_back(qtbot, window, page, settle):
    type_into(qtbot, page, "people", "650")
    settle()
    window.go("overview")
    settle()
    window.go("planner")
    settle()
    assert window.page.inputs["people"].text() == "650"
    assert window.page.headline.text().startswith("With 650 people")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("size", ((1366, 696), (1920, 1008)))
def test_all_days_and_sizes_are_seen_and_both_columns_end_level(window, settle, code, size):
    window.resize(*size)
    window.speak(code)
    settle()
    page = window.page
    days, sizes = page.days, page.sizes
    assert days.viewport().rect().contains(days.visualItemRect(days.item(days.count() - 1)))
    assert sizes.verticalHeader().length() <= sizes.viewport().height()
    feet = [card.mapTo(page, card.rect().bottomLeft()).y() for card in (page.days_card, sizes.parentWidget())]
    assert abs(feet[0] - feet[1]) <= 1


def test_without_a_series_the_questionnaire_says_what_comes_first(qtbot, window, settle, tmp_path):
    path = tmp_path / "w.passerella"
    Workspace.create(path, "x").close()
    window.open(path)
    window.go("questionnaire", "0")
    settle()
    page = window.page
    assert page.empty.isVisible() and page.empty.button.hasFocus()
    assert not page.card.isVisible() and not page.choice.isVisible() and not page.print_button.isEnabled()
    window.go("planner")
    settle()
    assert window.page.first_card.isVisible() and not window.page.days_card.isVisible()


def test_the_questionnaire_is_previewed_and_saved_with_its_table(qtbot, window, page, settle, tmp_path):
    page.paper_button.click()
    settle()
    sheet = window.page
    assert isinstance(sheet, QuestionnairePage) and sheet.chosen == 1
    assert sheet.sheets.count() == 1 and sheet.print_button.hasFocus()
    assert sheet.codes() == ("it",), "the market's, as none was chosen"
    sheet.save(tmp_path / "q.pdf")
    assert (tmp_path / "q.pdf").read_bytes().startswith(b"%PDF")
    sheet.save_table(tmp_path / "answers.xlsx")
    qtbot.waitUntil(lambda: (tmp_path / "answers.xlsx").exists())
    assert read_answers(tmp_path / "answers.xlsx").header[0] == "Person no."


def test_the_questionnaire_is_one_of_the_reports(qtbot, window, page, settle):
    window.go("reports")
    settle()
    kind = window.page.kind
    kind.setFocus()
    qtbot.keyClick(kind, KEYS.Key_End)
    settle()
    asked = window.page
    assert isinstance(asked, QuestionnairePage) and asked.kind.currentData() == "questionnaire"
    assert asked.choice.count() == 2 and asked.paper.count() == 17 and asked.pdf.startswith(b"%PDF")
    assert asked.choice.currentText() == "意大利时尚界（米兰）", "the main one"
    first = asked.pdf
    qtbot.keyClick(asked.choice, KEYS.Key_Up)
    settle()
    assert asked.pdf != first
    qtbot.keyClick(asked.kind, KEYS.Key_Home)
    settle()
    assert isinstance(window.page, ReportsPage) and window.page.sheet().name == "brand-progress"


def test_the_language_on_paper_is_kept_for_every_sheet(qtbot, window, settle):
    window.go("reports")
    settle()
    assert window.page.codes() == ("en",)
    qtbot.keyClick(window.page.paper, KEYS.Key_End)
    settle()
    chosen = window.page.codes()
    assert len(chosen) == 2
    window.go("reports", "scoreboard")
    settle()
    assert window.page.codes() == chosen


def test_a_questionnaire_is_in_its_market_s_language_whatever_other_sheets_are_in(qtbot, window, settle):
    window.go("reports")
    settle()
    qtbot.keyClick(window.page.paper, KEYS.Key_End)
    window.go("questionnaire", "0")
    settle()
    asked = window.page
    assert asked.choice.currentText() == "意大利时尚界（米兰）" and asked.codes() == ("it",)
    qtbot.keyClick(asked.choice, KEYS.Key_Up)
    settle()
    assert asked.choice.currentText() == "法国买手（巴黎）" and asked.codes() == ("fr",)
    qtbot.keyClick(asked.paper, KEYS.Key_End)
    settle()
    assert asked.codes() == ("zh", "ru"), "as was chosen, until another series is"
    window.go("questionnaire", "0")
    settle()
    assert window.page.codes() == ("zh", "it"), "Chinese stays beside"


def test_a_pdf_that_cannot_be_written_is_said(window, page, settle, tmp_path):
    page.paper_button.click()
    settle()
    window.page.save(tmp_path / "none" / "q.pdf")
    assert "cannot be written" in window.said.text()
