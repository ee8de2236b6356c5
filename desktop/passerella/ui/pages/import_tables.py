"""The three tables of the import page: what headings mean, the first rows, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableWidget, QTableWidgetItem

from passerella.exchange.columns import LEFT_OUT, columns
from passerella.exchange.report import Trouble
from passerella.records.core import Kind
from passerella.texts.label import Label, _
from passerella.ui import look
from passerella.ui.context import Context
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.painting import PADDING, ROW_HEIGHT, Rows, soften

if TYPE_CHECKING:
    from passerella.exchange.recognising import Shown
    from passerella.exchange.tables import Table

MOST = 1000
_WIDEST, _HEADINGS, _BESIDE_BOXES = 260, 150, 244


class _Reading(QTableWidget):
    """A table that is only read."""

    def __init__(self, context: Context, name: Label) -> None:
        super().__init__()
        self.context = context
        soften(self)
        self.setItemDelegate(Rows(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(context.say(name))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMaximumSectionSize(_WIDEST)

    def begin(self, heads: Sequence[str], rows: int) -> None:
        """Empty the table and give it these columns."""
        self.clear()
        self.setColumnCount(len(heads))
        self.setRowCount(rows)
        self.setHorizontalHeaderLabels(list(heads))

    def put(self, row: int, column: int, text: str, problem: str = "") -> None:
        """Show a cell, and what is wrong with it."""
        item = QTableWidgetItem(" ".join(text.split()))
        item.setToolTip(problem or text)
        if problem:
            item.setForeground(QColor(self.context.theme.bad))
        self.setItem(row, column, item)

    def fit(self) -> None:
        """Make the columns as wide as what they hold."""
        self.resizeColumnsToContents()
        for column in range(self.columnCount()):
            self.setColumnWidth(column, min(_WIDEST, self.columnWidth(column) + 2 * PADDING))


class Meanings(_Reading):
    """Each heading of a file with its first value and a pull-down of what it stands for."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Columns of the file"))
        self._boxes: dict[str, ChoiceBox] = {}

    def show_table(self, kind: Kind, table: Table, meant: Mapping[str, str]) -> None:
        """Show the headings of a table and what they are taken for."""
        say = self.context.say
        self._boxes = {}
        headings = [(at, heading) for at, heading in enumerate(table.header) if heading]
        self.begin([say(_("In the file")), say(_("First value")), say(_("Goes into"))], len(headings))
        first = next(iter(table.first(1)), ())
        for row, (at, heading) in enumerate(headings):
            self.put(row, 0, heading)
            self.put(row, 1, str(first[at]) if at < len(first) and first[at] is not None else "")
            if heading not in self._boxes:
                self._boxes[heading] = self._box(kind, heading, meant.get(heading))
                self.setCellWidget(row, 2, self._boxes[heading])
        self.fit()
        room = max(look.scaled(_HEADINGS), look.scaled(_BESIDE_BOXES) + 2 * PADDING - self.columnWidth(1))
        self.setColumnWidth(0, min(self.columnWidth(0), room))
        header = self.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(2, look.scaled(150))

    def _box(self, kind: Kind, heading: str, meant: str | None) -> ChoiceBox:
        say, box = self.context.say, ChoiceBox()
        box.setAccessibleName(say(_("{heading} goes into")(heading=heading)))
        if meant is None:
            box.addItem(say(_("Choose…")), None)
        box.addItem(say(_("(left out)")), LEFT_OUT)
        for each in columns(kind):
            box.addItem(say(each.field.label), each.name)
        if meant is not None:
            if box.findData(meant) < 0:
                box.addItem(meant, meant)
            box.setCurrentIndex(box.findData(meant))
        box.currentIndexChanged.connect(self.changed)
        return box

    @property
    def meant(self) -> dict[str, str]:
        """The column each heading stands for; what is not chosen yet is missing."""
        chosen = {heading: box.currentData() for heading, box in self._boxes.items()}
        return {heading: column for heading, column in chosen.items() if column is not None}

    def choose(self, heading: str, column: str) -> None:
        """Let a heading stand for a column."""
        box = self._boxes[heading]
        box.setCurrentIndex(box.findData(column))


class FirstRows(_Reading):
    """The first rows as they would be read."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("The first rows, as they will be read"))

    def show_rows(self, kind: Kind, meant: Mapping[str, str], rows: Sequence[Mapping[str, Shown]]) -> None:
        """Show rows under the labels of the columns their headings stand for."""
        say = self.context.say
        labels = {each.name: say(each.field.label) for each in columns(kind)}
        headings = [heading for heading, column in meant.items() if column != LEFT_OUT]
        self.begin([labels.get(meant[heading], meant[heading]) for heading in headings], len(rows))
        for row, cells in enumerate(rows):
            for column, heading in enumerate(headings):
                if (cell := cells.get(heading)) is not None:
                    self.put(row, column, cell.text, say(cell.problem) if cell.problem else "")
        self.fit()


class Troubles(_Reading):
    """What is wrong in a file: row, column, reason."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Problems"))
        self.setMinimumHeight(2 * ROW_HEIGHT)

    def show_troubles(self, troubles: Sequence[Trouble], kind: Kind | None, meant: Mapping[str, str]) -> None:
        """Show the first thousand; columns are called as in the list of their kind."""
        say = self.context.say
        heads = (_("Row"), _("Column"), _("Reason"))
        self.begin([say(head) for head in heads], min(len(troubles), MOST))
        labels = {each.name: say(each.field.label) for each in columns(kind)} if kind else {}
        if kind is not None:
            labels |= {head: labels[column] for head, column in meant.items() if column in labels}
        for row, each in enumerate(troubles[:MOST]):
            where = f"{each.sheet} {each.row or ''}".strip()
            for column, text in enumerate((where, labels.get(each.column, each.column), say(each.reason))):
                self.put(row, column, text)
        self.fit()
        self.horizontalHeader().setStretchLastSection(True)
