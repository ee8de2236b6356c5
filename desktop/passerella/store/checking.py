"""Looking a whole file over for damage."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from passerella.records.everything import kinds
from passerella.store import rollups
from passerella.store.schema import quoted
from passerella.texts.label import Label, _, _n

_DAMAGED = _("A part of the file is damaged; open a backup copy. ({detail})")


def faults(db: sqlite3.Connection) -> list[Label]:
    """What is wrong with a file; an empty list when all is well."""
    found: list[Label] = []
    for look in (_pages, _references, _texts, _sums):
        found += _tried(look, db)
    return list(dict.fromkeys(found))


def _tried(look: Callable[[sqlite3.Connection], Iterator[Label]], db: sqlite3.Connection) -> list[Label]:
    found: list[Label] = []
    try:
        found.extend(look(db))
    except (sqlite3.DatabaseError, UnicodeDecodeError) as reason:
        found.append(_DAMAGED(detail=str(reason)))
    return found


def _pages(db: sqlite3.Connection) -> Iterator[Label]:
    for row in db.execute("PRAGMA integrity_check(20)"):
        if row[0] != "ok":
            yield _DAMAGED(detail=str(row[0]))


def _references(db: sqlite3.Connection) -> Iterator[Label]:
    label = _("{what} no. {id} refers to something that is not there ({other}).")
    for table, id, other, _number in db.execute("PRAGMA foreign_key_check"):
        yield label(what=_called(table), id=str(id), other=_called(other))


def _texts(db: sqlite3.Connection) -> Iterator[Label]:
    """Texts that are none: SQLite itself never looks at their bytes."""
    tables = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    for table in tables:
        try:
            for _row in db.execute(f"SELECT * FROM {quoted(table[0])}"):
                pass
        except (sqlite3.OperationalError, UnicodeDecodeError) as reason:
            label = _("{what}: a text cannot be read; open a backup copy. ({detail})")
            yield label(what=_called(table[0]), detail=str(reason))


def _sums(db: sqlite3.Connection) -> Iterator[Label]:
    if wrong := rollups.differences(db):
        label = _n(
            "{n} sum of shipped orders is not what their lines say.",
            "{n} sums of shipped orders are not what their lines say.",
        )
        yield label(n=wrong)


def _called(table: str) -> Label | str:
    """What people call a table's rows."""
    labels = {
        each.name: each.label
        for kind in kinds().values()
        for each in (kind, *([kind.lines.kind] if kind.lines else []))
    }
    return labels.get(table, table)
