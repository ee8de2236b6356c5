"""What a form offers while one types: words, names, records and new ones."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCompleter

from passerella.records.brands import Brand
from passerella.records.trade import Buyer, Product
from passerella.texts.language import language

CTRL, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)


@pytest.mark.parametrize("typed", ["意", "ydl", "yida", "ital", "IT"])
def test_a_country_is_offered_by_name_initials_or_code_and_never_taken_unasked(qtbot, place, typed):
    page = place.form(qtbot, "buyer")
    line = page.inputs["country"].widget
    line.setFocus()
    line.insert(typed)
    line.textEdited.emit(typed)
    qtbot.waitUntil(line.suggestions().isVisible)
    assert not line.suggestions().currentIndex().isValid() and line.text() == typed
    qtbot.keyClick(line.suggestions(), Qt.Key.Key_Down)
    qtbot.keyClick(line.suggestions(), Qt.Key.Key_Return)
    assert line.text() == "Italy" and page.inputs["country"].value() == "IT"


def test_a_text_typed_before_is_offered(qtbot, place, order):
    place.context.workspace.save(order(terms="30% deposit"))
    page = place.form(qtbot, "order")
    line = page.inputs["terms"].widget
    line.setFocus()
    qtbot.keyClicks(line, "dep")
    qtbot.waitUntil(line.suggestions().isVisible)
    qtbot.keyClick(line.suggestions(), Qt.Key.Key_Tab)
    assert line.text() == "dep"


def test_a_name_that_no_record_has_is_offered_as_a_new_one_and_one_comes_back(qtbot, place):
    page = place.form(qtbot, "order")
    line = page.inputs["buyer"].widget
    line.setFocus()
    qtbot.keyClicks(line, "Casa Nova")
    qtbot.waitUntil(line.suggestions().isVisible)
    qtbot.keyClick(line.suggestions(), Qt.Key.Key_Down)
    qtbot.keyClick(line.suggestions(), Qt.Key.Key_Return)
    assert place.went == [("form", "buyer", 0, "company=Casa Nova", "back", "form", "order", 0)]
    page.keep()
    buyer = place.shown(qtbot, place.went[0])
    assert buyer.inputs["company"].text() == "Casa Nova"
    qtbot.keyClick(buyer.inputs["company"].widget, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: place.went[-1] == ("form", "order", "0"))
    again = place.form(qtbot, "order")
    assert again.inputs["buyer"].text() == "Casa Nova"
    assert again.inputs["buyer"].value() == place.context.workspace.count("buyer")


def test_a_name_that_a_record_has_is_not_offered_as_new(qtbot, place):
    page = place.form(qtbot, "order")
    line = page.inputs["buyer"].widget
    line.setFocus()
    qtbot.keyClicks(line, "Maison Aubrelle")
    qtbot.waitUntil(line.suggestions().isVisible)
    assert line.suggestions().model().rowCount() == 1


@pytest.mark.parametrize("leave", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
def test_what_is_marked_in_the_list_is_taken_on_leaving(qtbot, place, leave):
    page = place.form(qtbot, "buyer")
    line = page.inputs["country"].widget
    line.setFocus()
    qtbot.keyClicks(line, "ital")
    qtbot.waitUntil(line.suggestions().isVisible)
    qtbot.keyClick(line.suggestions(), Qt.Key.Key_Down)
    qtbot.keyClick(line.suggestions(), leave)
    assert line.text() == "Italy" and page.inputs["country"].value() == "IT"
    assert page.inputs["people"].widget.hasFocus()


@pytest.mark.parametrize("name", ["currency", "status", "ordered_on"])
def test_escape_closes_what_is_open_under_a_field_and_leaves_the_form_only_then(qtbot, place, name):
    page = place.form(qtbot, "order")
    widget = page.inputs[name].widget
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    qtbot.keyClick(popup.focusWidget() or popup, Qt.Key.Key_Escape)
    assert not popup.isVisible() and not place.went
    qtbot.keyClick(widget, Qt.Key.Key_Escape)
    assert place.went == [("list", "order", 0)]


def test_a_click_on_an_offered_word_puts_it_into_the_cell(qtbot, place, cells):
    page = place.form(qtbot, "order")
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.lines.index(0, 1))
    qtbot.keyClicks(page.grid, "Y")
    offers = page.grid.indexWidget(page.grid.currentIndex()).findChild(QCompleter).popup()
    qtbot.waitUntil(offers.isVisible)
    qtbot.mouseClick(offers.viewport(), LEFT, pos=offers.visualRect(offers.model().index(0, 0)).center())
    assert page.grid.half_typed is None and cells(page, 0)["product"] == "YR-1 羊绒衫"


def test_one_who_comes_back_from_a_new_buyer_is_in_its_field_with_the_buyer_there(qtbot, place):
    page = place.form(qtbot, "order")
    line = page.inputs["buyer"].widget
    line.setFocus()
    line.setText("Fior")
    line.begun.emit("Fior")
    page.keep()
    place.context.workspace.save(Buyer(company="Fiorella S.r.l."))
    again = place.form(qtbot, "order")
    assert again.inputs["buyer"].widget.hasFocus() and again.inputs["buyer"].text() == "Fiorella S.r.l."


@pytest.mark.parametrize("by", ["list", "repeating"])
def test_the_currency_of_the_buyers_last_order_is_suggested_and_not_taken_unasked(qtbot, place, by, order):
    place.context.workspace.save(order(buyer=1, currency="JPY"))
    place.context.workspace.save(order("PI-2", currency="USD"))
    page = place.form(qtbot, "order")
    page.inputs["buyer"].set_value(1)
    line = page.inputs["currency"].widget
    qtbot.waitUntil(lambda: line.placeholderText() == "last: JPY")
    assert page.inputs["currency"].value() is None
    line.setFocus()
    if by == "list":
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
            qtbot.keyClick(line.suggestions() if line.suggestions().isVisible() else line, key)
    else:
        qtbot.keyClick(line, Qt.Key.Key_D, CTRL)
    assert page.inputs["currency"].value() == "JPY"


def test_names_of_which_a_word_begins_as_typed_are_offered_first(qtbot, place):
    for name in ("清河羊绒", "远绒"):
        place.context.workspace.save(Brand(name=name))
    page = place.form(qtbot, "appearance")
    line = page.inputs["brand"].widget
    line.setFocus()
    qtbot.keyClicks(line, "yr")
    qtbot.waitUntil(line.suggestions().isVisible)
    model = line.suggestions().model()
    assert [model.index(at, 0).data() for at in range(2)] == ["远绒", "清河羊绒"]
    rows = place.form(qtbot, "order").lines
    assert rows.suggest(rows.index(0, 2), "yr")[:2] == ["远绒", "清河羊绒"]


@pytest.mark.parametrize("opened", [False, True], ids=["closed", "open"])
def test_the_words_of_a_choice_are_found_by_their_letters(qtbot, place, opened):
    place.context = replace(place.context, language=language("zh"))
    page = place.form(qtbot, "order")
    box = page.inputs["status"].widget
    box.setFocus()
    if opened:
        box.showPopup()
    keys = box.view() if opened else box
    qtbot.keyClicks(keys, "yfh")
    if opened:
        assert box.currentData() == "confirmed"
        qtbot.keyClick(keys, Qt.Key.Key_Return)
    assert box.currentData() == "shipped"


def test_a_choice_that_must_be_made_is_not_made_unasked(qtbot, place):
    page = place.form(qtbot, "reported_fact")
    page.inputs["subject"].set_text("Cashmere")
    page.inputs["stated_by"].set_text("Paper")
    page.save()
    assert page.inputs["measure"].value() is None
    assert page.notes["measure"].text() == "This must be filled in."


def test_a_suggestion_is_taken_with_enter(qtbot, place, cells):
    page = place.form(qtbot, "order")
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.lines.index(0, 1))
    qtbot.keyClicks(page.grid, "y")
    editor = page.grid.indexWidget(page.grid.currentIndex())
    popup = editor.findChild(QCompleter).popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert cells(page, 0)["product"] == "YR-1 羊绒衫"
    assert page.grid.currentIndex().row() == 1


def test_a_suggestion_in_a_cell_is_never_taken_unasked(qtbot, place):
    page = place.form(qtbot, "order")
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.lines.index(0, 1))
    qtbot.keyClicks(page.grid, "s")
    popup = page.grid.indexWidget(page.grid.currentIndex()).findChild(QCompleter).popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Tab)
    assert page.lines.index(0, 1).data() == "s" and page.rows.note.text()


def test_a_name_that_several_bear_is_not_guessed(qtbot, place, put, cells):
    place.context.workspace.save(Product(sku="YR-2", name="羊绒衫"))
    page = place.form(qtbot, "order")
    put(page, 0, product="羊绒衫")
    assert cells(page, 0)["product"] == "羊绒衫"
    assert page.lines.wrong()[1, "product"] == "Several are called '羊绒衫'. Choose one of the list."
    put(page, 0, product="yr-2")
    assert cells(page, 0)["product"] == "YR-2 羊绒衫"


@pytest.mark.parametrize(("column", "taken"), [(0, "goods"), (1, "YR-1 羊绒衫")])
def test_alt_down_lists_what_may_stand_in_a_cell(qtbot, place, column, taken):
    page = place.form(qtbot, "order")
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.lines.index(0, column))
    qtbot.keyClick(page.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = page.grid.indexWidget(page.grid.currentIndex()).findChild(QCompleter).popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Tab)
    assert page.lines.texts[0][column] == taken


def test_a_command_goes_through_an_open_list(qtbot, place):
    page = place.form(qtbot, "buyer")
    qtbot.keyClicks(page.inputs["company"].widget, "Nuovo")
    line = page.inputs["country"].widget
    line.setFocus()
    qtbot.keyClicks(line, "it")
    qtbot.waitUntil(line.suggestions().isVisible)
    qtbot.keyPress(line.suggestions(), Qt.Key.Key_Control)
    assert not line.suggestions().isVisible() and line.text() == "it"
    qtbot.keyClick(line, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: place.context.workspace.count("buyer") == 2)
