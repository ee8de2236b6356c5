"""Starting the window, and the tour of its pages."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from passerella.texts.label import _
from passerella.ui.home import Settings, home
from passerella.ui.window import Window

log = logging.getLogger("passerella")


def application() -> QApplication:
    """The one application object."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Passerella")
    app.setDesktopFileName("io.passerella.Passerella")
    return app


def speak_qt(app: QApplication, code: str) -> None:
    """Give Qt's own buttons the window's language."""
    QLocale.setDefault(QLocale({"zh": "zh_CN", "it": "it_IT"}.get(code, "en_GB")))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load({"zh": "qtbase_zh_CN", "it": "qtbase_it"}.get(code, "qtbase_en"), folder):
        app.installTranslator(translator)


def first_language() -> str:
    """The system's language where it is one of ours, else Chinese."""
    code = QLocale.system().name()[:2]
    return code if code in ("zh", "en", "it") else "zh"


class _Mishaps:
    """Unexpected errors: logged once with their place, said once, the program goes on."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._seen: set[str] = set()

    def __call__(self, kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        places = "".join(traceback.format_tb(where))
        if (seen := kind.__name__ + places) in self._seen:
            return
        self._seen.add(seen)
        log.error("%s\n%s", kind.__name__, places)
        self._window.tell(_("Something unexpected went wrong; it was logged and your work is kept."))


def run(arguments: Sequence[str]) -> int:
    """Show the window; `arguments` may name a workspace, after `--until shown` quits at the first paint."""
    arguments = list(arguments)
    until = ""
    if arguments[:1] == ["--until"]:
        until, arguments = arguments[1], arguments[2:]
    app = application()
    settings = Settings()
    if not settings.get("language", ""):
        settings.set("language", first_language())
    speak_qt(app, settings.get("language", "zh"))
    home().mkdir(parents=True, exist_ok=True)
    logging.basicConfig(filename=home() / "passerella.log", encoding="utf-8", level=logging.WARNING)
    window = Window(settings)
    sys.excepthook = _Mishaps(window)
    path = arguments[0] if arguments else next(iter(settings.get("recent", [])), "")
    window.show()
    if path and (arguments or Path(path).exists()):
        window.open(Path(path))
    if until:
        QTimer.singleShot(0, window.close)
    return app.exec()
