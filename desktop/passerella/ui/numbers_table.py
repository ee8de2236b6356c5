"""The numbers of a chart, to be read as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from passerella.ui import look

if TYPE_CHECKING:
    from passerella.figures.chart_tables import ChartTable

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MEASURED = 100
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class _Numbers(QAbstractTableModel):
    """Rows of words and, at the right of their columns, figures."""

    def __init__(self) -> None:
        super().__init__()
        self.table: ChartTable | None = None

    def show(self, table: ChartTable | None) -> None:
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return len(self.table.rows) if self.table is not None else 0

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return len(self.table.heads) if self.table is not None else 0

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.table is None or not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.table.rows[index.row()][index.column()]
        return self._side(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if self.table is None or orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.table.heads[section]
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        assert self.table is not None
        return LEFT if column < self.table.words else RIGHT


class NumbersTable(QTableView):
    """Shows a chart's table; it is read, not written."""

    def __init__(self) -> None:
        super().__init__()
        look.flatten(self)
        self._numbers = _Numbers()
        self.setModel(self._numbers)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setResizeContentsPrecision(_MEASURED)
        header.setHighlightSections(False)

    def show_table(self, table: ChartTable | None) -> None:
        """Show these numbers, or none."""
        self._numbers.show(table)

    def stand_on_last(self) -> None:
        """Put the cursor on the newest row."""
        self.setCurrentIndex(self._numbers.index(self._numbers.rowCount() - 1, 0))
