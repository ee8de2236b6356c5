"""A list of records as a table: ids in order, rows fetched by the page."""

from __future__ import annotations

from array import array
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from passerella.records.core import Field, Kind
from passerella.records.kinds import Choice, Money, Reference
from passerella.store.workspace import Query
from passerella.texts.label import Label, _
from passerella.ui.context import Context

NO_RATE: Label = _("no rate")
_PAGE = 100
_KEPT = 20
Index = QModelIndex | QPersistentModelIndex


class RecordTable(QAbstractTableModel):
    """One kind's records. `show` chooses which and in what order."""

    def __init__(self, context: Context, kind: Kind, columns: list[Field]) -> None:
        super().__init__()
        self._context, self._kind, self.columns = context, kind, columns
        self.query = Query()
        self._ids: array[int] = array("q")
        self._pages: dict[int, list[list[str]]] = {}
        self._home = context.workspace.lookup().home
        self._no_rate = context.say(NO_RATE)

    def show(self, query: Query) -> None:
        """Ask again, with this query."""
        found = self._context.workspace.find(self._kind.name, query)
        self.beginResetModel()
        self.query, self._ids, self._pages = query, found, {}
        self.endResetModel()

    def id_at(self, row: int) -> int:
        """The id of the record in a row."""
        return self._ids[row]

    def row_of(self, id: int) -> int:
        """The row of a record, -1 when the query does not find it."""
        return self._ids.index(id) if id in self._ids else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, way: Qt.Orientation, role: int = 0) -> Any:
        if way is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._head(self.columns[section])
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self._side(section)
        return None

    def _head(self, field: Field) -> str:
        label = self._context.say(field.label)
        return f"{label} {self._home}" if is_home(field) else label

    @property
    def ids(self) -> array[int]:
        """The records that the query found, in its order."""
        return self._ids

    def _side(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self.columns[column].kind.right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def data(self, index: Index, role: int = 0) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._page(index.row() // _PAGE)[index.row() % _PAGE][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        if role == Qt.ItemDataRole.ForegroundRole and is_home(self.columns[index.column()]):
            missing = index.data() == self._no_rate
            return QColor(self._context.theme.warning) if missing else None
        return None

    def _page(self, number: int) -> list[list[str]]:
        page = self._pages.get(number)
        if page is None:
            if len(self._pages) >= _KEPT:
                self._pages.pop(next(iter(self._pages)))
            page = self._pages[number] = self._fetch(self._ids[number * _PAGE : (number + 1) * _PAGE])
        return page

    def _fetch(self, ids: array[int]) -> list[list[str]]:
        records = {each.id: each for each in self._context.workspace.page(self._kind.name, list(ids))}
        titles = {
            field.name: self._titles(field.kind.kind, {getattr(r, field.name) for r in records.values()})
            for field in self.columns
            if isinstance(field.kind, Reference)
        }
        return [self._texts(records.get(id), titles) for id in ids]

    def _titles(self, kind: str, wanted: set[int | None]) -> dict[int, str]:
        workspace = self._context.workspace
        found = workspace.page(kind, sorted(filter(None, wanted)))
        return {each.id: workspace.title(each, self._context.language) for each in found}

    def _texts(self, record: Any, titles: dict[str, dict[int, str]]) -> list[str]:
        if record is None:
            return [""] * len(self.columns)
        texts = []
        for field in self.columns:
            value = getattr(record, field.name)
            if isinstance(field.kind, Reference):
                texts.append(titles[field.name].get(value, ""))
            elif value is None and is_home(field):
                texts.append(self._no_rate)
            else:
                texts.append(field.kind.show(value, self._context.language))
        return texts


def is_home(field: Field) -> bool:
    """Whether a field is an amount in home currency, empty only for want of a rate."""
    return field.derived and isinstance(field.kind, Money) and field.kind.currency == "home"


def listed(kind: Kind) -> list[Field]:
    """The columns a list shows first: title, then what is short, at most nine."""
    by_name = {field.name: field for field in kind.fields}
    if kind.columns:
        return [by_name[name] for name in kind.columns]
    first = [by_name[name] for name in kind.title]
    rest = [field for field in kind.fields if field not in first and _short(field)]
    return (first + rest)[:9]


def _short(field: Field) -> bool:
    return field.kind.width <= 24 and field.name not in ("home", "rate")


def choices(kind: Kind) -> list[Field]:
    """The fields that a list can be filtered by with a pull-down."""
    return [field for field in kind.fields if isinstance(field.kind, Choice)][:2]
