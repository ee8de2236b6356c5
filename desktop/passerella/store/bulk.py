"""Many records at once: gathered in a temporary database, then entered in one transaction.

The stage has a bare table for each kind on the way. Columns are made from whole chunks of records,
each distinct value is stored once, and SQL moves the rows over: three to four times quicker than
record by record. Rows come out as `rows.insert` would write them.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from itertools import chain, islice
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from passerella.records import titles
from passerella.records.core import Field, Kind, Lines, Record, kinds
from passerella.records.kinds import FieldKind
from passerella.records.money import minor_units
from passerella.records.numbers import Money
from passerella.store import rollups, rows
from passerella.store.schema import quoted
from passerella.texts.chinese import search_text, sort_key

AT_ONCE = 20_000
_MANY = 100_000
_A_STATEMENT = 100
_HEAD = ("id", "stands", "uid", "sort_key", "search_text")

_Amounts = tuple[list[Decimal | None], list[str | None]]
"""A column of amounts and that of their currencies."""


class Stage:
    """Checked records, with their ids and derived values, on the way into a workspace.

    `get(kind, id)` finds a record that others refer to, for the words they are sorted by.
    """

    def __init__(self, get: Callable[[str, int], Record | None]) -> None:
        self._get = get
        self._folder = TemporaryDirectory(prefix="passerella-", ignore_cleanup_errors=True)
        self.path = Path(self._folder.name) / "stage"
        self._db = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._stored: dict[Field, _Stored] = {}
        self.new: dict[str, int] = {}
        self.changed: dict[str, int] = {}

    def close(self) -> None:
        """Throw everything away."""
        self._db.close()
        self._folder.cleanup()

    def put(self, kind: Kind, records: Sequence[Record], *, stands: bool = False) -> None:
        """Take records up; those that `stands` are written over the rows with their ids."""
        if not records:
            return
        counts = self.changed if stands else self.new
        if kind.name not in self.kinds:
            self._make(kind)
        counts[kind.name] = counts.get(kind.name, 0) + len(records)
        self._db.execute("BEGIN")
        self._put_own(kind, records, stands)
        if kind.lines is not None:
            self._put_lines(kind.lines, records)
        self._db.execute("COMMIT")

    def _put_own(self, kind: Kind, records: Sequence[Record], stands: bool) -> None:
        ids, flags = [each.id for each in records], [int(stands)] * len(records)
        keys, texts = self._words(kind, records)
        columns: list[Sequence[Any]] = [ids, flags, uids(len(records)), keys, texts]
        columns += self._columns(kind, records)
        self._insert(kind.name, [*_HEAD, *(each.name for each in kind.fields)], columns)

    def _put_lines(self, lines: Lines, records: Sequence[Record]) -> None:
        groups: list[Sequence[Record]] = list(map(attrgetter(lines.name), records))
        owners = [record.id for record, group in zip(records, groups, strict=True) for _line in group]
        places = [place for group in groups for place in range(1, len(group) + 1)]
        if not owners:
            return
        columns = self._columns(lines.kind, [line for group in groups for line in group])
        names = ["owner", "position", *(each.name for each in lines.kind.fields)]
        self._insert(lines.kind.name, names, [owners, places, *columns])

    @property
    def kinds(self) -> list[str]:
        """The names of the kinds on the way, in the order of declaration."""
        return [name for name in kinds() if name in self.new or name in self.changed]

    def ids(self, kind: str, *, stands: bool) -> Iterator[list[int]]:
        """The ids of a kind's new or standing records, a chunk at a time."""
        query = f"SELECT id FROM {quoted(kind)} WHERE stands = ? ORDER BY id"
        found = self._db.execute(query, (int(stands),))
        while chunk := found.fetchmany(AT_ONCE):
            yield [row[0] for row in chunk]

    def records(self, kind: str, ids: Sequence[int]) -> list[Record]:
        """The records of these ids."""
        return rows.fetch(self._db, kinds()[kind], ids)

    def all(self, kind: str) -> list[Record]:
        """Every record of a kind that is on the way."""
        if kind not in self.kinds:
            return []
        found = [id for stands in (True, False) for chunk in self.ids(kind, stands=stands) for id in chunk]
        return self.records(kind, found)

    def move(self, db: sqlite3.Connection, kind: Kind, ids: Sequence[int], change: int) -> None:
        """Move a chunk of new records (`ids` in order) into their tables, within `entering`.

        `moved` follows once all of the kind are there.
        """
        fields = ", ".join(quoted(each.name) for each in kind.fields)
        among = "BETWEEN ? AND ? AND stands = 0"
        db.execute(
            f"INSERT INTO main.{quoted(kind.name)} (id, uid, created_in, changed_in, sort_key, search_text, "
            f"{fields}) SELECT id, uid, ?, ?, sort_key, search_text, {fields} FROM stage.{quoted(kind.name)} "
            f"WHERE id {among} ORDER BY id",
            (change, change, ids[0], ids[-1]),
        )
        if kind.lines is not None:
            inner = kind.lines.kind
            fields = ", ".join(["owner", "position", *(quoted(each.name) for each in inner.fields)])
            db.execute(
                f"INSERT INTO main.{quoted(inner.name)} ({fields}) SELECT {fields} "
                f"FROM stage.{quoted(inner.name)} WHERE owner BETWEEN ? AND ? ORDER BY owner, position",
                (ids[0], ids[-1]),
            )
        if kind.name == "order":
            rollups.enter_many(db, ids)

    def moved(self, db: sqlite3.Connection, kind: Kind) -> None:
        """Bring to its end what rests on all new records of a kind together."""
        if kind.name == "order":
            query = (
                'SELECT DISTINCT substr(shipped_on, 1, 7) FROM stage."order"'
                " WHERE shipped_on IS NOT NULL AND stands = 0"
            )
            rollups.sum_up(db, [row[0] for row in db.execute(query)])

    def first(self, kind: str) -> Record:
        """One of the records of a kind that is on the way."""
        query = f"SELECT min(id) FROM {quoted(kind)}"
        return self.records(kind, [self._db.execute(query).fetchone()[0]])[0]

    def touched(self) -> set[str]:
        """The kinds that change: those on the way and those whose derived values follow them."""
        following = [name for name in self.kinds if kinds()[name].makes_follow]
        return {*self.kinds, *(each.kind for name in following for each in self.first(name).affects())}

    def _make(self, kind: Kind) -> None:
        fields = [quoted(each.name) for each in kind.fields]
        columns = ", ".join(["id INTEGER PRIMARY KEY", *_HEAD[1:], *fields])
        self._db.execute(f"CREATE TABLE {quoted(kind.name)} ({columns})")
        if kind.lines is not None:
            inner = kind.lines.kind
            fields = [quoted(each.name) for each in inner.fields]
            columns = ", ".join(
                ["owner", "position", *fields, "id DEFAULT 0", "PRIMARY KEY (owner, position)"]
            )
            self._db.execute(f"CREATE TABLE {quoted(inner.name)} ({columns}) WITHOUT ROWID")

    def _insert(self, table: str, names: Sequence[str], columns: Sequence[Sequence[Any]]) -> None:
        used = {name: column for name, column in zip(names, columns, strict=True) if not _empty(column)}
        row = f"({', '.join('?' * len(used))})"
        text = f"INSERT OR REPLACE INTO {quoted(table)} ({', '.join(map(quoted, used))}) VALUES "
        values = zip(*used.values(), strict=True)
        many = text + ", ".join([row] * _A_STATEMENT)
        for _statement in range(len(columns[0]) // _A_STATEMENT):
            self._db.execute(many, list(chain.from_iterable(islice(values, _A_STATEMENT))))
        self._db.executemany(text + row, values)

    def _columns(self, kind: Kind, records: Sequence[Record]) -> Iterator[Sequence[Any]]:
        amounts: _Amounts = [], []
        scaled: list[int | None] = []
        for each in kind.fields:
            values = list(map(attrgetter(each.name), records))
            if type(each.kind).store is FieldKind.store or _empty(values):
                yield values
            elif isinstance(each.kind, Money):
                before, amounts = amounts, (values, list(map(attrgetter(each.kind.currency), records)))
                if amounts != before:  # values FOB are mostly those as invoiced
                    scaled = _in_minor_units(*amounts)
                yield scaled
            else:
                yield self._stored.setdefault(each, _Stored(each.kind)).column(values)

    def _words(self, kind: Kind, records: Sequence[Record]) -> tuple[list[str], list[str]]:
        searched = [each.name for each in kind.fields if each.kind.searched]
        keys = [sort_key(titles.sorting(each, self._get)) for each in records]
        said = zip(*[map(attrgetter(name), records) for name in searched], strict=True)
        return keys, [search_text(*texts) for texts in said] if searched else [""] * len(records)


def _empty(column: Sequence[Any]) -> bool:
    return column[0] is None and column.count(None) == len(column)


def _in_minor_units(values: list[Decimal | None], currencies: list[str | None]) -> list[int | None]:
    """Amounts as `Money` stores them: they are rounded already, or checked to need no rounding."""
    units = {each: Decimal(10) ** minor_units(each or "") for each in set(currencies)}
    pairs = zip(values, currencies, strict=True)
    return [None if value is None else int(value * units[currency]) for value, currency in pairs]


class _Stored(dict[Any, Any]):
    """What a field's column holds for each value, asked once a distinct value."""

    def __init__(self, kind: FieldKind) -> None:
        super().__init__()
        self._kind = kind

    def __missing__(self, value: Any) -> Any:
        made = self[value] = self._kind.store(value, {})
        return made

    def column(self, values: Sequence[Any]) -> list[Any]:
        if len(self) > _MANY:
            self.clear()
        return list(map(self.__getitem__, values))


_SEVEN = bytes(0x70 | byte & 0x0F for byte in range(256))
_VARIANT = bytes(0x80 | byte & 0x3F for byte in range(256))


def uids(count: int) -> list[bytes]:
    """As many UUIDv7 of this moment (see `rows.new_uid`), from one draw of chance."""
    head = int(time.time() * 1000).to_bytes(6, "big")
    chance = os.urandom(10 * count)
    sevens, variants = chance[:count].translate(_SEVEN), chance[count : 2 * count].translate(_VARIANT)
    rest = chance[2 * count :]
    return [
        b"%b%c%c%c%b" % (head, sevens[n], rest[8 * n], variants[n], rest[8 * n + 1 : 8 * n + 8])
        for n in range(count)
    ]


@contextmanager
def entering(db: sqlite3.Connection, stage: Stage) -> Iterator[None]:
    """Bring the stage beside a workspace."""
    db.execute("ATTACH ? AS stage", (str(stage.path),))
    try:
        yield
    finally:
        db.execute("DETACH stage")
