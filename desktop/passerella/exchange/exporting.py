"""Records out of a workspace: one row a record, or one row a line where records have lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from passerella.exchange.columns import ALL, KEY, Column, columns, kind_by_code
from passerella.exchange.reading import Names, spelled
from passerella.exchange.written import Written, write_csv, write_xlsx
from passerella.records.core import Kind, Record, kind_of
from passerella.records.everything import kinds
from passerella.records.kinds import Choice, Reference
from passerella.store.rows import from_image
from passerella.store.workspace import Query, Workspace
from passerella.texts.label import Wrong, _
from passerella.texts.language import Language


def export_file(workspace: Workspace, code: str, target: Path, language: Language | None = None) -> int:
    """Write a kind (by its `code`) to .csv or .xlsx, or `all` as a workbook with a sheet a kind.

    Headings and choices are the labels of `language`, without one field names and codes: both can be
    brought in again. Returns the count of rows.
    Raises `Wrong` for an unknown code or ending, or when the file cannot be written.
    """
    suffix = target.suffix.lower()
    if suffix not in (".csv", ".xlsx") or (code == ALL and suffix != ".xlsx"):
        wanted = ".xlsx" if code == ALL else ".csv, .xlsx"
        raise Wrong(_("The name of the file must end in {wanted}.")(wanted=wanted))
    chosen = list(kinds().values()) if code == ALL else [kind_by_code(code)]
    out = _Export(workspace, language, keys=code == ALL)
    sheets = {}
    for kind in chosen:
        if kind is None:
            raise Wrong(_("Nothing is called {name}.")(name=code))
        sheets[kind.code] = out.sheet(kind)
    if suffix == ".csv":
        write_csv(target, *sheets[code], commas=language is not None and language.code == "it")
    else:
        write_xlsx(target, sheets)
    return sum(len(rows) for _header, rows in sheets.values())


def export_about(workspace: Workspace, kind: Kind, id: int, target: Path, language: Language) -> None:
    """Write a workbook of a record, its earlier states and every record that refers to it.

    One that was deleted is written as it was last. Raises `Wrong` when the file cannot be written.
    """
    out = _Export(workspace, language, keys=False)
    earlier = workspace.read.execute(
        "SELECT at, who, image FROM history JOIN change ON change.id = change WHERE kind = ? AND record = ? "
        "AND image IS NOT NULL ORDER BY history.id",
        (kind.name, workspace.uid(kind.name, id)),
    ).fetchall()
    standing = workspace.page(kind.name, [id])
    last = standing or [from_image(kind, row["image"]) for row in earlier[-1:]]
    sheets = {kind.code: out.table(kind, last)}
    for each in kinds().values():
        for field in each.fields:
            if isinstance(field.kind, Reference) and field.kind.kind == kind.name and not each.inside:
                sheets[each.code] = out.sheet(each, Query(equal=((field.name, id),)))
    sheets["history"] = (["at", "who", "before"], [list(row) for row in earlier])
    write_xlsx(target, sheets)


class _Export:
    """Records as rows; with `keys` each row begins with its record's key."""

    def __init__(self, workspace: Workspace, language: Language | None, *, keys: bool) -> None:
        self._workspace, self._language, self._with_keys = workspace, language, keys
        self._names = Names(workspace)
        self._titles: dict[str, dict[int, str]] = {}

    def sheet(self, kind: Kind, query: Query | None = None) -> tuple[list[str], list[list[Written]]]:
        """The headings and rows of a kind, or of those that a query finds."""
        return self.table(kind, self._workspace.all(kind.name, query))

    def table(self, kind: Kind, records: Sequence[Record]) -> tuple[list[str], list[list[Written]]]:
        """The headings and rows of some records of a kind."""
        wanted = [each for each in columns(kind) if not (self._with_keys and each.through)]
        header = [self._heading(each) for each in wanted]
        keys = self._keys(kind) if self._with_keys else {}
        rows = []
        for record in records:
            for row in self._rows(kind, wanted, record):
                rows.append([keys[record.id], *row] if self._with_keys else row)
        return ([KEY, *header] if self._with_keys else header), rows

    def _heading(self, column: Column) -> str:
        return (
            self._language.say(column.field.label) if self._language and not column.through else column.name
        )

    def _keys(self, kind: Kind) -> dict[int, str]:
        found = self._workspace.read.execute(f'SELECT id, uid FROM "{kind.name}"').fetchall()
        return {row["id"]: row["uid"].hex() for row in found}

    def _rows(self, kind: Kind, wanted: Sequence[Column], record: Record) -> Iterator[list[Written]]:
        lines: Sequence[Record | None] = getattr(record, kind.lines.name) if kind.lines else ()
        for line in lines or (None,):
            yield [self._value(column, record, line) for column in wanted]

    def _value(self, column: Column, record: Record, line: Record | None) -> Written:
        holder: Record | None = line if column.inner else record
        if column.through:
            other = getattr(kind_of(record).field(column.through).kind, "kind")  # noqa: B009
            holder = self._names.records(other).get(getattr(record, column.through))
        if holder is None:
            return None
        value: Any = getattr(holder, column.field.name)
        if value is None:
            return None
        if isinstance(column.field.kind, Reference):
            return self._title(column.field.kind.kind, value)
        if isinstance(value, (Decimal, date, int)):
            return value
        if self._language is not None and isinstance(column.field.kind, Choice):
            return column.field.kind.show(value, self._language)
        return column.field.kind.write(value)

    def _title(self, kind: str, id: int) -> str:
        if kind not in self._titles:
            titles = {each: self._names.title_of(kind, each) for each in self._names.records(kind)}
            self._titles[kind] = self._distinct(kind, titles) if self._with_keys else titles
        return self._titles[kind].get(id, "")

    def _distinct(self, kind: str, titles: dict[int, str]) -> dict[int, str]:
        """A title that several share gives way to the key."""
        count = Counter(map(spelled, titles.values()))
        keys = self._keys(kinds()[kind])
        return {id: text if count[spelled(text)] == 1 else keys[id] for id, text in titles.items()}
