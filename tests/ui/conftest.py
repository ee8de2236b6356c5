"""The window that most tests work with, and waiting until it has shown what it asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from passerella.exchange.sample import make_sample
from passerella.ui.home import Settings
from passerella.ui.pages.page import Page
from passerella.ui.window import Window

TODAY = date(2025, 10, 31)


@pytest.fixture
def window(qtbot) -> Iterator[Window]:
    """An English, light window with no workspace."""
    settings = Settings()
    settings.set("language", "en")
    settings.set("theme", "light")
    made = Window(settings, today=lambda: TODAY)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def settle(qtbot, window) -> Callable[[], None]:
    """Wait until the page of the window shows all its figures."""
    return lambda: qtbot.waitUntil(window.answered, timeout=20_000)


@pytest.fixture
def sample(window, settle, tmp_path: Path) -> Window:
    """The window with the sample workspace open and its Overview shown."""
    path = tmp_path / "sample.passerella"
    make_sample(path)
    window.open(path)
    settle()
    return window


@pytest.fixture
def page(request: pytest.FixtureRequest, sample: Window, settle: Callable[[], None]) -> Page:
    """The page of the sample that a module names as its `PLACE`, with all its figures."""
    sample.go(request.module.PLACE)
    settle()
    assert isinstance(sample.page, Page)
    return sample.page
