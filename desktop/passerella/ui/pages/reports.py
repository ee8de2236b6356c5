"""Reports: every sheet there is, one at a time."""

from __future__ import annotations

from passerella.records.everything import kinds
from passerella.records.sheets import SHEETS as TYPED
from passerella.sheets.catalogue import Sheet, sheet
from passerella.texts.label import _
from passerella.ui.beginning import Beginning, lacking
from passerella.ui.context import Context
from passerella.ui.pages.paper import PaperPage
from passerella.ui.widgets.frame import PlainButton

_RESTS_ON = {
    "brand-progress": ("survey_wave", "order"),
    "scoreboard": ("goal", "survey_wave", "order"),
    "recognition": ("survey_wave",),
}
"""Kinds of which a sheet needs at least one record to say anything; the first is what it is mostly about."""


class ReportsPage(PaperPage):
    """The sheet that is chosen, or named when the page is opened."""

    shows = frozenset(kinds())

    def __init__(self, context: Context, name: str = "") -> None:
        words = PlainButton(context.say(_("Next steps…")))
        super().__init__(context, name, _("What you see is what is printed."), [], [words])
        self.words = words
        words.clicked.connect(self._words)
        self.empty = {name: Beginning(context, first) for name, (first, *_more) in _RESTS_ON.items()}
        for way in self.empty.values():
            self.frame.body.addWidget(way, 1)
        self.refresh()

    def sheet(self) -> Sheet:
        """The chosen sheet."""
        return sheet(str(self.kind.currentData()))

    def refresh(self) -> None:
        """Typeset again, or say what to enter first; only some sheets have typed words, and a questionnaire
        has a page of its own."""
        if self.kind.currentData() == "questionnaire":
            self.context.go("questionnaire", 0)
            return
        name = self.sheet().name
        empty = lacking(self.context.workspace, *_RESTS_ON[name])
        for about, each in self.empty.items():
            each.setVisible(empty and about == name)
        self.card.setHidden(empty)
        self.words.setVisible(name in TYPED and not empty)
        if empty:
            self.forget()
        else:
            super().refresh()

    def focus_first(self) -> None:
        """The button of what comes first, else what the sheet's page begins with."""
        empty = self.empty[self.sheet().name]
        if empty.isVisibleTo(self):
            empty.button.setFocus()
        else:
            super().focus_first()

    def _words(self) -> None:
        self.context.go("list", "sheet_text")
