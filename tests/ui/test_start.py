"""Starting: what is seen first is there first, and nothing is loaded before it is needed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from passerella.ui import places
from passerella.ui.app import STAGES
from passerella.ui.home import Settings
from passerella.ui.pages.welcome import WelcomePage
from passerella.ui.window import Window

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)
NOT_YET_READY = (
    *("babel", "click", "matplotlib", "numpy", "openpyxl", "pypdfium2", "pypinyin", "python_calamine"),
    *("sqlite_utils", "typst", "xlsxwriter", "PySide6.QtNetwork"),
    *("filelock", "passerella.records.core", "passerella.figures", "sqlite3"),
)
NOT_YET_SHOWN = (
    *("concurrent.futures", "dataclasses", "locale"),
    *("passerella.store.workspace", "passerella.ui.job", "passerella.ui.menus"),
)
LOADED = """
import gc, json, sys
names = json.loads(sys.argv.pop(1))
from passerella.__main__ import main
from passerella.ui.window import Window
close = Window.close
def look(window):
    print([name for name in names if name in sys.modules], gc.isenabled())
    return close(window)
Window.close = look
raise SystemExit(main())
"""
"""Runs the program and prints which of the modules named in its first argument are loaded at the end,
and whether garbage is collected then."""


@pytest.fixture
def sample(sample_file: Path) -> Path:
    return sample_file


def run(*arguments: str) -> list[str]:
    """The lines that another Python prints."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.splitlines()


def test_each_stage_is_said_and_then_the_window_quits(sample: Path) -> None:
    for stage in STAGES:
        assert run("-m", "passerella", "--until", stage, str(sample)) == [stage]
    assert sample.exists()


def test_nothing_that_is_not_on_screen_is_loaded_before_the_page_is_ready(sample: Path) -> None:
    for _before in range(2):  # the second start returns to the size that the first one kept
        run("-m", "passerella", "--until", "live", str(sample))
    said = run("-c", LOADED, json.dumps(NOT_YET_READY), "--until", "ready", str(sample))
    assert said == ["ready", "[] False"]


def test_garbage_is_collected_once_the_page_works(sample: Path) -> None:
    assert run("-c", LOADED, "[]", "--until", "live", str(sample)) == ["live", "[] True"]


def test_the_window_is_seen_before_the_workspace_is_read(sample: Path) -> None:
    said = run("-c", LOADED, json.dumps(NOT_YET_READY + NOT_YET_SHOWN), "--until", "shown", str(sample))
    assert said == ["shown", "[] False"]


def test_importing_goes_through_no_hook_of_qt() -> None:
    """The hook would double what matplotlib takes to import."""
    code = "import builtins; plain = builtins.__import__; import passerella.ui.app, PySide6.QtSvg;"
    assert run("-c", code + "print(builtins.__import__ is plain)") == ["True"]


def test_what_draws_is_imported_without_the_manual_it_would_write() -> None:
    """Searching every property of every artist for it would take a quarter of the import."""
    code = "import passerella.charts.drawing; from matplotlib.lines import Line2D; import inspect;"
    code += "print('markersize' in Line2D.__init__.__doc__, 'markersize' in Line2D.set.__doc__,"
    assert run("-c", code + "list(inspect.signature(Line2D.set).parameters))") == ["False False ['self']"]


def test_the_style_is_ours_whatever_the_system_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_STYLE_OVERRIDE", "Windows")
    code = "from passerella.ui.app import application; print(application().style().name())"
    assert run("-c", code) == ["fusion"]


def test_a_file_that_cannot_be_opened_leads_to_the_welcome_page(qtbot, tmp_path: Path) -> None:
    window = Window(Settings(), opening=tmp_path / "gone.passerella")
    qtbot.addWidget(window)
    window.show()
    assert window.page is None
    window.furnish()
    window.open(tmp_path / "gone.passerella")
    assert isinstance(window.page, WelcomePage)
    assert "gone.passerella" in window.said.text()


def test_what_other_pages_need_is_loaded_before_they_are_opened() -> None:
    folder = Path(places.__file__).with_name("pages")
    first = {"__init__", "welcome", "overview", "overview_figures"}
    load = "import sys; from passerella.ui.places import load_pages; load_pages(lambda *_told: None)"
    loaded = "(each for each in sys.modules if each.startswith('passerella.ui.pages.'))"
    show = f"print(*(each.rpartition('.')[2] for each in {loaded}))"
    assert {each.stem for each in folder.glob("*.py")} - first <= set(run("-c", f"{load}; {show}")[0].split())
