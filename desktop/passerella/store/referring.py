"""Which records may not go because others refer to them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence

from passerella.records.core import Kind, Problem, kinds
from passerella.records.kinds import Reference
from passerella.store import rows
from passerella.store.identity import spoken_title
from passerella.store.schema import quoted
from passerella.texts.label import _, _n

_NAMED = 3


def in_use(db: sqlite3.Connection, kind: Kind, ids: Sequence[int]) -> Problem:
    """What is said when some of these records cannot be deleted: the first of those that are referred to."""
    used = sorted({id for query in _referring(kind) for id in rows.ids(db, query, [json.dumps(list(ids))])})
    names = tuple(spoken_title(db, each) for each in rows.fetch(db, kind, used[:_NAMED]))
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
