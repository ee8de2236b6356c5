"""The Recognition page and its chart, by keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from passerella.charts import drawing
from passerella.figures import telling
from passerella.figures.comparing_result import BrandsResult, FunnelResult, Line, MarketsResult, SlopeResult
from passerella.figures.course_result import CourseResult
from passerella.figures.recognition_result import RecognitionResult
from passerella.records.brands import Brand
from passerella.store.workspace import Workspace
from passerella.texts.language import CODES, language
from passerella.ui.home import Settings
from passerella.ui.pages.form import FormPage
from passerella.ui.pages.recognition_figures import VIEWS

pytestmark = [
    pytest.mark.qt_log_ignore("plugin does not support", extend=True),
    pytest.mark.usefixtures("page"),
]
KEYS = Qt.Key
PLACE = "recognition"


def test_the_arrows_choose_a_wave_and_enter_opens_it(qtbot, window, page, settle):
    assert page.waves.list.hasFocus() and page.waves.list.count() == 5
    aided = [page.results.table.item(row, 3).text().split() for row in range(3)]
    assert ["84", "21.0%"] in aided
    qtbot.keyClick(page.waves.list, KEYS.Key_Down)
    settle()
    aided = [page.results.table.item(row, 3).text().split() for row in range(3)]
    assert ["60", "15.0%"] in aided
    wave = page.waves.list.wave
    qtbot.keyClick(page.waves.list, KEYS.Key_Return)
    assert isinstance(window.page, FormPage)
    assert window.place == ("form", "survey_wave", str(wave), "back", "recognition")


def test_brand_and_measure_change_list_chart_and_words(qtbot, page, settle):
    before = page.words.verdict.text()
    page.measure.setFocus()
    qtbot.keyClick(page.measure, KEYS.Key_Down)
    settle()
    assert page.chart.result.measure == "unaided" and page.words.verdict.text() != before
    own = page.brand.currentText()
    page.brand.setFocus()
    qtbot.keyClick(page.brand, KEYS.Key_End)
    qtbot.keyClick(page.brand, KEYS.Key_Up)
    settle()
    assert page.brand.currentText() != own and page.chart.result.brand == page.brand.currentText()


def test_of_a_goal_whose_day_has_passed_the_page_speaks_in_the_past(window, page, settle):
    """Of days after the last wave, of 17 October, too: the window's day is the 31st."""
    workspace = window.workspace
    said = "Whether the goal of 25% by 20 Oct 2025 was reached is not known"
    assert "was reached" not in page.words.goal.text()
    goal = next(each for each in workspace.all("goal") if each.series == page.series.currentData())
    workspace.save(replace(goal, by=date(2025, 10, 20)))
    page.refresh()
    settle()
    assert page.words.goal.text().startswith(said)
    page.view.setFocus()
    page.view.setCurrentIndex(page.view.findData("course"))
    settle()
    told = " ".join(page.chart.told.said)
    assert said in told and "If it goes on" not in told and "a quarter" not in told


def test_the_waves_say_how_many_know_the_brand_where_there_is_room(window, page, settle):
    waves = page.waves
    for high, tall in ((696, True), (560, False)):
        window.resize(1366, high)
        settle()
        rows = {waves.list.visualItemRect(waves.list.item(row)).height() for row in range(waves.list.count())}
        assert (rows == {74}) is tall
    window.resize(1920, 1008)
    settle()
    below = waves.against.y() - waves.list.geometry().bottom()
    assert 0 < below < 20, "the box to compare with stands below the waves, not at the foot"
    assert "84 of 400 people" in waves.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_in_a_small_window_the_title_of_a_chart_is_whole_and_the_table_has_its_icon(window, page, settle):
    page.view.setCurrentIndex(page.view.findData("slope"))
    window.resize(1366, 696)
    settle()
    title, swap = page.chart.title, page.chart.swap
    assert title.width() >= title.sizeHint().width()
    assert (swap.text(), swap.accessibleName(), swap.toolTip()) == ("", "Table", "Table")
    window.resize(1920, 1008)
    settle()
    assert (swap.text(), swap.toolTip()) == ("Table", "")


def test_a_wide_window_spreads_the_results(window, page, settle):
    window.resize(1920, 1008)
    settle()
    table = page.results.table
    widths = [table.columnWidth(column) for column in range(1, table.columnCount())]
    assert table.horizontalHeader().length() == table.viewport().width()
    assert table.columnWidth(0) < 3 * min(widths)


def test_the_planner_stands_at_the_foot(window):
    assert "1,737" in window.page.waves.plan.text() and "27%" in window.page.waves.plan.text()


