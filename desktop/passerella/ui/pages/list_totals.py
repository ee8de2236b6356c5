"""What a list of orders adds up to: all of it, and what is selected."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from PySide6.QtCore import QObject, QTimer

from passerella.figures.sentences import amount
from passerella.figures.trade import home_total
from passerella.records.core import Kind
from passerella.store.finding import Query
from passerella.texts.label import Label, _, _n
from passerella.ui.asking import Asking
from passerella.ui.context import Context
from passerella.ui.pages.list_standing import Standing
from passerella.ui.widgets.listview import ListView
from passerella.ui.widgets.totals import TotalsBar

SUMMED = 10_000
"""So many selected rows are added up."""
LARGE = Decimal(10) ** 6


class Totals(QObject):
    """The line under a list. Other kinds than orders add up to nothing; their selection is counted.

    `there` is how many records there are in all: of none there is no total.
    """

    def __init__(
        self, context: Context, kind: Kind, view: ListView, standing: Standing, asking: Asking
    ) -> None:
        super().__init__(view)
        self._context, self._standing, self._asking = context, standing, asking
        self._sums = kind.name == "order"
        self.bar = TotalsBar()
        self.there = 0
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._show_selection)
        view.selectionModel().selectionChanged.connect(self._selection_changed)
        view.model().modelReset.connect(self._late.start)  # which ends a selection without a word

    def ask(self, query: Query) -> None:
        """Ask for the total of what a query finds."""
        if self._sums:
            self._asking.ask(self._show_total, home_total, query)

    def _show_total(self, found: tuple[str, Decimal, int]) -> None:
        home, value, without = found
        left_out = _n("{n} without a rate is left out", "{n} without a rate are left out")(n=without)
        exact = _("{currency} {amount}")(currency=home, amount=value)
        short: Label | str = exact
        if abs(value) >= LARGE:
            short = " ".join(amount(value, home, self._context.language))
        say = self._context.say
        total = say(_("Total of these: {amount}")(amount=say(short))) if self.there else ""
        self.bar.show_total(total, say(exact), say(left_out) if without else "")

    def _selection_changed(self, *_unused: object) -> None:
        self._late.start()

    def _show_selection(self) -> None:
        n = self._standing.count
        if n < 2:
            self.bar.show_selection("")
            return
        text = self._context.say(_("{n} selected")(n=n))
        self.bar.show_selection(text)
        if self._sums and n <= SUMMED:
            only = Query(ids=tuple(self._standing.selected()))
            self._asking.ask(partial(self._show_selected_total, text), home_total, only)

    def _show_selected_total(self, text: str, found: tuple[str, Decimal, int]) -> None:
        home, value, _without = found
        exact = self._context.say(_("{currency} {amount}")(currency=home, amount=value))
        self.bar.show_selection(f"{text}   {exact}")
