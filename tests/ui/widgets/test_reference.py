import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from passerella.ui.widgets.reference import ReferenceLine

Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)
NAMES = {1: "Milano Unica", 2: "Milano Moda", 3: "上海"}


@pytest.fixture
def line(shown):
    made = ReferenceLine(
        lambda text: [(id, name) for id, name in NAMES.items() if text.lower() in name.lower()],
        lambda text: next((id for id, name in NAMES.items() if name == text), None),
    )
    made.window_ = shown(made)
    return made


def test_down_and_enter_choose_and_go_on(qtbot, line):
    QTest.keyClicks(line, "mil")
    qtbot.waitUntil(line.suggestions().isVisible)
    assert not line.suggestions().currentIndex().isValid()
    QTest.keyClick(line.suggestions(), Key.Key_Down)
    QTest.keyClick(line.suggestions(), Key.Key_Down)
    assert line.text() == "mil"
    with qtbot.waitSignals([line.settled, line.gone_on], order="strict"):
        QTest.keyClick(line.suggestions(), Key.Key_Return)
    assert line.text() == "Milano Moda" and line.value() == 2
    assert not line.suggestions().isVisible()


@pytest.mark.parametrize("key", [Key.Key_Tab, Key.Key_Return])
def test_going_on_leaves_the_typed_text(qtbot, line, key):
    QTest.keyClicks(line, "mil")
    qtbot.waitUntil(line.suggestions().isVisible)
    with qtbot.waitSignal(line.settled):
        QTest.keyClick(line.suggestions(), key)
    assert line.text() == "mil" and line.value() is None
    assert not line.suggestions().isVisible()


def test_click_chooses(qtbot, line):
    QTest.keyClicks(line, "mil")
    qtbot.waitUntil(line.suggestions().isVisible)
    shown = line.suggestions()
    place = shown.visualRect(shown.model().index(0, 0)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert line.value() == 1


def test_nothing_while_composing(qtbot, line, compose, commit):
    compose(line, "shang")
    qtbot.wait(250)
    assert not line.suggestions().isVisible()
    commit(line, "上海")
    assert line.value() == 3
    qtbot.waitUntil(line.suggestions().isVisible)
