"""The table of the scoreboard: a row a measure, two lines a cell, a bar from baseline to target."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableWidget, QTableWidgetItem

from passerella.analysis.pace import Status
from passerella.figures import scoreboard_sentences as said
from passerella.figures.scoreboard_result import Row
from passerella.records.goals import MEASURES
from passerella.texts.label import Label, _
from passerella.texts.language import Language
from passerella.ui import look
from passerella.ui.widgets.progress import COLOUR, WAY, Marks, TwoLines

COLUMNS: tuple[tuple[Label, int], ...] = (
    (_("Measure"), 19),
    (_("Latest"), 26),
    (_("From baseline to target"), 27),
    (_("Needed a quarter"), 16),
    (_("Status and how sure"), 24),
    (_("Reported"), 18),
)
"""The headings, and of the width the share of each column."""


class ScoreTable(QTableWidget):
    """The rows of a scoreboard; Enter or a click activates one."""

    def __init__(self, language: Language) -> None:
        super().__init__(0, len(COLUMNS))
        self.language = language
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setItemDelegate(TwoLines(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalHeaderLabels([language.say(head) for head, _width in COLUMNS])
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the row one stands on stays."""
        at = max(self.currentRow(), 0)
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, item in enumerate(self._items(row)):
                self.setItem(number, column, item)
        self.setCurrentCell(min(at, len(rows) - 1), 0)

    def _items(self, row: Row) -> list[QTableWidgetItem]:
        language = self.language
        scope = " · ".join(map(language.say, row.scope))
        return [
            _item(language.say(MEASURES[row.measure]), scope),
            self._latest(row),
            self._way(row),
            self._needed(row),
            self._status(row),
            self._reported(row),
        ]

    def _latest(self, row: Row) -> QTableWidgetItem:
        latest, language = row.latest, self.language
        figure = said.figure(latest.value, row.unit, language) if latest else "–"
        day = f"  {language.day(latest.day)}" if latest else ""
        return _item(figure + day, said.latest_basis(row, language))

    def _way(self, row: Row) -> QTableWidgetItem:
        terms, language = row.terms, self.language
        if terms is None:
            return _item("", "")
        item = _item("", f"{said.ends(terms, row.unit, language)} · {language.day(terms.by)}")
        item.setData(WAY, marks(row))
        return item

    def _needed(self, row: Row) -> QTableWidgetItem:
        language = self.language
        by_now, pace = said.needed_by_now(row, language), said.pace(row, language)
        return _item(pace, by_now)

    def _status(self, row: Row) -> QTableWidgetItem:
        language, now = self.language, look.current()
        item = _item(language.say(said.status(row)), said.grounds(row, language) if row.terms else "")
        colours = {
            Status.REACHED: now.good, Status.ON_TRACK: now.good, Status.BEHIND: now.bad,
            Status.MISSED: now.bad, Status.UNTOLD: now.warning,
        }  # fmt: skip
        item.setData(COLOUR, colours.get(row.status, now.quiet) if row.status else now.quiet)
        return item

    def _reported(self, row: Row) -> QTableWidgetItem:
        found = said.reported(row)
        lines = found[0] if len(found) == 1 else tuple(figure for figure, _about in found)
        item = _item(*(*lines, "", "")[:2])
        item.setToolTip("\n".join(f"{each.words} ({each.source})" for each in row.reported))
        return item

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, whole = self.viewport().width(), sum(share for _head, share in COLUMNS)
        for column, (_head, share) in enumerate(COLUMNS):
            self.setColumnWidth(column, wide * share // whole)


def _item(first: str, second: str) -> QTableWidgetItem:
    text = f"{first}\n{second}" if second else first
    item = QTableWidgetItem(text)
    item.setToolTip(text.strip())
    return item


def marks(row: Row) -> Marks | None:
    """The places of a goal's bar, from the lowest to the highest of what it shows."""
    terms, latest = row.terms, row.latest
    if terms is None or latest is None or terms.baseline is None:
        return None
    low, high = (latest.low, latest.high) if latest.sampled else (None, None)
    shown = [terms.baseline, terms.target, latest.value, *filter(None, (low, high))]
    left, span = min(shown), max(shown) - min(shown)

    def place(value: Decimal) -> float:
        return float((value - left) / span) if span else 0.0

    return Marks(
        start=place(terms.baseline),
        done=place(latest.value),
        target=place(terms.target),
        needed=None if row.needed is None else place(row.needed),
        low=None if low is None else place(low),
        high=None if high is None else place(high),
    )
