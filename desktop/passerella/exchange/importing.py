"""Files into a workspace: all rows or none, as one change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from passerella.exchange.columns import (
    ALL,
    KEY,
    NO_COLUMN,
    Column,
    columns,
    computed,
    folded,
    headings,
    identity,
    kind_by_code,
)
from passerella.exchange.reading import Names, read_cell
from passerella.exchange.tables import Cell, Table, read_tables
from passerella.records.core import Kind, Record, kind_of, own_problems
from passerella.records.everything import kinds
from passerella.records.kinds import FieldKind, Reference, Typing
from passerella.store.errors import Refused
from passerella.store.workspace import Workspace
from passerella.texts.label import Label, Wrong, _


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong in a file: the row as its program numbers it (0: the whole file), the column, why."""

    row: int
    column: str
    reason: Label
    sheet: str = ""


@dataclass(slots=True)
class Report:
    """What an import did, or would do in a dry run."""

    source: str
    rows: int = 0
    new: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    same: int = 0
    made: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Trouble] = field(default_factory=list)
    notices: list[Trouble] = field(default_factory=list)
    saved: bool = False


@dataclass(slots=True)
class _Draft:
    """The values of one record, gathered from its rows."""

    row: int
    values: dict[str, Any]
    lines: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    key: str = ""


def import_file(
    workspace: Workspace,
    code: str,
    source: Path,
    *,
    typing: Typing,
    dry_run: bool = False,
    mapping: Mapping[str, str] | None = None,
) -> Report:
    """Import a CSV or Excel file of one kind (by its `code`), or a workbook of `all`.

    `mapping` names columns for headings of the file. With problems nothing is written. Raises
    `Wrong` for an unknown code or a file that cannot be read, `CannotWrite` when saving fails.
    """
    tables = _sheets(code, source)
    work = _Import(workspace, source.name, typing, mapping or {})
    return workspace.post(lambda: work.run(tables, update=code == ALL, dry_run=dry_run)).result()


def _sheets(code: str, source: Path) -> list[tuple[Kind, str, Table]]:
    if code != ALL:
        kind = kind_by_code(code)
        if kind is None:
            raise Wrong(_("Nothing is called {name}.")(name=code))
        tables = read_tables(source)
        name = code if code in tables else next(iter(tables))
        return [(kind, name, tables[name])]
    tables = read_tables(source)
    known = {kind.code for kind in kinds().values()}
    for name in tables:
        if name not in known:
            raise Wrong(_("The sheet {name} is none of ours.")(name=name or source.name))
    return [(kind, kind.code, tables[kind.code]) for kind in kinds().values() if kind.code in tables]


class _Import:
    """One import: rows to drafts, drafts to records, records checked and saved."""

    def __init__(self, workspace: Workspace, source: str, typing: Typing, mapping: Mapping[str, str]) -> None:
        self.workspace = workspace
        self.typing = typing
        self.mapping = {folded(heading): name for heading, name in mapping.items()}
        self.names = Names(workspace)
        self.report = Report(source)
        self._noted: set[tuple[str, int, str]] = set()
        self.places: dict[tuple[str, int], tuple[_Sheet, _Draft]] = {}

    def run(self, tables: Sequence[tuple[Kind, str, Table]], *, update: bool, dry_run: bool) -> Report:
        """Do it all, on the writer thread."""
        for kind, name, table in tables:
            self.report.rows += len(table.rows)
            sheet = _Sheet(self, kind, name if update else "", table)
            for draft in sheet.drafts():
                sheet.record(draft, update)
        self._check()
        self._count()
        if not self.report.problems and not dry_run:
            self._save()
        return self.report

    def trouble(self, row: int, column: str, reason: Label, sheet: str, notice: bool = False) -> None:
        """Note what is wrong."""
        found = Trouble(row, column, reason, sheet)
        if notice:
            self.report.notices.append(found)
        else:
            self.report.problems.append(found)
            self._noted.add((sheet, row, column))

    def noted(self, row: int, column: str, sheet: str) -> bool:
        """Whether something is wrong there already."""
        return (sheet, row, column) in self._noted

    def _check(self) -> None:
        look = _Look(self.workspace, self.names)
        for record in self.names.new:
            place = self.places.get((kind_of(record).name, record.id))
            if place is None:
                self._check_made(record, look)
                continue
            sheet, draft = place
            for each in own_problems(record, look):
                row, column = sheet.where(draft, each.field)
                if not self.noted(row, column, sheet.name):
                    self.trouble(row, column, each.label, sheet.name, each.notice)
        self.report.problems.sort(key=lambda each: (each.sheet, each.row))

    def _check_made(self, record: Record, look: _Look) -> None:
        for each in own_problems(record, look):
            if not each.notice:
                self.trouble(0, f"{kind_of(record).name}.{each.field}", each.label, "")

    def _count(self) -> None:
        for record in self.names.new:
            kind = kind_of(record)
            wanted = self.report.changed if self._stored(record) else self.report.new
            wanted[kind.code] = wanted.get(kind.code, 0) + 1
        self.report.made = [
            (kind_of(each).code, self.names.title_of(kind_of(each).name, each.id)) for each in self.names.made
        ]

    def _stored(self, record: Record) -> bool:
        return self.names.stands(record)

    def _save(self) -> None:
        if self.names.new:
            records = [each if self._stored(each) else replace(each, id=0) for each in self.names.new]  # type: ignore[type-var]
            try:
                done = self.workspace.save_now(records, self.report.source)
            except Refused as reason:
                for each in reason.problems:
                    self.trouble(0, each.field, each.label, "")
                return
            assert [each.id for each in done] == [each.id for each in self.names.new]
        self.report.saved = True


