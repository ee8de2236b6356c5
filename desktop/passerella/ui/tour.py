"""A picture of every page and of every sheet, in every language, pages light and dark."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from passerella.sheets.catalogue import SHEETS, questionnaire_of
from passerella.store.workspace import Workspace
from passerella.texts.language import CODES
from passerella.ui.app import application
from passerella.ui.home import Settings
from passerella.ui.pages.paper import preview
from passerella.ui.pages.recognition import RecognitionPage
from passerella.ui.pages.recognition_figures import VIEWS
from passerella.ui.window import Window

PLACES: tuple[tuple[str, tuple[object, ...]], ...] = (
    ("overview", ("overview",)),
    ("scoreboard", ("scoreboard",)),
    ("waves", ("list", "survey_wave")),
    ("appearances", ("list", "appearance")),
    ("orders", ("list", "order")),
    ("order-form", ("form", "order", 1)),
    ("wave-form", ("form", "survey_wave", 0)),
    ("planner", ("planner",)),
    ("questionnaire", ("questionnaire", 1)),
    ("prices", ("list", "price")),
    ("records", ("records",)),
    ("facts", ("list", "reported_fact")),
    ("reports", ("reports",)),
    ("help", ("help",)),
)
USUAL = "--size=1366x696"
LOOKS = ("light", "dark")
_LOOK_AGAIN_MS, _PATIENCE_MS = 10, 20_000
_STEPS = 5
"""A layout inside a layout takes its size a step later."""


class Forgetful(Settings):
    """Settings that begin empty and leave no trace."""

    def __init__(self) -> None:
        self._values = {}

    def set(self, name: str, value: object) -> None:
        """Remember a value for this run only."""
        self._values[name] = value


def run(arguments: Sequence[str]) -> int:
    """Write the pictures of WORKSPACE into FOLDER; returns 0, or 2 on wrong usage."""
    places, size = arguments[:2], re.fullmatch(r"--size=(\d+)x(\d+)", "".join(arguments[2:]) or USUAL)
    if len(places) != 2 or size is None:
        print("passerella tour WORKSPACE FOLDER [--size=1366x696]")
        return 2
    workspace, folder = map(Path, places)
    folder.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(_said)
    app = application()
    window = Window(Forgetful())
    window.resize(int(size[1]), int(size[2]))
    window.show()
    _grab(app, window, folder / "welcome-zh-light.png")
    window.open(workspace)
    if window.workspace is None:
        print(window.status.said.text())
        return 1
    for code in CODES:
        for look in LOOKS:
            window.settings.set("theme", look)
            window.speak(code)
            for name, place in PLACES:
                window.go(*map(str, place))
                _grab(app, window, folder / f"{name}-{code}-{look}.png")
            _views(app, window, folder, f"{code}-{look}")
    _sheets(window.workspace, window.workspace.today(window.today()), folder)
    window.close()
    return 0


def _views(app: QApplication, window: Window, folder: Path, ending: str) -> None:
    window.go("recognition")
    assert isinstance(window.page, RecognitionPage)
    for name in VIEWS:
        window.page.view.setCurrentIndex(window.page.view.findData(name))
        _grab(app, window, folder / f"recognition-{name}-{ending}.png")


def _sheets(workspace: Workspace, today: date, folder: Path) -> None:
    for kind in (*SHEETS, questionnaire_of(None)):
        for codes in kind.papers:
            made = preview(workspace, kind, codes, today)
            for number, image in enumerate(made.pictures, 1):
                image.save(str(folder / f"sheet-{kind.name}-{'-'.join(codes)}-{number}.png"))


def _said(_kind: object, _context: object, message: str) -> None:
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)


def _settle(app: QApplication, window: Window) -> None:
    """Wait until all is shown; asleep between two looks, or the thread that draws would starve."""
    app.processEvents()
    waiting, look = QEventLoop(), QTimer()
    look.timeout.connect(lambda: waiting.quit() if window.finished() else None)
    look.start(_LOOK_AGAIN_MS)
    QTimer.singleShot(_PATIENCE_MS, waiting, waiting.quit)
    waiting.exec()
    for _step in range(_STEPS):
        app.sendPostedEvents()
        app.processEvents()


def _grab(app: QApplication, window: Window, path: Path) -> None:
    _settle(app, window)
    window.grab().save(str(path))
