"""The first page: begin a workspace, open one, or look at the sample."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from passerella.texts.label import _
from passerella.texts.language import NAMES, Language
from passerella.ui.home import Settings
from passerella.ui.look import Theme
from passerella.ui.widgets.frame import Card, PlainButton, PrimaryButton


class WelcomePage(QWidget):
    """`wanted` says what: 'new', 'open', 'sample', 'recent' with a path, 'language' with a code."""

    wanted = Signal(str, str)

    def __init__(self, words: Language, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self.words, self.theme, self.settings = words, theme, settings
        card = Card("Passerella")
        card.setFixedWidth(880)
        said = QLabel(words.say(_("Appearances, orders, recognition: one file, one program, no network")))
        card.body.addWidget(said)
        columns = QHBoxLayout()
        columns.setSpacing(32)
        columns.addLayout(self._start(), 1)
        columns.addLayout(self._recent(), 1)
        card.body.addLayout(columns)
        card.body.addLayout(self._languages())
        outer = QVBoxLayout(self)
        outer.addStretch()
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch()

    def _start(self) -> QVBoxLayout:
        say, column = self.words.say, QVBoxLayout()
        self.sample = PlainButton(say(_("Look at the sample")))
        new, open_ = PrimaryButton(say(_("New workspace…"))), PlainButton(say(_("Open a workspace…")))
        self.first = new
        for what, button in (("new", new), ("open", open_), ("sample", self.sample)):
            button.setMinimumHeight(44)
            button.clicked.connect(partial(self._want, what, ""))
            column.addWidget(button)
        column.addStretch()
        return column

    def _recent(self) -> QVBoxLayout:
        say, column = self.words.say, QVBoxLayout()
        column.addWidget(QLabel(say(_("Recently open"))))
        recent = [each for each in self.settings.get("recent", []) if isinstance(each, str)]
        for path in recent[:6]:
            there = Path(path).exists()
            text = Path(path).stem if there else say(_("{name} (not found)")(name=Path(path).stem))
            button = PlainButton(text)
            button.setToolTip(path)
            button.setEnabled(there)
            button.clicked.connect(partial(self._want, "recent", path))
            column.addWidget(button)
        if not recent:
            column.addWidget(QLabel(say(_("Nothing yet."))))
        column.addStretch()
        return column

    def _languages(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(QLabel(self.words.say(_("Your data stays in your own file."))))
        row.addStretch()
        for code, name in NAMES.items():
            button = PlainButton(name)
            button.setEnabled(code != self.words.code)
            button.clicked.connect(partial(self._want, "language", code))
            row.addWidget(button)
        return row

    def _want(self, what: str, path: str, _checked: bool = False) -> None:
        self.wanted.emit(what, path)

    def focus_first(self) -> None:
        """The button that begins a workspace."""
        self.first.setFocus()
