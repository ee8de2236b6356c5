"""A workspace that is open: reading, saving, undoing."""

from __future__ import annotations

import os
import sqlite3
import threading
from array import array
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from passerella.records.core import Kind, Problem, Record, own_problems
from passerella.records.everything import kinds
from passerella.store import backups, checking, files, finding, lately, rows
from passerella.store.changes import Step, named
from passerella.store.errors import READ_ONLY, CannotOpen, CannotWrite
from passerella.store.finding import Finder, Query
from passerella.store.identity import taken
from passerella.store.lookup import StoreLookup
from passerella.store.reasons import why
from passerella.store.referring import gone
from passerella.store.schema import VERSION, quoted
from passerella.store.writing import Writing
from passerella.texts.label import Label, _
from passerella.texts.language import Language

if TYPE_CHECKING:
    from passerella.store import bulk
    from passerella.store.erasing import Erased

__all__ = ["Query", "Workspace"]

R = TypeVar("R")


class Workspace:
    """One open file. Reads may come from any thread; writes go through one thread of their own."""

    def __init__(self, path: Path, *, writing: bool = True, daily: bool = True) -> None:
        """Open an existing file. Raises `CannotOpen`, or `Held` when another has it for writing.

        A file of an earlier version is brought up to date when opened for writing, else refused.
        The first opening for writing of a day makes a backup, before anything is written;
        `backup_trouble` then says what went wrong with it.
        """
        files.inspect(path)
        self.path = path
        self._hold = files.Hold(path) if writing else None
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self.finder = Finder(path)
        self.listeners: list[Callable[[frozenset[str]], None]] = []
        self.backup_trouble: Label | None = None
        try:
            self._db = files.connect(path, writing=writing)
            if files.version(self._db) < VERSION:
                self._bring_up()
            self._opened = path.stat()
            if writing and daily:
                self.post(self._daily)
        except BaseException:
            self.close()
            raise

    def _bring_up(self) -> None:
        if not self.writing:
            label = _(
                "{name} is of an earlier version of Passerella. Open it for writing once: a copy is kept "
                "and it is brought up to date."
            )
            raise CannotOpen(label(name=self.path.name))
        from passerella.store import migrations  # only an earlier file needs it

        self._db.close()
        migrations.migrate(self.path)
        self._db = files.connect(self.path, writing=True)

    @staticmethod
    def create(path: Path, name: str, home: str = "CNY", *, sample: date | None = None) -> Workspace:
        """Make a new file with its enterprise in it, and open it; `sample`: the day of a sample workspace."""
        meta = [("uid", rows.new_uid().hex()), ("sample", "1" if sample else "0")]
        if sample:
            meta.append(("day", sample.isoformat()))
        files.create(path, meta)
        made = Workspace(path, daily=False)
        try:
            made.save(kinds()["enterprise"].make(name=name, home=home))
            made.seal()
        except BaseException:
            made.close()
            path.unlink(missing_ok=True)
            raise
        return made

    def _daily(self) -> None:
        try:
            backups.daily(self.path)
        except (CannotOpen, CannotWrite) as reason:
            self.backup_trouble = reason.label

    def seal(self) -> None:
        """Let undo go back to this state and no further."""
        self.post(self._seal).result()

    def _seal(self) -> None:
        with self._changes.transaction():
            self._db.execute(
                "INSERT OR REPLACE INTO meta SELECT 'first_undo', CAST(max(id) AS TEXT) FROM change"
            )

    @property
    def writing(self) -> bool:
        """Whether this program may write to the file."""
        return self._hold is not None

    def is_at(self, path: Path) -> bool:
        """Whether this is what opening a path for writing would give: not what is closed, read-only, or
        another file that was put there since."""
        try:
            return self.writing and os.path.samestat(self._opened, path.stat())
        except OSError:
            return False

    @property
    def _changes(self) -> Writing:
        if not self.writing:
            raise CannotWrite(READ_ONLY)
        return Writing(self.path, self._db, self.finder, self._announce)

    def _announce(self, touched: frozenset[str]) -> None:
        for listener in tuple(self.listeners):
            listener(touched)

    def close(self) -> None:
        """Finish what is being written and let the file go."""
        self.finder.close()
        self._writer.shutdown(wait=True)
        for db in (*self._connections, getattr(self, "_db", None)):
            if db is not None:
                db.close()
        if self._hold is not None:
            self._hold.free()
            self._hold = None

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_unused: object) -> None:
        self.close()

    @property
    def read(self) -> sqlite3.Connection:
        """This thread's connection for reading."""
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None:
            db = files.connect(self.path, writing=False)
            self._local.db = db
            self._connections.append(db)
        return db

    def kept(self, key: Hashable, ask: Callable[[], R]) -> R:
        """What `ask` finds, kept for this thread under its key until the file changes."""
        version = self.read.execute("PRAGMA data_version").fetchone()[0]
        if getattr(self._local, "version", None) != version:
            self._local.version, self._local.kept = version, {}
        kept: dict[Hashable, R] = self._local.kept
        if key not in kept:
            kept[key] = ask()
        return kept[key]

    def meta(self, name: str) -> str:
        """A fact about the file: `uid`, `sample` ('1' in the sample) or the `day` on which that stays."""
        row = self.read.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    @property
    def sample(self) -> bool:
        """Whether what stands here is invented."""
        return self.meta("sample") == "1"

    @property
    def day(self) -> date | None:
        """The day on which the sample stays; None where time goes on."""
        kept = self.meta("day")
        return date.fromisoformat(kept) if kept else None

    def today(self, clock: date) -> date:
        """The day that is today here: the clock's, unless this is a sample that stays on its own."""
        return self.day or clock

    def lookup(self) -> StoreLookup:
        """What rules of records may ask, over this thread's connection."""
        return StoreLookup(self.read)

    def get(self, kind: str, id: int) -> Any | None:
        """The record of a kind by its id."""
        return self.lookup().get(kind, id)

    def all(self, kind: str, query: Query | None = None) -> list[Any]:
        """Every record that a query finds."""
        return self.page(kind, self.find(kind, query or Query()))

    def page(self, kind: str, ids: Sequence[int]) -> list[Any]:
        """The records of these ids, in their order."""
        return list(rows.fetch(self.read, kinds()[kind], ids))

    def title(self, record: Record, language: Language) -> str:
        """What a record is called in a language."""
        return rows.called(self.read, record, language)

    def find(self, kind: str, query: Query) -> array[int]:
        """The ids that a query finds, in its order."""
        return finding.find(self.read, kinds()[kind], query)

    def count(self, kind: str) -> int:
        """How many records of a kind there are."""
        return finding.count(self.read, kinds()[kind])

    def newest(self, kind: str) -> Any | None:
        """The record that was entered last."""
        return self.get(kind, finding.newest(self.read, kinds()[kind]))

    def typed_lately(self, kind: str, field: str, typed: str) -> list[str]:
        """Texts of a field that contain what is typed, from the records entered last."""
        return lately.texts(self.read, kinds()[kind], field, typed)

    def problems(self, record: Record) -> list[Problem]:
        """Everything wrong with a record, as it would be saved."""
        own = own_problems(record, self.lookup())
        return [*gone(self.read, record), *own, *taken(self.read, record)]

    def post(self, work: Callable[[], R]) -> Future[R]:
        """Do a writing piece of work on the writer thread."""
        return self._writer.submit(work)

    def save(self, record: Record) -> Any:
        """Save a record and wait; returns it with its id and derived values.

        Raises `Refused`, `CannotWrite`.
        """
        return self.post(lambda: self.save_now([record])[0]).result()

    def save_all(self, records: Sequence[Record], source: str = "") -> list[Any]:
        """Save many records as one change, all or none."""
        return self.post(lambda: self.save_now(records, source)).result()

    def delete(self, record: Record) -> None:
        """Delete a record and wait. Raises `Refused` when others refer to it."""
        self.delete_all([record])

    def delete_all(self, records: Sequence[Record]) -> None:
        """Delete records of one kind as one change and wait: all, or none when others refer to some."""
        self.post(lambda: self._changes.delete(records)).result()

    def uid(self, kind: str, id: int) -> bytes:
        """The key of a record, by which it is known in the history too; it may be deleted."""
        query = (
            f"SELECT uid FROM {quoted(kind)} WHERE id = ?1 UNION ALL "
            "SELECT record FROM history WHERE kind = ?2 AND json_extract(image, '$.id') = ?1 LIMIT 1"
        )
        return bytes(self.read.execute(query, (id, kind)).fetchone()[0])

    def erase(self, kind: str, uid: bytes) -> Erased:
        """Overwrite a record's words here and in what is kept of it, for good; it may be deleted already.

        Drafts and remembered pictures go with it. It is no change and cannot be undone. Backups are left
        as they are. Raises `Refused` when nothing of it is there any more, `CannotWrite`.
        """
        own = self.meta("uid")
        return self.post(lambda: self._erase(own, kinds()[kind], uid)).result()

    def _erase(self, own: str, kind: Kind, uid: bytes) -> Erased:
        from passerella.store import erasing, traces  # seldom wanted

        with self._changes.transaction():
            erased = erasing.erase(self._db, kind, uid)
        traces.erase(own, kind.name, erased.id, erased.words)
        self._announce(frozenset({kind.name}))
        try:
            self._db.execute("VACUUM")  # nothing of it stays in pages that were freed before
        except sqlite3.Error as reason:
            label = _("Erased, but parts of the file still hold it: {reason}. Erase it once more.")
            raise CannotWrite(label(reason=why(reason))) from reason
        return erased

    def save_now(
        self,
        records: Sequence[Record],
        source: str = "",
        kind: str = "",
        watch: Callable[[int, int], None] | None = None,
    ) -> list[Record]:
        """Save on the writer thread itself (see `post`). `kind` names the change: its kind's name.

        `watch` is told how many of how many are written; when it raises, none is.
        """
        return self._changes.save(records, source, kind, watch)

    def enter_now(
        self, stage: bulk.Stage, source: str, kind: str = "", tick: Callable[[int], None] = lambda _n: None
    ) -> None:
        """Enter all records of a stage as one change, on the writer thread itself (see `post`).

        They are taken as checked against this file and each other. `kind` names the change; `tick` hears
        how many records have gone in, and what it raises takes everything back. Raises `Refused` when a
        record is one too many of its kind, `CannotWrite`.
        """
        self._changes.enter(stage, source, kind, tick)

    def next_undo(self) -> Label | None:
        """The name of the change that undo would take back."""
        return self._named(Step.UNDO.query)

    def next_redo(self) -> Label | None:
        """The name of the change that redo would bring again."""
        return self._named(Step.REDO.query)

    def _named(self, query: str) -> Label | None:
        row = self.read.execute(query).fetchone()
        return named(row) if row else None

    def undo(self) -> Label | None:
        """Take the last change back; returns its name, None when there is none."""
        return self.post(lambda: self._changes.step(Step.UNDO)).result()

    def redo(self) -> Label | None:
        """Bring the change last undone again; returns its name, None when there is none."""
        return self.post(lambda: self._changes.step(Step.REDO)).result()

    def changes(self) -> list[tuple[str, str, Label]]:
        """Every change in the file, newest first: when (UTC), who, what."""
        found = self.read.execute("SELECT * FROM change WHERE undone = 0 ORDER BY id DESC LIMIT 500")
        return [(row["at"], row["who"], named(row)) for row in found]

    def check(self) -> list[Label]:
        """What is wrong with the file; an empty list when all is well."""
        return checking.faults(self.read)
