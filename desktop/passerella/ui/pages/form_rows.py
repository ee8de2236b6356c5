"""The rows inside a record, as a small grid in its form."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from passerella.records.core import Lines, Problem
from passerella.records.kinds import Choice, Reference
from passerella.texts.label import Label, _, _n
from passerella.ui import look
from passerella.ui.context import Context
from passerella.ui.lines_table import LinesTable
from passerella.ui.pages.form_menu import CellMenu
from passerella.ui.widgets.grid import Grid
from passerella.ui.widgets.paint import Note, Words
from passerella.ui.widgets.painting import PROBLEM, ROW_HEIGHT, text_width
from passerella.ui.widgets.selected import Refused

KEYS = _(
    "Enter goes down, Tab goes right; Alt+Down lists what may stand here; Ctrl+D repeats the cell above; "
    "blocks from Excel can be pasted"
)
_FEWEST, _MOST = 3, 8  # rows for which there is room in any window; they fill what a form leaves them
_WIDEST_CHOICE, _NARROWEST, _NAME = 160, 90, 150  # in letters of the usual size
_NAMED = 5


class FormRows(QWidget):
    """The grid of a record's rows under its title. A page may add to `head`, beside the title, and to
    `column`, under the grid. `worked_at` says at which point of this widget the current cell lies,
    `wrong` what is the matter there.
    """

    worked_at = Signal(QPoint)
    wrong = Signal(str)

    def __init__(self, context: Context, declared: Lines, table: LinesTable) -> None:
        super().__init__()
        self._context, self._declared, self.table = context, declared, table
        title = context.say(declared.label)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.head = QHBoxLayout()
        self.head.addWidget(Words(title, "card"))
        self.head.addStretch()
        self.grid = Grid()
        self.grid.setModel(table)
        self.grid.setObjectName(declared.name)
        self.grid.setAccessibleName(title)
        self.menu = CellMenu(self.grid, context.say)
        self.grid.verticalHeader().setFixedWidth(28)
        self.grid.selectionModel().currentChanged.connect(self.tell_place)
        self.note = Note(context.theme.bad)
        self._others: list[str] = []
        self._left_out: tuple[str, ...] = ()
        table.edited.connect(self._edited)
        self.grid.refused.connect(self._say_left_out)
        self.column.addLayout(self.head)
        self.column.addWidget(self.grid, 1)
        self.column.addWidget(self.note)
        for told in (table.rowsInserted, table.rowsRemoved, table.modelReset):
            told.connect(self._fit)
        self._fit()
        self._widen()
        table.headerDataChanged.connect(self._fit_heads)

    def _fit(self) -> None:
        rows = max(_FEWEST, min(_MOST, self.table.rowCount()))
        self.grid.setMinimumHeight((rows + 1) * ROW_HEIGHT + 4)

    def _widen(self) -> None:
        header = self.grid.horizontalHeader()
        for at, field in enumerate(self.table.fields):
            words = field.kind.options.values() if isinstance(field.kind, Choice) else ()
            longest = text_width(map(self._context.say, words))
            usual = max(_NARROWEST, field.kind.width * 9, min(longest, look.scaled(_WIDEST_CHOICE)))
            wanted = max(usual, header.sectionSizeHint(at) + 16)
            self.grid.setColumnWidth(at, wanted)
        header.setMinimumSectionSize(_NARROWEST)
        names = [at for at, field in enumerate(self.table.columns) if isinstance(field.kind, Reference)]
        self._first_name = names[0] if names else -1
        if names:
            header.setSectionResizeMode(names[0], QHeaderView.ResizeMode.Fixed)
            header.sectionResized.connect(self._give_rest)
            self.grid.viewport().installEventFilter(self)

    def _give_rest(self, column: int = -1) -> None:
        """The first names have what the other columns leave, and never less than makes them out."""
        if column != self._first_name:
            others = (at for at in range(len(self.table.fields)) if at != self._first_name)
            rest = self.grid.viewport().width() - sum(map(self.grid.columnWidth, others))
            self.grid.setColumnWidth(self._first_name, max(look.scaled(_NAME), rest))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._give_rest)  # the grid takes its own margins off only then
        return super().eventFilter(watched, event)

    def _fit_heads(self) -> None:
        """A head that has come to name a currency is seen whole."""
        header = self.grid.horizontalHeader()
        for at in range(header.count()):
            self.grid.setColumnWidth(at, max(self.grid.columnWidth(at), header.sectionSizeHint(at)))

    def tell_place(self) -> None:
        """Say where the current cell lies, if one works in the grid."""
        if self.grid.hasFocus() or self.grid.isAncestorOf(self.focusWidget()):
            cell = self.grid.visualRect(self.grid.currentIndex()).center()
            self.worked_at.emit(self.grid.viewport().mapTo(self, cell))
            self.wrong.emit(str(self.grid.currentIndex().data(PROBLEM) or ""))

    def _edited(self) -> None:
        self._left_out = ()
        self._say_wrong()

    def _say_left_out(self, refused: list[Refused]) -> None:
        """Say what of a pasted block has no column, until one types on."""
        self._left_out = tuple(text for _row, _column, text in refused if text.strip())
        self._say_wrong()

    def _say_wrong(self) -> None:
        """Name what cannot be read as soon as it is typed."""
        say, of_row = self._context.say, _("Row {row}: {text}")
        left_out = _n(
            "{n} pasted cell has no column here and was left out: {texts}",
            "{n} pasted cells have no column here and were left out: {texts}",
        )
        said = [*self._others]
        if self._left_out:
            said.append(say(left_out(n=len(self._left_out), texts=self._left_out[:_NAMED])))
        cells = sorted(self.table.wrong().items())
        said += [say(of_row(row=row, text=text)) for (row, _name), text in cells]
        self.note.say("  ".join(said))

    def texts(self) -> list[list[str]]:
        """What is typed, also in the cell that is open, for a draft."""
        texts, index = self.table.kept(), self.grid.currentIndex()
        if (typed := self.grid.half_typed) is not None and index.isValid():
            texts[index.row()][index.column()] = typed
        return texts

    def repeat(self, last: Any | None) -> None:
        """Fill the current cell from the one above, in the first row from the first row of a record."""
        self.grid.setFocus()  # an open cell hands over what is typed
        index = self.grid.currentIndex()
        if not index.isValid() or index.column() >= len(self.table.columns):
            return
        if index.row():
            text = self.table.texts[index.row() - 1][index.column()]
        else:
            rows = getattr(last, self._declared.name, ())
            text = self.table.text_of(rows[0] if rows else None, index.column())
        if text:
            self.table.setData(index, text)

    def records(self) -> tuple[tuple[Any, ...], list[Problem]]:
        """The rows as records, and what cannot be read."""
        rows, wrong = self.table.records()
        before = self._declared.name
        problems = [Problem(f"{before}.{row}.{name}", Label(text)) for (row, name), text in wrong.items()]
        return tuple(rows), problems

    def show_problems(self, said: dict[str, str]) -> None:
        """Mark the cells that are named here as wrong, and say what else is; none where nothing is."""
        cells: dict[tuple[int, str], str] = {}
        others: list[str] = []
        for place, text in said.items():
            if place.startswith(self._declared.name + "."):
                _own, row, name = place.split(".")
                cells[int(row), name] = text
            else:
                others.append(text)
        self._others = others
        self.table.show_problems(cells)
        self._say_wrong()

    def go_to_wrong(self) -> None:
        """Put the cursor into the first cell that is marked, else where the next row begins."""
        self.go_to(self.table.first_wrong())

    def at(self, row: int, column: int) -> QModelIndex:
        """A cell; an invalid one where there is none."""
        return self.table.index(row, column)

    def go_to(self, index: QModelIndex) -> None:
        """Put the cursor into a cell."""
        self.grid.setFocus()
        chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect  # whatever keys are down
        self.grid.selectionModel().setCurrentIndex(index, chosen)
        self.tell_place()
