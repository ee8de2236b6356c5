"""Reports: every sheet there is, one at a time."""

from __future__ import annotations

from passerella.records.everything import kinds
from passerella.records.sheets import SHEETS as TYPED
from passerella.sheets.catalogue import SHEETS, Sheet, sheet
from passerella.texts.label import _
from passerella.ui.context import Context
from passerella.ui.pages.paper import PaperPage
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.frame import PlainButton


class ReportsPage(PaperPage):
    """The sheet that is chosen, or named when the page is opened."""

    shows = frozenset(kinds())

    def __init__(self, context: Context, name: str = "") -> None:
        say = context.say
        kind, words = ChoiceBox(), PlainButton(say(_("Next steps…")))
        kind.setAccessibleName(say(_("Sheet")))
        for each in SHEETS:
            kind.addItem(say(each.label), each.name)
        kind.setCurrentIndex(max(kind.findData(name), 0))
        super().__init__(context, _("Reports"), _("What you see is what is printed."), kind, [words])
        self.kind, self.words = kind, words
        words.clicked.connect(self._words)
        self.refresh()

    def sheet(self) -> Sheet:
        """The chosen sheet."""
        return sheet(str(self.kind.currentData()))

    def refresh(self) -> None:
        """Typeset again; only some sheets have typed words."""
        self.words.setVisible(self.sheet().name in TYPED)
        super().refresh()

    def _words(self) -> None:
        self.context.go("list", "sheet_text")
