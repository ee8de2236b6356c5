"""Bringing a file of an earlier version up to today's schema, one step a version.

To add a step, when a version has been released and the declarations are to change:

1. Make a small workspace with the released code and keep it, packed, as
   `tests/data/schema-N.passerella.gz`; put its fingerprint (`schema.fingerprint`) into `schema.EARLIER`.
2. Raise `schema.VERSION` to N + 1.
3. Write the new and the changed statements, a line each, into `steps/to_N.sql`, and a function below,
   at the end of `_STEPS`. What `schema.statements` says today may differ when the step is run, so
   nothing is imported from there; but the text of every statement must be what it gives now, or
   opening refuses the file (the test compares them). `take_over` makes anew the tables that change;
   `fill` what may not be empty any more before.
4. Before-images in `history` name fields: one that is renamed or dropped is renamed there by the
   step, and the rows of a kind that is dropped are deleted. A new field needs nothing, nor does one
   that is not empty any more.

`sqlite_utils` runs the steps and is imported here only: opening a current file does without it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from passerella.records.core import kinds
from passerella.store import backups, files, rows
from passerella.store.errors import CannotOpen, CannotWrite
from passerella.store.merging import columns_of, merge_same
from passerella.store.reasons import why
from passerella.store.schema import VERSION, quoted
from passerella.texts.label import _

if TYPE_CHECKING:
    from sqlite_utils import Database

Step = Callable[["Database"], None]
_AT_ONCE = 1000


def migrate(path: Path) -> Path:
    """Bring a file that this process holds up to date; returns the verified copy made before.

    All steps are one transaction. Raises `CannotOpen`; the file is then as before.
    """
    try:
        copy = backups.make(path, evict=False)
        with closing(files.connect(path, writing=True)) as db:
            _run(db, path.name)
    except (sqlite3.Error, CannotWrite) as reason:
        told = reason.label if isinstance(reason, CannotWrite) else why(reason)
        label = _("{name} is of an earlier version, was not brought up to date and is as before: {reason}")
        raise CannotOpen(label(name=path.name, reason=told)) from reason
    return copy


def _run(db: sqlite3.Connection, name: str) -> None:
    from sqlite_utils import Database, Migrations

    steps = Migrations("passerella")
    for step in _STEPS[files.version(db) - 1 :]:
        steps()(step)
    db.execute("PRAGMA foreign_keys = OFF")
    database = Database(db, execute_plugins=False)
    with database.atomic():
        steps.apply(database)
        db.execute(f'DROP TABLE "{steps.migrations_table}"')
        db.execute(f"PRAGMA user_version = {VERSION}")
        files.same_schema(db, name)
        _sort(db)
        _whole(db)


def _sort(db: sqlite3.Connection) -> None:
    """Put all records where today's lists have them."""
    for kind in kinds().values():
        ids = rows.ids(db, f"SELECT id FROM {quoted(kind.name)}", ())
        for start in range(0, len(ids), _AT_ONCE):
            for record in rows.fetch(db, kind, ids[start : start + _AT_ONCE]):
                rows.sort_anew(db, record)


def _whole(db: sqlite3.Connection) -> None:
    orphan = db.execute("PRAGMA foreign_key_check").fetchone()
    if orphan is not None:
        raise sqlite3.IntegrityError(f"{orphan[0]}: {orphan[1]} -> {orphan[2]}")
    found = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(found)


