"""For those who work by keys, by ear or with weak eyes."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from passerella.records.core import kinds
from passerella.texts.language import CODES
from passerella.ui import look
from passerella.ui.chart_card import ChartCard

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)
PLACES = [("overview",), ("recognition",), ("records",), ("reports",), ("help",)]
PLACES += [("list", name) for name in kinds()] + [("form", name, "1") for name in kinds()]
ROLE, GROUP = QPalette.ColorRole, QPalette.ColorGroup
PAIRS = [
    (ROLE.WindowText, ROLE.Window),
    (ROLE.Text, ROLE.Base),
    (ROLE.Text, ROLE.AlternateBase),
    (ROLE.ButtonText, ROLE.Button),
    (ROLE.HighlightedText, ROLE.Highlight),
    (ROLE.ToolTipText, ROLE.ToolTipBase),
    (ROLE.PlaceholderText, ROLE.Base),
    (ROLE.PlaceholderText, ROLE.Window),
    (ROLE.Link, ROLE.Base),
]


def light(colour) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [look.LIGHT, look.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    "group", [GROUP.Active, GROUP.Inactive, GROUP.Disabled], ids=lambda group: group.name
)
def test_every_pair_of_the_palette_can_be_read(theme, group):
    palette = look.palette(theme)
    for front, back in PAIRS:
        if group == GROUP.Disabled and front == ROLE.HighlightedText:
            continue
        low, high = sorted(light(palette.color(group, role)) for role in (front, back))
        assert (high + 0.05) / (low + 0.05) >= 4.5, (front, back)


def named(widget: QWidget) -> bool:
    """Whether a screen reader has words for it."""
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return bool(widget.accessibleName() or words)


@pytest.mark.parametrize("place", PLACES, ids="-".join)
def test_whatever_takes_the_focus_has_a_name(window, visit, place):
    visit(*place)
    nameless = [
        each
        for each in window.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus and not named(each)
    ]
    assert nameless == []


def test_the_chart_says_in_words_what_it_shows(window, visit):
    visit("recognition")
    view = window.page.findChild(ChartCard).view
    assert "15" in view.accessibleDescription()


def test_no_number_is_told_by_colour_alone(window):
    window.go("form", "buyer", "1")
    field = window.page.inputs["commission"].widget
    window.page.inputs["commission"].set_text("much")
    field.settle()
    assert field.accessibleDescription() == field.problem() != ""


SEEN = [("overview",), ("scoreboard",), ("recognition",), ("planner",), ("list", "order")]


@pytest.mark.parametrize("place", SEEN, ids="-".join)
def test_whatever_takes_the_focus_shows_that_it_has_it(window, visit, place):
    visit(*place)
    window.activateWindow()
    hidden = []
    for each in window.findChildren(QWidget):
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            window.setFocus()
            without = each.grab().toImage()
            each.setFocus(Qt.FocusReason.TabFocusReason)
            if each.hasFocus() and each.grab().toImage() == without:
                hidden.append(each.accessibleName() or each)
    assert hidden == []


def menu_of(widget: QWidget, reason=QContextMenuEvent.Reason.Keyboard) -> list[str]:
    """The words of the menu that the Menu key (Shift+F10 is the same event) opens on a widget."""
    words: list[str] = []

    def read_and_close() -> None:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            words.extend(action.text() for action in menu.actions() if not action.isSeparator())
            menu.close()

    QTimer.singleShot(0, read_and_close)
    middle = widget.rect().center()
    QApplication.sendEvent(widget, QContextMenuEvent(reason, middle, widget.mapToGlobal(middle)))
    QApplication.processEvents()
    return words


@pytest.mark.parametrize("reason", QContextMenuEvent.Reason, ids=lambda reason: reason.name)
def test_the_menu_key_and_the_mouse_open_the_menu_of_a_row(window, reason):
    window.go("list", "order")
    words = menu_of(window.page.view.viewport(), reason)
    assert len(words) >= 3 and all(words)


def test_the_menu_key_opens_the_menu_of_the_chart(window, visit):
    visit("overview")
    words = menu_of(window.page.findChild(ChartCard).view)
    assert len(words) >= 3 and all(words)


@pytest.mark.parametrize("where", ["chart", "line", "box"])
def test_shift_f10_opens_the_menu_where_one_works_whatever_the_system_does(qtbot, window, visit, where):
    if where == "chart":
        visit("overview")
        here = window.page.findChild(ChartCard).view
    else:
        window.go("form", "buyer", "1")
        here = window.page.inputs["company" if where == "line" else "notes"].widget
    with qtbot.waitActive(window):
        window.activateWindow()
    here.setFocus()
    qtbot.keyClick(here, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu) and len(menu.actions()) >= 3
    menu.close()


@pytest.mark.parametrize("code", CODES)
def test_a_fields_own_menu_speaks_the_language(start, file, code):
    window = start(file, code)
    window.go("form", "buyer", "1")
    menu = window.page.inputs["company"].widget.createStandardContextMenu()
    words = " ".join(action.text() for action in menu.actions())
    assert {"zh": "复制", "en": "&Copy", "it": "&Copia"}[code] in words
    assert re.search(r"\bPaste\b", words.replace("&", "")) is None or code == "en"
    menu.deleteLater()
