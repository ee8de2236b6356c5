"""Which records stand already: the fields that no two records of a kind share."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from passerella.records.core import Problem, Record, kind_of, kinds
from passerella.records.kinds import Choice, Reference
from passerella.store import rows
from passerella.store.schema import quoted, sames
from passerella.texts.label import Label, _
from passerella.texts.language import language

_PLAIN = language("en")


def taken(db: sqlite3.Connection, record: Record) -> Iterator[Problem]:
    """A problem for each group of fields that another record has the same; empty equals empty."""
    kind, stored = kind_of(record), rows.values_of(record)
    for group in kind.unique:
        clause = " AND ".join(f"{each} = ?" for each in sames(kind, group))
        values = ["" if stored[name] is None else stored[name] for name in group]
        query = f"SELECT id FROM {quoted(kind.name)} WHERE {clause} AND id <> ?"
        for other in rows.fetch(db, kind, rows.ids(db, query, [*values, record.id])):
            yield Problem(group[-1], _("Already recorded as {title}.")(title=spoken_title(db, other)))


def spoken_title(db: sqlite3.Connection, record: Record) -> Label:
    """What a record is called, as a label: its words and days follow the language that says it."""
    kind, parts = kind_of(record), []
    for name in kind.title:
        found, value = kind.field(name).kind, getattr(record, name)
        if value is None:
            continue
        if isinstance(found, Reference):
            parts += [spoken_title(db, each) for each in rows.fetch(db, kinds()[found.kind], [value])]
        elif isinstance(found, Choice):
            parts.append(found.options[value])
        else:
            parts.append(Label("{value}")(value=value))
    names = [f"part{position}" for position, _part in enumerate(parts)]
    return Label(" ".join(f"{{{name}}}" for name in names))(**dict(zip(names, parts, strict=True)))
