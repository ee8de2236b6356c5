"""Records to rows and back: reading, writing, images for history."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from passerella.records import titles
from passerella.records.core import Kind, Record, altered, kind_of, kinds
from passerella.store import rollups
from passerella.store.schema import quoted
from passerella.texts.chinese import search_text, sort_key
from passerella.texts.language import Language

_AT_ONCE = 500


def new_uid() -> bytes:
    """A UUIDv7: 48 bits of milliseconds, then chance."""
    head = int(time.time() * 1000).to_bytes(6, "big")
    tail = bytearray(os.urandom(10))
    tail[0] = 0x70 | tail[0] & 0x0F
    tail[2] = 0x80 | tail[2] & 0x3F
    return head + bytes(tail)


def values_of(record: Record) -> dict[str, Any]:
    """Column values of a record's own fields."""
    kind = kind_of(record)
    row = {field.name: getattr(record, field.name) for field in kind.fields}
    return {field.name: field.kind.store(row[field.name], row) for field in kind.fields}


def _made(kind: Kind, row: Mapping[str, Any], **more: Any) -> Record:
    found = {field.name: field.kind.load(row[field.name], row) for field in kind.fields}
    made: Record = kind.make(id=row["id"], **found, **more)
    return made


def fetch(db: sqlite3.Connection, kind: Kind, ids: Sequence[int]) -> list[Record]:
    """The records of these ids, in their order; ids that are gone are left out."""
    found: list[Record] = []
    for start in range(0, len(ids), _AT_ONCE):
        found += _fetch(db, kind, ids[start : start + _AT_ONCE])
    return found


def _fetch(db: sqlite3.Connection, kind: Kind, ids: Sequence[int]) -> list[Record]:
    marks = ",".join(map(str, ids))
    rows = {row["id"]: row for row in db.execute(f"SELECT * FROM {quoted(kind.name)} WHERE id IN ({marks})")}
    inner: dict[int, list[Record]] = {}
    if kind.lines is not None:
        query = (
            f"SELECT * FROM {quoted(kind.lines.kind.name)} WHERE owner IN ({marks}) ORDER BY owner, position"
        )
        for row in db.execute(query):
            inner.setdefault(row["owner"], []).append(_made(kind.lines.kind, row))
    found = [rows[id] for id in ids if id in rows]
    if kind.lines is None:
        return [_made(kind, row) for row in found]
    return [_made(kind, row, **{kind.lines.name: tuple(inner.get(row["id"], ()))}) for row in found]


def getter(db: sqlite3.Connection) -> titles.Get:
    """What finds the record of a kind by its id."""
    return lambda kind, id: next(iter(fetch(db, kinds()[kind], [id])), None)


def title(db: sqlite3.Connection, record: Record) -> titles.Title:
    """What a record is called, to be said in any language."""
    return titles.Title.of(record, getter(db))


def called(db: sqlite3.Connection, record: Record, words: Language) -> str:
    """What a record is called in a language."""
    return titles.called(record, getter(db), words)


def sorting(db: sqlite3.Connection, record: Record) -> str:
    """What a record is called where lists are sorted."""
    return titles.sorting(record, getter(db))


def insert(
    db: sqlite3.Connection, record: Record, uid: bytes, change: int, changed: int | None = None
) -> int:
    """Write a new record; returns its id (kept when the record has one: a restored record).

    `change` created it; `changed`, where it differs, is the change that last touched it.
    """
    kind = kind_of(record)
    columns = {
        **({"id": record.id} if record.id else {}),
        "uid": uid,
        "created_in": change,
        "changed_in": changed or change,
        **_keys(db, record),
        **values_of(record),
    }
    rollups.leave(db, kind.name, record.id)
    id = _insert(db, kind.name, columns)
    _insert_lines(db, kind, id, record)
    rollups.enter(db, kind.name, id)
    return id


def update(db: sqlite3.Connection, record: Record, change: int) -> None:
    """Write a record over the row with its id."""
    kind = kind_of(record)
    columns = {"changed_in": change, **_keys(db, record), **values_of(record)}
    sets = ", ".join(f"{quoted(name)} = ?" for name in columns)
    rollups.leave(db, kind.name, record.id)
    db.execute(f"UPDATE {quoted(kind.name)} SET {sets} WHERE id = ?", (*columns.values(), record.id))
    if kind.lines is not None:
        db.execute(f"DELETE FROM {quoted(kind.lines.kind.name)} WHERE owner = ?", (record.id,))
        _insert_lines(db, kind, record.id, record)
    rollups.enter(db, kind.name, record.id)


