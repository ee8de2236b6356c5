"""Records that were several and that a new unique group lets be there once only.

What is the same in all that was typed becomes one record; what differs is for a person to decide.
Everything here goes by the file's own tables, which are of an earlier schema than the declarations.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from passerella.records.core import Kind, kinds
from passerella.records.kinds import Choice, Reference
from passerella.store.errors import CannotWrite
from passerella.store.schema import quoted
from passerella.texts.label import Label, _

_OWN = {"id", "uid", "created_in", "changed_in", "sort_key", "search_text", "owner"}
"""Columns that tell one record from another, whatever was typed."""


class _Link(NamedTuple):
    """A column of a table that refers to another table; lines refer to the record they stand in."""

    table: str
    column: str
    target: str


def merge_same(db: sqlite3.Connection, statements: Iterable[str]) -> None:
    """Make one of the records that are the same and that the statements to come let be there once.

    The first one stays and what refers to the others refers to it. Raises `CannotWrite`, which names
    the records, when two of them differ. Foreign keys must be off.
    """
    for table, group in _groups(db, statements):
        names = ", ".join(map(quoted, group))
        query = f"SELECT group_concat(id) FROM {quoted(table)} GROUP BY {names} HAVING count(*) > 1"
        for (found,) in db.execute(query).fetchall():
            first, *others = sorted(map(int, found.split(",")))
            for other in others:
                if differing := _differing(db, table, first, other):
                    raise CannotWrite(_refusal(db, table, group, first, differing))
                _merge(db, table, first, other)


def _groups(db: sqlite3.Connection, statements: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The unique groups of tables that are there already; a column to come is the same in all rows."""
    for statement in statements:
        made = re.match(r'CREATE (?:TABLE|UNIQUE INDEX \w+ ON) "(\w+)"', statement)
        if made is None:
            continue
        there = columns_of(db, made[1])
        pattern = r", UNIQUE \((.+?)\)" if statement.startswith("CREATE TABLE") else r'" \((.+)\)$'
        for names in re.findall(pattern, statement):
            group = [name for name in re.findall(r'"(\w+)"', names) if name in there]
            if group:
                yield made[1], group


def _differing(db: sqlite3.Connection, table: str, one: int, other: int) -> list[Label]:
    """What two records differ in: labels of fields, and of the lines."""
    kind = kinds()[table]
    labels = {field.name: field.label for field in kind.fields}
    found = [
        labels.get(name, Label(name))
        for name, here, there in zip(
            _typed(db, table), *(_values(db, table, "id", id)[0] for id in (one, other)), strict=True
        )
        if here != there
    ]
    for link in _links(db, table):
        if link.column == "owner" and kind.lines is not None:
            lines = [_values(db, link.table, "owner", id) for id in (one, other)]
            found += [kind.lines.label] if lines[0] != lines[1] else []
    return found


def _merge(db: sqlite3.Connection, table: str, first: int, other: int) -> None:
    for link in _links(db, table):
        name = quoted(link.table)
        if link.column == "owner":
            db.execute(f"DELETE FROM {name} WHERE owner = ?", (other,))
        else:
            column = quoted(link.column)
            db.execute(f"UPDATE {name} SET {column} = ? WHERE {column} = ?", (first, other))
            _merge_images(db, link, first, other)
    db.execute(f"DELETE FROM history WHERE record = (SELECT uid FROM {quoted(table)} WHERE id = ?)", (other,))
    db.execute(f"DELETE FROM {quoted(table)} WHERE id = ?", (other,))


def _merge_images(db: sqlite3.Connection, link: _Link, first: int, other: int) -> None:
    """Let what undo brings back refer to the record that stays."""
    query = "SELECT id, image FROM history WHERE image IS NOT NULL AND kind = ?"
    owner = next((each.target for each in _links_of(db, link.table) if each.column == "owner"), "")
    for id, text in db.execute(query, (owner or link.table,)).fetchall():
        image = json.loads(text)
        parts = [
            part for part in (image["lines"] if owner else [image["own"]]) if part.get(link.column) == other
        ]
        for part in parts:
            part[link.column] = first
        if parts:
            db.execute(
                "UPDATE history SET image = ? WHERE id = ?", (json.dumps(image, ensure_ascii=False), id)
            )


def _refusal(
    db: sqlite3.Connection, table: str, group: Sequence[str], id: int, differing: Sequence[Label]
) -> Label:
    label = _(
        "“{title}” stands twice under {kinds}, which is no longer possible, and the two differ in {fields}. "
        "Change or delete one of them with the version of Passerella that saved the file, then open it here."
    )
    kind = kinds()[table]
    title = _called(db, kind, dict.fromkeys((*kind.title, *group)), id)
    return label(title=title, kinds=kind.plural, fields=tuple(differing))


def _called(db: sqlite3.Connection, kind: Kind, names: Iterable[str], id: int) -> tuple[object, ...]:
    """What some fields of a record say, those that refer to others by their titles."""
    parts: list[object] = []
    for name in names:
        query = f"SELECT {quoted(name)} FROM {quoted(kind.name)} WHERE id = ?"
        (value,), shown = db.execute(query, (id,)).fetchone(), kind.field(name).kind
        if value is None:
            continue
        if isinstance(shown, Reference):
            target = kinds()[shown.kind]
            parts += _called(db, target, target.title, value)
        else:
            parts.append(shown.options[value] if isinstance(shown, Choice) else shown.load(value, {}))
    return tuple(parts)


def _values(db: sqlite3.Connection, table: str, by: str, id: int) -> list[tuple[object, ...]]:
    names = ", ".join(map(quoted, _typed(db, table)))
    found = db.execute(f"SELECT {names} FROM {quoted(table)} WHERE {by} = ? ORDER BY id", (id,))
    return [tuple(row) for row in found]


def _typed(db: sqlite3.Connection, table: str) -> list[str]:
    return [name for name in columns_of(db, table) if name not in _OWN]


def _links(db: sqlite3.Connection, target: str) -> list[_Link]:
    tables = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return [link for (table,) in tables for link in _links_of(db, table) if link.target == target]


def _links_of(db: sqlite3.Connection, table: str) -> list[_Link]:
    found = db.execute('SELECT "from", "table" FROM pragma_foreign_key_list(?)', (table,))
    return [_Link(table, column, target) for column, target in found.fetchall()]


def columns_of(db: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table, none when there is no such table."""
    return [row[0] for row in db.execute("SELECT name FROM pragma_table_info(?)", (table,))]
