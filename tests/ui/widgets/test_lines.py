from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from passerella.ui import look
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.dates import DateLine
from passerella.ui.widgets.lines import TextBox, TextLine
from passerella.ui.widgets.numbers import NumberLine

Key, Mod = Qt.Key, Qt.KeyboardModifier


def day(text):
    return date.fromisoformat(text) if text else None


def number(text):
    try:
        return Decimal(text.replace(",", ".")) if text else None
    except ArithmeticError as reason:
        raise ValueError("not a number") from reason


@pytest.fixture
def days(shown):
    line = DateLine(day, date.isoformat, today=lambda: date(2026, 1, 31))
    line.window_ = shown(line)
    return line


def test_enter_goes_on_but_not_while_composing(qtbot, shown, compose, commit):
    line = TextLine()
    window = shown(line)
    heard = []
    line.gone_on.connect(lambda: heard.append(1))
    compose(line, "ni hao")
    assert line.composing
    QTest.keyClick(line, Key.Key_Return)
    QTest.keyClick(line, Key.Key_Enter, Mod.KeypadModifier)
    assert not heard
    commit(line, "你好")
    assert line.text() == "你好" and not line.composing
    QTest.keyClick(line, Key.Key_Return)
    QTest.keyClick(line, Key.Key_Enter, Mod.KeypadModifier)
    assert len(heard) == 2
    line.show_problem("wrong")
    assert line.accessibleDescription() == "wrong"
    assert line.grab().toImage().pixelColor(1, 15).name() in ("#b3261e", "#ff8a80")
    del window


def test_undo_reaches_the_program_from_an_untouched_field(qtbot, shown):
    line = TextLine()
    window = shown(line)
    heard = []
    QShortcut("Ctrl+Z", window).activated.connect(lambda: heard.append(1))
    QTest.keyClicks(line, "ab")
    QTest.keyClick(line, Key.Key_Z, Mod.ControlModifier)
    assert not heard and not line.text()
    QTest.keyClick(line, Key.Key_Z, Mod.ControlModifier)
    assert heard


def test_tab_leaves_a_box(shown):
    box = TextBox()
    window = shown(box)
    QTest.keyClick(box, Key.Key_Tab)
    assert window.after.hasFocus() and not box.toPlainText()


def test_a_box_draws_its_whole_frame_anew_when_it_gets_or_loses_the_keys(qtbot, shown):
    box = TextBox()
    window = shown(box)
    drawn: list[QRect] = []

    class Watch(QObject):
        def eventFilter(self, _watched, event):
            if event.type() == QEvent.Type.Paint:
                drawn.append(event.region().boundingRect())
            return False

    watch = Watch(box)
    box.viewport().installEventFilter(watch)
    for each in (window.after, box):
        qtbot.wait(20)
        drawn.clear()
        each.setFocus()
        qtbot.waitUntil(lambda: box.viewport().rect() in drawn)


def test_a_wrong_text_stays_and_a_right_one_is_written_out(days):
    heard = []
    days.settled.connect(lambda: heard.append(days.value()))
    QTest.keyClicks(days, "2026-13-1")
    assert not days.problem()
    QTest.keyClick(days, Key.Key_Tab)
    assert days.text() == "2026-13-1" and days.problem() and days.value() is None
    days.setFocus()
    days.selectAll()
    QTest.keyClicks(days, "20260305")
    QTest.keyClick(days, Key.Key_Return)
    assert days.text() == "2026-03-05" and not days.problem()
    assert heard == [None, date(2026, 3, 5)]


def test_keys_of_a_day(days):
    for key, wanted in (("t", "2026-01-31"), ("+", "2026-02-01"), ("-", "2026-01-31")):
        QTest.keyClicks(days, key)
        assert days.text() == wanted
    QTest.keyClick(days, Key.Key_PageDown)
    assert days.text() == "2026-02-28"
    QTest.keyClick(days, Key.Key_PageUp)
    assert days.text() == "2026-01-28"
    days.clear()
    QTest.keyClicks(days, "2026-03-05")
    assert days.value() == date(2026, 3, 5)


def test_a_number_behind_a_sign_is_so_many_days(days):
    QTest.keyClicks(days, "+12")
    assert days.text() == "2026-02-12"
    QTest.keyClicks(days, "-3")
    assert days.text() == "2026-02-09"
    days.clear()
    days.start = lambda: date(2026, 6, 1)
    QTest.keyClicks(days, "+3")
    assert days.text() == "2026-06-04"
    QTest.keyClicks(days, "++")
    assert days.text() == "2026-06-06"
    days.clear()
    QTest.keyClicks(days, "3-5-26")
    assert days.text() == "3-5-26"


def test_a_count_that_came_in_whole_counts_from_the_start_too(days, commit):
    days.start = lambda: date(2026, 6, 1)
    commit(days, "＋３")
    QTest.keyClick(days, Key.Key_Return)
    assert days.text() == "2026-06-04" and not days.problem()


@pytest.mark.parametrize("words", ("Normale (100%)", "中文", "i" * 40))
def test_a_box_of_choices_is_as_wide_as_its_words(qtbot, words):
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.addItem(words)
    drawn = box.sizeHint().width() - 26 - 8  # the arrow, and the space before the words
    assert drawn >= box.fontMetrics().horizontalAdvance(words)


@pytest.mark.qt_log_ignore("plugin does not support", extend=True)
@pytest.mark.parametrize("dark", ("light", "dark"))
def test_a_calendar_wears_the_colours_of_the_look(qapp, days, dark):
    now = look.apply(qapp, dark)
    days.open_calendar()
    popup = QApplication.activePopupWidget()
    assert popup.weekdayTextFormat(Qt.DayOfWeek.Sunday).foreground().color().name() == now.bad.lower()
    popup.close()
    look.apply(qapp, "light")


@pytest.mark.qt_log_ignore("plugin does not support", extend=True)
def test_calendar(days):
    QTest.keyClick(days, Key.Key_Down, Mod.AltModifier)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(QApplication.focusWidget() or popup, Key.Key_Escape)
    assert not popup.isVisible() and days.text() == ""
    QTest.keyClick(days, Key.Key_Down, Mod.AltModifier)
    target = QApplication.focusWidget() or popup
    QTest.keyClick(target, Key.Key_Left)
    QTest.keyClick(target, Key.Key_Return)
    assert days.text() == "2026-01-30" and not popup.isVisible()


def test_keypad_types_the_decimal_sign(shown):
    line = NumberLine(number, str, point=",", unit="kg")
    window = shown(line)
    QTest.keyClicks(line, "56")
    QTest.keyClick(line, Key.Key_Period, Mod.KeypadModifier)
    QTest.keyClicks(line, "34")
    assert line.text() == "56,34" and line.value() == Decimal("56.34")
    QTest.keyClick(line, Key.Key_Tab)
    assert window.after.hasFocus() and not line.problem()


def test_wheel_leaves_an_unfocused_choice(shown):
    box = ChoiceBox()
    box.addItems(["a", "b", "c"])
    window = shown(box)
    window.after.setFocus()
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Mod.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, wheel)
    assert box.currentIndex() == 0


def test_a_long_text_shows_its_beginning_and_is_written_on_at_its_end(qtbot, shown):
    line = TextLine()
    window = shown(line)
    window.after.setFocus()
    line.setText("balance within thirty days of shipment, by telegraphic transfer")
    assert line.cursorPosition() == 0
    line.setFocus()
    qtbot.keyClicks(line, "!")
    assert line.text().endswith("transfer!")
