"""By which column a list goes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from passerella.records.core import Kind
from passerella.store.finding import Query
from passerella.ui.columns import Columns
from passerella.ui.context import Context
from passerella.ui.table import UNSORTED, RecordTable
from passerella.ui.widgets.listview import ListView


class Order(QObject):
    """The order of one list, remembered from one time to the next: a click on a head chooses it, another
    turns it. `chosen` says that it is another one now."""

    chosen = Signal()

    def __init__(self, context: Context, kind: Kind, table: RecordTable, view: ListView) -> None:
        super().__init__(view)
        self._context, self._kind, self._table = context, kind, table
        self._header = view.horizontalHeader()
        self._header.setSectionsClickable(True)
        self._header.setSortIndicatorShown(True)
        self._header.sectionClicked.connect(self._choose)
        self.sort, self.descending = Columns.remembered_sort(context, kind)

    @property
    def by(self) -> str:
        """The field that the list goes by."""
        return self._named(self.sort)

    def _named(self, sort: str) -> str:
        return sort or self._kind.on or self._kind.title[0]

    def _choose(self, column: int) -> None:
        if not self._table.sortable(column):
            self._context.tell(UNSORTED)
        else:
            name = self._table.names[column]
            self.sort, self.descending = name, self.by == name and not self.descending
            Columns.remember_sort(self._context, self._kind, self.sort, self.descending)
            self.chosen.emit()
        self._point(self.sort, self.descending)

    def show(self, query: Query) -> None:
        """Point to the column by which a query goes."""
        self._point(query.sort, query.descending)

    def _point(self, sort: str, descending: bool) -> None:
        way = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        name = self._named(sort)
        column = self._table.names.index(name) if name in self._table.names else -1
        self._header.setSortIndicator(column, way)
