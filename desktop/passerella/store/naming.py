"""Keeping the order of lists true when a record that others are titled by is renamed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from passerella.records.core import Kind, Record, kind_of, kinds
from passerella.records.kinds import Reference
from passerella.store import rows
from passerella.store.schema import quoted


def sort_again(db: sqlite3.Connection, records: Iterable[Record]) -> set[str]:
    """Write anew the sort keys of what is titled by `records` (as they were and as they are).

    Returns the kinds touched. Records titled by those follow in turn.
    """
    touched: set[str] = set()
    waiting = _renamed(db, records)
    while waiting:
        name, id = waiting.pop()
        for kind, field in titled_by(name):
            query = f"SELECT id FROM {quoted(kind.name)} WHERE {quoted(field)} = ?"
            for record in rows.fetch(db, kind, rows.ids(db, query, [id])):
                if rows.sort_anew(db, record):
                    touched.add(kind.name)
                    waiting.append((kind.name, record.id))
    return touched


def titles_others(kind: Kind) -> bool:
    """Whether records of other kinds may have one of this kind in their titles."""
    return any(titled_by(kind.name))


def _renamed(db: sqlite3.Connection, records: Iterable[Record]) -> list[tuple[str, int]]:
    """The records whose versions do not all have one title; of one version it is not known."""
    titles: dict[tuple[str, int], list[str]] = {}
    for each in records:
        name = kind_of(each).name
        if each.id and any(titled_by(name)):
            titles.setdefault((name, each.id), []).append(rows.sorting(db, each))
    return [key for key, found in titles.items() if len(found) == 1 or len(set(found)) > 1]


def titled_by(name: str) -> Iterator[tuple[Kind, str]]:
    """The kinds that have records of a kind in their titles, with the field that refers to them."""
    for kind in kinds().values():
        for field in kind.title:
            found = kind.field(field).kind
            if isinstance(found, Reference) and found.kind == name:
                yield kind, field
