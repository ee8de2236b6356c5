"""Why a file did not go in: every row, column and reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QVBoxLayout

from passerella.exchange.report import Trouble
from passerella.texts.label import _, _n
from passerella.ui.context import Context
from passerella.ui.pages.page import Page
from passerella.ui.widgets.frame import Card, PageFrame

MOST = 1000


class TroublesPage(Page):
    """A table of what an import refused; nothing of the file was saved."""

    def __init__(self, context: Context, name: str, troubles: Sequence[Trouble]) -> None:
        super().__init__(context)
        say = context.say
        found = _n("{n} problem; nothing was imported", "{n} problems; nothing was imported")(n=len(troubles))
        frame = PageFrame(say(_("Import: {name}")(name=name)), say(found))
        heads = (_("Row"), _("Column"), _("Reason"))
        self.table = QTableWidget(min(len(troubles), MOST), len(heads))
        self.table.setHorizontalHeaderLabels([say(head) for head in heads])
        self.table.setAccessibleName(say(found))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        for row, each in enumerate(troubles[:MOST]):
            for column, text in enumerate((str(each.row), each.column, say(each.reason))):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.table.resizeColumnsToContents()
        card = Card()
        card.body.addWidget(self.table)
        frame.body.addWidget(card, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def focus_first(self) -> None:
        """The table."""
        self.table.setFocus()
