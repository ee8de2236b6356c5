"""The window as it was left is seen at the next start, until it stands itself; and never over other data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt

from passerella.store import traces
from passerella.texts.label import _
from passerella.ui import remembered
from passerella.ui.app import FirstPaint
from passerella.ui.home import Settings
from passerella.ui.pages.form import FormPage
from passerella.ui.returning import Cover
from passerella.ui.window import Window

from .conftest import TODAY

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)


@pytest.fixture
def live(qtbot, sample: Window) -> Window:
    """The sample workspace in a window small enough for any screen, its chart drawn."""
    sample.resize(760, 600)
    page = sample.page
    qtbot.waitUntil(lambda: page.chart._size[0] < 500 and sample.finished(), timeout=30_000)
    return sample


@pytest.fixture
def left(live: Window) -> Path:
    """The sample workspace, whose Overview was seen and closed."""
    path = live.workspace.path
    live.close()
    return path


@pytest.fixture
def again(qtbot) -> Callable[..., Window]:
    """A window as the next start shows it."""

    def begin(path: Path, days: int = 0) -> Window:
        made = Window(Settings(), today=lambda: TODAY + timedelta(days=days), opening=path)
        qtbot.addWidget(made)
        with qtbot.waitExposed(made):
            made.show()
        return made

    return begin


def test_the_window_is_seen_as_it_was_left_before_it_is_built(left, again):
    window = again(left)
    assert window.cover is not None and window.cover.isVisible() and window.ready()
    assert window.cover.geometry() == window.rect()
    assert window.centralWidget() is None and window.workspace is None


def test_without_a_picture_frame_and_side_bar_are_seen_first(tmp_path, again):
    window = again(tmp_path / "never.passerella")
    assert window.cover is None and window.side.isVisible() and not window.ready()


def test_it_gives_way_to_the_page_itself(qtbot, left, again):
    window = again(left)
    before = window.grab().toImage()
    window.furnish()
    window.open(left)
    assert window.cover.isVisible()
    assert window.grab().toImage() == before
    qtbot.waitUntil(lambda: window.findChild(Cover) is None, timeout=30_000)
    assert window.live() and window.page.goal.text()
    assert window.grab().toImage() == before
    window.close()


def test_a_click_goes_to_the_button_below(qtbot, left, again):
    window = again(left)
    window.furnish()
    window.open(left)
    window.page.complete.disconnect(window.lift_cover)
    button = window.page.first
    qtbot.waitUntil(button.isVisible)
    assert window.cover.isVisible()
    at = button.mapTo(window, QPoint(button.width() // 2, button.height() // 2))
    qtbot.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=at)
    assert isinstance(window.page, FormPage)
    assert window.cover is None
    window.close()


def test_it_is_gone_when_the_window_takes_another_size(left, again):
    window = again(left)
    window.furnish()
    assert window.cover is not None
    window.resize(window.width() - 30, window.height() - 30)
    assert window.cover is None and not window.ready()


def test_a_window_that_comes_to_another_size_before_it_is_built_is_not_covered(qtbot, left, again):
    window = again(left)
    window.resize(window.width() - 30, window.height() - 30)
    window.furnish()
    assert window.cover is None
    qtbot.waitUntil(window.side.isVisible)


def test_what_comes_after_it_comes_too_if_it_is_gone_before_it_was_painted(qtbot, left, again):
    window = again(left)
    after = []
    FirstPaint(window.cover, lambda: after.append(True))
    window.cover.hide()
    qtbot.waitUntil(lambda: after == [True], timeout=5000)


def test_the_page_takes_the_same_room_with_larger_letters(qtbot, again, tmp_path):
    Settings().set("letters", 130)
    window = again(tmp_path / "never.passerella")
    qtbot.wait(50)
    before = window.pages.height()
    window.furnish()
    qtbot.wait(50)
    assert window.pages.height() == before


def test_what_was_written_since_takes_it_away(left, again):
    with left.open("r+b") as file:
        file.seek(0, 2)
        file.write(bytes(4096))
    assert again(left).cover is None


def test_on_another_day_there_is_none(left, again):
    assert again(left, days=1).cover is None


@pytest.mark.parametrize(
    ("name", "value"), [("language", "it"), ("theme", "dark"), ("letters", 115), ("chart/reach", 100)]
)
def test_in_another_look_there_is_none(left, again, name, value):
    Settings().set(name, value)
    assert again(left).cover is None


def test_of_another_version_there_is_none(left, again, monkeypatch):
    monkeypatch.setattr(remembered, "__version__", "other")
    assert again(left).cover is None


def test_after_someone_was_erased_there_is_none(left, again):
    traces.erase("0" * 32, "buyer", 1, ())
    assert again(left).cover is None


def test_a_page_that_stands_otherwise_is_not_kept(live, again):
    path = live.workspace.path
    live.page.chart.swap.click()
    live.close()
    assert again(path).cover is None


def test_what_is_said_in_passing_is_not_kept(live, again):
    path = live.workspace.path
    live.tell(_("Nothing here yet."))
    live.close()
    assert again(path).cover is None


def test_figures_of_before_a_save_are_not_kept(live, again):
    path = live.workspace.path
    record = live.workspace.all("buyer")[0]
    live.workspace.post(lambda: live.workspace.save_now([record])).result()
    live.page.keep()
    live.close_workspace(show=False)
    assert again(path).cover is None


def test_no_picture_is_begun_once_the_window_is_closed(qtbot, live, monkeypatch):
    begun = []
    monkeypatch.setattr(live.page.chart.drawing, "draw", lambda *given: begun.append(given))
    live.page.chart._picture_wanted(500, 300, 1.0)
    live.close()
    qtbot.wait(300)
    assert begun == []
