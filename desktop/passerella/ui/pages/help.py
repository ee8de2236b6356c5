"""Help: the page it is asked of, the keys, how the figures are made, what this program is made of."""

from __future__ import annotations

import platform
from functools import partial
from importlib.metadata import PackageNotFoundError, version

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractSlider, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from passerella import __version__
from passerella.store import backups
from passerella.store.files import SQLITE
from passerella.texts.home import cache_folder, home
from passerella.texts.label import Label, _
from passerella.texts.places import commit
from passerella.ui.context import Context
from passerella.ui.home import LOG
from passerella.ui.pages.help_texts import about_page
from passerella.ui.pages.page import Page
from passerella.ui.places import Place
from passerella.ui.widgets.frame import Card, PageFrame, PlainButton, Scrolling

KEYS: tuple[tuple[str, Label], ...] = (
    ("Tab, Enter", _("go on to the next field")),
    ("F1", _("what the page in sight is for")),
    ("Ctrl+Enter", _("save and begin the next record")),
    ("Ctrl+N", _("begin a record of the kind in sight")),
    ("Ctrl+S", _("save and go back to the list")),
    ("Ctrl+D", _("fill in what the last record had, or the cell above")),
    ("12*3+4", _("a sum, typed where a number is wanted")),
    ("Esc", _("back to the list; what is typed is kept as a draft")),
    ("Ctrl+F", _("search in the list")),
    ("Ctrl+P", _("print the sheet, or go to the sheets")),
    ("F6", _("to the side bar, and back")),
    ("Ctrl+Z, Ctrl+Y", _("undo, redo: where one types what was typed, else a saved change")),
    ("Del", _("delete the chosen record; Ctrl+Z brings it back")),
    ("Ctrl+Del", _("in the rows of a form: remove the row; Ctrl+Z brings it back")),
    ("t  +  -  +3", _("in a day: today, a day later, a day earlier, three days later; Alt+Down: calendar")),
    ("Shift+F10", _("what can be done with the row, the cell or the chart")),
    ("F2, Enter, Tab", _("in a grid: edit, go down, go right; blocks from Excel can be pasted")),
)
FIGURES: tuple[Label, ...] = (
    _("Interval of a share: Wilson's, 95% (Newcombe 1998, method 3). It speaks of counting error only."),
    _("Change between waves: Newcombe's interval (1998, method 10); more than chance when it leaves out 0."),
    _("Trend over the waves of a series: the test of Cochran and Armitage, in its form with N."),
    _("Export value: goods shipped less returns, each order at its rate: typed, or the latest of 7 days."),
    _("Value FOB: freight and insurance in the prices are taken off; EXW counts as invoiced."),
    _("Average export price: value over quantity in one unit; free samples are left out."),
    _("Both are compared with the reference year that stands in the enterprise's record, among the lists."),
    _("Course: a curve through four waves or more; a chance is given in tenths, never as a promise."),
    _("Reported facts keep their 'more than' or 'less than' and are never added to measured figures."),
    _("After a show is not because of the show."),
)
PARTS = (
    ("matplotlib", "PSF"),
    ("numpy", "BSD-3-Clause"),
    ("typst", "Apache-2.0"),
    ("pypdfium2", "Apache-2.0, BSD-3-Clause"),
    ("XlsxWriter", "BSD-2-Clause"),
    ("python-calamine", "MIT"),
    ("babel", "BSD-3-Clause"),
    ("pypinyin", "MIT"),
    ("sqlite-utils", "Apache-2.0"),
    ("pillow", "MIT-CMU"),
    ("fonttools", "MIT"),
    ("filelock", "MIT"),
    ("platformdirs", "MIT"),
    ("click", "BSD-3-Clause"),
)

_STEPS = {
    "Down": QAbstractSlider.SliderAction.SliderSingleStepAdd,
    "Up": QAbstractSlider.SliderAction.SliderSingleStepSub,
    "PgDown": QAbstractSlider.SliderAction.SliderPageStepAdd,
    "PgUp": QAbstractSlider.SliderAction.SliderPageStepSub,
    "Home": QAbstractSlider.SliderAction.SliderToMinimum,
    "End": QAbstractSlider.SliderAction.SliderToMaximum,
}
"""How keys move the page."""


def _version(name: str) -> str:
    """The version of a part, empty where the system does not know it."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


class HelpPage(Page):
    """What F1 shows."""

    def __init__(self, context: Context, about: Place) -> None:
        super().__init__(context)
        say = context.say
        name, texts = about_page(*about)
        page = Card(say(name))
        page.body.addWidget(self._words(" ".join(map(say, texts))))
        frame = PageFrame(say(_("Help")), f"Passerella {__version__}")
        self.copy = PlainButton(say(_("Copy versions")))
        self.copy.clicked.connect(self._copy)
        self.back = PlainButton(say(_("Back")))
        self.back.clicked.connect(partial(context.go, *about))
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.back.click)
        for button in (self.copy, self.back):
            frame.add_button(button)
        keys = Card(say(_("Keys")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        for row, (key, what) in enumerate(KEYS):
            grid.addWidget(QLabel(key), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._words(say(what)), row, 1)
        grid.setColumnStretch(1, 1)
        keys.body.addLayout(grid)
        keys.body.addStretch()
        figures = Card(say(_("How the figures are made")))
        for each in FIGURES:
            figures.body.addWidget(self._words(say(each)))
        made_of = Card(say(_("About Passerella")))
        made_of.body.addWidget(self._words(self.versions()))
        made_of.body.addStretch()
        right = QVBoxLayout()
        right.addWidget(figures)
        right.addWidget(made_of, 1)
        row_of_cards = QHBoxLayout()
        row_of_cards.addWidget(keys, 1)
        row_of_cards.addLayout(right, 1)
        cards = QVBoxLayout()
        cards.addWidget(page)
        cards.addLayout(row_of_cards)
        cards.addStretch(1)
        for box in (right, row_of_cards, cards):
            box.setSpacing(12)
        self.area = Scrolling(cards)
        frame.body.addWidget(self.area, 1)
        bar = self.area.verticalScrollBar()
        for key, step in _STEPS.items():
            QShortcut(QKeySequence(key), self).activated.connect(partial(bar.triggerAction, step))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def _words(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setWordWrap(True)
        return label

    def versions(self) -> str:
        """What this program runs on, under which licences, and where it keeps what."""
        say, workspace = self.context.say, self.context.workspace
        runs_on = (
            f"Passerella {__version__} {commit()[:12]}".rstrip() + " (MIT)",
            f"Qt {qVersion()}, PySide6 {pyside_version} (LGPL-3.0)",
            f"Python {platform.python_version()} (PSF-2.0)",
            f"SQLite {SQLITE}",
            platform.platform(),
        )
        places = (
            _("Workspace: {place}")(place=workspace.path),
            _("Backups: {place}")(place=backups.folder(workspace.path)),
            _("Settings and drafts: {place}")(place=home()),
            _("Log: {place}")(place=home() / LOG),
            _("Remembered pictures: {place}")(place=cache_folder()),
        )
        fonts = _(
            "Fonts: Noto Sans, and Passerella Sans SC made of Noto Sans CJK SC (OFL 1.1). Icons: Lucide "
            "(ISC). The texts of all licences come with each part."
        )
        parts = " · ".join(f"{name} {_version(name)} ({licence})" for name, licence in PARTS)
        return "\n".join((" · ".join(runs_on), parts, say(fonts), *map(say, places)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.versions())
        self.context.tell(_("Copied."))

    def focus_first(self) -> None:
        """The button that goes back."""
        self.back.setFocus()
