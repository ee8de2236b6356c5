"""Changes by name, and the way back and forth through them."""

from __future__ import annotations

import json
import sqlite3
from enum import Enum

from passerella.records.core import Problem, Record, altered, kind_of, kinds
from passerella.records.titles import Title
from passerella.store import creations, rows
from passerella.store.derive import derive_again
from passerella.store.errors import Refused
from passerella.store.identity import taken
from passerella.store.lookup import StoreLookup
from passerella.store.schema import quoted
from passerella.texts.label import Label, _, _n

_WORDS = {
    "create": _("New: {kind} {title}"),
    "change": _("Change: {kind} {title}"),
    "delete": _("Delete: {kind} {title}"),
    "delete_many": _n("Delete: {n} record of {kind}", "Delete: {n} records of {kind}"),
    "import": _n("Import: {n} record of {kind}", "Import: {n} records of {kind}"),
    "import_mixed": _n("Import: {n} record", "Import: {n} records"),
}


class Step(Enum):
    """Which way to go through the changes, and the query for the change that comes next."""

    UNDO = (
        "SELECT * FROM change WHERE undone = 0 AND id > coalesce((SELECT CAST(value AS INTEGER) "
        "FROM meta WHERE name = 'first_undo'), 1) ORDER BY id DESC LIMIT 1"
    )
    REDO = "SELECT * FROM change WHERE undone = 1 ORDER BY id LIMIT 1"

    @property
    def query(self) -> str:
        """The SQL that finds the change to step over."""
        return self.value


def named(row: sqlite3.Row) -> Label:
    """The name of a change, from its row."""
    told = json.loads(row["parameters"])
    kind, title = kinds()[told["kind"]].label, Title.kept(told["title"])
    return _WORDS[row["message"]](kind=kind, title=title, n=told["n"])


def undo_images(db: sqlite3.Connection, change: int, step: Step) -> set[str]:
    """Exchange the rows that a change touched with their images; returns the kinds touched.

    Undoing keeps the rows as they are as images for redoing; redoing uses those up and leaves the
    images of before where they were.
    """
    touched, moved = creations.take_back(db, change) if step is Step.UNDO else (set[str](), list[Record]())
    kept = _kept(db, change)
    wanted = 0 if step is Step.UNDO else 1
    # What came last goes first both ways: the images for redoing were kept in the order of undoing.
    query = "SELECT id FROM history WHERE change = ? AND redo = ? ORDER BY id DESC"
    for id in rows.ids(db, query, (change, wanted)):
        row = db.execute("SELECT kind, record, image FROM history WHERE id = ?", (id,)).fetchone()
        found = []
        if step is Step.UNDO and row["record"] not in kept:
            found += _keep(db, change, row["kind"], row["record"])
            kept.add(row["record"])
        found += _put(db, row["kind"], row["record"], row["image"])
        touched.add(row["kind"])
        moved += found if creations.rested_on(kinds()[row["kind"]]) else ()
    if step is Step.REDO:
        db.execute("DELETE FROM history WHERE change = ? AND redo = 1", (change,))
    db.execute("UPDATE change SET undone = ? WHERE id = ?", (1 - wanted, change))
    return touched | derive_again(db, moved)


def _kept(db: sqlite3.Connection, change: int) -> set[bytes]:
    """What a change both touched and created: all that it was is kept once it is taken back."""
    query = "SELECT record FROM history WHERE change = ? AND redo = ?"
    return {row[0] for row in db.execute(f"{query} INTERSECT {query}", (change, 0, change, 1))}


def _keep(db: sqlite3.Connection, change: int, name: str, uid: bytes) -> list[Record]:
    query = f"SELECT id, created_in, changed_in FROM {quoted(name)} WHERE uid = ?"
    found = db.execute(query, (uid,)).fetchone()
    records = rows.fetch(db, kinds()[name], [found["id"]]) if found else []
    image = rows.image(records[0], found["created_in"], found["changed_in"]) if records else None
    db.execute(
        "INSERT INTO history (change, kind, record, image, redo) VALUES (?, ?, ?, ?, 1)",
        (change, name, uid, image),
    )
    return records


def _put(db: sqlite3.Connection, name: str, uid: bytes, image: str | None) -> list[Record]:
    kind = kinds()[name]
    found = db.execute(f"SELECT id FROM {quoted(name)} WHERE uid = ?", (uid,)).fetchone()
    if image is None:
        if found:
            gone = rows.fetch(db, kind, [found["id"]])
            rows.delete(db, kind, found["id"])
            return gone
        return []
    record = rows.from_image(kind, image)
    record = rows.with_derived(record, record.derived(StoreLookup(db)))
    created, changed = rows.touched_in(image)
    before = rows.fetch(db, kind, [found["id"]]) if found else []
    try:
        if found:
            record = altered(record, id=found["id"])
            rows.update(db, record, changed)
        else:
            rows.insert(db, record, uid, created, changed)
    except sqlite3.IntegrityError as reason:
        if any(taken(db, record)):
            raise Refused([_twice(db, record)]) from reason
        raise
    return [*before, record]


def _twice(db: sqlite3.Connection, record: Record) -> Problem:
    """What is said when a record cannot come back: a file of an earlier version had it twice."""
    label = _(
        "{title} would come back under {kinds}, where it stands already and may stand only once. "
        "Nothing was changed."
    )
    return Problem("", label(title=rows.title(db, record), kinds=kind_of(record).plural))