def rewrite(db: sqlite3.Connection, record: Record) -> None:
    """Write a record over its row without a change of its own."""
    name = quoted(kind_of(record).name)
    row = db.execute(f"SELECT changed_in FROM {name} WHERE id = ?", (record.id,)).fetchone()
    update(db, record, row[0])


def sort_anew(db: sqlite3.Connection, record: Record) -> bool:
    """Write the sort key of a record as its title is now; returns whether it was another."""
    key, name = sort_key(sorting(db, record)), quoted(kind_of(record).name)
    query = f"UPDATE {name} SET sort_key = ?1 WHERE id = ?2 AND sort_key <> ?1"
    return db.execute(query, (key, record.id)).rowcount > 0


def same(one: Record, other: Record) -> bool:
    """Whether two records of a kind hold the same, derived values and lines with them."""
    return _all_values(one) == _all_values(other)


def _all_values(record: Record) -> list[dict[str, Any]]:
    inner = kind_of(record).lines
    return [values_of(record), *(map(values_of, getattr(record, inner.name)) if inner else ())]


def delete(db: sqlite3.Connection, kind: Kind, id: int) -> None:
    """Remove a record and its lines."""
    rollups.leave(db, kind.name, id)
    db.execute(f"DELETE FROM {quoted(kind.name)} WHERE id = ?", (id,))
    rollups.enter(db, kind.name, id)


def _insert(db: sqlite3.Connection, table: str, columns: Mapping[str, Any]) -> int:
    names = ", ".join(map(quoted, columns))
    marks = ", ".join("?" * len(columns))
    done = db.execute(f"INSERT INTO {quoted(table)} ({names}) VALUES ({marks})", tuple(columns.values()))
    return int(done.lastrowid or 0)


def _insert_lines(db: sqlite3.Connection, kind: Kind, owner: int, record: Record) -> None:
    if kind.lines is None:
        return
    for position, row in enumerate(getattr(record, kind.lines.name), 1):
        _insert(db, kind.lines.kind.name, {"owner": owner, "position": position, **values_of(row)})


def _keys(db: sqlite3.Connection, record: Record) -> dict[str, str]:
    kind = kind_of(record)
    texts = [getattr(record, field.name) or "" for field in kind.fields if field.kind.searched]
    return {"sort_key": sort_key(sorting(db, record)), "search_text": search_text(*texts)}


def image(record: Record, created: int, changed: int) -> str:
    """A record as history keeps it, with the changes that made it and last touched it."""
    kind = kind_of(record)
    inner = kind.lines
    rows = [values_of(row) for row in getattr(record, inner.name)] if inner else []
    kept = {"id": record.id, "created": created, "changed": changed, "own": values_of(record), "lines": rows}
    return json.dumps(kept, ensure_ascii=False)


def touched_in(image: str) -> tuple[int, int]:
    """The changes that made, and last touched, the record of an image."""
    data = json.loads(image)
    return data["created"], data["changed"]


def from_image(kind: Kind, text: str) -> Record:
    """The record that an image was made of; fields that are younger than it, or never empty since, have
    their defaults."""
    data = json.loads(text)
    more = {}
    if kind.lines is not None:
        inner = kind.lines.kind
        more[kind.lines.name] = tuple(_made(inner, _whole(inner, 0, row)) for row in data["lines"])
    return _made(kind, _whole(kind, data["id"], data["own"]), **more)


def _whole(kind: Kind, id: int, stored: Mapping[str, Any]) -> dict[str, Any]:
    row = {**{field.name: field.default for field in kind.fields}, **stored}
    young = {
        field.name: field.kind.store(field.default, row)
        for field in kind.fields
        if stored.get(field.name) is None
    }
    return {"id": id, **row, **young}


def with_derived(record: Record, values: Mapping[str, Any]) -> Record:
    """The record with its derived values."""
    return altered(record, **values) if values else record


def where(equal: Mapping[str, object]) -> tuple[str, list[object]]:
    """SQL and parameters for fields that equal values; None equals None."""
    parts = [f"{quoted(name)} IS ?" for name in equal]
    return " AND ".join(parts) or "1", list(equal.values())


def ids(db: sqlite3.Connection, query: str, parameters: Iterable[object]) -> list[int]:
    """The first column of a query."""
    return [row[0] for row in db.execute(query, tuple(parameters))]
