"""A new workspace: every page says what to enter first, and leads there and back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from passerella.records.brands import Brand
from passerella.records.everything import kinds
from passerella.records.surveys import SurveyResult, SurveySeries, SurveyWave
from passerella.store.workspace import Workspace

KEYS = Qt.Key
TO_A_WAVE = ("brand", "survey_series", "survey_wave")
PAGES = {
    "overview": TO_A_WAVE,
    "recognition": TO_A_WAVE,
    "reports": TO_A_WAVE,
    "list:survey_wave": TO_A_WAVE,
    "list:goal": ("brand", "survey_series", "goal"),
    "scoreboard": ("brand", "survey_series", "goal"),
    "list:appearance": ("brand", "show", "appearance"),
    "list:order": ("buyer", "product", "order"),
    "list:price": ("product", "price"),
    "list:buyer": ("buyer",),
}
_SERIES = SurveySeries(name="Buyers", audience="buyers", method="interview")


@pytest.fixture
def fresh(qtbot, window, settle, tmp_path: Path):
    """The window, in front, with a new workspace."""
    path = tmp_path / "fresh.passerella"
    Workspace.create(path, "fresh").close()
    window.open(path)
    with qtbot.waitActive(window):
        window.activateWindow()
    settle()
    return window


def _wave(brand: Brand, series: SurveySeries) -> SurveyWave:
    row = SurveyResult(brand=brand.id, aided=30)
    return SurveyWave(series=series.id, fielded_to=date(2025, 5, 1), asked=200, results=(row,))


@pytest.mark.parametrize(("page", "order"), PAGES.items())
def test_a_page_without_data_begins_with_the_button_of_what_comes_first(qtbot, fresh, settle, page, order):
    fresh.go(*page.split(":"))
    settle()
    button = fresh.focusWidget()
    assert button.text() == fresh.words.say(kinds()[order[0]].new) and button.isVisible()
    qtbot.keyClick(button, KEYS.Key_Return)
    assert fresh.place == ("form", order[0], "0", "back", *page.split(":"))


@pytest.mark.parametrize(("page", "order"), PAGES.items())
def test_the_steps_stand_in_the_order_of_entering(fresh, settle, page, order):
    fresh.go(*page.split(":"))
    settle()
    said = [fresh.words.say(kinds()[name].new) for name in order]
    head = fresh.page.frame.findChildren(type(fresh.focusWidget()))
    shown = [each.text() for each in head if each.isVisible() and each.icon_name == "plus"]
    assert [each for each in shown if each in said][-len(said) :] == said


def test_what_is_saved_is_ticked_off_and_the_next_step_follows(qtbot, fresh, settle):
    qtbot.keyClick(fresh.focusWidget(), KEYS.Key_Return)
    fresh.page.inputs["name"].set_text("Yuanrong")
    qtbot.keyClick(fresh.page.inputs["name"].widget, KEYS.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: fresh.place == ("overview",))
    settle()
    assert "Saved" in fresh.said.text()
    steps = fresh.page.begin._ways[0].steps
    assert steps["brand"].accessibleName() == "Brand: done" and not steps["brand"].button.isVisible()
    assert fresh.focusWidget() is steps["survey_series"].button


def test_a_form_given_up_leads_back_to_the_steps_once(qtbot, fresh, settle):
    fresh.go("scoreboard")
    settle()
    qtbot.keyClick(fresh.focusWidget(), KEYS.Key_Return)
    qtbot.keyClick(fresh.page.inputs["name"].widget, KEYS.Key_Escape)
    assert fresh.place == ("scoreboard",)
    fresh.go("form", "brand", 0)
    fresh.go("list", "brand")
    assert fresh.place == ("list", "brand")


def test_figures_take_the_place_of_the_steps_once_there_is_a_wave(qtbot, fresh, settle):
    assert not fresh.page.tiles[0].isVisible() and not fresh.page.chart.isVisible()
    brand = fresh.workspace.save(Brand(name="Yuanrong"))
    series = fresh.workspace.save(_SERIES)
    fresh.workspace.save(_wave(brand, series))
    qtbot.waitUntil(fresh.page.chart.isVisible)
    assert fresh.page.tiles[0].isVisible() and not fresh.page.begin.isVisible()


def test_the_planner_offers_the_steps_to_a_series_until_there_is_one(fresh, settle):
    fresh.go("planner")
    settle()
    assert list(fresh.page.empty.steps) == ["brand", "survey_series"] and fresh.page.empty.isVisible()
    fresh.workspace.save(_SERIES)
    fresh.go("planner")
    settle()
    assert not fresh.page.empty.isVisible()


def test_every_kind_says_what_it_is_for():
    assert all(kind.why is not None for kind in kinds().values())
    assert all(kind.new.message.startswith("New ") for kind in kinds().values())


def test_the_ways_into_a_workspace_begin_below_their_titles_and_take_their_cards_width(fresh, settle):
    fresh.resize(1920, 1008)
    settle()
    for way in fresh.page.begin._ways:
        card = way.parentWidget()
        assert way.width() > 0.9 * card.width() and card.height() < 2 * way.sizeHint().height()
