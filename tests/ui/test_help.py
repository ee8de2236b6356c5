"""F1 explains the page it is pressed on; the letters can be larger."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel

from passerella import __version__
from passerella.records.everything import kinds
from passerella.texts import places
from passerella.ui.pages.help_texts import about_page
from passerella.ui.preferences import SIZES, Preferences

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)


def press_f1(window) -> None:
    actions = window.menuBar().findChildren(QAction)
    next(each for each in actions if each.shortcut().toString() == "F1").trigger()


def test_f1_explains_the_page_it_is_pressed_on_and_leaves_its_entry_marked(sample):
    for place, entry in (
        (("planner",), "planner"),
        (("list", "order"), "list:order"),
        (("records",), "records"),
    ):
        sample.go(*place)
        press_f1(sample)
        name, texts = about_page(*place)
        said = "\n".join(each.text() for each in sample.page.findChildren(QLabel))
        assert sample.words.say(name) in said and all(sample.words.say(each) in said for each in texts)
        assert sample.side.current() == entry


def test_f1_on_the_help_stays_where_it_is(sample):
    sample.go("planner")
    press_f1(sample)
    press_f1(sample)
    assert sample.place == ("help", "planner")


def test_f1_on_the_welcome_page_says_what_can_be_done_there(window):
    said = window.page.explained
    assert said.isHidden()
    press_f1(window)
    assert said.isVisible() and said.hasFocus()
    assert "F1" in said.text() and __version__ in said.text()


def test_esc_ends_the_help_of_the_welcome_page_and_goes_back_to_the_button_one_was_on(qtbot, window):
    with qtbot.waitActive(window):
        window.activateWindow()
    page = window.page
    page.sample.setFocus()
    for _twice in range(2):
        press_f1(window)
    qtbot.keyClick(page.explained, Qt.Key.Key_Escape)
    assert page.explained.isHidden() and page.sample.hasFocus()


def test_esc_goes_back_to_where_help_was_asked_for_and_to_what_is_half_typed(qtbot, sample):
    sample.go("form", "buyer", 0)
    qtbot.keyClicks(sample.page.inputs["company"].widget, "Maison Neuve")
    sample.page.inputs["agent"].widget.setFocus()
    press_f1(sample)
    with qtbot.waitActive(sample):
        sample.activateWindow()
    qtbot.keyClick(sample.page, Qt.Key.Key_Escape)
    assert sample.place == ("form", "buyer", "0")
    assert sample.page.inputs["company"].text() == "Maison Neuve"
    assert sample.page.inputs["agent"].widget.hasFocus()


def test_keys_bring_all_of_the_help_into_sight(qtbot, sample):
    press_f1(sample)
    sample.resize(1366, 696)
    with qtbot.waitActive(sample):
        sample.activateWindow()
    bar = sample.page.area.verticalScrollBar()
    assert bar.maximum() > 0
    qtbot.keyClick(sample.page.back, Qt.Key.Key_PageDown)
    assert bar.value() > 0 and sample.page.back.hasFocus()
    qtbot.keyClick(sample.page.back, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(sample.page.back, Qt.Key.Key_Up)
    assert bar.value() < bar.maximum()


def test_every_page_has_its_own_text():
    places = [
        "overview",
        "scoreboard",
        "recognition",
        "planner",
        "questionnaire",
        "reports",
        "records",
        "import",
    ]
    texts = [about_page(each) for each in places] + [about_page("list", each) for each in kinds()]
    assert len(set(texts)) == len(places) + len(kinds())
    assert all(about_page("form", name, "0")[1][0] == kind.why for name, kind in kinds().items())


@pytest.mark.parametrize("head", ["ref: refs/heads/main", "b" * 40])
def test_the_commit_of_a_checkout_is_known(tmp_path, monkeypatch, head):
    (tmp_path / ".git/refs/heads").mkdir(parents=True)
    (tmp_path / ".git/refs/heads/main").write_text("a" * 40 + "\n")
    (tmp_path / ".git/HEAD").write_text(head + "\n")
    monkeypatch.setattr(places, "resources", lambda: tmp_path / "resources")
    assert places.commit() == ("a" * 40 if head.startswith("ref") else head)


def test_the_commit_of_a_copy_without_its_repository_is_not_known(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "resources", lambda: tmp_path / "resources")
    assert places.commit() == ""


def test_larger_letters_are_chosen_in_the_preferences_and_hold_at_once(sample, settle, monkeypatch):
    before = QApplication.font().pointSizeF()

    def choose(dialog):
        box = dialog._size
        box.setCurrentIndex(box.findData(130))
        return True

    monkeypatch.setattr(Preferences, "exec", choose)
    sample.prefer()
    settle()
    assert QApplication.font().pointSizeF() == pytest.approx(before * 1.3)
    assert sample.page.frame.font().pointSizeF() == pytest.approx(before * 1.3)
    assert tuple(SIZES) == (100, 115, 130)


def test_a_size_of_letters_from_a_damaged_file_of_settings_is_bounded(window):
    window.settings.set("letters", 9000)
    assert window.letters == 130