def test_the_numbers_of_the_chart_by_key(qtbot, window):
    card = window.page.chart
    card.swap.setFocus()
    qtbot.keyClick(card.swap, KEYS.Key_Space)
    assert card.numbers.isVisible() and not card.view.isVisible()
    model = card.numbers.model()
    assert card.numbers.currentIndex().row() == model.rowCount() - 1, "the newest wave"
    assert model.index(model.rowCount() - 1, 2).data() == "84"
    assert [model.index(row, 3).data() for row in range(3)] == ["<1%", ">20%", "25%"]
    qtbot.keyClick(card.swap, KEYS.Key_Space)
    assert card.view.isVisible()


def test_the_menu_copies_the_chart_while_the_window_goes_on(qtbot, window):
    card = window.page.chart
    card.more.setFocus()
    qtbot.keyClick(card.more, KEYS.Key_Space)
    assert card.menu.isVisible()
    qtbot.keyClick(card.menu, KEYS.Key_Down)
    qtbot.keyClick(card.menu, KEYS.Key_Return)
    qtbot.waitUntil(lambda: not QApplication.clipboard().image().isNull(), timeout=20_000)


def test_the_axis_is_set_by_keys_for_every_chart_of_shares(qtbot, page, settle):
    card = page.chart
    qtbot.waitUntil(lambda: not card.waiting, timeout=20_000)

    def choose(steps: int) -> None:
        card.more.setFocus()
        qtbot.keyClick(card.more, KEYS.Key_Space)
        assert card.menu.isVisible()
        for _step in range(steps):
            qtbot.keyClick(card.menu, KEYS.Key_Up)

    def last_wave() -> float:
        return next(place.y() for place, lines in card.view.spots if lines[0].startswith("Wave 5"))

    before = last_wave()
    choose(1)
    assert card.menu.activeAction().text() == "Axis to 100%"
    qtbot.keyClick(card.menu, KEYS.Key_Return)
    assert card.waiting
    qtbot.waitUntil(lambda: not card.waiting, timeout=20_000)
    assert last_wave() > before
    assert Settings().reach == 100
    look_at(qtbot, page, settle, "funnel")
    choose(1)
    assert card.menu.activeAction().text() == "Chart or table", "a funnel has no such axis"
    card.menu.close()
    look_at(qtbot, page, settle, "waves")
    choose(1)
    assert card.menu.activeAction().isChecked()
    card.menu.close()


@pytest.mark.parametrize("kept", [30, "100", -25, True])
def test_an_axis_that_nobody_can_choose_is_none(kept):
    Settings().set("chart/reach", kept)
    assert Settings().reach == 0


def test_forty_markets_are_seen_page_by_page(qtbot, page):
    result, card = page.chart.result, page.chart
    lines = tuple(Line(f"Market {n}", n == 0, result.points, None) for n in range(40))
    forty = MarketsResult("Ours", "aided", lines, (), False)
    card.show_told(telling.told(forty, language("en")))
    qtbot.waitUntil(lambda: card.pages > 1 and not card.waiting, timeout=20_000)
    seen = {lines[0] for _place, lines in card.view.spots}
    card.view.setFocus()
    qtbot.keyClick(card.view, KEYS.Key_PageDown)
    assert card.page == 1 and card.back.isVisible()
    while card.page < card.pages - 1:
        qtbot.waitUntil(lambda: not card.waiting, timeout=20_000)
        seen |= {lines[0] for _place, lines in card.view.spots}
        card.on.setFocus()
        qtbot.keyClick(card.on, KEYS.Key_Space)
    qtbot.waitUntil(lambda: not card.waiting, timeout=20_000)
    seen |= {lines[0] for _place, lines in card.view.spots}
    assert seen == {line.name for line in lines}
    assert not card.on.isEnabled() and card.back.hasFocus()
    card.swap.click()
    assert not card.on.isVisible(), "a table has no pages"


@pytest.mark.parametrize(
    ("name", "chosen", "begins"),
    [("a.png", "", b"\x89PNG"), ("b", "PDF (*.pdf)", b"%PDF"), ("c.svg", "", b"<?xml")],
)
def test_the_chart_is_saved(qtbot, window, tmp_path: Path, monkeypatch, name, chosen, begins):
    path = tmp_path / name
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(path), chosen))
    window.page.chart.ask_save()
    made = path if path.suffix else path.with_name("b.pdf")
    qtbot.waitUntil(lambda: made.name in window.said.text(), timeout=20_000)
    assert made.read_bytes().startswith(begins)


def test_a_folder_that_is_not_there_is_said(qtbot, window, tmp_path: Path):
    window.page.chart.save(tmp_path / "none" / "a.png")
    qtbot.waitUntil(lambda: "a.png cannot be written" in window.said.text(), timeout=20_000)


