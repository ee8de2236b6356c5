"""Keeping derived values true when a record they rest on changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from passerella.records.core import Record, kinds
from passerella.store import rows
from passerella.store.lookup import StoreLookup
from passerella.store.schema import quoted


def derive_again(db: sqlite3.Connection, records: Iterable[Record]) -> set[str]:
    """Compute again what rests on `records` (as they were and as they are); returns the kinds touched.

    Derived values follow from other records alone, so they are no change of their own and leave
    no history.
    """
    look, touched = StoreLookup(db), set()
    for each in (affected for record in records for affected in record.affects()):
        kind = kinds()[each.kind]
        clause, parameters = rows.where(each.equal)
        text = (
            f"SELECT id, changed_in FROM {quoted(kind.name)} "
            f"WHERE {clause} AND {quoted(each.on)} BETWEEN ? AND ?"
        )
        found = db.execute(text, [*parameters, each.since.isoformat(), each.until.isoformat()]).fetchall()
        for row in found:
            record = rows.fetch(db, kind, [row["id"]])[0]
            rows.update(db, rows.with_derived(record, record.derived(look)), row["changed_in"])
            touched.add(kind.name)
    return touched
