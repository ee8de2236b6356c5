"""Where one stands in a list, and what is selected there, while its rows come and go."""

from __future__ import annotations

from array import array

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject

from passerella.ui.pages.list_blocks import MOST
from passerella.ui.table import RecordTable
from passerella.ui.widgets.listview import ListView

_SELECTED_AGAIN = 200


class Standing(QObject):
    """The current record of a list and its selection, kept by the records' ids. The view has its model."""

    def __init__(self, table: RecordTable, view: ListView) -> None:
        super().__init__(view)
        self._table, self._view = table, view
        self._wanted = self._place = 0
        view.selectionModel().currentChanged.connect(self._moved)

    @property
    def current(self) -> int:
        """The id of the current record, 0 where there is none."""
        index = self._view.currentIndex()
        return self._table.id_at(index.row()) if index.isValid() else 0

    @property
    def count(self) -> int:
        """How many rows are selected."""
        return sum(bottom - top + 1 for top, bottom in self._view.spans())

    def selected(self) -> array[int]:
        """The ids of the selected rows, at most as many as are copied."""
        ids: array[int] = array("q")
        for top, bottom in self._view.spans():
            ids += self._table.ids[top : min(bottom + 1, top + MOST - len(ids))]
        return ids

    def leave(self, *, same_list: bool) -> None:
        """Remember the current record, and its row where the same list is asked for again."""
        self._wanted = self._wanted or self.current
        self._place = max(self._view.currentIndex().row(), 0) if same_list else 0

    def stand_on(self, id: int, *, settled: bool) -> None:
        """Make a record current, as soon as its row is known; `settled`: all that there are are known."""
        self._wanted = id
        self.stand(settled=settled)

    def stand(self, *, settled: bool) -> None:
        """Make the wanted record current; when it is gone, the one in its place."""
        row, last = self._table.row_of(self._wanted), self._table.rowCount() - 1
        if row < 0 <= last and not self._view.currentIndex().isValid():
            row = min(self._place, last)
        found = self._table.id_at(row) == self._wanted
        self.go_to(row)
        if found or settled:
            self._wanted = 0

    def go_to(self, row: int) -> None:
        """Make a row current and select it alone; -1 stands for none."""
        if row >= 0 and self._view.currentIndex().row() != row:
            wanted, column = self._wanted, max(self._view.currentIndex().column(), 0)
            # Said in full: `setCurrentIndex` would toggle while the Ctrl of Ctrl+S is still down.
            only = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self._view.selectionModel().setCurrentIndex(self._table.index(row, column), only)
            self._wanted = wanted

    def _moved(self, *_unused: object) -> None:
        """The person went elsewhere: nothing is waited for any more."""
        self._wanted = 0

    def select(self, chosen: array[int]) -> None:
        """Select several records again that stood elsewhere before."""
        if not 1 < len(chosen) <= _SELECTED_AGAIN or chosen == self.selected():
            return
        picked, last = QItemSelection(), self._table.columnCount() - 1
        for row in self._table.rows_of(chosen):
            picked.select(self._table.index(row, 0), self._table.index(row, last))
        self._view.selectionModel().select(picked, QItemSelectionModel.SelectionFlag.Select)
