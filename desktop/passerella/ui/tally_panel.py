"""Interview answers pasted or read from a file, counted while one looks, and taken into the form."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from passerella.exchange.answers import AnswerTable, Counted, count_answers, read_answers, said
from passerella.exchange.tables import Cell
from passerella.texts.label import Wrong, _
from passerella.ui.context import Context
from passerella.ui.job import Cancelled, Job, why
from passerella.ui.lines_table import Index
from passerella.ui.saving import TABLES
from passerella.ui.widgets.clipboard import read_block
from passerella.ui.widgets.frame import PlainButton
from passerella.ui.widgets.grid import Grid
from passerella.ui.widgets.paint import Words, write_in
from passerella.ui.widgets.painting import ROW_HEIGHT

_PAUSE_MS, _MOST_SAID, _ROWS_SEEN = 200, 4, 6
_BESIDE = 6  # so much lower a line of words stands beside buttons


class Answers(QAbstractTableModel):
    """The cells of the answers as typed; the first row heads the columns."""

    edited = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.cells: list[list[Cell]] = [[""]]

    def set_cells(self, cells: Sequence[Sequence[Cell]]) -> None:
        """Put these in place of what stands here, with an empty row to go on."""
        width = max((len(row) for row in cells), default=1)
        self.beginResetModel()
        self.cells = [[*row, *[""] * (width - len(row))] for row in cells] or [[""]]
        self.cells.append([""] * width)
        self.endResetModel()
        self.edited.emit()

    def table(self) -> AnswerTable:
        """The answers as a table with its rows numbered as they stand here."""
        header, *rows = self.cells
        filled = [
            (at, tuple(row)) for at, row in enumerate(rows, 2) if any(each not in ("", None) for each in row)
        ]
        return AnswerTable(tuple(str(each or "").strip() for each in header), tuple(filled))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.cells[0])

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, way: Qt.Orientation, role: int = 0) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return str(section + 1)

    def data(self, index: Index, role: int = 0) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return _text(self.cells[index.row()][index.column()])
        if role == Qt.ItemDataRole.ForegroundRole and index.row() == 0:
            return QColor(self._context.theme.quiet)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        self.cells[index.row()][index.column()] = str(value)
        self.dataChanged.emit(index, index)
        if index.row() == len(self.cells) - 1 and str(value).strip():
            self.insertRows(len(self.cells), 1)
        self.edited.emit()
        return True

    def insertRows(self, row: int, count: int, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        self.beginInsertRows(QModelIndex(), row, row + count - 1)
        self.cells[row:row] = [[""] * len(self.cells[0]) for _row in range(count)]
        self.endInsertRows()
        return True


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


class AnswersGrid(Grid):
    """A grid whose first cell takes a whole block in place of what stands there."""

    def paste(self) -> None:
        """A block pasted on the first cell is a new table; elsewhere it fills cells."""
        model, block = self.model(), read_block(QGuiApplication.clipboard().text())
        first = self.currentIndex().row() <= 0 and self.currentIndex().column() <= 0
        if isinstance(model, Answers) and first and len(block) > 1:
            model.set_cells(block)
            self.setCurrentIndex(model.index(0, 0))
        else:
            super().paste()


class TallyPanel(QWidget):
    """A grid for answers, one row a person, and what they come to. `taken` carries a `Counted`."""

    taken = Signal(object)
    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context, self.shown_to = context, "everyone"
        self.found: Counted | None = None
        self.counting, self.reading = Job(self), Job(self)
        self.counting.done.connect(self._show)
        self.reading.done.connect(self._read)
        self.reading.failed.connect(self._unread)
        self.answers = Answers(context)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.count)
        self.answers.edited.connect(self._edited)
        self._lay_out()

    def _lay_out(self) -> None:
        say = self.context.say
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        how = _(
            "One row a person with a number, one column a brand and step. Paste from Excel on the first "
            "cell: 1/0, x, √, yes/no, 是/否; a column “Weight” if there are weights."
        )
        hint = Words(say(how), "quiet", quiet=True)
        hint.setWordWrap(True)
        column.addWidget(hint)
        self.grid = AnswersGrid()
        self.grid.setModel(self.answers)
        self.grid.setAccessibleName(say(_("Answers")))
        self.grid.horizontalHeader().hide()
        self.grid.horizontalHeader().setResizeContentsPrecision(_ROWS_SEEN)
        self.answers.modelReset.connect(self.grid.resizeColumnsToContents)
        self.grid.setFixedHeight((_ROWS_SEEN + 1) * ROW_HEIGHT)
        column.addWidget(self.grid)
        self.words = Words("", "text")
        self.words.setWordWrap(True)
        self.words.setContentsMargins(0, _BESIDE, 0, 0)
        under = QHBoxLayout()
        under.setSpacing(16)
        under.addWidget(self.words, 1)
        under.addLayout(self._buttons())
        under.setAlignment(self.words, Qt.AlignmentFlag.AlignTop)
        column.addLayout(under)

    def _buttons(self) -> QHBoxLayout:
        say, row = self.context.say, QHBoxLayout()
        self.open_button, self.close_button = (
            PlainButton(say(_("Read a file…"))),
            PlainButton(say(_("Close"))),
        )
        self.take_button = PlainButton(say(_("Take over the counts")))
        self.open_button.clicked.connect(self.ask)
        self.close_button.clicked.connect(self.closed)
        self.take_button.clicked.connect(self._take)
        self.take_button.setEnabled(False)
        row.setSpacing(8)
        for each in (self.open_button, self.close_button, self.take_button):
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def begin(self, header: Sequence[str], shown_to: str) -> None:
        """Head the grid with these columns, unless something stands there, and put the cursor into it."""
        self.shown_to = shown_to
        if len(self.answers.cells) < 3:
            self.answers.set_cells([list(header)])
        self.grid.setCurrentIndex(self.answers.index(0, 0))
        self.grid.setFocus()

    def _edited(self) -> None:
        self.take_button.setEnabled(False)
        self._pause.start()

    def count(self) -> None:
        """Count what stands in the grid, away from the window's thread."""
        workspace, table = self.context.workspace, self.answers.table()
        code, shown_to = self.context.language.code, self.shown_to
        if table.rows:
            self.counting.start(lambda _watch: count_answers(workspace, table, code=code, shown_to=shown_to))
        else:
            self.words.setText("")

    def _show(self, found: Counted) -> None:
        if self._pause.isActive():
            return  # something was typed since
        self.found = found
        self.take_button.setEnabled(not found.problems)
        lines = self._wrong(found) if found.problems else self._counted(found)
        self.words.setText("\n".join(lines) if found.problems else " · ".join(lines))
        theme = self.context.theme
        write_in(self.words, theme.bad if found.problems else theme.text)

    def _counted(self, found: Counted) -> list[str]:
        names = {each.id: each.name for each in self.context.workspace.all("brand")}
        return list(said(found, names, self.context.language))

    def _wrong(self, found: Counted) -> list[str]:
        say = self.context.say
        told = [say(each.said) for each in found.problems[:_MOST_SAID]]
        more = len(found.problems) - len(told)
        return [*told, say(_("and {n} more")(n=more))] if more else told

    def _take(self) -> None:
        self.taken.emit(self.found)

    def ask(self) -> None:
        """Ask which file holds the answers."""
        settings = self.context.settings
        folder = str(settings.get("folder/import", str(Path.home())))
        name, _filter = QFileDialog.getOpenFileName(self, self.context.say(_("Read a file…")), folder, TABLES)
        if name:
            settings.set("folder/import", str(Path(name).parent))
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Show the answers of a file."""
        self.reading.start(lambda _watch: read_answers(path))

    def _read(self, table: AnswerTable) -> None:
        self.answers.set_cells([table.header, *(row for _number, row in table.rows)])

    def _unread(self, reason: Cancelled | Wrong) -> None:
        self.context.tell(why(reason))
