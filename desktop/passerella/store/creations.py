"""What a change created, taken back as sets of rows: an import may have made a million."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from passerella.records.core import Kind, Record, kinds
from passerella.store import rollups, rows
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
            _take(db, kind, change, ids[start : start + _AT_ONCE])
    return touched, moved


def rested_on(kind: Kind) -> bool:
    """Whether values of other records may follow from those of this kind."""
    return kind.makes_follow or titles_others(kind)


def _take(db: sqlite3.Connection, kind: Kind, change: int, ids: Sequence[int]) -> None:
    created = "+created_in = ? AND id BETWEEN ? AND ?"
    those = (change, ids[0], ids[-1])
    db.execute(
        f"INSERT INTO history (change, kind, record, image, redo) SELECT created_in, ?, uid, {image(kind)}, 1"
        f" FROM {quoted(kind.name)} AS t WHERE {created} ORDER BY id",
        (kind.name, *those),
    )
    rollups.leave(db, kind.name, *ids)
    db.execute(f"DELETE FROM {quoted(kind.name)} WHERE {created}", those)
    rollups.enter(db, kind.name, *ids)


def image(kind: Kind) -> str:
    """SQL of what `rows.image` makes of a record, whose row is called `t`."""
    lines = "''"
    if kind.lines is not None:
        inner = kind.lines.kind
        line = _object((each.name, f"l.{quoted(each.name)}") for each in inner.fields)
        theirs = f"SELECT * FROM {quoted(inner.name)} WHERE owner = t.id ORDER BY position"
        lines = f"(SELECT ifnull(group_concat({line}, ','), '') FROM ({theirs}) AS l)"
    own = _object((each.name, f"t.{quoted(each.name)}") for each in kind.fields)
    head = """'{"id":' || t.id || ',"created":' || t.created_in || ',"changed":' || t.changed_in"""
    return f"""{head} || ',"own":' || {own} || ',"lines":[' || {lines} || ']}}'"""


def _object(values: Iterable[tuple[str, str]]) -> str:
    """SQL of a JSON object; `json_object` takes less arguments than a kind may have fields."""
    pairs = " || ',' || ".join(f"""'"{name}":' || json_quote({value})""" for name, value in values)
    return f"'{{' || {pairs} || '}}'"