def take_over(db: sqlite3.Connection, version: int, fills: Mapping[str, str]) -> None:
    """Run the frozen statements of a step; a table that is there already is made anew and filled.

    What the new unique groups let be there once only is merged before, or refused (`CannotWrite`).

    Columns keep their values by name; `fills` gives an expression over the old columns for a new
    one, as 'table.column'; others start empty. Foreign keys must be off.
    """
    text = (resources.files("passerella.store") / "steps" / f"to_{version}.sql").read_text("utf-8")
    merge_same(db, text.splitlines())
    there = {row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    for statement in text.splitlines():
        made = re.match(r'CREATE TABLE "(\w+)"', statement)
        if made is not None and made[1] in there:
            rebuild_table(db, made[1], statement, fills)
        else:
            db.execute(statement)


def fill(db: sqlite3.Connection, defaults: Mapping[str, str | int]) -> None:
    """Give rows that have no value in a column, named as 'table.column', a default."""
    for place, value in defaults.items():
        table, column = map(quoted, place.split("."))
        db.execute(f"UPDATE {table} SET {column} = ? WHERE {column} IS NULL", (value,))


def rebuild_table(db: sqlite3.Connection, table: str, create: str, fills: Mapping[str, str]) -> None:
    """Make a table anew by its frozen text and fill it; used ids stay used
    (https://www.sqlite.org/lang_altertable.html#otheralter)."""
    name, fresh = f'"{table}"', f'"new_{table}"'
    old = columns_of(db, table)
    db.execute(create.replace(name, fresh, 1))
    sources = {
        each: f'"{each}"' if each in old else fills.get(f"{table}.{each}", "NULL")
        for each in columns_of(db, f"new_{table}")
    }
    targets = ", ".join(f'"{each}"' for each in sources)
    db.execute(f"INSERT INTO {fresh} ({targets}) SELECT {', '.join(sources.values())} FROM {name}")
    used = db.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    db.execute("DELETE FROM sqlite_sequence WHERE name = ?", (f"new_{table}",))
    db.execute(f"DROP TABLE {name}")
    db.execute(f"ALTER TABLE {fresh} RENAME TO {name}")
    if used is not None:
        db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, used[0]))


def to_2(database: Database) -> None:
    """Public standing, surveys in full, included freight, records told apart, sums of shipped lines;
    what has a default is never empty."""
    fill(database.conn, _DEFAULTS_2)
    fills = {
        "enterprise.reference_year": "2022",
        "survey_series.shown_to": "'everyone'",
        "survey_wave.currency": "'CNY'",
        "survey_result.known": "aided",
        "survey_result.basis": "'counts'",
        "order_line.fob": "value",
    }
    take_over(database.conn, 2, fills)
    database.execute(_ROLLUP_2)
    database.execute(_ROLLUP_MARKET_2)


_DEFAULTS_2: Mapping[str, str | int] = {
    "enterprise.role": "enterprise",
    "enterprise.home": "CNY",
    "brand.kind": "own",
    "appearance.status": "planned",
    "appearance.format": "stand",
    "appearance.currency": "CNY",
    "survey_series.sampling": "quota",
    "reported_fact.comparator": "=",
    "product.unit": "pc",
    "exchange_rate.per": 1,
    "exchange_rate.kind": "parity",
    "order.status": "confirmed",
    "order_line.kind": "goods",
    "order_line.unit": "pc",
    "price.list": "A",
    "sheet_text.sheet": "brand-progress",
}
_ROLLUP_2 = (
    "INSERT INTO rollup SELECT substr(o.shipped_on, 1, 7), coalesce(o.market, b.country, ''),"
    " o.currency, l.kind, coalesce(l.product, 0), coalesce(l.brand, 0), l.unit,"
    " o.incoterm IS NULL OR o.incoterm = 'EXW', l.home_value IS NOT"
    " NULL, coalesce((l.value > 0) - (l.value < 0), 0), sum(1), sum(l.position IS (SELECT"
    " min(f.position) FROM order_line f WHERE f.owner = o.id AND f.kind IN ('goods', 'return'))),"
    ' sum(l.quantity), sum(coalesce(l.fob, 0)), sum(coalesce(l.home_value, 0)) FROM "order" o JOIN'
    " order_line l ON l.owner = o.id LEFT JOIN buyer b ON b.id = o.buyer WHERE o.status IN ('shipped',"
    " 'closed') AND o.shipped_on IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10"
)
_ROLLUP_MARKET_2 = (
    "INSERT INTO rollup_market SELECT month, market, kind, brand, unit, invoiced, rated, sign, sum(lines),"
    " sum(orders), sum(quantity), sum(home_value) FROM rollup GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"
)
_STEPS: tuple[Step, ...] = (to_2,)
