"""Fields as people's hands know them: Enter, the keypad, the wheel, days, numbers, the input method."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from passerella.records.core import kinds
from passerella.texts.language import CODES
from passerella.ui.pages.form import FormPage
from passerella.ui.pages.listing import ListPage

Key, Mod = Qt.Key, Qt.KeyboardModifier
CTRL, KEYPAD = Mod.ControlModifier, Mod.KeypadModifier
pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)


def compose(text: str, done: bool = False) -> None:
    """Let an input method show a text where the cursor is, or commit it."""
    event = QInputMethodEvent("" if done else text, [])
    if done:
        event.setCommitString(text)
    QApplication.sendEvent(QApplication.focusWidget(), event)


def focus(page, name):
    page.inputs[name].widget.setFocus()
    return page.inputs[name].widget


@pytest.mark.parametrize(("key", "mod"), [(Key.Key_Return, Mod.NoModifier), (Key.Key_Enter, KEYPAD)])
def test_enter_in_a_field_goes_on_and_saves_nothing(window, press, key, mod):
    window.go("form", "buyer", "0")
    press("Half")
    press(key, with_=mod)
    assert QApplication.focusWidget() is window.page.inputs["latin"].widget
    assert isinstance(window.page, FormPage) and window.workspace.count("buyer") == 1


@pytest.mark.parametrize(("key", "mod"), [(Key.Key_Return, CTRL), (Key.Key_Enter, CTRL | KEYPAD)])
def test_ctrl_with_either_enter_saves_and_begins_the_next(qtbot, window, press, key, mod):
    window.go("form", "buyer", "0")
    press("Harrow")
    press(key, with_=mod)
    qtbot.waitUntil(lambda: window.workspace.count("buyer") == 2)
    qtbot.waitUntil(lambda: window.page.inputs["company"].text() == "")


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        (("list", "buyer"), "buyer"),
        (("form", "brand", "1"), "brand"),
        (("recognition",), "survey_wave"),
        (("overview",), "order"),
    ],
)
def test_ctrl_n_begins_a_record_of_the_kind_in_sight(window, press, place, kind):
    window.go(*place)
    press(Key.Key_N, with_=CTRL)
    assert isinstance(window.page, FormPage)
    assert (window.page.kind.name, window.page.id) == (kind, 0)


def test_three_buyers_need_no_mouse_and_one_key_beside_their_names(qtbot, window, press):
    window.go("form", "buyer", "0")
    for number in range(3):
        press(f"Buyer {number}")
        press(Key.Key_Return, with_=CTRL)
        qtbot.waitUntil(lambda number=number: window.workspace.count("buyer") == 2 + number)
        qtbot.waitUntil(lambda: window.page.inputs["company"].text() == "")


def test_the_day_stays_from_the_record_saved_before(qtbot, window, press):
    window.go("form", "exchange_rate", "0")
    for name, text in (("currency", "EUR"), ("into", "CNY"), ("day", "2025-03-05"), ("rate", "8.1")):
        window.page.inputs[name].set_text(text)
    focus(window.page, "rate")
    press(Key.Key_Return, with_=CTRL)
    qtbot.waitUntil(lambda: window.workspace.count("exchange_rate") == 1)
    qtbot.waitUntil(lambda: window.page.inputs["rate"].text() == "")
    assert window.page.inputs["day"].value() == date(2025, 3, 5)
    assert not window.page.dirty


@pytest.mark.parametrize(
    "place", [("form", name, "1") for name in kinds()] + [("list", "order"), ("reports",)]
)
def test_the_mouse_wheel_over_an_unfocused_field_changes_nothing(window, place):
    window.go(*place)
    fields = [*window.page.findChildren(QComboBox), *window.page.findChildren(QLineEdit)]
    for each in fields:
        window.setFocus()
        shown = each.currentText() if isinstance(each, QComboBox) else each.text()
        wheel = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Mod.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(each, wheel)
        assert (each.currentText() if isinstance(each, QComboBox) else each.text()) == shown


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("2026-3-5", date(2026, 3, 5)),
        ("20260305", date(2026, 3, 5)),
        ("3-5", date(2025, 3, 5)),
        ("２０２６年３月５日", date(2026, 3, 5)),
        ("t", date(2025, 10, 28)),
        ("", None),
    ],
)
def test_a_day_is_typed_in_any_of_the_usual_ways(start, file, code, typed, wanted):
    window = start(file, code)
    window.go("form", "order", "0")
    field = window.page.inputs["ordered_on"]
    field.set_text(typed)
    field.widget.settle()
    assert (field.value(), field.widget.problem()) == (wanted, "")


def test_an_ambiguous_day_is_marked_with_both_readings_and_never_guessed(window):
    window.go("form", "order", "0")
    field = window.page.inputs["ordered_on"]
    field.set_text("5/3/2026")
    field.widget.settle()
    assert field.text() == "5/3/2026"
    assert "2026-03-05" in field.widget.problem() and "2026-05-03" in field.widget.problem()


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("typed", ["12.5", "12,5", "１２．５", "１２。５"])
def test_a_number_is_typed_with_either_decimal_sign(start, file, code, typed):
    window = start(file, code)
    window.go("form", "buyer", "0")
    field = window.page.inputs["commission"]
    field.set_text(typed)
    assert field.value() == Decimal("12.5")


def test_a_sum_is_typed_in_a_field_and_in_a_cell(window):
    window.go("form", "order", "1")
    rate, lines = window.page.inputs["rate"], window.page.lines
    rate.set_text("(7+0.5)*1.1")
    rate.widget.settle()
    assert rate.text() == "8.25" and rate.value() == Decimal("8.25")
    names = [field.name for field in lines.columns]
    lines.setData(lines.index(0, names.index("quantity")), "12*3")
    assert lines.records()[0][0].quantity == 36


@pytest.mark.parametrize(("code", "shown"), [("zh", "12.5"), ("en", "12.5"), ("it", "12,5")])
def test_the_keypads_decimal_key_types_the_languages_sign(start, file, press, code, shown):
    window = start(file, code)
    window.go("form", "buyer", "0")
    focus(window.page, "commission")
    press("12")
    press(Key.Key_Period, with_=KEYPAD)
    press("5")
    assert window.page.inputs["commission"].text() == shown
    assert window.page.inputs["commission"].value() == Decimal("12.5")


def test_nothing_is_saved_searched_or_left_while_an_input_method_composes(qtbot, window, press):
    window.go("form", "buyer", "0")
    compose("wang wu")
    press(Key.Key_Return, Key.Key_Escape)
    press(Key.Key_Return, with_=CTRL)
    press(Key.Key_S, with_=CTRL)
    assert isinstance(window.page, FormPage) and window.workspace.count("buyer") == 1
    compose("王五", done=True)
    press(Key.Key_S, with_=CTRL)
    qtbot.waitUntil(lambda: window.workspace.count("buyer") == 2)


def test_tab_from_the_notes_reaches_save(window, press):
    window.go("form", "buyer", "0")
    focus(window.page, "notes")
    press("a note")
    for _step in range(6):
        press(Key.Key_Tab)
        if QApplication.focusWidget() is window.page.save_button:
            break
    assert QApplication.focusWidget() is window.page.save_button
    assert window.page.inputs["notes"].text() == "a note"


def test_a_suggestion_that_was_not_chosen_is_not_taken(qtbot, window, press):
    window.go("form", "order", "0")
    line = focus(window.page, "buyer")
    press("Mais")
    qtbot.waitUntil(line.suggestions().isVisible)
    press(Key.Key_Tab)
    assert line.text() == "Mais" and line.value() is None


def test_deleting_asks_nothing_and_says_how_to_take_it_back(qtbot, window, press):
    window.go("list", "order")
    window.page.view.setFocus()
    press(Key.Key_Delete)
    qtbot.waitUntil(lambda: "Ctrl+Z" in window.said.text())
    assert window.workspace.count("order") == 0 and isinstance(window.page, ListPage)
    assert QApplication.activeModalWidget() is None
    press(Key.Key_Z, with_=CTRL)
    qtbot.waitUntil(lambda: window.workspace.count("order") == 1)
