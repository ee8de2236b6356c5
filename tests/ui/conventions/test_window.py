"""Where the window is, which files it opens, and what it says of one that it may not write."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import SIGNAL, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from passerella.store.files import Hold
from passerella.store.workspace import Workspace
from passerella.texts.home import home
from passerella.texts.language import CODES
from passerella.ui import qt_words
from passerella.ui.home import Settings
from passerella.ui.widgets.frame import NoticeBar, PlainButton

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)
OPENED = """
import sys
from passerella.__main__ import main
from passerella.ui.window import Window
close = Window.close
def look(window):
    print(window.workspace.path if window.workspace else "none")
    return close(window)
Window.close = look
raise SystemExit(main())
"""
"""Starts the program and prints which file it has open at the end."""


def test_the_window_comes_back_at_its_size_and_full_where_it_was_full(start):
    first = start()
    first.resize(first.width(), 610)
    first.close()
    second = start()
    assert second.height() == 610 and not second.isMaximized()
    second.showMaximized()
    second.close()
    assert start().isMaximized()


@pytest.mark.parametrize("kept", ("zzz", "中文", "AdnQywADAAA=", 3))
def test_a_spoilt_place_of_the_window_gives_the_usual_one_on_a_screen(start, kept):
    home().mkdir(parents=True, exist_ok=True)
    (home() / "settings.json").write_text(json.dumps({"geometry": kept}), encoding="utf-8")
    window = start()
    assert window.width() >= 600
    assert window.screen() in QGuiApplication.screens()


def test_the_place_is_kept_when_the_session_ends(start, qapp):
    window = start()
    assert Settings().get("geometry", "") == ""
    assert qapp.receivers(SIGNAL("commitDataRequest(QSessionManager&)")) >= 1
    window.save_state()
    assert Settings().get("geometry", "") != ""
    assert window.isVisible()


def test_recent_files_are_ten_at_most_the_newest_first_each_once(start, tmp_path):
    window = start()
    paths = [tmp_path / f"{number}.passerella" for number in range(12)]
    for path in (*paths, paths[5]):
        window.workspaces._remember(path)
    recent = Settings().get("recent", [])
    assert recent[:2] == [str(paths[5]), str(paths[11])]
    assert len(recent) == len(set(recent)) == 10


def test_the_last_file_is_open_again_at_the_next_start(file):
    Settings().set("recent", [str(file), str(file.with_name("other.passerella"))])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", OPENED, "--until", "ready"]

    def opened():
        done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=60)
        return done.stdout.splitlines()[-1]

    assert opened() == str(file)
    file.unlink()
    assert opened() == "none"


def test_the_list_of_recent_files_can_be_cleared_and_the_files_stay(start, file):
    window = start(file)
    window.close_workspace()
    window.page.clear.click()
    assert Settings().get("recent", ["?"]) == []
    assert [each for each in window.page.findChildren(PlainButton) if each.text() == file.stem] == []
    assert file.exists()


def test_many_recent_files_and_what_can_be_done_here_fit_a_small_window(start, tmp_path):
    Settings().set("recent", [str(tmp_path / f"{number}.passerella") for number in range(10)])
    window = start()
    window.resize(1366, 696)
    window.page.explain()
    assert window.height() == 696 and window.minimumSizeHint().height() <= 696
    area = window.page.area
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()


def test_a_recent_file_that_is_gone_is_shown_as_such_and_cannot_be_chosen(start, file):
    window = start(file)
    window.close_workspace()
    file.unlink()
    window.speak("it")
    gone = [each for each in window.page.findChildren(PlainButton) if file.stem in each.text()]
    assert [each.isEnabled() for each in gone] == [False]
    assert gone[0].mark and gone[0].mark in gone[0].accessibleName()


def test_a_workspace_dropped_on_the_window_is_opened(start, file):
    window = start()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    copy, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), copy, data, button, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(QPointF(9, 9), copy, data, button, none))
    assert window.workspace.path == file


def test_a_start_without_a_file_leaves_the_open_one_and_says_nothing(window, file):
    window.asked_again("")
    assert window.workspace.path == file and window.said.text() == ""


def test_who_holds_a_file_is_said_and_it_opens_for_reading(start, file):
    hold = Hold(file)
    note = {"who": "wang", "host": "office-2", "since": "2025-10-28 09:00"}
    file.with_name(file.name + ".holder").write_text(json.dumps(note), encoding="utf-8")
    window = start(file)
    assert window.workspace is not None and not window.workspace.writing
    assert "wang" in window.said.text() and "office-2" in window.said.text()
    window.close_workspace()
    hold.free()


def test_a_form_open_for_reading_says_so_and_saves_nothing(start, file):
    hold = Hold(file)
    window = start(file)
    window.go("form", "buyer", "1")
    assert any("read-only" in bar.accessibleName() for bar in window.page.findChildren(NoticeBar))
    assert not window.page.save_button.isEnabled()
    window.page.inputs["company"].set_text("Typed in vain")
    window.page.save()
    assert "read-only" in window.said.text()
    assert window.workspace.get("buyer", 1).company == "Maison Aubrelle"
    window.close_workspace()
    hold.free()


def test_a_file_replaced_on_disk_is_never_written_over_and_what_is_typed_stays(qtbot, window, file, tmp_path):
    other = tmp_path / "other.passerella"
    Workspace.create(other, "Other").close()
    kept = other.read_bytes()
    other.replace(file)
    window.go("form", "buyer", "0")
    window.page.inputs["company"].set_text("Typed since")
    window.page.save()
    qtbot.waitUntil(lambda: file.name in window.said.text())
    assert file.read_bytes() == kept
    assert window.page.inputs["company"].text() == "Typed since"
    window.open(file)
    assert [each.name for each in window.workspace.all("enterprise")] == ["Other"]


def test_another_programs_rows_are_seen_and_kept(window, file):
    with sqlite3.connect(file) as db:
        db.execute("UPDATE buyer SET company = 'Renamed elsewhere'")
    db.close()
    buyer = window.workspace.get("buyer", 1)
    assert buyer.company == "Renamed elsewhere"


@pytest.mark.parametrize(("code", "word"), [("zh", "更改"), ("en", "Change"), ("it", "odific")])
def test_undo_names_what_it_takes_back_in_each_language(qtbot, start, file, code, word):
    window = start(file, code)
    buyer = window.workspace.get("buyer", 1)
    window.workspace.save(replace(buyer, company="Fiorella"))
    QApplication.processEvents()
    assert word in window.undo_action.text() and "Fiorella" in window.undo_action.text()
    window.undo()
    qtbot.waitUntil(lambda: "Fiorella" in window.redo_action.text())


def test_no_question_is_put_as_yes_or_no():
    program = Path(qt_words.__file__).parent
    texts = [path.read_text(encoding="utf-8") for path in program.rglob("*.py")]
    assert texts and not any("StandardButton.Yes" in text for text in texts)


def test_the_usual_keys_of_the_menus(window):
    keys = {
        key.toString()
        for menu in window.menuBar().actions()
        for action in menu.menu().actions()
        for key in action.shortcuts()
    }
    assert {"Ctrl+O", "Ctrl+Q", "Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z", "Ctrl+F", "F1", "Ctrl+N"} <= keys
    assert QKeySequence(QKeySequence.StandardKey.HelpContents).toString() in keys


@pytest.mark.parametrize(("code", "cancel"), [("zh", "取消"), ("en", "Cancel"), ("it", "Annulla")])
def test_qts_own_buttons_speak_the_windows_language(start, code, cancel):
    start(code=code)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    button = box.button(QDialogButtonBox.StandardButton.Cancel)
    assert button.text().replace("&", "") == cancel


@pytest.mark.parametrize("code", CODES)
def test_the_week_begins_on_monday(start, file, code):
    window = start(file, code)
    window.go("form", "order", "0")
    line = window.page.inputs["ordered_on"].widget
    line.open_calendar()
    popup = QApplication.activePopupWidget()
    assert popup.firstDayOfWeek() == Qt.DayOfWeek.Monday
    popup.close()
