"""The Recognition page and its chart, by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from passerella.ui.pages.form import FormPage
from passerella.ui.pages.recognition import RecognitionPage

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)
KEYS = Qt.Key


@pytest.fixture(autouse=True)
def page(sample, settle):
    sample.go("recognition")
    settle()
    assert isinstance(sample.page, RecognitionPage)
    return sample.page


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
    assert window._place == ("form", "survey_wave", str(wave))


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


def test_the_planner_stands_at_the_foot(window):
    assert "1,737" in window.page.waves.plan.text() and "27%" in window.page.waves.plan.text()


def test_the_numbers_of_the_chart_by_key(qtbot, window):
    card = window.page.chart
    card.swap.setFocus()
    qtbot.keyClick(card.swap, KEYS.Key_Space)
    assert card.numbers.isVisible() and not card.view.isVisible()
    assert card.numbers.model().index(4, 2).data() == "84"
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
