"""Declarations rendered as STRICT tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from passerella.records.core import Field, Kind, kinds
from passerella.records.kinds import Reference
from passerella.store import rollups

APPLICATION_ID = 0x50415353
VERSION = 2
EARLIER = {1: "b4b18f0cb5527ee596c6e81b586fbca608871ee484d9a6291dc71c3dd349527a"}

_OWN = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "CREATE TABLE change (id INTEGER PRIMARY KEY AUTOINCREMENT, uid BLOB NOT NULL UNIQUE CHECK "
    "(length(uid) = 16), at TEXT NOT NULL, who TEXT NOT NULL, message TEXT NOT NULL, parameters TEXT "
    "NOT NULL, undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))) STRICT",
    "CREATE TABLE history (id INTEGER PRIMARY KEY AUTOINCREMENT, change INTEGER NOT NULL REFERENCES "
    "change (id) ON DELETE CASCADE, kind TEXT NOT NULL, record BLOB NOT NULL CHECK (length(record) = "
    "16), image TEXT, redo INTEGER NOT NULL CHECK (redo IN (0, 1))) STRICT",
    "CREATE INDEX history_record ON history (kind, record)",
    "CREATE INDEX history_change ON history (change)",
)


def statements() -> Iterator[str]:
    """The whole schema of today's declarations, one statement after another."""
    yield from _OWN
    for kind in kinds().values():
        yield _table(kind)
        yield from _indexes(kind)
        if kind.lines is not None:
            yield _lines_table(kind)
            inner = kind.lines.kind.name
            yield f"CREATE INDEX {inner}_owner ON {quoted(inner)} (owner, position)"
    yield from rollups.STATEMENTS


def fingerprint(texts: Iterable[str]) -> str:
    """What a released schema is known by (see `EARLIER`), from its statements in any order."""
    import hashlib  # costs milliseconds that only an earlier file is worth

    return hashlib.sha256("\n".join(sorted(texts)).encode()).hexdigest()


def sames(kind: Kind, group: tuple[str, ...]) -> list[str]:
    """SQL of a unique group's values: SQLite holds two NULLs to differ, here empty equals empty."""
    return [quoted(name) if kind.field(name).filled else f"ifnull({quoted(name)}, '')" for name in group]


def quoted(name: str) -> str:
    """An SQL name, quoted: `order` and `to` are words of SQL."""
    return f'"{name}"'


def _table(kind: Kind) -> str:
    columns = [
        "id INTEGER PRIMARY KEY AUTOINCREMENT",
        "uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16)",
        "created_in INTEGER NOT NULL REFERENCES change (id)",
        "changed_in INTEGER NOT NULL REFERENCES change (id)",
        "sort_key TEXT NOT NULL",
        "search_text TEXT NOT NULL",
        *map(_column, kind.fields),
        *(f"UNIQUE ({', '.join(map(quoted, group))})" for group in kind.unique if _filled(kind, group)),
    ]
    return f"CREATE TABLE {quoted(kind.name)} ({', '.join(columns)}) STRICT"


def _filled(kind: Kind, group: tuple[str, ...]) -> bool:
    return all(kind.field(name).filled for name in group)


def _lines_table(kind: Kind) -> str:
    assert kind.lines is not None
    columns = [
        "id INTEGER PRIMARY KEY AUTOINCREMENT",
        f"owner INTEGER NOT NULL REFERENCES {quoted(kind.name)} (id) ON DELETE CASCADE",
        "position INTEGER NOT NULL CHECK (position > 0)",
        *map(_column, kind.lines.kind.fields),
    ]
    return f"CREATE TABLE {quoted(kind.lines.kind.name)} ({', '.join(columns)}) STRICT"


def _column(field: Field) -> str:
    name = quoted(field.name)
    parts = [name, field.kind.sql]
    if field.filled:
        parts.append("NOT NULL")
    parts.append(f"CHECK ({name} IS NULL OR ({field.kind.check(name)}))")
    if isinstance(field.kind, Reference):
        parts.append(f"REFERENCES {quoted(field.kind.kind)} (id)")
    return " ".join(parts)


def _indexes(kind: Kind) -> Iterator[str]:
    yield f"CREATE INDEX {kind.name}_sort ON {quoted(kind.name)} (sort_key)"
    yield f"CREATE INDEX {kind.name}_created ON {quoted(kind.name)} (created_in)"
    for position, group in enumerate(kind.unique, 1):
        if not _filled(kind, group):
            values = ", ".join(sames(kind, group))
            yield f"CREATE UNIQUE INDEX {kind.name}_same{position} ON {quoted(kind.name)} ({values})"
    if kind.on:
        yield f"CREATE INDEX {kind.name}_on ON {quoted(kind.name)} ({quoted(kind.on)})"
    for field in kind.fields:
        if isinstance(field.kind, Reference):
            yield f"CREATE INDEX {kind.name}_{field.name} ON {quoted(kind.name)} ({quoted(field.name)})"
