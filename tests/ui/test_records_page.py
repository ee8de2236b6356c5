"""The lists that other records rest on, by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)
KEYS = Qt.Key


def test_arrows_go_to_the_list_beside_and_below_and_enter_opens_it(qtbot, sample):
    sample.go("records")
    with qtbot.waitActive(sample):
        sample.activateWindow()
    buttons = sample.page.buttons
    names = list(buttons)
    for key, name in (
        (KEYS.Key_Up, names[0]),
        (KEYS.Key_Down, names[3]),
        (KEYS.Key_Right, names[4]),
        (KEYS.Key_Up, names[1]),
        (KEYS.Key_Left, names[0]),
        (KEYS.Key_Left, names[0]),
        (KEYS.Key_Down, names[3]),
    ):
        at = next(each for each in buttons.values() if each.hasFocus())
        qtbot.keyClick(at, key)
        assert buttons[name].hasFocus()
    qtbot.keyClick(buttons[names[3]], KEYS.Key_Return)
    assert sample.place == ("list", names[3])