class _Sheet:
    """One table of one kind."""

    def __init__(self, work: _Import, kind: Kind, name: str, table: Table) -> None:
        self.work, self.kind, self.name, self.table = work, kind, name, table
        self.columns = {each.name: each for each in columns(kind)}
        self.at = self._found()
        self.seen: dict[tuple[Any, ...], int] = {}

    def _found(self) -> dict[str, int]:
        """The position of each column the file has; headings that mean nothing are problems."""
        known, passed = headings(self.kind), computed(self.kind)
        found: dict[str, int] = {}
        for position, heading in enumerate(self.table.header):
            word = folded(self.work.mapping.get(folded(heading), heading))
            name = known.get(word)
            if name is None:
                if word not in passed and (heading or self._used(position)):
                    self._trouble(1, heading or str(position + 1), NO_COLUMN)
            elif name in found:
                self._trouble(1, heading, _("This column stands here twice."))
            else:
                found[name] = position
        return found

    def _used(self, position: int) -> bool:
        return any(
            len(row) > position and row[position] not in (None, "") for _number, row in self.table.rows
        )

    def _trouble(self, row: int, column: str, reason: Label) -> None:
        self.work.trouble(row, column, reason, self.name)

    def heading(self, name: str) -> str:
        """A column as the file calls it, else by its own name."""
        return self.table.header[self.at[name]] if name in self.at else name

    def where(self, draft: _Draft, path: str) -> tuple[int, str]:
        """The row and column of a problem's field (`rate` or `lines.2.product`)."""
        parts = path.split(".")
        if len(parts) == 3:
            return draft.lines[int(parts[1]) - 1][0], self.heading(parts[2])
        return draft.row, self.heading(path)

    def drafts(self) -> list[_Draft]:
        """The records' values; the rows of one record are gathered into one."""
        found: dict[object, _Draft] = {}
        for number, row in self.table.rows:
            if self._long(number, row):
                continue
            key = str(self._cell(row, KEY) or "").strip().lower()
            own, inner = self._values(number, row)
            same = key or self._group(own) or number
            draft = found.get(same)
            if draft is None:
                draft = found[same] = _Draft(number, own, [], key)
            else:
                self._agree(draft, number, own)
            if self.kind.lines is not None and any(
                inner.get(each.name) is not None for each in self._inner()
            ):
                draft.lines.append((number, inner))
        return list(found.values())

    def _long(self, number: int, row: tuple[Cell, ...]) -> bool:
        more = [cell for cell in row[len(self.table.header) :] if cell not in (None, "")]
        if more:
            self._trouble(
                number, str(len(self.table.header) + 1), _("More cells than the first row has columns.")
            )
        return bool(more)

    def _inner(self) -> Iterator[Column]:
        return (each for each in self.columns.values() if each.inner and each.name in self.at)

    def _cell(self, row: tuple[Cell, ...], name: str) -> Cell:
        position = self.at.get(name, len(row))
        return row[position] if position < len(row) else None

    def _group(self, values: dict[str, Any]) -> tuple[Any, ...] | None:
        names = identity(self.kind) if self.kind.lines is not None else ()
        key = tuple(values.get(name) for name in names)
        return None if not key or None in key else key

    def _agree(self, draft: _Draft, number: int, own: dict[str, Any]) -> None:
        for name, value in own.items():
            before = draft.values.get(name)
            if before is None:
                draft.values[name] = value
            elif value is not None and value != before:
                self._trouble(number, self.heading(name), _("Differs from row {n}.")(n=draft.row))

    def _values(self, number: int, row: tuple[Cell, ...]) -> tuple[dict[str, Any], dict[str, Any]]:
        own: dict[str, Any] = {}
        inner: dict[str, Any] = {}
        through: dict[str, dict[str, Any]] = {}
        for each in self.columns.values():
            value = self._value(number, row, each)
            if each.through:
                through.setdefault(each.through, {})[each.field.name] = value
            elif each.inner:
                inner[each.name] = value
            else:
                own[each.name] = value
        for name, values in through.items():
            if own[name] is None:
                own[name] = self._through(number, row, name, values)
        return own, inner

    def _value(self, number: int, row: tuple[Cell, ...], column: Column) -> Any:
        cell = self._cell(row, column.name)
        try:
            if isinstance(column.field.kind, Reference):
                return self._referred(row, column, column.field.kind.kind, cell)
            return read_cell(column.field.kind, cell, self.work.typing)
        except Wrong as reason:
            self._trouble(number, self.heading(column.name), reason.label)
        except (ArithmeticError, ValueError):
            self._trouble(number, self.heading(column.name), _("This cannot be read."))
        return None

    def _referred(self, row: tuple[Cell, ...], column: Column, kind: str, cell: Cell) -> int | None:
        text = str(read_cell(FieldKind(), cell, self.work.typing) or "")
        if not text:
            return self._main_brand() if (self.kind.name, column.name) == ("survey_wave", "brand") else None
        if any(each.through == column.name for each in self.columns.values()):
            return self.work.names.resolve(kind, text)
        unit = self._cell(row, "unit")
        unit_kind = self.columns["unit"].field.kind if "unit" in self.columns else None
        value = read_cell(unit_kind, unit, self.work.typing) if unit_kind else None
        return self.work.names.needed(kind, text, value)

    def _main_brand(self) -> int | None:
        own = [
            each for each in self.work.names.records("brand").values() if getattr(each, "kind", "") == "own"
        ]
        return min((each.id for each in own), default=None)

    def _through(self, number: int, row: tuple[Cell, ...], name: str, values: dict[str, Any]) -> int | None:
        text = " ".join(str(self._cell(row, name) or "").split())
        found = self.work.names.described(getattr(self.kind.field(name).kind, "kind"), values, text)  # noqa: B009
        if found is None:
            needed = ", ".join(each.name for each in self.columns.values() if each.through == name)
            reason = _("Not known. Name one that is, or describe it by {columns}.")(columns=needed)
            self._trouble(number, self.heading(name), reason)
        return found

    def record(self, draft: _Draft, update: bool) -> None:
        """Take a draft up as a record; one that stands already is a problem, or changed on `update`."""
        self._special(draft)
        values = {name: value for name, value in draft.values.items() if value is not None}
        made = self._made(draft, values)
        if made is None:
            return
        id = self._standing(draft, made, update)
        if id is None:
            return
        made = replace(made, id=id)  # type: ignore[type-var]
        if id and typed_values(made) == typed_values(self.work.names.records(self.kind.name)[id]):
            self.work.report.same += 1
            self.work.names.know(self.kind.name, draft.key, id)
            return
        taken = self.work.names.add(made, draft.key)
        self.work.places[(self.kind.name, taken.id)] = (self, draft)

    def _special(self, draft: _Draft) -> None:
        values = draft.values
        if self.kind.name == "order" and values.get("status") is None:
            values["status"] = "shipped"
            values["shipped_on"] = values.get("shipped_on") or values.get("ordered_on")

    def _made(self, draft: _Draft, values: dict[str, Any]) -> Record | None:
        more: dict[str, Any] = {}
        whole = self._whole(draft.row, self.kind, values)
        if self.kind.lines is not None:
            inner = self.kind.lines.kind
            rows = []
            for number, line in draft.lines:
                given = {name: value for name, value in line.items() if value is not None}
                whole = self._whole(number, inner, given) and whole
                rows.append(given)
            if whole:
                more[self.kind.lines.name] = tuple(inner.make(**each) for each in rows)
        if not whole:
            return None
        record: Record = self.kind.make(**values, **more)
        return record

    def _whole(self, number: int, kind: Kind, values: dict[str, Any]) -> bool:
        missing = [each.name for each in kind.typed if each.required and each.name not in values]
        for name in missing:
            if not self.work.noted(number, self.heading(name), self.name):
                self._trouble(number, self.heading(name), _("This must be filled in."))
        return not missing

    def _standing(self, draft: _Draft, made: Record, update: bool) -> int | None:
        """The id of the record that a draft stands for, 0 for a new one, None for one refused."""
        if draft.key and (id := self.work.names.by_key(self.kind.name, draft.key)):
            return id
        if update and self.kind.name == "enterprise":
            return min(self.work.names.records("enterprise"), default=0)
        names = identity(self.kind)
        if update and not self.kind.unique:
            return self._alike(made)
        if not names:
            return 0
        wanted = tuple(getattr(made, name) for name in names)
        id = self._by_identity(names).get(wanted, 0)
        if wanted in self.seen or (id and not update):
            before = self.seen.get(wanted)
            reason = _("Stands in row {n} already.")(n=before) if before else _TAKEN
            self._trouble(draft.row, self.heading(names[-1]), reason)
            return None
        self.seen[wanted] = draft.row
        return id

    def _by_identity(self, names: tuple[str, ...]) -> dict[tuple[Any, ...], int]:
        if self._identities is None:
            stored = self.work.names.records(self.kind.name).values()
            self._identities = {tuple(getattr(each, name) for name in names): each.id for each in stored}
        return self._identities

    _identities: dict[tuple[Any, ...], int] | None = None

    def _alike(self, made: Record) -> int:
        """The id of a stored record that says the same and is not yet taken, else 0."""
        if self._stored is None:
            self._stored = {}
            for each in self.work.names.records(self.kind.name).values():
                self._stored.setdefault(typed_values(each), []).append(each.id)
        ids = self._stored.get(typed_values(made))
        return ids.pop() if ids else 0

    _stored: dict[tuple[Any, ...], list[int]] | None = None


