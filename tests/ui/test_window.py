"""The window as a whole: words in every language, menus, a second start, odd settings."""

import os
import re
import subprocess
import sys
import threading
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QTableView, QWidget

from passerella.exchange.sample import make_sample
from passerella.records.brands import Brand
from passerella.records.core import kinds
from passerella.store.workspace import Workspace
from passerella.texts.home import home
from passerella.texts.label import Label
from passerella.texts.language import CODES
from passerella.ui import look
from passerella.ui.home import Settings
from passerella.ui.pages.welcome import WelcomePage
from passerella.ui.tour import PLACES as TOURED
from passerella.ui.window import Window

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)
ALLOWED = [
    r"\b[0-9a-f]{12}\b",  # the commit
    r"[\w-]+ [\d.]+ \([^)]*\)",  # a part, its version, its licence
    *(r"Linux\S*", r"glibc\S*", r"\S*/\S*"),
]
PLACES = [
    ("overview",),
    ("scoreboard",),
    ("recognition",),
    ("records",),
    ("reports",),
    ("help",),
    ("import",),
    ("planner",),
    ("questionnaire",),
]
PLACES += [("list", name) for name in kinds()] + [("form", name, "0") for name in kinds()]


@pytest.fixture
def opened(window, settle, tmp_path):
    path = tmp_path / "1.passerella"
    Workspace.create(path, "1").close()
    window.open(path)
    settle()
    return window


def words_on(window) -> list[str]:
    """Every text that the page and the menus show, speak or hold ready under the pointer."""
    found = [label.text() for label in window.page.findChildren(QLabel)]
    found += [button.text() for button in window.findChildren(QAbstractButton) if button.isVisible()]
    for box in window.page.findChildren(QComboBox):
        found += [box.itemText(at) for at in range(box.count())]
    for view in window.page.findChildren(QTableView):
        model = view.model()
        found += [
            str(model.headerData(at, view.horizontalHeader().orientation()))
            for at in range(model.columnCount())
        ]
        found += [
            str(model.index(row, at).data() or "")
            for row in range(min(model.rowCount(), 20))
            for at in range(model.columnCount())
        ]
    for menu in window.menuBar().actions():
        found += [menu.text(), *(action.text() for action in menu.menu().actions())]
    for each in window.page.findChildren(QWidget):
        found += [each.accessibleName(), each.accessibleDescription(), each.toolTip()]
    return [text for text in found if text]


@pytest.fixture
def painted(monkeypatch) -> set[str]:
    """Every text that our own widgets paint."""
    found: set[str] = set()
    paint = QPainter.drawText

    def remembering(self, *how):
        found.update(each for each in how if isinstance(each, str))
        return paint(self, *how)

    monkeypatch.setattr(QPainter, "drawText", remembering)
    return found


@pytest.mark.parametrize("place", PLACES, ids="-".join)
@pytest.mark.usefixtures("pseudo")
def test_no_source_text_is_left_over_in_any_language(opened, settle, unspoken, place):
    left_over = unspoken(ALLOWED)
    opened.speak("en")
    opened.go(*place)
    settle()
    for text in words_on(opened):
        assert not left_over(text), text


@pytest.mark.usefixtures("pseudo")
def test_no_source_text_is_left_over_where_there_are_records(sample, settle, unspoken, painted):
    left_over = unspoken.amid(sample.workspace, [*ALLOWED, r"sample\.passerella", r"\d+ [A-Z][a-z]{2}\b"])
    sample.speak("en")
    found = []
    for place in [*PLACES, ("form", "order", "1"), ("form", "survey_wave", "1"), ("form", "goal", "1")]:
        if place[0] == "help":
            continue
        sample.go(*place)
        settle()
        views = sample.page.view.count() if place == ("recognition",) else 1
        for at in range(views):
            if views > 1:
                sample.page.view.setCurrentIndex(at)
                settle()
            sample.grab()
            said = {*words_on(sample), *(re.sub(r"[\w-]*…$", "", text) for text in painted)}
            found += [(place, text) for text in said if left_over(text)]
            assert painted
            painted.clear()
    assert found == [], found


