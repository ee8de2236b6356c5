"""The table of the scoreboard: a row a measure, two lines a cell, a bar from baseline to target."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyleOptionViewItem,
    QTableWidgetItem,
)

from passerella.analysis.pace import Status
from passerella.figures import scoreboard_sentences as said
from passerella.figures.facts import Fact
from passerella.figures.scoreboard_result import Row
from passerella.records.goals import MEASURES
from passerella.texts.language import Language
from passerella.ui import look
from passerella.ui.progress import (
    BRIEF,
    COLOUR,
    QUIET,
    WAY,
    TwoLines,
    third_line,
    two_lines_width,
    wraps,
)
from passerella.ui.widgets.painting import ShortTable, soften

_LEAST = (130, 130, 200, 100, 160, 146)
"""What each column keeps where room is short; the last ones give way first."""
_WIDEST = 480
_HEAD = 24


class ScoreTable(ShortTable):
    """The rows of a scoreboard; Enter or a click activates one.

    `stands_on` brings what the row has no room for, once one moves in the table.
    """

    stands_on = Signal(str)

    def __init__(self, language: Language) -> None:
        super().__init__(0, len(said.COLUMNS))
        self.language = language
        self._told = False
        soften(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self._lines = TwoLines(self)
        self.setItemDelegate(self._lines)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalHeaderLabels([language.say(head) for head in said.COLUMNS])
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setFixedHeight(_HEAD)
        self.currentCellChanged.connect(self._moved)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the row one stands on stays."""
        at = max(self.currentRow(), 0)
        self.blockSignals(True)
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, item in enumerate(self._items(row)):
                self.setItem(number, column, item)
        self.setCurrentCell(min(at, len(rows) - 1), 0)
        self.blockSignals(False)
        self._told = False
        self._share_room()
        self.updateGeometry()

    def _items(self, row: Row) -> list[QTableWidgetItem]:
        language = self.language
        scope = " · ".join(map(language.say, row.scope))
        return [
            _item(language.say(MEASURES[row.measure]), scope),
            _item(said.latest(row, language), said.latest_basis(row, language)),
            self._way(row),
            _item(said.pace(row, language), said.needed_by_now(row, language)),
            self._status(row),
            self._reported(row),
        ]

    def _way(self, row: Row) -> QTableWidgetItem:
        item = _item("", said.way(row, self.language))
        item.setData(WAY, row.marks)
        return item

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
        found, facts = said.reported(row), row.reported
        if facts and not any(each.numbered for each in facts):
            item = _item(self.language.apart(words for words, _about in found[:2]), "")
            item.setData(QUIET, True)
        else:
            lines = found[0] if len(found) == 1 else tuple(figure for figure, _about in found)
            item = _item(*(*lines, "", "")[:2])
            if len(found) == 1:
                item.setData(BRIEF, facts[0].period)
        item.setToolTip("\n".join(self._whole(each) for each in facts))
        return item

    def _whole(self, fact: Fact) -> str:
        """Whose fact it is, its words and its source."""
        own = fact.subject in fact.words
        words = fact.words if own else self.language.headed(fact.subject, fact.words)
        return self.language.aside(words, fact.source)

    def _moved(self, row: int, *_from: int) -> None:
        self._told = True
        self.stands_on.emit(self.cut_in(row))

    def cut_in(self, row: int) -> str:
        """The cells of a row that do not say all they have to say, whole."""
        option, said_whole = QStyleOptionViewItem(), []
        for column, head in enumerate(said.COLUMNS):
            index, item = self.model().index(row, column), self.item(row, column)
            option.rect = self.visualRect(index)
            if item is not None and self._lines.cut(option, index):
                whole = self.language.apart(item.toolTip().split("\n"))
                said_whole.append(self.language.headed(self.language.say(head), whole))
        return "  ".join(said_whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()
        if self._told:
            self._moved(self.currentRow())

    def sizeHint(self) -> QSize:
        """With a third line in every row, and some air."""
        rows = self.rowCount() * self._highest()
        return QSize(super().sizeHint().width(), self.horizontalHeader().height() + rows + 2)

    def _highest(self) -> int:
        return self.sizeHintForRow(0) + 2 * third_line()

    def _share_room(self) -> None:
        given = self.viewport().height() // max(1, self.rowCount())
        high = min(max(self.sizeHintForRow(0), given), self._highest())
        self.verticalHeader().setDefaultSectionSize(high)
        self._share_width()
        self._lines.tall = {row for row in range(self.rowCount()) if self._wraps(row)}

    def _wraps(self, row: int) -> bool:
        items = ((column, self.item(row, column)) for column in range(self.columnCount()))
        return any(
            wraps(item.text(), bool(item.data(QUIET)), self.columnWidth(column))
            for column, item in items
            if item
        )

    def _share_width(self) -> None:
        widths = [self._wanted(column) for column in range(self.columnCount())]
        spare = self.viewport().width() - sum(widths)
        for column in reversed(range(len(widths))):
            given = min(max(0, widths[column] - _LEAST[column]), max(0, -spare))
            widths[column] -= given
            spare += given
        for column, wide in enumerate(widths):
            more = spare // len(widths) if spare > 0 else spare * wide // sum(widths)
            self.setColumnWidth(column, wide + more)

    def _wanted(self, column: int) -> int:
        head = self.horizontalHeader().sectionSizeHint(column)
        items = [item for row in range(self.rowCount()) if (item := self.item(row, column)) and item.text()]
        widths = [two_lines_width(item.text(), bool(item.data(QUIET))) for item in items]
        return min(_WIDEST, max(head, _LEAST[column], *widths)) if widths else head


def _item(first: str, second: str) -> QTableWidgetItem:
    text = f"{first}\n{second}" if second else first
    item = QTableWidgetItem(text)
    item.setToolTip(text.strip())
    return item
