"""Changes by name, and the way back and forth through them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from enum import Enum
from itertools import groupby
from operator import itemgetter

from passerella.records.core import Kind, Problem, Record, altered, kind_of, kinds
from passerella.records.titles import Title
from passerella.store import creations, rows, sets
from passerella.store.derive import derive_again
from passerella.store.errors import Refused
from passerella.store.identity import taken
from passerella.store.lookup import StoreLookup
from passerella.store.schema import quoted
from passerella.texts.label import Label, _, _n

_AT_ONCE = 5_000
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
    ids = rows.ids(db, query, (change, wanted))
    for start in range(0, len(ids), _AT_ONCE):
        marks = ",".join(map(str, ids[start : start + _AT_ONCE]))
        query = f"SELECT id, kind, record, image FROM history WHERE id IN ({marks}) ORDER BY id DESC"
        for name, run in groupby(db.execute(query).fetchall(), itemgetter("kind")):
            found = _Run(db, change, kinds()[name], list(run), kept).exchange(step)
            touched.add(name)
            moved += found if creations.rested_on(kinds()[name]) else ()
    if step is Step.REDO:
        db.execute("DELETE FROM history WHERE change = ? AND redo = 1", (change,))
    db.execute("UPDATE change SET undone = ? WHERE id = ?", (1 - wanted, change))
    return touched | derive_again(db, moved)


def _kept(db: sqlite3.Connection, change: int) -> set[bytes]:
    """What a change both touched and created: all that it was is kept once it is taken back."""
    query = "SELECT record FROM history WHERE change = ? AND redo = ?"
    return {row[0] for row in db.execute(f"{query} INTERSECT {query}", (change, 0, change, 1))}


class _Run:
    """Images of one kind that follow each other; what is `kept` for redoing already is not kept again."""

    def __init__(
        self, db: sqlite3.Connection, change: int, kind: Kind, images: Sequence[sqlite3.Row], kept: set[bytes]
    ) -> None:
        self._db, self._change, self._kind, self._images, self._kept = db, change, kind, images, kept

    def exchange(self, step: Step) -> list[Record]:
        """Put the images in the place of the rows; returns the records as they were and as they are.

        What comes back or goes altogether does so as a set.
        """
        uids = {row["record"] for row in self._images}
        there = self._there()
        once = len(uids) == len(self._images)
        if once and not there and all(row["image"] is not None for row in self._images):
            if step is Step.UNDO:
                self._keep_nothing(uids)
            return self._come_back()
        if once and step is Step.REDO and all(row["image"] is None for row in self._images):
            gone = rows.fetch(self._db, self._kind, there) if creations.rested_on(self._kind) else []
            sets.delete(self._db, self._kind, there)
            return gone
        found = []
        for row in self._images:
            if step is Step.UNDO and row["record"] not in self._kept:
                found += _keep(self._db, self._change, self._kind, row["record"])
                self._kept.add(row["record"])
            found += _put(self._db, self._kind, row["record"], row["image"])
        return found

    def _there(self) -> list[int]:
        """The ids of the records that are there."""
        marks = ",".join(str(row["id"]) for row in self._images)
        name = quoted(self._kind.name)
        query = f"SELECT t.id FROM history h CROSS JOIN {name} t ON t.uid = h.record WHERE h.id IN ({marks})"
        return rows.ids(self._db, query, ())

    def _keep_nothing(self, uids: set[bytes]) -> None:
        """Remember for redoing that these are not there, in the order of undoing."""
        self._db.executemany(
            "INSERT INTO history (change, kind, record, image, redo) VALUES (?, ?, ?, NULL, 1)",
            [
                (self._change, self._kind.name, row["record"])
                for row in self._images
                if row["record"] not in self._kept
            ],
        )
        self._kept |= uids

    def _come_back(self) -> list[Record]:
        entries = [
            sets.Entry(rows.from_image(self._kind, image), uid, *rows.touched_in(image))
            for _id, _kind, uid, image in self._images
        ]
        try:
            return sets.insert(self._db, self._kind, entries)
        except sqlite3.IntegrityError as reason:
            for each in entries:
                if any(taken(self._db, each.record)):
                    raise Refused([_twice(self._db, each.record)]) from reason
            raise


def _keep(db: sqlite3.Connection, change: int, kind: Kind, uid: bytes) -> list[Record]:
    query = f"SELECT id, created_in, changed_in FROM {quoted(kind.name)} WHERE uid = ?"
    found = db.execute(query, (uid,)).fetchone()
    records = rows.fetch(db, kind, [found["id"]]) if found else []
    image = rows.image(records[0], found["created_in"], found["changed_in"]) if records else None
    db.execute(
        "INSERT INTO history (change, kind, record, image, redo) VALUES (?, ?, ?, ?, 1)",
        (change, kind.name, uid, image),
    )
    return records


def _put(db: sqlite3.Connection, kind: Kind, uid: bytes, image: str | None) -> list[Record]:
    found = db.execute(f"SELECT id FROM {quoted(kind.name)} WHERE uid = ?", (uid,)).fetchone()
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
