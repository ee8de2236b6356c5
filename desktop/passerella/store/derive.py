"""Keeping derived values true when a record they rest on changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from passerella.records.core import Record, kinds
from passerella.store import rows
from passerella.store.lookup import StoreLookup
from passerella.store.naming import sort_again
from passerella.store.schema import quoted


def derive_again(db: sqlite3.Connection, records: Iterable[Record]) -> set[str]:
    """Compute again what rests on `records` (as they were and as they are); returns the kinds touched.

    Derived values follow from other records alone, so they are no change of their own and leave
    no history.
    """
    records = list(records)
    look, touched = StoreLookup(db), sort_again(db, records)
    for name, ids in _affected(db, records).items():
        for record in rows.fetch(db, kinds()[name], sorted(ids)):
            made = rows.with_derived(record, record.derived(look))
            if not rows.same(record, made):
                rows.rewrite(db, made)
                touched.add(name)
    return touched


def _affected(db: sqlite3.Connection, records: Iterable[Record]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for each in (affected for record in records for affected in record.affects()):
        clause, parameters = rows.where(each.equal)
        text = f"SELECT id FROM {quoted(each.kind)} WHERE {clause} AND {quoted(each.on)} BETWEEN ? AND ?"
        days = (each.since.isoformat(), each.until.isoformat())
        found.setdefault(each.kind, set()).update(rows.ids(db, text, [*parameters, *days]))
    return found