@pytest.mark.parametrize("code", CODES)
def test_every_menu_has_its_own_letter(opened, code):
    opened.speak(code)
    for actions in [opened.menuBar().actions()] + [
        menu.menu().actions() for menu in opened.menuBar().actions()
    ]:
        letters = [found[1].upper() for action in actions if (found := re.search("&(.)", action.text()))]
        assert len(letters) == len([action for action in actions if not action.isSeparator()])
        assert len(letters) == len(set(letters))


def test_who_is_typing_is_in_the_same_field_in_the_other_language(qtbot, opened):
    opened.go("form", "buyer", 0)
    with qtbot.waitActive(opened):
        opened.activateWindow()
    country = opened.page.inputs["country"].widget
    country.setFocus()
    qtbot.keyClicks(country, "Ita")
    opened.speak("it")
    again = opened.page.inputs["country"].widget
    assert again is not country and again.hasFocus() and again.text() == "Ita"


def test_f6_goes_to_the_side_bar_and_back_to_the_same_field(qtbot, opened):
    opened.go("form", "buyer", 0)
    with qtbot.waitActive(opened):
        opened.activateWindow()
    country = opened.page.inputs["country"].widget
    country.setFocus()
    qtbot.keyClick(country, Qt.Key.Key_F6)
    assert opened.side.focused() == "records"
    qtbot.keyClick(opened.focusWidget(), Qt.Key.Key_F6)
    assert country.hasFocus()


def test_what_was_said_on_one_page_is_not_said_on_the_next(opened):
    opened.tell(Label("Saved"))
    opened.go("records")
    assert opened.said.text() == ""


@pytest.mark.parametrize("code", CODES)
def test_labels_are_unique_within_a_kind(opened, code):
    from passerella.texts.language import language

    for kind in kinds().values():
        for fields in (kind.typed, kind.lines.kind.typed if kind.lines else ()):
            labels = [language(code).say(field.label) for field in fields]
            assert len(labels) == len(set(labels)), (code, kind.name, labels)


def test_a_broken_settings_file_is_no_obstacle(qtbot):
    home().mkdir(parents=True, exist_ok=True)
    (home() / "settings.json").write_text('{"geometry": "zzz", "language": 3', encoding="utf-8")
    made = Window(Settings())
    qtbot.addWidget(made)
    made.show()
    assert made.isVisible()
    made.close()


def test_the_end_of_the_session_keeps_what_is_half_typed_and_the_windows_size(opened):
    opened.go("form", "buyer", "0")
    opened.page.inputs["company"].set_text("Maison")
    opened.page.dirty = True
    before = opened.settings.get("geometry", "")
    opened.resize(700, 650)
    opened.save_state()
    assert opened.context.drafts.find("buyer", 0)["company"] == "Maison"
    assert Settings().get("geometry", "") not in ("", before)


def test_what_is_said_of_one_workspace_is_not_said_of_the_next(opened, tmp_path):
    opened.go("form", "buyer", "0")
    opened.page.inputs["company"].set_text("Maison")
    opened.page.dirty = True
    opened.close_workspace()
    opened.open(tmp_path / "1.passerella")
    assert "Buyer" in opened.said.text()
    Workspace.create(tmp_path / "2.passerella", "2").close()
    opened.open(tmp_path / "2.passerella")
    assert opened.said.text() == ""


def test_why_a_file_cannot_be_opened_stands_on_the_welcome_page(window, tmp_path):
    (tmp_path / "a.passerella").write_bytes(b"")
    window.open(tmp_path / "a.passerella")
    assert window.page.refusal.isVisible() and "a.passerella is empty" in window.page.refusal.accessibleName()
    assert "a.passerella is empty" in window.said.text()


