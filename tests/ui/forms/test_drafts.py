"""What is half typed in a form: kept, put aside, cancelled, and there again."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from passerella.records.brands import Brand
from passerella.records.shows import Appearance, Show
from passerella.texts.language import CODES, language
from passerella.ui.drafts import Drafts

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)


def test_escape_goes_back_and_the_draft_is_offered_again(qtbot, place, put, cells):
    page = place.form(qtbot, "order")
    qtbot.keyClicks(page.inputs["number"].widget, "PI-9")
    put(page, 0, product="YR-1", quantity="5")
    qtbot.keyClick(page.inputs["number"].widget, Qt.Key.Key_Escape)
    assert place.went == [("list", "order", 0)]
    assert place.said == ["Not saved. The form offers again what was typed."]
    again = place.form(qtbot, "order")
    assert again.inputs["number"].text() == "PI-9"
    assert cells(again, 0)["quantity"] == "5"


def test_a_killed_program_offers_its_draft(qtbot, place):
    page = place.form(qtbot, "buyer")
    qtbot.keyClicks(page.inputs["company"].widget, "Half typed")
    drafts = Drafts(place.context.workspace.meta("uid"))
    qtbot.waitUntil(lambda: drafts.find("buyer", 0) is not None, timeout=5000)
    again = place.form(qtbot, "buyer")
    assert again.inputs["company"].text() == "Half typed"


def test_who_types_on_and_on_loses_no_more_than_the_last_seconds(qtbot, place):
    page = place.form(qtbot, "buyer")
    drafts = Drafts(place.context.workspace.meta("uid"))
    line = page.inputs["company"].widget

    def typed_on():
        qtbot.keyClicks(line, "a")
        return drafts.find("buyer", 0) is not None

    qtbot.waitUntil(typed_on, timeout=5000)


def test_the_open_cell_is_in_the_draft(qtbot, place):
    page = place.form(qtbot, "order")
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.lines.index(0, 1))
    qtbot.keyClicks(page.grid, "Y")
    qtbot.keyClicks(page.grid.indexWidget(page.grid.currentIndex()), "R")
    page.keep()
    assert place.context.drafts.find("order", 0)["lines"][0][1] == "YR"


def test_cancel_forgets_the_draft(qtbot, place):
    page = place.form(qtbot, "buyer")
    qtbot.keyClicks(page.inputs["company"].widget, "Gone")
    page.keep()
    page.give_up()
    again = place.form(qtbot, "buyer")
    assert again.inputs["company"].text() == "" and place.context.drafts.kept() == []


def test_what_was_cancelled_is_brought_back_by_keys(qtbot, place, put, cells):
    page = place.form(qtbot, "order")
    assert not page.cancelled.isVisible()
    qtbot.keyClicks(page.inputs["number"].widget, "PI-9")
    put(page, 0, product="YR-1")
    page.give_up()
    assert "can be brought back" in place.said[-1]
    again = place.form(qtbot, "order")
    assert again.cancelled.isVisible()
    qtbot.keyClick(again.inputs["number"].widget, Qt.Key.Key_Backtab)
    qtbot.keyClick(again.focusWidget(), Qt.Key.Key_Space)
    assert (again.inputs["number"].text(), cells(again, 0)["product"]) == ("PI-9", "YR-1 羊绒衫")
    assert again.dirty and not again.cancelled.isVisible()


def test_what_was_cancelled_is_offered_until_another_is_typed_and_saved(qtbot, place):
    page = place.form(qtbot, "buyer")
    page.give_up()
    assert not place.form(qtbot, "buyer").cancelled.isVisible()  # nothing had been typed
    page = place.form(qtbot, "buyer")
    qtbot.keyClicks(page.inputs["company"].widget, "Gone")
    page.give_up()
    page = place.form(qtbot, "buyer")
    qtbot.keyClicks(page.inputs["company"].widget, "Other")
    assert not page.cancelled.isVisible()
    page.save()
    qtbot.waitUntil(lambda: bool(place.said) and "Saved" in place.said[-1])
    assert not place.form(qtbot, "buyer").cancelled.isVisible()


def test_what_was_half_typed_waits_while_another_is_begun_with_values_of_its_own(qtbot, place):
    page = place.form(qtbot, "buyer")
    qtbot.keyClicks(page.inputs["company"].widget, "Half typed")
    page.keep()
    begun = ("form", "buyer", 0, "company=Fiorella", "back", "overview")
    for _visit in range(2):  # to the help and back
        page = place.shown(qtbot, begun)
        assert page.inputs["company"].text().startswith("Fiorella")
        assert ("waits" in page.frame.subtitle.text()) != _visit
        qtbot.keyClicks(page.inputs["company"].widget, "!")
        page.keep()
    page = place.shown(qtbot, begun)
    page.save()
    qtbot.waitUntil(lambda: bool(place.said) and "Saved" in place.said[-1])
    again = place.form(qtbot, "buyer")
    assert again.inputs["company"].text() == "Half typed" and again.dirty


def test_what_waits_is_there_again_when_the_other_is_given_up(qtbot, place):
    page = place.form(qtbot, "buyer")
    qtbot.keyClicks(page.inputs["company"].widget, "Half typed")
    page.keep()
    for typed in ("", "!"):
        other = place.shown(qtbot, ("form", "buyer", 0, "company=Fiorella", "back", "overview"))
        qtbot.keyClicks(other.inputs["company"].widget, typed)
        other.give_up()
        page = place.form(qtbot, "buyer")
        assert page.inputs["company"].text() == "Half typed"


def test_a_half_typed_order_is_there_again_after_its_rate_was_entered(qtbot, place, put, cells):
    page = place.form(qtbot, "order")
    for name, text in (("number", "PI-9"), ("ordered_on", "2025-10-01"), ("currency", "EUR")):
        page.inputs[name].set_text(text)
    put(page, 0, product="YR-1", quantity="5", unit_price="3")
    qtbot.waitUntil(lambda: bool(page.notices))
    page.notices[0].button.click()
    page.keep()  # as the window does with the page that it leaves
    rate = place.shown(qtbot, place.went[0])
    qtbot.keyClick(rate.inputs["rate"].widget, Qt.Key.Key_Escape)
    assert place.went[1] == ("form", "order", "0")
    again = place.shown(qtbot, place.went[1])
    assert again.inputs["number"].text() == "PI-9" and cells(again, 0)["quantity"] == "5"


def test_a_draft_that_falls_due_while_it_is_saved_is_none_and_saving_goes_on(qtbot, place):
    workspace, wait = place.context.workspace, threading.Event()
    page = place.form(qtbot, "buyer")
    qtbot.keyClicks(page.inputs["company"].widget, "Nuovo")
    workspace.post(wait.wait)
    page.save()
    qtbot.waitUntil(lambda: page.drafting.remainingTime() > 1000)
    page.drafting.timeout.emit()
    assert not place.went and place.context.drafts.find("buyer", 0) is None
    wait.set()
    qtbot.waitUntil(lambda: bool(place.went))
    assert place.context.drafts.find("buyer", 0) is None


@pytest.mark.parametrize("code", CODES)
def test_an_appearance_that_was_chosen_stays_chosen_in_a_draft(qtbot, place, code):
    show = place.context.workspace.save(Show(name="Milano Moda", country="IT")).id
    made = Appearance(brand=1, show=show, season="2026AW", starts_on=date(2026, 2, 24))
    place.context.workspace.save(made)
    place.context = replace(place.context, language=language(code))
    page = place.form(qtbot, "order")
    page.inputs["appearance"].set_value(1)
    page.keep()
    again = place.form(qtbot, "order")
    assert again.dirty and again.inputs["appearance"].value() == 1


def test_appearances_of_one_title_are_told_apart_and_stay_apart_in_a_draft(qtbot, place):
    workspace = place.context.workspace
    workspace.save(Brand(name="Other"))
    show = workspace.save(Show(name="Milan", country="IT")).id
    day = date(2026, 2, 24)
    for brand in (1, 2):
        workspace.save(Appearance(brand=brand, show=show, season="2026AW", starts_on=day))
    page = place.form(qtbot, "order")
    appearance = page.inputs["appearance"]
    line = appearance.widget
    line.setFocus()
    qtbot.keyClicks(line, "mil")
    qtbot.waitUntil(line.suggestions().isVisible)
    model = line.suggestions().model()
    offered = [model.index(at, 0).data() for at in range(2)]
    assert sorted(offered) == ["Milan AW26-27 (Other)", "Milan AW26-27 (Yuanrong)"]
    assert line.suggestions().viewport().width() >= line.suggestions().sizeHintForColumn(0)
    appearance.set_value(2)
    assert appearance.text() == "Milan AW26-27 (Other)"
    page.fields.edited.emit()
    page.keep()
    again = place.form(qtbot, "order")
    assert again.inputs["appearance"].value() == 2
