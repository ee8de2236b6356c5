"""Where the program keeps what, what survives a crash, and what leaves in files."""

from __future__ import annotations

import os
import platform
import re
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QLocale, Qt, qVersion
from PySide6.QtGui import QImage, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

import passerella
from passerella import __version__
from passerella.__main__ import settle
from passerella.texts.home import cache_folder, home
from passerella.ui.app import _Mishaps
from passerella.ui.chart_card import ChartCard
from passerella.ui.home import Settings
from passerella.ui.pages.listing import ListPage
from passerella.ui.pages.paper import pages, print_pages
from passerella.ui.pages.reports import ReportsPage
from passerella.ui.printers import keep_printer, printer_of
from passerella.ui.qt_words import first_language

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)
PYTHON = sys.executable
SECRET = "Segretissima-Lane-4711"
TYPE_AND_WAIT = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from passerella.ui.app import application
from passerella.ui.home import Settings
from passerella.ui.window import Window
app = application()
window = Window(Settings())
window.show()
window.open(Path(sys.argv[1]))
window.go("form", "buyer", "0")
QTest.keyClicks(window.page.inputs["company"].widget, "Half typed")
app.exec()
"""


def inked_rows(image: QImage) -> list[int]:
    """The rows of a page's picture in which something is drawn."""
    wide = range(image.width())
    return [y for y in range(image.height()) if any(image.pixelColor(x, y).value() < 200 for x in wide)]


