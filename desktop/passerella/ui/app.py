"""Starting the window."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from passerella.charts.setup import cache_folder, use_cache
from passerella.texts.label import _
from passerella.ui.home import Settings, home
from passerella.ui.qt_words import first_language
from passerella.ui.single import FirstInstance, hand_over
from passerella.ui.window import Window

log = logging.getLogger("passerella")
STAGES = ("shown", "ready", "live")
_LOOK_AGAIN_MS = 5


def application() -> QApplication:
    """The one application object."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Passerella")
    app.setDesktopFileName("io.passerella.Passerella")
    return app


class _Mishaps:
    """Unexpected errors: logged once with their place and no business data, said once, work goes on."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._seen: set[str] = set()

    def __call__(self, kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        places = "".join(
            f"  {frame.name} {Path(frame.filename).name}:{frame.lineno}\n"
            for frame in traceback.extract_tb(where)
        )
        if (seen := kind.__name__ + places) in self._seen:
            return
        self._seen.add(seen)
        log.error("%s\n%s", kind.__name__, places)
        self._window.tell(_("Something unexpected went wrong; it was logged and your work is kept."))


class _Until:
    """Quits when a stage of starting is reached (see `--until`)."""

    def __init__(self, window: Window, stage: str) -> None:
        self._window, self._stage = window, stage
        self._timer = QTimer(window, interval=_LOOK_AGAIN_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        reached = {"shown": self._window.isVisible, "ready": self._window.ready, "live": self._window.live}
        if reached[self._stage]():
            self._timer.stop()
            self._window.close()


def run(arguments: Sequence[str]) -> int:
    """Show the window; `arguments`: `[--until shown|ready|live] [WORKSPACE]`. Returns the exit code."""
    arguments, stage = list(arguments), ""
    if arguments[:1] == ["--until"]:
        stage, arguments = (arguments[1] if len(arguments) > 1 else ""), arguments[2:]
        if stage not in STAGES:
            print(f"--until {'|'.join(STAGES)}", file=sys.stderr)
            return 2
    if len(arguments) > 1 or any(each.startswith("-") for each in arguments):
        print("passerella [--until shown|ready|live] [WORKSPACE]", file=sys.stderr)
        return 2
    app = application()
    path = str(Path(arguments[0]).resolve()) if arguments else ""
    if not stage and hand_over(path):
        return 0
    home().mkdir(parents=True, exist_ok=True)
    logging.basicConfig(filename=home() / "passerella.log", encoding="utf-8", level=logging.WARNING)
    use_cache(cache_folder())
    settings = Settings()
    if not settings.get("language", ""):
        settings.set("language", first_language())
    window = Window(settings)
    sys.excepthook = _Mishaps(window)
    first = FirstInstance(window)
    first.asked.connect(window.asked_again)
    if not stage:
        first.listen()
    last = next(iter(settings.get("recent", [])), "")
    window.begin(path or (last if Path(last).is_file() else ""))
    if stage:
        window.until = _Until(window, stage)
    return app.exec()
