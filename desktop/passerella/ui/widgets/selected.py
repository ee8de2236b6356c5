"""The selected cells of a table, copied, pasted and cleared as in spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

from passerella.ui.widgets.clipboard import copy_block, read_block, write_block, write_html

Refused = tuple[int, int, str]
"""Row and column of a cell, and the text that it did not take."""


def shown_columns(view: QTableView) -> list[int]:
    """The columns of a table as they stand on the screen."""
    header = view.horizontalHeader()
    inside = (header.logicalIndex(at) for at in range(header.count()))
    return [column for column in inside if not view.isColumnHidden(column)]


class SelectedCells:
    """Those of one table, or its current cell where none is selected."""

    def __init__(self, view: QTableView) -> None:
        self._view = view

    def copy(self, *, header: bool) -> None:
        """Put them on the clipboard as text and as HTML, with the headings of their columns or without."""
        rows, columns = self._span()
        if not rows:
            return
        model, selection = self._view.model(), self._view.selectionModel().selection()
        block = []
        if header:
            across = Qt.Orientation.Horizontal
            block.append([str(model.headerData(each, across) or "") for each in columns])
        whole = selection.size() == 1
        for row in rows:
            line = []
            for column in columns:
                index = model.index(row, column)
                value = index.data() if whole or selection.contains(index) else None
                line.append("" if value is None else str(value))
            block.append(line)
        copy_block(write_block(block), write_html(block))

    def paste(self) -> list[Refused]:
        """Fill cells from the clipboard, with new rows where needed; a single value fills all of them."""
        text = QGuiApplication.clipboard().text()
        rows, columns = self._span()
        if not text or not rows:
            return []
        block = read_block(text)
        if len(block) == 1 and len(block[0]) == 1:
            return self.fill(block[0][0])
        return self._paste(block, rows[0], columns[0])

    def fill(self, text: str) -> list[Refused]:
        """Put one text into each of them."""
        return [(*place, text) for place in self._places() if not self._put(*place, text)]

    def _places(self) -> list[tuple[int, int]]:
        """Row and column of each."""
        places = list(product(*self._span()))
        chosen = self._view.selectionModel()
        if not places or not chosen.hasSelection():
            return places
        index = self._view.model().index
        return [place for place in places if chosen.isSelected(index(*place))]

    def _span(self) -> tuple[list[int], list[int]]:
        """The rows and shown columns that they span, worked out from the ranges of the selection."""
        view = self._view
        if view.model() is None:
            return [], []
        selection, current = view.selectionModel().selection(), view.currentIndex()
        ranges = [selection.at(each) for each in range(selection.size())]
        if not ranges:
            return ([current.row()], [current.column()]) if current.isValid() else ([], [])
        rows = {row for each in ranges for row in range(each.top(), each.bottom() + 1)}
        columns = {column for each in ranges for column in range(each.left(), each.right() + 1)}
        return sorted(rows), [column for column in shown_columns(view) if column in columns]

    def _put(self, row: int, column: int, text: str) -> bool:
        model = self._view.model()
        index = model.index(row, column)
        return index.isValid() and bool(model.setData(index, text, Qt.ItemDataRole.EditRole))

    def _paste(self, block: Sequence[Sequence[str]], top: int, left: int) -> list[Refused]:
        """From a cell on, to the right and down; what was filled is selected then."""
        model, shown = self._view.model(), shown_columns(self._view)
        columns = shown[shown.index(left) :]
        missing = top + len(block) - model.rowCount()
        if missing > 0:
            model.insertRows(model.rowCount(), missing)
        refused = []
        for row, cells in enumerate(block, top):
            for at, text in enumerate(cells):
                column = columns[at] if at < len(columns) else model.columnCount() + at - len(columns)
                if not self._put(row, column, text):
                    refused.append((row, column, text))
        bottom = min(top + len(block), model.rowCount()) - 1
        right = min(max(map(len, block)), len(columns)) - 1
        chosen = QItemSelection(model.index(top, left), model.index(bottom, columns[right]))
        self._view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        return refused
