"""The rows of one table gathered into drafts, and drafts made into records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from passerella.exchange.columns import KEY, NO_COLUMN, Column, columns, computed, folded, headings, identity
from passerella.exchange.reading import read_cell
from passerella.exchange.tables import Cell, Table
from passerella.records.core import Kind, Record, kind_of
from passerella.records.kinds import FieldKind, Reference
from passerella.texts.label import Label, Wrong, _

if TYPE_CHECKING:
    from passerella.exchange.importing import Import


@dataclass(slots=True)
class Draft:
    """The values of one record, gathered from its rows."""

    row: int
    values: dict[str, Any]
    lines: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    key: str = ""
    rows: set[int] = field(default_factory=set)


class Sheet:
    """One table of one kind."""

    muted = False

    def __init__(self, work: Import, kind: Kind, name: str, table: Table) -> None:
        self.work, self.kind, self.name, self.table = work, kind, name, table
        self.columns = {each.name: each for each in columns(kind)}
        self.at = self._found()
        self.seen: dict[tuple[Any, ...], int] = {}

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
        if not self.muted:
            self.work.trouble(row, column, reason, self.name)

    def heading(self, name: str) -> str:
        """A column as the file calls it, else by its own name."""
        return self.table.header[self.at[name]] if name in self.at else name

    def where(self, draft: Draft, path: str) -> tuple[int, str]:
        """The row and column of a problem's field (`rate` or `lines.2.product`)."""
        parts = path.split(".")
        if len(parts) == 3:
            return draft.lines[int(parts[1]) - 1][0], self.heading(parts[2])
        return draft.row, self.heading(path)

    def drafts(self) -> list[Draft]:
        """The records' values; the rows of one record are gathered into one."""
        found: dict[object, Draft] = {}
        long: list[tuple[int, tuple[Cell, ...]]] = []
        for number, row in self.table.rows:
            self.work.step()
            if self._long(number, row):
                long.append((number, row))
                continue
            own, inner = self._values(number, row)
            self._gather(found, number, row, own).lines += self._line(number, inner)
        self._join(found, long)
        return list(found.values())

    def _gather(
        self, found: dict[object, Draft], number: int, row: tuple[Cell, ...], own: dict[str, Any]
    ) -> Draft:
        same = self._same(number, row, own)
        draft = found.get(same)
        if draft is None:
            draft = found[same] = Draft(number, own, [], self._key(row))
        else:
            self._agree(draft, number, own)
        draft.rows.add(number)
        return draft

    def _join(self, found: dict[object, Draft], long: list[tuple[int, tuple[Cell, ...]]]) -> None:
        """Count rows with too many cells among the rows of their records; their values are not used."""
        self.muted = True
        for number, row in long:
            own, _inner = self._values(number, row)
            if (draft := found.get(self._same(number, row, own))) is not None:
                draft.rows.add(number)
        self.muted = False

    def _key(self, row: tuple[Cell, ...]) -> str:
        return str(self._cell(row, KEY) or "").strip().lower()

    def _same(self, number: int, row: tuple[Cell, ...], own: dict[str, Any]) -> object:
        return self._key(row) or self._group(own) or number

    def _line(self, number: int, inner: dict[str, Any]) -> list[tuple[int, dict[str, Any]]]:
        filled = any(inner.get(each.name) is not None for each in self._inner())
        return [(number, inner)] if self.kind.lines is not None and filled else []

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

    def _agree(self, draft: Draft, number: int, own: dict[str, Any]) -> None:
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

    def record(self, draft: Draft, update: bool) -> None:
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

    def _special(self, draft: Draft) -> None:
        values = draft.values
        if self.kind.name == "order" and values.get("status") is None:
            values["status"] = "shipped"
            values["shipped_on"] = values.get("shipped_on") or values.get("ordered_on")

    def _made(self, draft: Draft, values: dict[str, Any]) -> Record | None:
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

    def _standing(self, draft: Draft, made: Record, update: bool) -> int | None:
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
