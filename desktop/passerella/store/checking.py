"""Looking a whole file over for damage."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from passerella.store import rollups
from passerella.store.schema import quoted


def faults(db: sqlite3.Connection) -> list[str]:
    """What is wrong with a file, mostly in the words of SQLite; an empty list when all is well."""
    found: list[str] = []
    for look in (_pages, _references, _texts, _sums):
        found += _tried(look, db)
    return found


def _tried(look: Callable[[sqlite3.Connection], Iterator[str]], db: sqlite3.Connection) -> list[str]:
    found: list[str] = []
    try:
        found.extend(look(db))
    except (sqlite3.DatabaseError, UnicodeDecodeError) as reason:
        found.append(str(reason))
    return found


def _pages(db: sqlite3.Connection) -> Iterator[str]:
    for row in db.execute("PRAGMA integrity_check(20)"):
        if row[0] != "ok":
            yield str(row[0])


def _references(db: sqlite3.Connection) -> Iterator[str]:
    for row in db.execute("PRAGMA foreign_key_check"):
        yield f"{row[0]}: {row[1]} -> {row[2]}"


def _texts(db: sqlite3.Connection) -> Iterator[str]:
    """Texts that are none: SQLite itself never looks at their bytes."""
    tables = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    for table in tables:
        try:
            for _row in db.execute(f"SELECT * FROM {quoted(table[0])}"):
                pass
        except (sqlite3.OperationalError, UnicodeDecodeError) as reason:
            yield f"{table[0]}: {reason}"


def _sums(db: sqlite3.Connection) -> Iterator[str]:
    if wrong := rollups.differences(db):
        yield f"rollup: {wrong} rows are not what the order lines say"
