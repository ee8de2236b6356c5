"""Cells to values: typed or text, and names to the records they mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from passerella.exchange.columns import FOUND_BY, MADE_FROM, folded, spoken
from passerella.exchange.tables import Cell
from passerella.records.core import Kind, Record, altered, kind_of
from passerella.records.everything import kinds
from passerella.records.kinds import Choice, Day, FieldKind, Reference, Text, Typing
from passerella.store import rows
from passerella.store.schema import quoted
from passerella.store.workspace import Workspace
from passerella.texts.label import Wrong, _
from passerella.texts.typed import plain

_DAY_0, _FIRST_DAY, _LAST_DAY = date(1899, 12, 30), 20_000, 109_575
"""Workbooks count days from here; so many are those of 1954 to 2199."""

_MARKS = {
    "¥": ("CNY", "JPY"),
    "元": ("CNY",),
    "rmb": ("CNY",),
    "us$": ("USD",),
    "$": ("USD", "CAD", "AUD", "HKD", "SGD", "TWD", "NZD"),
    "€": ("EUR",),
    "£": ("GBP",),
}


def unmarked(cell: str) -> tuple[str, Sequence[str]]:
    """An amount without the mark of its currency, and the currencies that may be meant; none without one."""
    text = plain(cell)
    found = re.fullmatch(r"([^\d.,+\-\s]*)\s*([^a-z¥$€£元]+?)\s*([^\d.,\s]*)", text, re.IGNORECASE)
    if found is None or bool(found[1]) == bool(found[3]):
        return cell, ()
    mark = (found[1] or found[3]).casefold()
    meant = _MARKS.get(mark) or ((mark.upper(),) if re.fullmatch("[a-z]{3}", mark) else ())
    return (found[2], meant) if meant else (cell, ())


def read_cell(kind: FieldKind, cell: Cell, typing: Typing) -> Any:
    """The value of a cell for a field kind, None when empty. Raises `Wrong`."""
    if isinstance(kind, Day) and (count := _counted(cell)) and _FIRST_DAY <= count <= _LAST_DAY:
        return _DAY_0 + timedelta(days=int(count))
    text, typing = _text(cell, typing)
    if isinstance(kind, Choice) and plain(text).casefold() in kind.options:
        return plain(text).casefold()
    return kind.read(text, typing)


def _counted(cell: Cell) -> float:
    """A day as a workbook counts it; in a text file it is what a cell without a format for days leaves."""
    if isinstance(cell, str):
        return float(cell) if re.fullmatch(r"\d{5}(\.\d+)?", cell.strip(), re.ASCII) else 0
    return cell if isinstance(cell, (float, int)) else 0


def _text(cell: Cell, typing: Typing) -> tuple[str, Typing]:
    if cell is None:
        return "", typing
    if isinstance(cell, (float, int)):
        number = f"{Decimal(f'{cell:.15g}'):f}"
        return number.rstrip("0").rstrip(".") if "." in number else number, replace(typing, code="en")
    if isinstance(cell, date):
        return cell.isoformat(), typing
    return cell, typing


def reference_text(record: Record, title_of: Callable[[str, int], str]) -> str:
    """How files name a record: by the one field no other shares, else by its title in code form.

    `title_of(kind, id)` names the records it refers to in turn.
    """
    kind = kind_of(record)
    names = next((group for group in kind.unique if len(group) == 1), kind.title)
    parts = []
    for name in names:
        field, value = kind.field(name), getattr(record, name)
        if isinstance(field.kind, Reference) and value is not None:
            parts.append(title_of(field.kind.kind, value))
        else:
            parts.append(field.kind.write(value))
    return " ".join(filter(None, parts))


_Called = dict[str, set[int]]


class Names:
    """Which record a name in a file means: those in the workspace and those the import makes.

    New records get the ids that the file will give them: ids are handed out in order and never
    twice, and nobody else writes while the import runs on the writer thread. `staged(kind)` are
    those that the import has put aside already; records of a kind are held only once asked for.
    """

    def __init__(
        self, workspace: Workspace, staged: Callable[[str], Sequence[Record]] = lambda _k: ()
    ) -> None:
        self._workspace = workspace
        self._staged = staged
        self._records: dict[str, dict[int, Record]] = {}
        self._index: dict[str, tuple[_Called, _Called]] = {}
        self._next: dict[str, int] = {}
        self._keys: dict[tuple[str, str], int] = {}
        self.made: list[Record] = []

    def records(self, kind: str) -> dict[int, Record]:
        """The records of a kind by id, stored and new."""
        if kind not in self._records:
            stored = (*self._workspace.all(kind), *self._staged(kind))
            self._records[kind] = {each.id: each for each in stored}
        return self._records[kind]

    def next_id(self, kind: str) -> int:
        """The id that the next new record of a kind will get."""
        if kind not in self._next:
            query = "SELECT seq FROM sqlite_sequence WHERE name = ?"
            row = self._workspace.read.execute(query, (kind,)).fetchone()
            self._next[kind] = int(row[0]) + 1 if row else 1
        self._next[kind] += 1
        return self._next[kind] - 1

    def add(self, record: Record) -> None:
        """Let a record of the import be found."""
        kind = kind_of(record)
        if kind.name in self._records:
            self._records[kind.name][record.id] = record
        if kind.name in self._index:
            self._enter(self._index[kind.name], record)

    def hold(self, record: Record) -> None:
        """Let a record of the import be found that is not put aside, or not yet."""
        self.records(kind_of(record).name)
        self.add(record)

    def standing(self, kind: Kind, values: Mapping[str, Any]) -> int:
        """The id of the stored record whose fields equal these, empty ones too; 0 when there is none."""
        stored = {name: kind.field(name).kind.store(value, values) for name, value in values.items()}
        clause, parameters = rows.where(stored)
        query = f"SELECT id FROM {quoted(kind.name)} WHERE {clause} LIMIT 1"
        row = self._workspace.read.execute(query, parameters).fetchone()
        return int(row[0]) if row else 0

    def know(self, kind: str, key: str, id: int) -> None:
        """Let a key of the file stand for a record."""
        if key:
            self._keys[(kind, key)] = id

    def by_key(self, kind: str, key: str) -> int:
        """The id of the record with a key, 0 when there is none."""
        if (kind, key) not in self._keys:
            try:
                uid = bytes.fromhex(key)
            except ValueError:
                return 0
            row = self._workspace.read.execute(f'SELECT id FROM "{kind}" WHERE uid = ?', (uid,)).fetchone()
            self._keys[(kind, key)] = int(row[0]) if row else 0
        return self._keys[(kind, key)]

    def resolve(self, kind: str, text: str) -> int | None:
        """The id that a name means, None when nothing is called so. Raises `Wrong` when several are.

        What a record is properly called goes before what another is called as well.
        """
        if kind not in self._index:
            self._index[kind] = {}, {}
            for record in self.records(kind).values():
                self._enter(self._index[kind], record)
        for called in self._index[kind]:
            found = called.get(spelled(text), set())
            if len(found) > 1:
                raise Wrong(_("Several are called {name}.")(name=text))
            if found:
                return next(iter(found))
        return self.by_key(kind, text.strip()) or None

    def needed(self, kind: str, text: str, unit: Callable[[], str | None]) -> int:
        """The id that a name means; an unknown buyer or product (by its `unit`) is made. Raises `Wrong`."""
        found = self.resolve(kind, text)
        if found is not None:
            return found
        if kind not in MADE_FROM:
            raise Wrong(_("No {kind} is called {name}.")(kind=kinds()[kind].label, name=text))
        declared, name = kinds()[kind], MADE_FROM[kind]
        counted = any(each.name == "unit" for each in declared.fields)
        more = {"unit": found_unit} if counted and (found_unit := unit()) else {}
        reader = declared.field(name).kind
        value = reader.read(text, _PLAIN)
        if (label := reader.problem(value)) is not None:
            raise Wrong(label)
        return self._make(declared.make(**{name: value}, **more))

    def described(self, kind: str, values: dict[str, Any], name: str) -> int | None:
        """The record of a kind that these values describe, made when there is none.

        None when a value needed for it is missing. A new one gets `name`, else a name made of the values.
        """
        fields = FOUND_BY[kind]
        declared = kinds()[kind]
        if any(declared.field(each).required and values.get(each) is None for each in fields):
            return None
        wanted = [values.get(each) for each in fields]
        for record in self.records(kind).values():
            if not name and [getattr(record, each) for each in fields] == wanted:
                return record.id
        given = {each: value for each, value in values.items() if value is not None}
        return self._make(declared.make(name=name or self._free_name(kind, wanted), **given))

    def _free_name(self, kind: str, parts: list[Any]) -> str:
        name = " · ".join(str(part) for part in parts if part)[:190]
        taken = {folded(getattr(each, "name")) for each in self.records(kind).values()}  # noqa: B009
        tries = (name if n == 1 else f"{name} {n}" for n in range(1, len(taken) + 3))
        return next(each for each in tries if folded(each) not in taken)

    def _make(self, record: Record) -> int:
        made = altered(record, id=self.next_id(kind_of(record).name))
        self.add(made)
        self.made.append(made)
        return made.id

    def title_of(self, kind: str, id: int) -> str:
        """How files name the record of an id."""
        record = self.records(kind).get(id)
        return "" if record is None else reference_text(record, self.title_of)

    def _enter(self, index: tuple[_Called, _Called], record: Record) -> None:
        properly, also = index
        properly.setdefault(spelled(reference_text(record, self.title_of)), set()).add(record.id)
        for text in self._also_called(record):
            also.setdefault(spelled(text), set()).add(record.id)

    def _also_called(self, record: Record) -> Iterator[str]:
        kind = kind_of(record)
        for each in _naming(kind):
            if value := getattr(record, each):
                yield str(value)
        if len(kind.title) > 1:
            yield from self._titles(kind, record)

    def _titles(self, kind: Kind, record: Record) -> Iterator[str]:
        for words in spoken():
            parts = []
            for name in kind.title:
                field, value = kind.field(name), getattr(record, name)
                if isinstance(field.kind, Reference) and value is not None:
                    parts.append(self.title_of(field.kind.kind, value))
                else:
                    parts.append(field.kind.show(value, words))
            yield " ".join(filter(None, parts))


_PLAIN = Typing("en", date(2000, 1, 1))


def _naming(kind: Kind) -> Iterator[str]:
    """The fields by which a record of a kind is called: its title's texts and its name in each language."""
    for each in kind.fields:
        if isinstance(each.kind, Text) and (
            each.name in kind.title or each.name in ("name", "name_en", "name_it")
        ):
            yield each.name
    if kind.name == "buyer":
        yield "latin"


def spelled(text: str) -> str:
    """A name without regard to case, width of letters and spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
