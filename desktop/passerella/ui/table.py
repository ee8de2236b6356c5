"""A list of records as a table: ids in order, rows fetched by the page."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, count
from typing import Any, TypeGuard

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from passerella.records.core import Field, Kind, Told, kinds
from passerella.records.kinds import Choice, CountryKind, CurrencyKind, Reference, SeasonKind
from passerella.records.numbers import Money, Number, PriceKind
from passerella.store.finding import Query
from passerella.store.lookup import PageLookup
from passerella.texts.label import Label, _
from passerella.ui.context import Context

NO_RATE: Label = _("no rate")
UNSORTED: Label = _("It is told from the record's lines: the list cannot go by it.")
_LEFT, _RIGHT = (
    side | Qt.AlignmentFlag.AlignVCenter for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
)
_PAGE, _AT_ONCE = 50, 500
_KEPT = 20
Index = QModelIndex | QPersistentModelIndex
Column = Field | Told


@dataclass(slots=True)
class _Page:
    """Records that stand one below another; a column's texts are made when it is first shown."""

    records: list[Any]
    texts: dict[int, list[str]] = field(default_factory=dict)


class RecordTable(QAbstractTableModel):
    """One kind's records, a column for each field and each `Told`. `take` hands it what a query found."""

    def __init__(self, context: Context, kind: Kind) -> None:
        super().__init__()
        self._context, self._kind = context, kind
        first = listed(kind)
        self.columns = first + [each for each in _every(kind) if each not in first]
        self.names = [each.name for each in self.columns]
        self._sides = [_RIGHT if self.right(column) else _LEFT for column in range(len(self.columns))]
        self.query: Query | None = None
        self._ids: array[int] = array("q")
        self._rows = 0
        self._pages: dict[int, _Page] = {}
        self._home = context.workspace.lookup().home
        self._no_rate = context.say(NO_RATE)

    def take(self, query: Query, ids: array[int], rows: int) -> None:
        """Show the ids that a query found, or the first of them and how many `rows` there are.

        What continues the rows on screen leaves selection and place as they are.
        """
        more = query == self.query and rows >= self._rows and ids[: len(self._ids)] == self._ids
        if not more:
            self.beginResetModel()
        elif rows > self._rows:
            self.beginInsertRows(QModelIndex(), self._rows, rows - 1)
        # The first rows and the whole list are one answer: pages full of records stay as they are.
        self._pages = {} if self.whole else {n: p for n, p in self._pages.items() if more and all(p.records)}
        grown, self._rows = rows > self._rows, rows
        self.query, self._ids = query, ids
        if not more:
            self.endResetModel()
            return
        if grown:
            self.endInsertRows()
        self._tell_changed()

    def ask_again(self) -> None:
        """Ask for the records on screen anew; which rows there are stays."""
        self._pages = {}
        self._tell_changed()

    def _tell_changed(self) -> None:
        if self._rows:
            last = self.index(self._rows - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @property
    def whole(self) -> bool:
        """Whether something was found and every row's id is known."""
        return self.query is not None and len(self._ids) == self._rows

    @property
    def ids(self) -> array[int]:
        """The known ids, in the query's order."""
        return self._ids

    def id_at(self, row: int) -> int:
        """The id of the record in a row, 0 where there is none or it is not known yet."""
        return self._ids[row] if 0 <= row < len(self._ids) else 0

    def row_of(self, id: int) -> int:
        """The row of a record, -1 when the query does not find it."""
        try:
            return self._ids.index(id) if id else -1
        except ValueError:
            return -1

    def rows_of(self, ids: Iterable[int]) -> list[int]:
        """The rows of records, from the top; those that the query does not find are left out."""
        return list(compress(count(), map(set(ids).__contains__, self._ids)))

    def record_at(self, row: int) -> Any:
        """The record in a row, None while it is not known or when it is gone."""
        return self._page(row // _PAGE).records[row % _PAGE]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, way: Qt.Orientation, role: int = 0) -> Any:
        if way is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.head(section)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self._sides[section]
            if role == Qt.ItemDataRole.ToolTipRole and not self.sortable(section):
                return self._context.say(UNSORTED)
        return None

    def sortable(self, column: int) -> bool:
        """Whether the list can go by a column: only by what is stored."""
        return isinstance(self.columns[column], Field)

    def right(self, column: int) -> bool:
        """Whether a column's texts end on one line, as numbers do."""
        each = self.columns[column]
        return each.kind.right if isinstance(each, Field) else each.right

    def head(self, column: int) -> str:
        """What stands above a column."""
        field = self.columns[column]
        label = self._context.say(field.label)
        if isinstance(field, Field) and isinstance(field.kind, Number) and field.kind.unit is not None:
            return f"{label} {self._context.say(field.kind.unit)}"
        return f"{label} {self._home}" if is_home(field) else label

    def data(self, index: Index, role: int = 0) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._sides[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and is_home(self.columns[index.column()]):
            missing = self.text(index.row(), index.column()) == self._no_rate
            return QColor(self._context.theme.warning) if missing else None
        return None

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        page = self._page(row // _PAGE)
        texts = page.texts.get(column)
        if texts is None:
            texts = page.texts[column] = self._column(page.records, self.columns[column])
        return texts[row % _PAGE]

    def _page(self, number: int) -> _Page:
        page = self._pages.get(number)
        if page is None:
            if len(self._pages) >= _KEPT:
                self._pages.pop(next(iter(self._pages)))
            first = number * _PAGE
            records = self._records(self._ids[first : first + _PAGE])
            records += [None] * (min(_PAGE, self._rows - first) - len(records))
            page = self._pages[number] = _Page(records)
        return page

    def _records(self, ids: array[int]) -> list[Any]:
        found = {each.id: each for each in self._context.workspace.page(self._kind.name, ids)}
        return [found.get(id) for id in ids]

    def blocks(self, ids: array[int], columns: Sequence[int]) -> Iterator[list[list[str]]]:
        """The texts of these records in these columns, part by part; asks the workspace, from any thread."""
        for first in range(0, len(ids), _AT_ONCE):
            records = self._records(ids[first : first + _AT_ONCE])
            texts = [self._column(records, self.columns[column]) for column in columns]
            yield list(map(list, zip(*texts, strict=True)))

    def _column(self, records: list[Any], field: Column) -> list[str]:
        if isinstance(field, Told):
            look, words = PageLookup(self._context.workspace.read), self._context.language
            return ["" if each is None else getattr(each, field.name)(look, words) for each in records]
        values = [getattr(each, field.name, None) for each in records]
        if isinstance(field.kind, PriceKind):
            currencies = [getattr(each, field.kind.currency, None) or "" for each in records]
            words = self._context.language
            return [field.kind.show_in(*each, words) for each in zip(currencies, values, strict=True)]
        texts = self._with_units(field, records, self.texts_of(field, values))
        if is_home(field):
            lacking = [
                each is not None and value is None for each, value in zip(records, values, strict=True)
            ]
            return [self._no_rate if no else text for no, text in zip(lacking, texts, strict=True)]
        return texts

    def _with_units(self, field: Field, records: list[Any], texts: list[str]) -> list[str]:
        """Numbers with what they are counted in, where that depends on the record."""
        if not self._kind.has_units or not isinstance(field.kind, Number):
            return texts
        look, words = PageLookup(self._context.workspace.read), self._context.language
        units = ["" if each is None else each.units(look).get(field.name, "") for each in records]
        return [words.counted(text, words.say(unit)) for text, unit in zip(texts, units, strict=True)]

    def texts_of(self, field: Field, values: Sequence[Any]) -> list[str]:
        """A field's values as people read them."""
        if isinstance(field.kind, Reference):
            titles = self._titles(field.kind.kind, set(values))
            return [titles.get(value, "") for value in values]
        return [field.kind.show(value, self._context.language) for value in values]

    def _titles(self, kind: str, wanted: set[int | None]) -> dict[int | None, str]:
        workspace = self._context.workspace
        found = workspace.page(kind, sorted(filter(None, wanted)))
        return {each.id: workspace.title(each, self._context.language) for each in found}


def is_home(column: Column) -> bool:
    """Whether a column is an amount in home currency, empty only for want of a rate."""
    if isinstance(column, Told) or not column.derived:
        return False
    return isinstance(column.kind, Money) and column.kind.currency == "home"


def listed(kind: Kind) -> list[Column]:
    """The columns a list shows first: those declared, else title, then what is short, at most nine."""
    by_name = {each.name: each for each in _every(kind)}
    if kind.columns:
        return [by_name[name] for name in kind.columns]
    first: list[Column] = [kind.field(name) for name in kind.title]
    rest = [field for field in kind.fields if field not in first and _short(field)]
    return [*first, *rest][:9]


def referred(kind: Kind) -> frozenset[str]:
    """The kinds whose records a list of this kind names: those it and its lines refer to, and those
    by which these are titled."""
    fields = [*kind.fields, *(kind.lines.kind.fields if kind.lines and kind.told else ())]
    found: set[str] = set()
    while fields:
        target = fields.pop().kind
        if isinstance(target, Reference) and target.kind not in found:
            found.add(target.kind)
            named = kinds()[target.kind]
            fields += [named.field(name) for name in named.title]
    return frozenset(found)


def _every(kind: Kind) -> list[Column]:
    return [*kind.fields, *kind.told]


def _short(field: Field) -> bool:
    return field.kind.width <= 24


def choices(kind: Kind) -> list[Field]:
    """The fields that a list can be filtered by with a pull-down: none that another record mostly fills."""
    return [field for field in kind.fields if isinstance(field.kind, Choice) and not field.follows][:2]


def narrowing(column: Column) -> TypeGuard[Field]:
    """Whether many records share a value of this column, so that a list may show only those."""
    return isinstance(column, Field) and isinstance(
        column.kind, (Choice, CountryKind, CurrencyKind, Reference, SeasonKind)
    )
