"""Saving, repeating and leaving a form by keys; what its fields say, and where they stand."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from passerella.records.everything import kinds
from passerella.records.prices import Price
from passerella.store.errors import CannotWrite
from passerella.texts.label import Label
from passerella.texts.language import CODES, language

CTRL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)


def beside(page, first, second):
    return page.inputs[first].widget.parent().y() == page.inputs[second].widget.parent().y()


def test_ctrl_enter_saves_and_begins_the_next(qtbot, place):
    page = place.form(qtbot, "buyer")
    qtbot.keyClicks(page.inputs["company"].widget, "Nuovo")
    qtbot.keyClick(page.inputs["company"].widget, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(place.went))
    assert place.went == [("form", "buyer", 0)]
    assert [each.company for each in place.context.workspace.all("buyer")] == ["Maison Aubrelle", "Nuovo"]


def test_a_refused_save_says_so_and_goes_to_the_field(qtbot, place):
    page = place.form(qtbot, "buyer")
    page.inputs["country"].widget.setFocus()
    qtbot.keyClick(page.inputs["country"].widget, Qt.Key.Key_S, CTRL)
    assert page.inputs["company"].widget.hasFocus()
    assert place.said == ["1 place to mend"] and not place.went


def test_what_is_mended_is_no_longer_counted(qtbot, place):
    page = place.form(qtbot, "survey_series")
    qtbot.keyClick(page.inputs["name"].widget, Qt.Key.Key_S, CTRL)
    assert place.said == ["3 places to mend"]
    for name, left in (("name", "2 places to mend"), ("audience", "1 place to mend"), ("method", "")):
        qtbot.keyClicks(page.inputs[name].widget, "buyers")
        qtbot.waitUntil(lambda left=left: page.foot.to_mend.text() == left)


def test_a_long_sentence_under_a_field_is_whole(qtbot, place):
    page = place.form(qtbot, "order")
    page.inputs["buyer"].set_text("A company with a long name that nobody ever entered here")
    page.save()
    note = page.notes["buyer"]
    qtbot.waitUntil(lambda: note.height() >= note.heightForWidth(note.width()) > 0)
    assert note.geometry().top() >= page.inputs["buyer"].widget.geometry().bottom()


def test_ctrl_d_fills_from_the_last_and_keeps_what_is_typed(qtbot, place, order):
    place.context.workspace.save(order(buyer=1, terms="30% deposit"))
    page = place.form(qtbot, "order")
    qtbot.keyClicks(page.inputs["number"].widget, "PI-2")
    qtbot.keyClick(page.inputs["number"].widget, Qt.Key.Key_D, CTRL)
    assert page.inputs["number"].text() == "PI-2"
    assert page.inputs["buyer"].text() == "Maison Aubrelle"
    assert page.inputs["terms"].text() == "30% deposit"
    assert page.inputs["currency"].text() == "EUR"


def test_ctrl_d_reads_one_record_however_many_there_are(qtbot, place, monkeypatch, order):
    workspace = place.context.workspace
    for number in ("PI-1", "PI-2", "PI-3"):
        workspace.save(order(number, terms=f"of {number}"))
    page = place.form(qtbot, "order")
    monkeypatch.setattr(workspace, "page", lambda *_: pytest.fail("every order was read"))
    qtbot.keyClick(page.inputs["number"].widget, Qt.Key.Key_D, CTRL)
    assert page.inputs["terms"].text() == "of PI-3"


def test_ctrl_d_in_an_empty_field_fills_that_field_alone(qtbot, place, order):
    place.context.workspace.save(order(buyer=1, terms="30% deposit"))
    page = place.form(qtbot, "order")
    line = page.inputs["terms"].widget
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_D, CTRL)
    assert page.inputs["terms"].text() == "30% deposit"
    assert page.inputs["buyer"].text() == page.inputs["currency"].text() == ""


def test_what_holds_while_a_field_is_empty_is_shown_and_not_typed(qtbot, place):
    page = place.form(qtbot, "order")
    page.inputs["buyer"].set_value(1)
    market = page.inputs["market"]
    qtbot.waitUntil(lambda: market.widget.placeholderText() == "France (from: Buyer)")
    assert market.text() == "" and market.value() is None


def test_the_next_of_a_pile_keeps_what_one_would_type_again(qtbot, place):
    page = place.form(qtbot, "price")
    for name, text in (("product", "YR-1"), ("currency", "EUR"), ("unit_price", "8.5"), ("reason", "Yarn")):
        page.inputs[name].set_text(text)
    page.inputs["product"].set_value(1)
    page.inputs["valid_from"].set_text("2025-10-01")
    page.save_and_new()
    qtbot.waitUntil(lambda: bool(place.went))
    page = place.shown(qtbot, place.went[0])
    texts = page.fields.texts()
    assert (texts["currency"], texts["reason"], texts["valid_from"]) == ("EUR", "Yarn", "1 Oct 2025")
    assert texts["product"] == texts["unit_price"] == "" and not page.dirty


def test_an_end_counts_from_its_beginning_else_from_today(qtbot, place):
    page = place.form(qtbot, "appearance")
    ends = page.inputs["ends_on"].widget
    ends.setFocus()
    qtbot.keyClicks(ends, "+3")
    assert page.inputs["ends_on"].value() == date(2025, 11, 3)
    page.inputs["starts_on"].set_text("2026-02-05")
    ends.clear()
    qtbot.keyClicks(ends, "+3")
    assert page.inputs["ends_on"].value() == date(2026, 2, 8)
    assert "“Begins”" in page.foot.hint.text()


def test_the_foot_says_how_to_leave_the_notes(qtbot, place):
    page = place.form(qtbot, "buyer")
    page.inputs["notes"].widget.setFocus()
    assert "Shift+Enter begins a new line" in page.foot.hint.text()
    page.inputs["company"].widget.setFocus()
    assert "Enter goes on" in page.foot.hint.text()


def test_what_is_wrong_is_said_under_the_field_on_leaving_it(qtbot, place):
    page = place.form(qtbot, "order")
    for name, wrong, right in (("buyer", "Nobody", "Maison Aubrelle"), ("ordered_on", "soon", "2025-10-01")):
        line = page.inputs[name].widget
        line.setFocus()
        qtbot.keyClicks(line, wrong)
        qtbot.keyClick(line, Qt.Key.Key_Tab)
        assert not page.notes[name].isHidden() and line.problem() == page.notes[name].text() != ""
        line.setFocus()
        line.selectAll()
        qtbot.keyClicks(line, right)
        qtbot.keyClick(line, Qt.Key.Key_Tab)
        assert page.notes[name].isHidden()


def test_enter_leaves_the_notes_and_shift_enter_begins_a_line_there(qtbot, place):
    page = place.form(qtbot, "order")
    notes = page.inputs["notes"].widget
    notes.setFocus()
    qtbot.keyClicks(notes, "a")
    qtbot.keyClick(notes, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(notes, "b")
    qtbot.keyClick(notes, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert page.inputs["notes"].text() == "a\nb" and page.grid.hasFocus()


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("reported_fact", "place", "it bounds that course"),
        ("goal", "series", "Of recognition only"),
        ("survey_wave", "approached", "who declined"),
        ("milestone", "brand", "Empty: every brand"),
    ],
)
def test_the_foot_says_what_a_field_is_for_while_one_is_in_it(qtbot, place, kind, name, said):
    page = place.form(qtbot, kind)
    page.inputs[name].widget.setFocus()
    assert said in page.foot.hint.text()


def test_a_save_asked_for_twice_saves_once(qtbot, place):
    page = place.form(qtbot, "sheet_text")
    page.inputs["steps"].set_text("Book the hall")
    page.save()
    page.save()
    qtbot.waitUntil(lambda: bool(place.went))
    assert place.context.workspace.count("sheet_text") == 1


def test_what_cannot_be_written_is_said_and_one_is_still_in_the_field(qtbot, place, monkeypatch):
    page = place.form(qtbot, "buyer")
    line = page.inputs["company"].widget
    qtbot.keyClicks(line, "Nuovo")

    def full(_records):
        raise CannotWrite(Label("The disk is full."))

    monkeypatch.setattr(place.context.workspace, "save_now", full)
    qtbot.keyClick(line, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: place.said == ["The disk is full."])
    assert line.hasFocus() and line.text() == "Nuovo" and page.dirty


def test_tab_comes_to_a_notice_after_the_fields_and_to_saving_before_giving_up(qtbot, place, order):
    page = place.form(qtbot, "order", place.context.workspace.save(order()).id)
    page.inputs["notes"].widget.setFocus()
    qtbot.keyClick(page.inputs["notes"].widget, Qt.Key.Key_Tab)
    assert page.notices[0].button.hasFocus()
    reached = []
    page.foot.save.setFocus()
    for _each in range(3):
        reached.append(page.focusWidget())
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert reached == [page.foot.save, page.foot.again, page.foot.cancel]


def test_saving_says_the_notice_again(qtbot, place, order):
    page = place.form(qtbot, "order", place.context.workspace.save(order()).id)
    page.save()
    qtbot.waitUntil(lambda: bool(place.said))
    assert "No rate EUR to CNY" in place.said[-1]


def test_fields_stand_in_as_many_columns_as_have_room(qtbot, place):
    page = place.form(qtbot, "order")
    assert beside(page, "number", "season") and not beside(page, "number", "ordered_on")
    page.resize(700, 660)
    qtbot.waitUntil(lambda: not beside(page, "number", "season"))
    assert page.area.horizontalScrollBar().maximum() == 0
    page.inputs["market"].widget.setFocus()
    qtbot.keyClick(page.inputs["market"].widget, Qt.Key.Key_Return)
    assert page.inputs["season"].widget.hasFocus()
    page.resize(1180, 660)
    qtbot.waitUntil(lambda: beside(page, "number", "season"))


def test_the_text_at_the_end_of_a_form_has_room_for_an_address(qtbot, place):
    page = place.form(qtbot, "reported_fact")
    address, told = (page.inputs[name].widget for name in ("address", "stated_by"))
    assert address.width() > 2 * told.width()
    assert page.area.viewport().width() == page.area.widget().width()
    foot = page.foot.save.mapTo(page, page.foot.save.rect().topRight()).x()
    box = page.inputs["said"].widget
    assert box.mapTo(page, box.rect().topRight()).x() == foot


def test_labels_are_unique_within_a_kind_in_each_language():
    for code in CODES:
        for kind in kinds().values():
            for each in filter(None, (kind, kind.lines and kind.lines.kind)):
                names = [language(code).say(field.label) for field in each.fields]
                assert [name for name, n in Counter(names).items() if n > 1] == [], (code, each.name)


def test_an_emptied_field_that_is_never_empty_takes_its_default(qtbot, place):
    old = place.context.workspace.save(
        Price(product=1, list="MILANO", currency="EUR", unit_price=Decimal(9), valid_from=date(2025, 1, 1))
    )
    page = place.form(qtbot, "price", old.id)
    page.inputs["list"].line.selectAll()
    qtbot.keyClick(page.inputs["list"].line, Qt.Key.Key_Delete)
    qtbot.keyClick(page.inputs["list"].line, Qt.Key.Key_Return)
    assert page.inputs["list"].text() == "A"
    page.inputs["list"].line.clear()
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: place.went != [])
    assert place.context.workspace.get("price", old.id).list == "A"
