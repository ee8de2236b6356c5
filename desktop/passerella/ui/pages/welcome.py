"""The first page: begin a workspace, open one, or look at the sample."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from passerella import __version__
from passerella.texts.label import Label, _
from passerella.texts.language import NAMES, Language
from passerella.ui import look
from passerella.ui.home import Settings
from passerella.ui.look import Theme
from passerella.ui.widgets.buttons import WayButton
from passerella.ui.widgets.frame import Card, NoticeBar, PlainButton, Scrolling
from passerella.ui.widgets.paint import Words

_HELP = _(
    "All records are kept in one file, the workspace. A new one begins empty; the sample has invented "
    "figures, to try everything on. Nothing leaves this computer. Once a workspace is open, F1 explains "
    "the page in sight and its keys."
)
_WAYS: tuple[tuple[str, Label, str, Label], ...] = (
    ("new", _("New workspace…"), "plus", _("For one enterprise or association; it begins empty.")),
    ("open", _("Open a workspace…"), "folder", _("A .passerella file; it can be dropped here too.")),
    ("sample", _("Look at the sample"), "star", _("An invented firm, to try everything on.")),
)
"""What one can begin with: its name, its icon and what it is."""
_RECENT, _WIDE, _BAR = 5, 880, 20


class WelcomePage(QWidget):
    """`wanted` says what: 'new', 'open', 'sample', 'recent' with a path, 'language' with a code."""

    wanted = Signal(str, str)

    def __init__(self, words: Language, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self.words, self.theme, self.settings = words, theme, settings
        card = Card()
        card.setFixedWidth(_WIDE)
        card.body.setContentsMargins(16, 16, 16, 12)
        card.body.setSpacing(20)
        card.body.addLayout(self._head())
        self.refusal = NoticeBar("")
        self.refusal.hide()
        card.body.addWidget(self.refusal)
        columns = QHBoxLayout()
        columns.setSpacing(32)
        columns.addLayout(self._start(), 1)
        columns.addLayout(self._recent(), 1)
        card.body.addLayout(columns)
        self.explained = Words("")
        self.explained.setWordWrap(True)
        self.explained.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.explained.hide()
        card.body.addWidget(self.explained)
        card.body.addLayout(self._languages())
        middle = QVBoxLayout()
        middle.addStretch()
        middle.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch()
        outer = QVBoxLayout(self)
        self.area = Scrolling(middle)
        self.area.setMinimumWidth(_WIDE + _BAR)
        outer.addWidget(self.area)
        self._asked_at: QWidget = self.first
        QShortcut(QKeySequence("Esc"), self).activated.connect(self._explained)

    def _head(self) -> QHBoxLayout:
        row, lines = QHBoxLayout(), QVBoxLayout()
        picture = QLabel()
        picture.setPixmap(look.icon("passerella", self.theme.accent).pixmap(QSize(56, 56)))
        lines.setSpacing(4)
        lines.addWidget(Words("Passerella", "title"))
        what = _("Appearances, orders, recognition: one file, one program, no network")
        lines.addWidget(Words(self.words.say(what), quiet=True))
        row.setSpacing(16)
        row.addWidget(picture)
        row.addLayout(lines, 1)
        return row

    def _start(self) -> QVBoxLayout:
        say, column = self.words.say, QVBoxLayout()
        column.setSpacing(10)
        column.addLayout(self._heading(_("Begin")))
        ways = {
            what: WayButton(say(name), icon, say(note), filled=what == "new")
            for what, name, icon, note in _WAYS
        }
        self.first, self.sample = ways["new"], ways["sample"]
        for what, button in ways.items():
            button.clicked.connect(partial(self._want, what, ""))
            column.addWidget(button)
        column.addStretch()
        return column

    def _recent(self) -> QVBoxLayout:
        say, column = self.words.say, QVBoxLayout()
        column.setSpacing(10)
        heading = self._heading(_("Recently open"))
        column.addLayout(heading)
        recent = [each for each in self.settings.get("recent", []) if isinstance(each, str)]
        for path in recent[:_RECENT]:
            there = Path(path).exists()
            button = WayButton(Path(path).stem, "file", str(Path(path).parent))
            button.setToolTip(path)
            if not there:
                button.set_mark(say(_("not found")))
                button.setAccessibleName(say(_("{name} (not found)")(name=Path(path).stem)))
            button.setEnabled(there)
            button.clicked.connect(partial(self._want, "recent", path))
            column.addWidget(button)
        if recent:
            self.clear = PlainButton(say(_("Clear this list")))
            self.clear.setToolTip(say(_("The files stay where they are.")))
            self.clear.clicked.connect(partial(self._want, "forget", ""))
            heading.addWidget(self.clear)
        else:
            column.addWidget(Words(say(_("Nothing yet.")), quiet=True))
        column.addStretch()
        return column

    def _heading(self, label: Label) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStrut(PlainButton("").sizeHint().height())
        row.addWidget(Words(self.words.say(label), "card"), 1)
        return row

    def _languages(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Words(self.words.say(_("Your data stays in your own file.")), quiet=True))
        row.addStretch()
        for code, name in NAMES.items():
            button = PlainButton(name)
            button.setEnabled(code != self.words.code)
            button.clicked.connect(partial(self._want, "language", code))
            row.addWidget(button)
        return row

    def _want(self, what: str, path: str, _checked: bool = False) -> None:
        self.wanted.emit(what, path)

    def explain(self) -> None:
        """Say what can be done here, and which version this is; the focus goes there, to be read aloud, and
        comes back by Esc."""
        here = self.focusWidget()
        if here is not None and here is not self.explained:
            self._asked_at = here
        self.explained.setText(f"{self.words.say(_HELP)}\nPasserella {__version__}")
        self.explained.show()
        self.explained.setFocus()
        QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self.explained))

    def _explained(self) -> None:
        if self.explained.isVisible():
            self._asked_at.setFocus()
            self.explained.hide()

    def show_refusal(self, text: str) -> None:
        """Say why a workspace could not be opened."""
        self.refusal.set_text(text)
        self.refusal.show()

    def focus_first(self) -> None:
        """The button that begins a workspace."""
        self.first.setFocus()
