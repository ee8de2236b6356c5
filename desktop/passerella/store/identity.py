"""Which records stand already: the fields that no two records of a kind share."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from passerella.records.core import Problem, Record, kind_of
from passerella.store import rows
from passerella.store.schema import quoted, sames
from passerella.texts.label import _


def taken(db: sqlite3.Connection, record: Record) -> Iterator[Problem]:
    """A problem for each group of fields that another record has the same; empty equals empty."""
    kind, stored = kind_of(record), rows.values_of(record)
    for group in kind.unique:
        clause = " AND ".join(f"{each} = ?" for each in sames(kind, group))
        values = ["" if stored[name] is None else stored[name] for name in group]
        query = f"SELECT id FROM {quoted(kind.name)} WHERE {clause} AND id <> ?"
        for other in rows.fetch(db, kind, rows.ids(db, query, [*values, record.id])):
            yield Problem(group[-1], _("Already recorded as {title}.")(title=rows.title(db, other)))