def rows(card) -> list[tuple[str, ...]]:
    model = card.numbers.model()
    return [
        tuple(model.index(row, column).data() for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def look_at(qtbot, page, settle, name: str) -> None:
    """Choose a view by the arrow keys."""
    page.view.setFocus()
    qtbot.keyClick(page.view, KEYS.Key_Home)
    for _step in range(list(VIEWS).index(name)):
        qtbot.keyClick(page.view, KEYS.Key_Down)
    assert page.view.currentData() == name
    settle()


@pytest.mark.parametrize(
    ("name", "result", "figures"),
    [
        ("waves", RecognitionResult, {"84", "21.0%"}),
        ("course", CourseResult, {"39.4%", "over 90%"}),
        ("markets", MarketsResult, {"法国买手（巴黎）", "9.1%"}),
        ("brands", BrandsResult, {"Lana Serventi", "58.3%"}),
        ("slope", SlopeResult, {"0.8%", "21.0%", "+20.3"}),
        ("funnel", FunnelResult, {"36.9%", "27.4–47.6%"}),
    ],
)
def test_each_view_is_chosen_by_keys_and_its_table_holds_the_same_numbers(
    qtbot, page, settle, name, result, figures
):
    look_at(qtbot, page, settle, name)
    assert isinstance(page.chart.result, result)
    assert rows(page.chart) == list(telling.table(page.chart.result, page.context.language).rows)
    assert figures <= {text for row in rows(page.chart) for text in row}
    assert page.chart.view.accessibleDescription() == " ".join(page.chart.told.said)
    qtbot.waitUntil(lambda: not page.chart.waiting, timeout=20_000)
    assert not page.chart.view.picture().isNull()


@pytest.mark.parametrize("name", VIEWS)
def test_keys_go_over_all_that_a_chart_shows_and_say_what_its_table_says(qtbot, window, settle, name):
    window.speak("zh")
    page = window.page
    settle()
    look_at(qtbot, page, settle, name)
    card = page.chart
    qtbot.waitUntil(lambda: not card.waiting, timeout=20_000)
    view, said = card.view, []
    view.setFocus()
    qtbot.keyClick(view, KEYS.Key_Home)
    while not said or said[-1] != view.accessibleDescription():
        said.append(view.accessibleDescription())
        qtbot.keyClick(view, KEYS.Key_Right)
    told = "\n".join(said)
    assert "目标：2026-06-30 前达 25%" in told and "米兰 2026春夏" in told and "米兰首家专柜开业" in told
    assert name == "funnel" or (">20%" in told and "清河羊绒" in told)
    last = [text for text in rows(card)[-1][card.told.table.words :] if "%" in text]
    assert name == "funnel" or all(text in told for text in last)
    assert "21.0%（17.3–25.3%）" in told


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", [name for name in VIEWS if name != "waves"])
def test_the_sentences_stand_beside_the_chart_in_every_language(qtbot, window, settle, code, name):
    window.speak(code)
    page = window.page
    settle()
    look_at(qtbot, page, settle, name)
    words = page.context.language
    said = [words.say(each) for each in telling.said(page.chart.result, words)]
    told = [page.words.verdict.text(), *page.said.text.toPlainText().splitlines()]
    assert page.said.isVisible() and set(said) <= set(told)


def test_the_outlook_is_said_in_tenths(qtbot, page, settle):
    look_at(qtbot, page, settle, "course")
    assert "the chance of 25% or more on 30 Jun 2026 is over 90%" in page.said.text.toPlainText()


def test_a_wave_is_compared_with_the_one_before_or_any_earlier(qtbot, page, settle):
    assert page.words.verdict.text().startswith("From 15.0% to 21.0%")
    page.waves.against.setFocus()
    qtbot.keyClick(page.waves.against, KEYS.Key_End)
    settle()
    assert page.words.verdict.text().startswith("From 0.8% to 21.0%")
    assert page.words.between.text() == "wave 5 against wave 1"
    page.waves.list.setFocus()
    qtbot.keyClick(page.waves.list, KEYS.Key_Down)
    settle()
    assert page.words.verdict.text().startswith("From 0.8% to 15.0%")
    qtbot.keyClick(page.waves.list, KEYS.Key_End)
    settle()
    assert "no earlier wave" in page.words.verdict.text() and page.waves.against.isHidden()


def test_two_waves_are_chosen_for_the_change_between_them(qtbot, page, settle):
    look_at(qtbot, page, settle, "slope")
    assert (page.chart.result.first, page.chart.result.last) == (date(2023, 4, 21), date(2025, 10, 17))
    assert page.words.between.text() == "wave 5 against wave 1"
    page.waves.list.setFocus()
    qtbot.keyClick(page.waves.list, KEYS.Key_Down)
    page.waves.against.setFocus()
    qtbot.keyClick(page.waves.against, KEYS.Key_Down)
    settle()
    assert (page.chart.result.first, page.chart.result.last) == (date(2024, 10, 18), date(2025, 4, 18))


def test_the_funnel_is_of_the_chosen_wave(qtbot, page, settle):
    look_at(qtbot, page, settle, "funnel")
    page.waves.list.setFocus()
    qtbot.keyClick(page.waves.list, KEYS.Key_Down)
    settle()
    assert page.chart.result.day == date(2025, 4, 18)


def test_in_a_small_window_the_page_is_no_wider_and_a_funnel_has_a_line_a_step(qtbot, window, page, settle):
    window.resize(1093, 557)
    window.speak("it")
    settle()
    page = window.page
    look_at(qtbot, page, settle, "brands")
    assert page.said.isVisible() and page.content.horizontalScrollBar().maximum() == 0
    assert page.chart.width() > page.said.width() * 1.5, "what gives way first is the words"
    look_at(qtbot, page, settle, "funnel")
    assert page.chart.view.height() >= 170


def test_another_series_brings_its_own_waves_and_none_of_the_former(qtbot, page, settle):
    look_at(qtbot, page, settle, "slope")
    page.waves.against.setCurrentIndex(2)
    settle()
    page.series.setFocus()
    qtbot.keyClick(page.series, KEYS.Key_Up)
    settle()
    days = {row.day for row in page.found.rows}
    assert page.chart.result.series == "法国买手（巴黎）"
    assert {page.chart.result.first, page.chart.result.last} <= days
    assert page.waves.list.count() == len(days) == 4
    offered = {page.waves.against.itemData(at) for at in range(1, page.waves.against.count())}
    assert offered < {row.id for row in page.found.rows}


def test_what_was_chosen_is_there_again(qtbot, window, page, settle):
    look_at(qtbot, page, settle, "markets")
    page.measure.setFocus()
    qtbot.keyClick(page.measure, KEYS.Key_Down)
    page.series.setFocus()
    qtbot.keyClick(page.series, KEYS.Key_Up)
    settle()
    window.go("overview")
    window.go("recognition")
    settle()
    chosen = window.page
    assert chosen is not page
    assert (chosen.view.currentData(), chosen.measure.currentData()) == ("markets", "unaided")
    assert chosen.series.currentText() == "法国买手（巴黎）"


def test_a_single_wave_says_what_a_view_lacks(qtbot, window, page, settle):
    for wave in page.found.rows[1:]:
        window.workspace.delete(window.workspace.get("survey_wave", wave.id))
    qtbot.waitUntil(lambda: window.page.waves.list.count() == 1)
    settle()
    assert page.words.verdict.text().startswith("One wave: 21.0%")
    look_at(qtbot, page, settle, "course")
    assert "Too few waves: a course needs four, there is 1." in page.said.text.toPlainText()
    look_at(qtbot, page, settle, "slope")
    assert page.chart.nothing.text().startswith("Two waves of one series are needed")
    assert page.chart.nothing.isVisible() and page.chart.view.isHidden() and page.said.isHidden()
    assert not page.chart.swap.isEnabled()


@pytest.mark.parametrize(("brands", "kind"), [((), "brand"), ((Brand(name="Yuanrong"),), "survey_series")])
def test_an_empty_workspace_leads_to_what_is_to_enter_first(qtbot, window, settle, tmp_path, brands, kind):
    path = tmp_path / "empty.passerella"
    with Workspace.create(path, "Firm") as made:
        for brand in brands:
            made.save(brand)
    window.open(path)
    window.go("recognition")
    settle()
    button = window.page.empty.button
    assert button.isVisible() and button.hasFocus()
    qtbot.keyClick(button, KEYS.Key_Space)
    assert window.place == ("form", kind, "0", "back", "recognition")


def test_the_proposed_name_is_of_the_chart_and_the_day(page, monkeypatch):
    proposed = []

    def ask(_parent, _title, name, *_more):
        proposed.append(Path(name).name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    page.chart.ask_save()
    assert proposed == ["Aided-recognition-远绒-意大利时尚界（米兰）-2025-10-31.png"]


def test_the_largest_letters_leave_a_chart_its_height_and_grow_in_it(qtbot, window, settle, monkeypatch):
    sizes = []
    plain = drawing.draw

    def draw(*args, **options):
        sizes.append(options["dpi"] / window.devicePixelRatioF())
        return plain(*args, **options)

    monkeypatch.setattr(drawing, "draw", draw)
    window.resize(1366, 696)
    window.settings.set("letters", 130)
    window.speak("it")
    settle()
    for view in VIEWS:
        window.page.view.setCurrentIndex(window.page.view.findData(view))
        settle()
        assert window.page.chart.view.height() >= 160, view
        assert window.page.content.horizontalScrollBar().maximum() == 0, view
    assert set(sizes[-2:]) == {130}
