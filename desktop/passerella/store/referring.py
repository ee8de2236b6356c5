"""Records that refer to others: those may not go, and what is gone is not referred to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence

from passerella.records.core import Kind, Problem, Record, kind_of, kinds
from passerella.records.kinds import Reference
from passerella.store import rows
from passerella.store.schema import quoted
from passerella.texts.label import _, _n

_NAMED = 3


def gone(db: sqlite3.Connection, record: Record) -> Iterator[Problem]:
    """A problem for each field, of lines too, that refers to a record that is there no more."""
    there: dict[tuple[str, int], bool] = {}
    for before, holder in _parts(record):
        for field in kind_of(holder).fields:
            if not isinstance(field.kind, Reference) or (id := getattr(holder, field.name)) is None:
                continue
            if (place := (field.kind.kind, id)) not in there:
                query = f"SELECT 1 FROM {quoted(field.kind.kind)} WHERE id = ?"
                there[place] = db.execute(query, (id,)).fetchone() is not None
            if not there[place]:
                yield Problem(before + field.name, _("It was deleted meanwhile. Choose another."))


def _parts(record: Record) -> Iterator[tuple[str, Record]]:
    """A record and its lines, each with what comes before the names of its fields in problems."""
    yield "", record
    inner = kind_of(record).lines
    if inner is not None:
        for position, row in enumerate(getattr(record, inner.name), 1):
            yield f"{inner.name}.{position}.", row


def in_use(db: sqlite3.Connection, kind: Kind, ids: Sequence[int]) -> Problem:
    """What is said when some of these records cannot be deleted: the first of those that are referred to."""
    used = sorted({id for query in _referring(kind) for id in rows.ids(db, query, [json.dumps(list(ids))])})
    names = tuple(rows.title(db, each) for each in rows.fetch(db, kind, used[:_NAMED]))
    label = _("Other records refer to {names}. Delete or change those first; nothing was deleted.")
    if len(used) > _NAMED:
        label = _n(
            "Other records refer to {names} and {n} more. Delete or change those first; nothing was deleted.",
            "Other records refer to {names} and {n} more. Delete or change those first; nothing was deleted.",
        )
    return Problem("", label(names=names, n=len(used) - _NAMED))


def _referring(kind: Kind) -> Iterator[str]:
    """A query for each field that refers to a kind: the ids out of a JSON list that it holds."""
    for each in kinds().values():
        for holder in [each, *([each.lines.kind] if each.lines else [])]:
            for field in holder.fields:
                if isinstance(field.kind, Reference) and field.kind.kind == kind.name:
                    name, table = quoted(field.name), quoted(holder.name)
                    leaving = "(SELECT value FROM json_each(?1))"
                    stays = f" AND id NOT IN {leaving}" if holder is kind else ""
                    yield f"SELECT DISTINCT {name} FROM {table} WHERE {name} IN {leaving}{stays}"
