"""Starting the window: frame and side bar first, then what they stand around."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from passerella.texts.home import home
from passerella.texts.label import _
from passerella.ui.home import LOG, Settings
from passerella.ui.single import FirstInstance
from passerella.ui.window import Window

STAGES = ("shown", "ready", "live")
_LOOK_AGAIN_MS = 5
_SWITCH_S = 0.001
"""So long the window waits for work that another thread does in Python, each time: it paints in between."""
_LISTEN_MS = 1000
"""When later starts are listened for: what that takes to load can wait for the page, and they for that."""
_SETTLED_MS = 3000
"""After so long nobody waits for the first page any more."""
_USAGE = "passerella [--config FOLDER | --portable] [--until shown|ready|live] [WORKSPACE]"


def application() -> QApplication:
    """The one application object, in Qt's Fusion style.

    The style is named on the command line: to hand it over as an object, PySide6 would first make
    the five hundred words of `QStyle`.
    """
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    sys.setswitchinterval(_SWITCH_S)
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setApplicationName("Passerella")
    app.setDesktopFileName("io.passerella.Passerella")
    return app


class _Mishaps:
    """Unexpected errors: logged once with their place and no business data, said once, work goes on."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._seen: set[str] = set()

    def __call__(self, kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        import logging
        import traceback

        places = "".join(
            f"  {frame.name} {Path(frame.filename).name}:{frame.lineno}\n"
            for frame in traceback.extract_tb(where)
        )
        if (seen := kind.__name__ + places) in self._seen:
            return
        self._seen.add(seen)
        logging.getLogger("passerella").error("%s\n%s", kind.__name__, places)
        from passerella.store.reasons import trouble

        unknown = _("Something unexpected went wrong; it was logged and your work is kept.")
        self._window.tell(trouble(error) or unknown)


class FirstPaint(QObject):
    """Does something once, as soon as a widget has been painted, or part of a window is hidden before."""

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        hidden = event.type() == QEvent.Type.Hide and watched.parent() is not None
        if hidden or event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


class _Until:
    """Says when a stage of starting is reached, and quits (see `--until`)."""

    def __init__(self, window: Window, stage: str) -> None:
        self._window, self._stage = window, stage
        self._timer = QTimer(window, interval=_LOOK_AGAIN_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def look(self) -> None:
        window = self._window
        reached = {
            "shown": window.isVisible,
            "ready": window.ready,
            "live": window.live,
        }
        if reached[self._stage]():
            self._timer.stop()
            print(self._stage, flush=True)
            window.close()


def _go_on(window: Window, first: FirstInstance, path: str, stage: str) -> None:
    """See to everything else once the window is seen, unless that was all."""
    if stage == "shown" or (stage == "ready" and window.ready()):
        window.until = _Until(window, stage)
        return
    window.furnish()
    import logging

    from passerella.charts.setup import use_cache
    from passerella.texts.home import cache_folder

    logging.basicConfig(filename=home() / LOG, encoding="utf-8", level=logging.WARNING)
    use_cache(cache_folder())
    first.asked.connect(window.asked_again)
    QTimer.singleShot(_LISTEN_MS, first.listen)
    if path:
        window.open(Path(path))
    gc.freeze()
    gc.enable()
    if stage:
        window.until = _Until(window, stage)
    else:
        QTimer.singleShot(_SETTLED_MS, window, partial(_load_pages, window))


def _load_pages(window: Window) -> None:
    from passerella.ui.job import Job
    from passerella.ui.places import load_pages

    Job(window).start(load_pages)


def run(arguments: Sequence[str]) -> int:
    """Show the window; `arguments`: `[--until shown|ready|live] [WORKSPACE]`. Returns the exit code.

    With `--until` it says when that stage is reached, and quits.
    """
    arguments, stage = list(arguments), ""
    if arguments[:1] == ["--until"]:
        stage, arguments = (arguments[1] if len(arguments) > 1 else "-"), arguments[2:]
    if len(arguments) > 1 or any(each.startswith("-") for each in arguments) or stage not in ("", *STAGES):
        print(_USAGE, file=sys.stderr)
        return 2
    app = application()
    path = str(Path(arguments[0]).resolve()) if arguments else ""
    first = FirstInstance(app)
    if first.hand_over(path):
        return 0
    settings = Settings()
    if not settings.get("language", ""):
        from passerella.ui.qt_words import first_language

        settings.set("language", first_language())
    last = next(iter(settings.get("recent", [])), "")
    path = path or (last if Path(last).is_file() else "")
    window = Window(settings, opening=Path(path) if path else None)
    sys.excepthook = _Mishaps(window)
    FirstPaint(window.cover or window, partial(_go_on, window, first, path, stage))
    window.show()
    return app.exec()
