"""Language, colours and the size of the letters, asked in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from passerella.texts.label import Label, _
from passerella.texts.language import NAMES
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.dialogs import Question

SIZES = {100: _("Usual"), 115: _("Larger"), 130: _("Largest")}
THEMES = {"system": _("As the system"), "light": _("Light"), "dark": _("Dark")}


class Preferences(Question):
    """`code`, `theme` and `percent` hold what is chosen."""

    def __init__(
        self, window: QWidget, say: Callable[[Label], str], code: str, theme: str, percent: int
    ) -> None:
        super().__init__(window, say, say(_("Preferences")))
        self._language = _box(NAMES, code)
        self._theme = _box({name: say(label) for name, label in THEMES.items()}, theme)
        sizes = {
            each: say(_("{size} ({percent}%)")(size=label, percent=each)) for each, label in SIZES.items()
        }
        self._size = _box(sizes, percent)
        for label, box in (
            (_("Language"), self._language),
            (_("Colours"), self._theme),
            (_("Size of the letters"), self._size),
        ):
            box.setAccessibleName(say(label))
            box.gone_on.connect(self.accept)
            self.rows.addRow(say(label), box)
        self.end()

    @property
    def code(self) -> str:
        """The language."""
        return str(self._language.currentData())

    @property
    def theme(self) -> str:
        """The colours: 'system', 'light' or 'dark'."""
        return str(self._theme.currentData())

    @property
    def percent(self) -> int:
        """The size of the letters, of the usual one."""
        return int(self._size.currentData())


def _box(offered: Mapping[Any, str], chosen: object) -> ChoiceBox:
    box = ChoiceBox()
    for name, text in offered.items():
        box.addItem(text, name)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box