def program(*arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen([sys.executable, *arguments], env=environment)


def test_what_was_half_typed_is_offered_again_after_a_kill(qtbot, start, file):
    running = program("-c", TYPE_AND_WAIT, str(file))
    qtbot.waitUntil(lambda: any((home() / "drafts").rglob("buyer-0.json")), timeout=20_000)
    os.kill(running.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    running.wait(timeout=20)
    window = start(file)
    assert window.workspace.writing
    assert "Buyer" in window.said.text()
    window.go("form", "buyer", "0")
    assert window.page.inputs["company"].text() == "Half typed"


def test_what_was_saved_on_the_way_out_is_no_draft(qtbot, start, file):
    window = start(file)
    window.go("form", "buyer", "0")
    window.page.inputs["company"].set_text("Saved at once")
    window.page.keep()
    window.page.save()
    window.close()
    again = start(file)
    assert again.workspace.count("buyer") == 2
    again.go("form", "buyer", "0")
    assert again.page.inputs["company"].text() == ""


def test_what_is_typed_stands_in_no_log_setting_lock_or_cache(qtbot, start, file):
    window = start(file)
    window.go("form", "buyer", "0")
    window.page.inputs["company"].set_text(SECRET)
    window.page.save()
    qtbot.waitUntil(lambda: isinstance(window.page, ListPage))
    window.page.search.setText(SECRET)
    qtbot.waitUntil(lambda: window.page.table.rowCount() == 1)
    window.go("overview")
    beside = [each for each in file.parent.iterdir() if each.is_file() and each != file]
    kept = [*(each for each in home().rglob("*") if each.is_file()), *beside]
    assert {"settings.json", file.name + ".holder"} <= {each.name for each in kept}
    assert [each for each in kept if SECRET.encode() in each.read_bytes()] == []
    assert SECRET not in "".join(str(each) for each in home().rglob("*"))


def test_an_error_is_logged_with_its_place_and_no_data(caplog, start, file):
    window = start(file)
    try:
        raise ValueError(SECRET)
    except ValueError as reason:
        _Mishaps(window)(ValueError, reason, reason.__traceback__)
    assert "ValueError" in caplog.text and "test_places.py" in caplog.text
    assert SECRET not in caplog.text and window.said.text()


def test_about_names_versions_licences_and_places_and_copies_them(window, file):
    window.go("help")
    about = window.page.versions()
    for each in (__version__, qVersion(), platform.python_version(), sqlite3.sqlite_version):
        assert each in about
    for each in (file, home(), f"{file.stem}-backups"):
        assert str(each) in about
    assert "LGPL" in about and re.search(r"matplotlib \d", about)
    window.page.copy.click()
    assert QApplication.clipboard().text() == about


@pytest.mark.parametrize(
    ("system", "ours"), [("it_CH", "it"), ("en_US", "en"), ("zh_TW", "zh"), ("de_DE", "zh")]
)
def test_the_first_start_speaks_the_systems_language_where_it_is_ours(monkeypatch, system, ours):
    monkeypatch.setattr("passerella.ui.qt_words.QLocale.system", lambda: QLocale(system))
    assert first_language() == ours


def test_each_purpose_has_its_own_last_folder_and_a_dated_name(qtbot, window, visit, tmp_path, monkeypatch):
    proposed = {}

    def answer(title):
        def ask(_parent, _title, name, *_more):
            proposed[title] = Path(name).name
            folder = tmp_path / title
            folder.mkdir(exist_ok=True)
            return str(folder / Path(name).name), ""

        return ask

    for purpose, named, place, act in (
        ("export", "Buyers", ("list", "buyer"), lambda: window.go("export", "buyer")),
        ("pdf", "Brand-progress", ("reports",), lambda: window.page.ask_save()),
        (
            "picture",
            "Aided-recognition",
            ("recognition",),
            lambda: window.page.findChild(ChartCard).ask_save(),
        ),
    ):
        visit(*place)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", answer(purpose))
        act()
        qtbot.waitUntil(lambda purpose=purpose: proposed[purpose] in window.said.text())
        assert Settings().get(f"folder/{purpose}", "") == str(tmp_path / purpose)
        assert "2025-10-28" in proposed[purpose]
        assert proposed[purpose].startswith(named)
        assert (tmp_path / purpose / proposed[purpose]).stat().st_size > 0


def test_a_csv_opens_in_excel_with_its_letters(qtbot, window, tmp_path, monkeypatch):
    target = tmp_path / "products.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(target), ""))
    window.go("export", "product")
    qtbot.waitUntil(lambda: target.name in window.said.text())
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "羊绒衫" in target.read_text(encoding="utf-8-sig")


def test_paper_shows_every_page_of_the_preview_and_nothing_is_cut(window, visit, tmp_path):
    visit("reports")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    print_pages(window.page.pdf, printer)
    paper = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    preview = pages(window.page.pdf, 20)
    assert len(paper) == len(preview) > 0
    printed = pages((tmp_path / "paper.pdf").read_bytes(), 20)
    seen, out = (inked_rows(image) for image in (preview[0], printed[0]))
    assert abs(seen[0] - out[0]) <= 2 and abs(seen[-1] - out[-1]) <= 2
    paper.close()


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\)", extend=True)
@pytest.mark.parametrize(
    ("folder", "said"), [(".", "Saved as sheet.pdf"), ("missing", "sheet.pdf does not print this.")]
)
def test_printing_by_ctrl_p_says_what_came_of_it(qtbot, window, press, tmp_path, monkeypatch, folder, said):
    class Accepted(QPrintDialog):
        def __init__(self, printer: QPrinter, parent: QWidget) -> None:
            printer.setOutputFileName(str(tmp_path / folder / "sheet.pdf"))

        def exec(self) -> int:
            return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr("passerella.ui.pages.paper.QPrintDialog", Accepted)
    press(Qt.Key.Key_P, with_=Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.page, ReportsPage)
    qtbot.waitUntil(window.answered, timeout=20_000)
    press(Qt.Key.Key_P, with_=Qt.KeyboardModifier.ControlModifier)
    assert window.said.text().startswith(said)
    assert (tmp_path / folder / "sheet.pdf").exists() is (folder == ".")


def test_paper_is_kept_for_the_next_print_and_nonsense_gives_a4():
    settings = Settings()
    first = printer_of(settings)
    assert first.pageLayout().pageSize().id() == QPageSize.PageSizeId.A4
    first.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    first.setPageOrientation(QPageLayout.Orientation.Landscape)
    keep_printer(settings, first)
    second = printer_of(Settings()).pageLayout()
    assert second.pageSize().id() == QPageSize.PageSizeId.Letter
    assert second.orientation() == QPageLayout.Orientation.Landscape
    settings.set("printer/paper", -7)
    assert printer_of(settings).pageLayout().pageSize().id() == QPageSize.PageSizeId.A4


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the folders of other systems differ")
def test_settings_and_caches_lie_where_the_system_wants_them_and_nothing_beside_the_program(
    tmp_path, monkeypatch
):
    monkeypatch.delenv("PASSERELLA_HOME")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    program = {each.name for each in Path(passerella.__file__).parent.iterdir()}
    Settings().set("language", "it")
    assert (
        home() == tmp_path / "config" / "Passerella" and cache_folder() == tmp_path / "cache" / "Passerella"
    )
    assert (home() / "settings.json").is_file()
    assert {each.name for each in Path(passerella.__file__).parent.iterdir()} == program


def test_a_marker_beside_the_program_keeps_everything_there(tmp_path, monkeypatch):
    monkeypatch.delenv("PASSERELLA_HOME")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "passerella"))
    monkeypatch.setattr(os, "environ", os.environ.copy())
    assert settle(["a.passerella"]) == ["a.passerella"]
    assert "PASSERELLA_HOME" not in os.environ
    marker = tmp_path / ".portable"
    marker.touch()
    marker.chmod(0o444)
    settle([])
    assert home() == tmp_path / "config"
    assert cache_folder().is_relative_to(tmp_path / "config")


def test_the_command_line_says_where_everything_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "environ", os.environ.copy())
    monkeypatch.setattr(sys, "executable", str(tmp_path / "passerella"))
    assert settle(["--portable", "check", "a.passerella"]) == ["check", "a.passerella"]
    assert home() == tmp_path / "config"
    said = subprocess.run(
        [PYTHON, "-m", "passerella", "--config", tmp_path / "elsewhere", "--until", "shown"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert said.stdout.split() == ["shown"] and (tmp_path / "elsewhere" / "settings.json").exists()
    assert not home().exists()


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_the_command_line_answers_without_a_window(option):
    done = subprocess.run(
        [sys.executable, "-m", "passerella", option],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert done.returncode == 0 and ("passerella" in done.stdout.lower())