_TAKEN = _("This stands in another record already.")


def typed_values(record: Record) -> tuple[Any, ...]:
    """What was typed into a record and its lines, to compare records by."""
    kind = kind_of(record)
    rows = getattr(record, kind.lines.name) if kind.lines else ()
    return (*(getattr(record, each.name) for each in kind.typed), *map(typed_values, rows))


class _Look:
    """`records.core.Lookup` over the workspace together with what the import brings."""

    def __init__(self, workspace: Workspace, names: Names) -> None:
        self._names = names
        keeper = min(names.records("enterprise").items(), key=lambda each: each[0], default=None)
        self._home = getattr(keeper[1], "home", "") if keeper else workspace.lookup().home
        self._latest: dict[tuple[object, ...], Record | None] = {}
        self._groups: dict[tuple[str, tuple[str, ...]], dict[tuple[object, ...], list[Record]]] = {}

    @property
    def home(self) -> str:
        """The home currency."""
        return self._home

    def get(self, kind: str, id: int) -> Any | None:
        """The record of a kind by its id."""
        return self._names.records(kind).get(id)

    def latest(self, kind: str, on: str, upto: date, **equal: object) -> Any | None:
        """The last record whose day `on` is not after `upto` and whose fields equal these."""
        asked = (kind, on, upto, *sorted(equal.items()))
        if asked not in self._latest:
            found = [each for each in self._equal(kind, equal) if getattr(each, on) <= upto]
            self._latest[asked] = max(found, key=lambda each: (getattr(each, on), each.id), default=None)
        return self._latest[asked]

    def others(self, kind: str, but: int, **equal: object) -> Iterable[Any]:
        """The records whose fields equal these, without the one with the id `but`."""
        return [each for each in self._equal(kind, equal) if each.id != but]

    def _equal(self, kind: str, equal: Mapping[str, object]) -> list[Record]:
        names = tuple(sorted(equal))
        if (kind, names) not in self._groups:
            groups: dict[tuple[object, ...], list[Record]] = {}
            for each in self._names.records(kind).values():
                groups.setdefault(tuple(getattr(each, name) for name in names), []).append(each)
            self._groups[(kind, names)] = groups
        return self._groups[(kind, names)].get(tuple(equal[name] for name in names), [])