def test_a_workspace_whose_records_cannot_be_read_is_not_left_half_open(window, tmp_path):
    path = tmp_path / "a.passerella"
    with Workspace.create(path, "a") as made:
        page = made.read.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'brand'").fetchone()[0]
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xa5" * 4096)
    for _time in range(2):
        window.open(path)
        assert window.workspace is None and isinstance(window.page, WelcomePage)
        assert "open a backup copy" in window.page.refusal.accessibleName()


def test_a_workspace_that_another_holds_is_called_read_only_on_every_page(window, tmp_path):
    with Workspace.create(tmp_path / "a.passerella", "a"):
        window.open(tmp_path / "a.passerella")
        window.go("list", "buyer")
        assert window.status.where.text() == "a.passerella (read-only)"
        assert window.windowTitle().startswith("a.passerella (read-only)")


def test_a_long_sentence_or_name_never_makes_the_window_wider(window):
    narrow = window.minimumSizeHint().width()
    window.tell(Label("Deleted: " + "Manifattura Internazionale di Maglieria " * 20))
    window.status.where.setText("a" * 300)
    assert window.minimumSizeHint().width() == narrow
    assert window.said.toolTip() == window.said.text()


def test_years_later_the_sample_still_plans_ahead_and_says_which_day_it_keeps(
    qtbot, settle, window, tmp_path
):
    make_sample(tmp_path / "sample.passerella")
    window.today = lambda: date(2031, 5, 1)
    window.open(tmp_path / "sample.passerella")
    settle()
    assert window.status.where.text() == "sample.passerella – the sample; its day is 31 Oct 2025"
    window.go("planner")
    settle()
    assert window.page.days_card.none.isHidden()
    window.go("form", "order", "0")
    ordered = window.page.inputs["ordered_on"]
    qtbot.keyClicks(ordered.widget, "t")
    assert ordered.value() == date(2025, 10, 31)


@pytest.mark.parametrize("code", CODES)
def test_no_page_grows_the_window_beyond_a_screen_of_1920_pixels_at_twice_its_scale(sample, settle, code):
    sample.speak(code)
    least = {}
    for name, place in (*TOURED, ("recognition", ("recognition",))):
        sample.go(*map(str, place))
        settle()
        QApplication.processEvents()
        least[name] = sample.minimumSizeHint()
    assert {name: size for name, size in least.items() if size.width() > 960 or size.height() > 504} == {}


def test_opening_what_is_open_leaves_it_as_it_is(opened):
    opened.go("form", "buyer", "0")
    page = opened.page
    opened.open(opened.workspace.path)
    assert opened.page is page and opened.workspace.writing


@pytest.mark.parametrize(("choice", "followed"), [("system", True), ("light", False)])
def test_the_systems_colours_are_followed_while_running(opened, qtbot, monkeypatch, choice, followed):
    opened.set_theme(choice)
    assert not opened.theme.dark
    monkeypatch.setattr(look, "apply", lambda *_all, **_more: look.DARK)
    before = opened.page
    QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    QApplication.processEvents()
    assert opened.theme.dark is followed
    assert (opened.page is not before) is followed


def test_a_second_start_hands_its_file_over(opened, qtbot, tmp_path):
    from passerella.ui.single import FirstInstance

    other = tmp_path / "2.passerella"
    Workspace.create(other, "2").close()
    first = FirstInstance(opened)
    assert not first.hand_over("") and first.listen()
    first.asked.connect(opened.asked_again)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "QT_QPA_PLATFORM": "offscreen"}
    second = subprocess.Popen([sys.executable, "-m", "passerella", str(other)], env=environment)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0
    qtbot.waitUntil(lambda: opened.workspace.path == other)


def test_a_change_that_takes_its_time_is_said_to_be_under_way(qtbot, sample):
    sample.workspace.save(Brand(name="Nuova"))
    qtbot.waitUntil(sample.changes.undo_action.isEnabled)
    may_write = threading.Event()
    sample.workspace.post(may_write.wait)
    sample.changes.undo_action.trigger()
    qtbot.waitUntil(lambda: sample.said.text() == "Undoing…")
    may_write.set()
    qtbot.waitUntil(lambda: "Undone" in sample.said.text())
