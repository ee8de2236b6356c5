"""What a change created, taken back as sets of rows: an import may have made a million."""

from __future__ import annotations

import sqlite3

from passerella.records.core import Kind, Record, kinds
from passerella.store import rows, sets
from passerella.store.naming import titles_others
from passerella.store.schema import quoted

_AT_ONCE = 20_000


def take_back(db: sqlite3.Connection, change: int) -> tuple[set[str], list[Record]]:
    """Delete what a change created and keep it as images for redoing.

    Returns the kinds touched, and of the records those that others rest on. What refers to others goes
    before them, so that no table is searched for rows that refer to what goes.
    """
    touched: set[str] = set()
    moved: list[Record] = []
    for kind in reversed([*kinds().values()]):
        ids = rows.ids(db, f"SELECT id FROM {quoted(kind.name)} WHERE created_in = ? ORDER BY id", (change,))
        if ids:
            touched.add(kind.name)
            moved += rows.fetch(db, kind, ids) if rested_on(kind) else ()
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            sets.remember(db, kind, change, some, redo=True)
            sets.delete(db, kind, some)
    return touched, moved


def rested_on(kind: Kind) -> bool:
    """Whether values of other records may follow from those of this kind."""
    return kind.makes_follow or titles_others(kind)
