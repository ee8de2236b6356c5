"""Qt's own words in the window's language."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from passerella.texts.label import Label, _
from passerella.texts.language import Language, language

_LOCALES = {"zh": "zh_CN", "it": "it_IT", "en": "en_GB"}
_installed: list[QTranslator] = []
_CATALOGUES = {"zh": "qtbase_zh_CN", "it": "qtbase_it"}
_OURS: dict[str, dict[str, Label]] = {
    "QFileDialog": {"&Look in:": _("&Look in:"), "Files of &type:": _("Files of &type:")},
    "QFileSystemModel": {"Size": _("Size")},
    "QAbstractFileIconProvider": {
        "Drive": _("Drive"),
        "Folder": _("Folder"),
        "File": _("File"),
        "Unknown": _("Unknown"),
    },
    "QPrintSettingsOutput": {
        "Pages": _("Pages"),
        "Page &Set:": _("Page &set:"),
        "Double Sided Printing": _("Print on both sides"),
        "Off": _("Off"),
        "Long side binding": _("Bound at the long side"),
        "Short side binding": _("Bound at the short side"),
        "Specify pages or ranges separated by commas. Ranges are specified by two numbers separated by a "
        "hyphen. E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9.": _("Pages and ranges, like 3,5-7,9."),
    },
    "QLineEdit": {"&Undo": _("&Undo"), "&Redo": _("&Redo")},
    "QWidgetTextControl": {"&Undo": _("&Undo"), "&Redo": _("&Redo")},
}
"""What Qt's catalogues lack, or call by another word than the program does, by Qt's context."""


class _Ours(QTranslator):
    """Says the words of `_OURS`; of all others the catalogue installed before it knows."""

    def __init__(self, words: Language) -> None:
        super().__init__()
        self._words = words

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, _about: str | None = None, _n: int = -1) -> str | None:
        label = _OURS.get(context, {}).get(source)
        return self._words.say(label) if label is not None else None


def speak(app: QApplication, code: str) -> None:
    """Give Qt's buttons and menus this language; English needs no catalogue."""
    QLocale.setDefault(QLocale(_LOCALES.get(code, "en_GB")))
    while _installed:
        app.removeTranslator(_installed.pop())
    if code in _CATALOGUES:
        catalogue = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if catalogue.load(_CATALOGUES[code], folder):
            _installed.append(catalogue)
        _installed.append(_Ours(language(code)))
        for each in _installed:
            app.installTranslator(each)


def first_language() -> str:
    """The system's language where it is one of ours, else Chinese."""
    code = QLocale.system().name()[:2]
    return code if code in _LOCALES else "zh"
