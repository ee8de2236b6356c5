"""The scoreboard, by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from passerella.figures import scoreboard_sentences as said
from passerella.figures.scoreboard_result import Marks
from passerella.records.goals import MEASURES
from passerella.store.workspace import Workspace
from passerella.ui.pages.form import FormPage
from passerella.ui.pages.listing import ListPage
from passerella.ui.pages.reports import ReportsPage
from passerella.ui.progress import BRIEF, QUIET, WAY, third_line, two_lines_width

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)
KEYS = Qt.Key
PLACE = "scoreboard"
LATEST, BAR, NEEDED, STATUS, REPORTED = range(1, len(said.COLUMNS))


def texts(page, column: int) -> list[str]:
    return [page.table.item(row, column).text() for row in range(page.table.rowCount())]


def test_the_page_begins_on_its_first_row_and_says_every_figure_in_words(page):
    assert page.table.hasFocus() and page.table.currentRow() == 0 and page.table.rowCount() == 11
    assert "21.0%" in texts(page, LATEST)[0] and "84 of 400 people" in texts(page, LATEST)[0]
    assert "9.5 → 25.0%" in texts(page, BAR)[0]
    assert texts(page, NEEDED)[0].startswith("+1.4 points")
    assert texts(page, STATUS)[0] == "on track\nheads for 29.4–39.4% · chance: over 90%"
    assert texts(page, REPORTED)[0].startswith("<1% → >20%\n")
    assert "contract manufacturing" in page.sentence.text()
    assert "28.7%" in page.share.accessibleName()


def test_figures_and_dates_are_whole_on_a_small_screen_and_tool_tips_say_what_is_cut(page):
    page.resize(1180, 640)
    for column in range(STATUS):
        assert page.table.columnWidth(column) >= max(map(two_lines_width, texts(page, column)))
    assert page.table.horizontalHeader().length() <= page.table.viewport().width()
    assert "Recognition" in page.table.item(0, REPORTED).toolTip()


def test_arrows_say_below_the_table_what_a_row_has_no_room_for(qtbot, page):
    page.resize(1180, 640)
    legend = page.below.text()
    assert legend.startswith("Bar: ")
    cut = next(row for row in range(1, page.table.rowCount()) if page.table.cut_in(row))
    for _step in range(cut):
        qtbot.keyClick(page.table, KEYS.Key_Down)
    assert page.below.text() == page.table.cut_in(cut)
    assert page.below.text().startswith("Status and how sure: ")
    assert page.below.text().endswith(texts(page, STATUS)[cut].split("\n")[1])
    page.resize(2400, 1200)
    assert page.table.cut_in(cut) == "" and page.below.text() == legend


def test_a_column_in_which_nothing_is_reported_leaves_its_room_to_the_others(qtbot, window, page):
    wide = page.table.columnWidth(REPORTED)
    for each in window.workspace.all("reported_fact"):
        window.workspace.delete(each)
    qtbot.waitUntil(lambda: not any(texts(page, REPORTED)))
    assert page.table.columnWidth(REPORTED) < wide


def test_the_rows_fill_a_high_window_and_a_low_one_gives_them_two_lines(window, page):
    heights = []
    for high in (1008, 600):
        window.resize(1366, high)
        heights.append({page.table.rowHeight(row) for row in range(page.table.rowCount())})
    two = page.table.sizeHintForRow(0)
    assert heights[0].pop() >= two + third_line() and heights[1] == {two}
    window.resize(1366, 1008)
    assert (
        page.table.horizontalHeader().height() + page.table.verticalHeader().length()
        > 0.9 * page.table.height()
    )


def test_claims_without_a_number_share_both_lines_and_a_short_column_says_when_first(page):
    claim, figure = page.table.item(6, REPORTED), page.table.item(0, REPORTED)
    assert claim.data(QUIET) and "\n" not in claim.text()
    assert not figure.data(QUIET) and figure.data(BRIEF) == page.shown.rows[0].reported[0].period != ""


def test_enter_opens_the_goal(qtbot, window, page):
    terms = page.shown.rows[1].terms
    qtbot.keyClick(page.table, KEYS.Key_Down)
    qtbot.keyClick(page.table, KEYS.Key_Return)
    assert isinstance(window.page, FormPage)
    assert window.place == ("form", "goal", str(terms.id), "back", "scoreboard")


def test_a_click_opens_it_too(qtbot, window, page):
    at = page.table.visualItemRect(page.table.item(2, 0)).center()
    terms = page.shown.rows[2].terms
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.place == ("form", "goal", str(terms.id), "back", "scoreboard")


def test_a_measure_without_a_goal_is_shown_and_opens_its_list(qtbot, window, page):
    for each in window.workspace.all("goal"):
        window.workspace.delete(each)
    qtbot.waitUntil(lambda: page.table.rowCount() == len(MEASURES))
    assert set(texts(page, STATUS)) == {"no goal set"}
    assert page.table.item(0, BAR).data(WAY) is None
    page.table.setCurrentCell(list(MEASURES).index("press"), 0)
    qtbot.keyClick(page.table, KEYS.Key_Return)
    assert isinstance(window.page, ListPage) and window.place == ("list", "press_mention")


def test_a_deleted_fact_leaves_the_reported_column(qtbot, window, page):
    assert ">30%" in texts(page, REPORTED)[4]
    fact = next(f for f in window.workspace.all("reported_fact") if f.measure == "average_price")
    before = [texts(page, column) for column in (LATEST, BAR, NEEDED, STATUS)]
    window.workspace.delete(fact)
    qtbot.waitUntil(lambda: texts(page, REPORTED)[4] == "")
    assert [texts(page, column) for column in (LATEST, BAR, NEEDED, STATUS)] == before


def test_the_bar_runs_from_baseline_to_target(page):
    found = page.shown.rows[6]  # own-brand share: 18.4 -> 45%
    made = found.marks
    assert isinstance(made, Marks) and (made.start, made.target, made.low) == (0.0, 1.0, None)
    assert made.done == pytest.approx((float(found.latest.value) - 18.4) / (45 - 18.4))
    assert made.needed is not None and made.done < made.needed


def test_another_brand_has_its_own_scoreboard(qtbot, page, settle):
    before = page.shown.brand
    page.brand.setFocus()
    qtbot.keyClick(page.brand, KEYS.Key_Home)
    settle()
    assert page.shown.brand == page.brand.currentText() != before
    assert page.table.rowCount() == len(MEASURES)


def test_a_new_goal_by_key(qtbot, window, page):
    page.new.setFocus()
    qtbot.keyClick(page.new, KEYS.Key_Space)
    assert window.place == ("form", "goal", "0", "back", "scoreboard")


def test_print_goes_to_the_sheet_of_the_scoreboard(qtbot, window, page, settle):
    page.paper.setFocus()
    qtbot.keyClick(page.paper, KEYS.Key_Space)
    settle()
    assert isinstance(window.page, ReportsPage)
    assert window.page.sheet().name == "scoreboard" and window.page.pdf.startswith(b"%PDF")


def test_without_a_brand_the_page_says_what_to_do_first(qtbot, window, settle, tmp_path):
    path = tmp_path / "w.passerella"
    Workspace.create(path, "x").close()
    window.open(path)
    window.go("scoreboard")
    settle()
    assert window.page.empty.isVisible() and not window.page.table.isVisible()
    qtbot.keyClick(window.page.empty.findChild(QPushButton), KEYS.Key_Space)
    assert window.place == ("form", "brand", "0", "back", "scoreboard")
