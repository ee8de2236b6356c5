"""Taking one person's or firm's words out of a workspace for good."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace

from passerella.records.core import Field, Kind, Record, kind_of
from passerella.records.kinds import LongText, Text
from passerella.records.titles import Title
from passerella.store import rows
from passerella.store.naming import sort_again, titled_by
from passerella.store.schema import quoted


def _blank(record: Record, id: int) -> Record:
    """The record without its words; where a word is needed, its number stands."""
    words = {field.name: f"#{id}" if field.required else None for field in _worded(kind_of(record))}
    return replace(record, **words)  # type: ignore[type-var]


def erase(db: sqlite3.Connection, kind: Kind, id: int) -> set[str]:
    """Overwrite the words of a record, of its earlier states and of the names of its changes.

    Returns the words that were erased. Other records stay and go on referring to it.
    """
    table = quoted(kind.name)
    uid = db.execute(f"SELECT uid FROM {table} WHERE id = ?", (id,)).fetchone()[0]
    states = rows.fetch(db, kind, [id])
    rows.rewrite(db, _blank(states[0], id))
    query = "SELECT id, image FROM history WHERE kind = ? AND record = ? AND image IS NOT NULL"
    for row in db.execute(query, (kind.name, uid)).fetchall():
        state = rows.from_image(kind, row["image"])
        states.append(state)
        image = rows.image(_blank(state, id), *rows.touched_in(row["image"]))
        db.execute("UPDATE history SET image = ? WHERE id = ?", (image, row["id"]))
    sort_again(db, [*states[:1], *rows.fetch(db, kind, [id])])
    words = {text for state in states for text in _texts(kind, state)}
    _rename(db, {kind.name, *(each.name for each, _field in titled_by(kind.name))}, words, f"#{id}")
    return words


def _worded(kind: Kind) -> list[Field]:
    return [field for field in kind.typed if isinstance(field.kind, (Text, LongText))]


def _texts(kind: Kind, record: Record) -> list[str]:
    return [text for field in _worded(kind) if (text := getattr(record, field.name))]


def _rename(db: sqlite3.Connection, names: set[str], words: set[str], new: str) -> None:
    """Write `new` for each of these words in the titles by which changes of these kinds are named."""
    for row in db.execute("SELECT id, parameters FROM change").fetchall():
        parameters = json.loads(row["parameters"])
        if parameters["kind"] not in names:
            continue
        title = Title.kept(parameters["title"]).parts
        cleaned = [new if each in words else each for each in title]
        if cleaned != list(title):
            told = json.dumps({**parameters, "title": cleaned}, ensure_ascii=False)
            db.execute("UPDATE change SET parameters = ? WHERE id = ?", (told, row["id"]))
