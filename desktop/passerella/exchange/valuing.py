"""What the cells of one table mean, a chunk of rows at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from passerella.exchange.cells import Cells
from passerella.exchange.columns import KEY, NO_COLUMN, Column, columns, computed, folded, headings, identity
from passerella.exchange.reading import read_cell, unmarked
from passerella.exchange.tables import Cell, Chunk, Table, empty
from passerella.records.core import Kind
from passerella.records.kinds import FieldKind, Reference
from passerella.texts.label import Label, Wrong, _

if TYPE_CHECKING:
    from passerella.exchange.importing import Import

MAIN_BRAND = ("survey_wave", "brand")


class TableValues:
    """The columns of one table of one kind, found by their headings, and the values in them."""

    def __init__(self, work: Import, kind: Kind, name: str, table: Table) -> None:
        self.work, self.kind, self.name, self.table = work, kind, name, table
        self.columns = {each.name: each for each in columns(kind)}
        self.bad: set[int] = set()
        self.at = self._found()
        self.used = [
            each for each in self.columns.values() if each.name in self.at or self._by_main(each.name)
        ]
        through = {each.through for each in self.columns.values() if each.through}
        self.own = [
            each.name
            for each in self.columns.values()
            if not each.inner and not each.through and (each.name in self.at or each.name in through)
        ]
        self._marks: dict[str, dict[Cell, Sequence[str]]] = {}
        self.cells: dict[str, Cells[Cell]] = {each.name: Cells(self._reader(each)) for each in self.used}
        self._described: dict[str, Cells[Any]] = {each: Cells(self._describer(each)) for each in through}
        self._raw: Mapping[str, Sequence[Cell]] = {}

    def _by_main(self, name: str) -> bool:
        return (self.kind.name, name) == MAIN_BRAND

    def _found(self) -> dict[str, int]:
        """The position of each column the file has; headings that mean nothing are problems."""
        known, passed = headings(self.kind), computed(self.kind)
        found: dict[str, int] = {}
        for position, heading in enumerate(self.table.header):
            meant = self.work.mapping.get(folded(heading), heading)
            if not meant and heading:
                continue
            word = folded(meant)
            name = known.get(word)
            if name is None:
                if word not in passed and (heading or self._used(position)):
                    self._misheaded(heading or str(position + 1), NO_COLUMN)
            elif name in found:
                self._misheaded(heading, _("This column stands here twice."))
            else:
                found[name] = position
        return found

    def _misheaded(self, heading: str, reason: Label) -> None:
        self.work.report.misheaded = True
        self.work.trouble(self.table.at, heading, reason, self.name)

    def _used(self, position: int) -> bool:
        return any(
            len(row) > position and not empty(row[position])
            for chunk in self.table.chunks()
            for row in chunk.rows
        )

    def heading(self, name: str) -> str:
        """A column as the file calls it, else by its own name."""
        return self.table.header[self.at[name]] if name in self.at else name

    def trouble(self, row: int, column: str, reason: Label) -> None:
        """Note what is wrong in a row, once a cell."""
        self.bad.add(row)
        if not self.work.noted(row, column, self.name):
            self.work.trouble(row, column, reason, self.name)

    def values(self, chunk: Chunk) -> dict[str, list[Any]]:
        """The columns of a chunk as values; what cannot be read is noted."""
        self._raw = self._columns(chunk)
        found = {}
        for name, cells in self.cells.items():
            found[name] = cells.of(self._raw[name])
            self._note(chunk, name, cells.wrong(self._raw[name]))
        for name, cells in self._described.items():
            found[name] = self._describe(chunk, name, cells, found)
        for name, marks in self._marks.items():
            if marks and "currency" in found:
                self._compare(chunk, name, marks, found)
        return found

    def _compare(
        self, chunk: Chunk, name: str, marks: Mapping[Cell, Sequence[str]], values: Mapping[str, list[Any]]
    ) -> None:
        """An amount must not be marked as of another currency than that of its row, or of its record."""
        named = [values[each] for each in identity(self.kind) if each in values]
        records = list(zip(*named, strict=True)) or [()] * len(chunk.numbers)
        of_record: dict[object, str] = {}
        for number, record, cell, own in zip(
            chunk.numbers, records, self._raw[name], values["currency"], strict=True
        ):
            currency = own or of_record.get(record)
            if currency is None:
                continue
            of_record[record] = currency
            if currency not in marks.get(cell, (currency,)):
                reason = _("The amount is marked as of another currency than {currency}.")
                self.trouble(number, self.heading(name), reason(currency=currency))

    def uids(self) -> Sequence[str]:
        """The keys in the rows last read."""
        return [str(cell or "").strip().lower() for cell in self._raw[KEY]]

    def _note(self, chunk: Chunk, name: str, wrong: Iterator[tuple[int, Label]]) -> None:
        for place, reason in wrong:
            if chunk.numbers[place] not in self.work.ragged:
                self.trouble(chunk.numbers[place], self.heading(name), reason)

    def _columns(self, chunk: Chunk) -> dict[str, Sequence[Cell]]:
        wide = list(zip_longest(*chunk.rows, fillvalue=""))
        count = len(chunk.rows)
        self.work.ragged.clear()
        for column in wide[len(self.table.header) :]:
            for place, cell in enumerate(column):
                if not empty(cell) and chunk.numbers[place] not in self.work.ragged:
                    self.work.ragged.add(chunk.numbers[place])
                    reason = _("More cells than the first row has columns.")
                    self.trouble(chunk.numbers[place], str(len(self.table.header) + 1), reason)
        blank: Sequence[Cell] = [""] * count
        names = [*self.cells, KEY]
        return {
            name: wide[self.at[name]] if name in self.at and self.at[name] < len(wide) else blank
            for name in names
        }

    def _reader(self, column: Column) -> Callable[[Cell], Any]:
        kind, plain, typing = column.field.kind, self.table.plain, self.work.typing
        if isinstance(kind, Reference):
            return self._finder(column, kind.kind)

        marks = self._marks.setdefault(column.name, {}) if column.is_amount else None

        def read(cell: Cell) -> Any:
            given = plain(cell)
            if marks is not None and isinstance(given, str):
                given, meant = unmarked(given)
                if meant:
                    marks[cell] = meant
            value = read_cell(kind, given, typing)
            if value is not None and (label := kind.problem(value)) is not None:
                raise Wrong(label)
            return value

        return read

    def _finder(self, column: Column, kind: str) -> Callable[[Cell], int | None]:
        names, described = self.work.names, any(each.through == column.name for each in self.columns.values())

        def find(cell: Cell) -> int | None:
            text = str(read_cell(FieldKind(), self.table.plain(cell), self.work.typing) or "")
            if not text:
                return self._main_brand() if self._by_main(column.name) else None
            if described:
                return names.resolve(kind, text)
            return names.needed(kind, text, lambda: self._unit_beside(column.name, cell))

        return find

    def _unit_beside(self, name: str, cell: Cell) -> str | None:
        """The unit in the first row of the chunk that has this cell in a column."""
        units = self._raw.get("unit")
        if units is None:
            return None
        unit = units[list(self._raw[name]).index(cell)]
        value = read_cell(self.columns["unit"].field.kind, self.table.plain(unit), self.work.typing)
        return None if value is None else str(value)

    def _main_brand(self) -> int | None:
        brands = self.work.names.records("brand").values()
        return min((each.id for each in brands if getattr(each, "kind", "") == "own"), default=None)

    def _describe(
        self, chunk: Chunk, name: str, cells: Cells[Any], values: Mapping[str, list[Any]]
    ) -> list[Any]:
        """A reference from its own column, else from the columns that describe what it means."""
        nothing: list[Any] = [None] * len(chunk.rows)
        parts = [each for each in self.columns.values() if each.through == name]
        columns = [values.get(each.name, nothing) for each in parts]
        asked = list(zip(values.get(name, nothing), self._raw.get(name, nothing), *columns, strict=True))
        found = cells.of(asked)
        self._note(chunk, name, cells.wrong(asked))
        return found

    def _describer(self, name: str) -> Callable[[Any], int]:
        parts = [each for each in self.columns.values() if each.through == name]
        kind = getattr(self.kind.field(name).kind, "kind")  # noqa: B009

        def describe(asked: tuple[Any, ...]) -> int:
            id, cell, *values = asked
            text = " ".join(str(self.table.plain(cell) or "").split())
            given = {each.field.name: value for each, value in zip(parts, values, strict=True)}
            found: int | None = id or self.work.names.described(kind, given, text)
            if found is None:
                needed = ", ".join(each.name for each in parts)
                label = _("Not known. Name one that is, or describe it by {columns}.")
                raise Wrong(label(columns=needed))
            return found

        return describe
