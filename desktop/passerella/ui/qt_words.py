"""Qt's own words in the window's language."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

_LOCALES = {"zh": "zh_CN", "it": "it_IT", "en": "en_GB"}
_installed: list[QTranslator] = []
_CATALOGUES = {"zh": "qtbase_zh_CN", "it": "qtbase_it"}


def speak(app: QApplication, code: str) -> None:
    """Give Qt's buttons and menus this language; English needs no catalogue."""
    QLocale.setDefault(QLocale(_LOCALES.get(code, "en_GB")))
    while _installed:
        app.removeTranslator(_installed.pop())
    if code in _CATALOGUES:
        translator = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(_CATALOGUES[code], folder):
            app.installTranslator(translator)
            _installed.append(translator)


def first_language() -> str:
    """The system's language where it is one of ours, else Chinese."""
    code = QLocale.system().name()[:2]
    return code if code in _LOCALES else "zh"
