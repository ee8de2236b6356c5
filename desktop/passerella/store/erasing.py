"""Taking one person's or firm's words out of a workspace for good."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace

from passerella.records.core import Field, Kind, Problem, Record, kind_of
from passerella.records.kinds import LongText, Text
from passerella.records.titles import Title
from passerella.store import rows
from passerella.store.errors import Refused
from passerella.store.naming import sort_again, titled_by
from passerella.store.schema import quoted
from passerella.texts.label import _


@dataclass(frozen=True, slots=True)
class Person:
    """Someone of whom a file holds something: the key and number of the record, and what it is called.

    One who is not `there` was deleted, and stands in the history alone.
    """

    uid: bytes
    id: int
    title: Title
    there: bool


@dataclass(frozen=True, slots=True)
class Erased:
    """The number that stands for a record now, and the words that were erased."""

    id: int
    words: frozenset[str]


def deleted(db: sqlite3.Connection, kind: Kind) -> list[Person]:
    """Those who stand in the history alone and are not erased yet, the last ones first."""
    query = (
        f"SELECT record FROM history WHERE kind = ? AND image IS NOT NULL AND record NOT IN "
        f"(SELECT uid FROM {quoted(kind.name)}) ORDER BY id DESC"
    )
    found = [_person(db, kind, row[0]) for row in db.execute(query, (kind.name,)).fetchall()]
    return list(dict.fromkeys(each for each in found if each is not None))


def called(db: sqlite3.Connection, kind: Kind, name: str) -> list[Person]:
    """Those of whom a text is or was `name`, whatever the case, the deleted ones too."""
    wanted = _folded(name)
    query = f"SELECT uid FROM {quoted(kind.name)} UNION SELECT record FROM history WHERE kind = ?"
    found = []
    for (uid,) in db.execute(query, (kind.name,)).fetchall():
        states = [state for state, _row in _states(db, kind, uid)]
        if any(_folded(text) == wanted for state in states for text in _texts(kind, state)):
            found.append(_person(db, kind, uid))
    return [each for each in found if each is not None]


def erase(db: sqlite3.Connection, kind: Kind, uid: bytes) -> Erased:
    """Overwrite the words of a record, of its earlier states and of the names of its changes.

    Other records stay and go on referring to it. Raises `Refused` when nothing of it is there any more.
    """
    states = list(_states(db, kind, uid))
    if not states:
        raise Refused([Problem("", _("Nothing of it is kept any more."))])
    id = states[0][0].id
    for state, row in states:
        if row is None:
            rows.rewrite(db, _blank(state))
            sort_again(db, [state, _blank(state)])
            continue
        image = rows.image(_blank(state), *rows.touched_in(row["image"]))
        db.execute("UPDATE history SET image = ? WHERE id = ?", (image, row["id"]))
    words = {text for state, _row in states for text in _texts(kind, state)} - {f"#{id}"}
    _rename(db, {kind.name, *(each.name for each, _field in titled_by(kind.name))}, words, f"#{id}")
    return Erased(id, frozenset(words))


def _states(db: sqlite3.Connection, kind: Kind, uid: bytes) -> Iterator[tuple[Record, sqlite3.Row | None]]:
    """A record as it is, if it is there, then as it was, with the row of history that says so."""
    there = rows.ids(db, f"SELECT id FROM {quoted(kind.name)} WHERE uid = ?", (uid,))
    for record in rows.fetch(db, kind, there):
        yield record, None
    query = (
        "SELECT id, image FROM history WHERE kind = ? AND record = ? AND image IS NOT NULL ORDER BY id DESC"
    )
    for row in db.execute(query, (kind.name, uid)).fetchall():
        yield rows.from_image(kind, row["image"]), row


def _person(db: sqlite3.Connection, kind: Kind, uid: bytes) -> Person | None:
    states = list(_states(db, kind, uid))
    if not any(rows.values_of(state) != rows.values_of(_blank(state)) for state, _row in states):
        return None
    last, row = states[0]
    return Person(uid, last.id, rows.title(db, last), row is None)


def _blank(record: Record) -> Record:
    """The record without its words; where a word is needed, its number stands."""
    words = {each.name: f"#{record.id}" if each.required else None for each in _worded(kind_of(record))}
    return replace(record, **words)  # type: ignore[type-var]


def _worded(kind: Kind) -> list[Field]:
    return [field for field in kind.typed if isinstance(field.kind, (Text, LongText))]


def _texts(kind: Kind, record: Record) -> list[str]:
    return [text for field in _worded(kind) if (text := getattr(record, field.name))]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


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
