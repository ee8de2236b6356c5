"""What the rules of records may ask, answered from a connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

from passerella.records.core import Record, kinds
from passerella.store import rows
from passerella.store.schema import quoted


class StoreLookup:
    """`records.core.Lookup` over one connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    @property
    def home(self) -> str:
        row = self._db.execute("SELECT home FROM enterprise ORDER BY id LIMIT 1").fetchone()
        return str(row[0]) if row else "CNY"

    def get(self, kind: str, id: int) -> Record | None:
        found = rows.fetch(self._db, kinds()[kind], [id])
        return found[0] if found else None

    def latest(self, kind: str, on: str, upto: date, **equal: object) -> Record | None:
        clause, parameters = rows.where(equal)
        query = (
            f"SELECT id FROM {quoted(kind)} WHERE {clause} AND {quoted(on)} <= ? "
            f"ORDER BY {quoted(on)} DESC, id DESC LIMIT 1"
        )
        found = rows.ids(self._db, query, [*parameters, upto.isoformat()])
        return self.get(kind, found[0]) if found else None

    def others(self, kind: str, but: int, **equal: object) -> Iterable[Record]:
        declared = kinds()[kind]
        stored = {name: declared.field(name).kind.store(value, equal) for name, value in equal.items()}
        clause, parameters = rows.where(stored)
        query = f"SELECT id FROM {quoted(kind)} WHERE {clause} AND id <> ?"
        return rows.fetch(self._db, declared, rows.ids(self._db, query, [*parameters, but]))


class PageLookup(StoreLookup):
    """Asks for each record once: for as long as a page of a list is made, many rows name the same."""

    def __init__(self, db: sqlite3.Connection) -> None:
        super().__init__(db)
        self._known: dict[tuple[str, int], Record | None] = {}

    def get(self, kind: str, id: int) -> Record | None:
        if (kind, id) not in self._known:
            self._known[kind, id] = super().get(kind, id)
        return self._known[kind, id]
