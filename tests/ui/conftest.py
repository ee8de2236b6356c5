"""The window that most tests work with, and waiting until it has shown what it asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from passerella.store.workspace import Workspace
from passerella.texts.language import language
from passerella.ui import look
from passerella.ui.context import Context
from passerella.ui.drafts import Drafts
from passerella.ui.home import Settings
from passerella.ui.pages.page import Page
from passerella.ui.window import Window

TODAY = date(2025, 10, 31)


class Alone:
    """Stands for the window of a page that is shown alone: where it would go and what it says is kept."""

    def __init__(self, qtbot, workspace: Workspace, settings: Settings) -> None:
        self._qtbot = qtbot
        self.went: list[tuple[object, ...]] = []
        self.said: list[str] = []
        self.context = Context(
            workspace=workspace,
            language=language("en"),
            theme=look.LIGHT,
            settings=settings,
            drafts=Drafts(workspace.meta("uid")),
            today=lambda: TODAY,
            go=lambda *where: self.went.append(where),
            tell=lambda label: self.said.append(self.context.say(label)),
        )

    def show(self, page: Page) -> None:
        """Show a page in front, as large as in a small window."""
        self._qtbot.addWidget(page)
        page.resize(1180, 660)
        with self._qtbot.waitActive(page):
            page.show()
            page.activateWindow()


@pytest.fixture
def alone(qtbot, workspace: Workspace) -> Alone:
    """The workspace without a window, in English."""
    return Alone(qtbot, workspace, Settings())


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
def sample(window, settle, sample_file: Path) -> Window:
    """The window with the sample workspace open and its Overview shown."""
    window.open(sample_file)
    settle()
    return window


@pytest.fixture
def page(request: pytest.FixtureRequest, sample: Window, settle: Callable[[], None]) -> Page:
    """The page of the sample that a module names as its `PLACE`, with all its figures."""
    sample.go(request.module.PLACE)
    settle()
    assert isinstance(sample.page, Page)
    return sample.page
