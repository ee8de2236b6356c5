"""The changes of an open workspace: each is one transaction, told afterwards, on the writer thread."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from passerella.records.core import Kind, Problem, Record, kind_of, own_problems
from passerella.records.everything import kinds
from passerella.store import rows, sets
from passerella.store.changes import Step, named, undo_images
from passerella.store.derive import derive_again
from passerella.store.errors import CannotWrite, Refused
from passerella.store.finding import Finder
from passerella.store.identity import taken
from passerella.store.lookup import StoreLookup
from passerella.store.reasons import why
from passerella.store.referring import gone, in_use
from passerella.store.schema import quoted
from passerella.store.who import user_name
from passerella.texts.label import Label, _

if TYPE_CHECKING:
    from passerella.store import bulk

_AT_ONCE = 20_000
HOME_STAYS: Label = _(
    "The home currency {home} is this enterprise's; without it amounts would be counted in {other}. Change "
    "the home currency itself first if that is meant; nothing was deleted."
)


class Writing:
    """Changes over the one connection that writes. `tell` hears which kinds each change touched."""

    def __init__(
        self, path: Path, db: sqlite3.Connection, finder: Finder, tell: Callable[[frozenset[str]], None]
    ) -> None:
        self._path, self._db, self._finder, self._tell = path, db, finder, tell

    def save(
        self, records: Sequence[Record], source: str, kind: str, watch: Callable[[int, int], None] | None
    ) -> list[Record]:
        """Save records as one change, all or none; returns them with their ids and derived values."""
        if not records:
            return []
        told = [each for each in records if kind_of(each).name == kind] or records
        done: list[Record] = []
        with self._change(_action(told, source), told[0], len(told), source) as change:
            for record in records:
                if watch is not None:
                    watch(len(done), len(records))
                done.append(self._write(record, change))
        self._tell(frozenset(_touched(records)))
        return done

    def enter(self, stage: bulk.Stage, source: str, kind: str, tick: Callable[[int], None]) -> None:
        """Enter all records of a stage as one change."""
        from passerella.store import bulk  # an opening file has no use for it

        told = [kind] if kind in stage.kinds else stage.kinds
        n = sum(stage.new.get(each, 0) + stage.changed.get(each, 0) for each in told)
        action = "import" if len(told) == 1 else "import_mixed"
        with bulk.entering(self._db, stage), self._change(action, stage.first(told[0]), n, source) as change:
            for name in stage.kinds:
                self._enter(stage, kinds()[name], change, tick)
        self._tell(frozenset(stage.touched()))

    def _enter(self, stage: bulk.Stage, kind: Kind, change: int, tick: Callable[[int], None]) -> None:
        for ids in stage.ids(kind.name, stands=True):
            for record in stage.records(kind.name, ids):
                before = self._remember(record, change)
                with self._once(partial(stage.records, kind.name, [record.id])):
                    rows.update(self._db, record, change)
                derive_again(self._db, [before, record])
            tick(len(ids))
        for ids in stage.ids(kind.name, stands=False):
            with self._once(partial(stage.records, kind.name, ids)):
                stage.move(self._db, kind, ids, change)
            if kind.makes_follow:
                derive_again(self._db, stage.records(kind.name, ids))
            tick(len(ids))
        if kind.name in stage.new:
            stage.moved(self._db, kind)

    @contextmanager
    def _once(self, records: Callable[[], Sequence[Record]]) -> Iterator[None]:
        """Say which of the records stands already when one does."""
        try:
            yield
        except sqlite3.IntegrityError as reason:
            if reason.sqlite_errorname != "SQLITE_CONSTRAINT_UNIQUE":
                raise
            twice = (problem for each in records() for problem in taken(self._db, each))
            unknown = Problem("", _("This stands in another record already."))
            raise Refused([next(twice, unknown)]) from reason

    @property
    def _home(self) -> str:
        return StoreLookup(self._db).home

    def delete(self, records: Sequence[Record]) -> None:
        """Delete records of one kind as one change: all, or none when others refer to some."""
        if not records:
            return
        kind, action = kind_of(records[0]), "delete" if len(records) == 1 else "delete_many"
        try:
            with self._change(action, records[0], len(records), "") as change:
                home = self._home
                for start in range(0, len(records), _AT_ONCE):
                    self._delete(kind, records[start : start + _AT_ONCE], change)
                if self._home != home:
                    raise Refused([Problem("", HOME_STAYS(home=home, other=self._home))])
                derive_again(self._db, records)
        except CannotWrite as reason:
            if isinstance(reason.__cause__, sqlite3.IntegrityError):
                raise Refused([in_use(self._db, kind, [each.id for each in records])]) from reason
            raise
        self._tell(frozenset(_touched(records)))

    def _delete(self, kind: Kind, records: Sequence[Record], change: int) -> None:
        ids = list(dict.fromkeys(each.id for each in records))
        query = f"SELECT id FROM {quoted(kind.name)} WHERE id {sets.AMONG}"
        there = set(rows.ids(self._db, query, [json.dumps(ids)]))
        for each in records:
            if each.id not in there:
                raise self._gone(each)
        sets.remember(self._db, kind, change, ids, redo=False)
        sets.delete(self._db, kind, ids)

    def step(self, step: Step) -> Label | None:
        """Go over the next change in a direction; returns its name, None when there is none."""
        row = self._db.execute(step.query).fetchone()
        if row is None:
            return None
        try:
            with self.transaction():
                touched = undo_images(self._db, row["id"], step)
        except CannotWrite as reason:
            if isinstance(reason.__cause__, sqlite3.IntegrityError):
                label = _("It does not go with what is there now, so nothing was changed.")
                raise Refused([Problem("", label)]) from reason
            raise
        self._tell(frozenset(touched))
        return named(row)

    def _write(self, record: Record, change: int) -> Record:
        look = StoreLookup(self._db)
        found = (*gone(self._db, record), *own_problems(record, look))
        errors = [each for each in found if not each.notice]
        if errors := errors or list(taken(self._db, record)):
            raise Refused(errors)
        made = rows.with_derived(record, record.derived(look))
        if record.id:
            before = self._remember(record, change)
            rows.update(self._db, made, change)
            derive_again(self._db, [before, record])
        else:
            made = replace(made, id=rows.insert(self._db, made, rows.new_uid(), change))  # type: ignore[type-var]
            derive_again(self._db, [record])
        return made

    def _remember(self, record: Record, change: int) -> Record:
        kind = kind_of(record)
        query = f"SELECT uid, created_in, changed_in FROM {quoted(kind.name)} WHERE id = ?"
        row = self._db.execute(query, (record.id,)).fetchone()
        before = rows.fetch(self._db, kind, [record.id])
        if row is None or not before:
            raise self._gone(record)
        self._db.execute(
            "INSERT INTO history (change, kind, record, image, redo) VALUES (?, ?, ?, ?, 0)",
            (change, kind.name, row["uid"], rows.image(before[0], row["created_in"], row["changed_in"])),
        )
        return before[0]

    def _gone(self, record: Record) -> Refused:
        label = _("{kind} {title} was deleted meanwhile.")
        title = rows.title(self._db, record)
        return Refused([Problem("", label(kind=kind_of(record).label, title=title))])

    @contextmanager
    def _change(self, action: str, record: Record, n: int, source: str) -> Iterator[int]:
        title = rows.title(self._db, record).parts
        parameters = {"kind": kind_of(record).name, "title": title, "n": n, "source": source}
        with self.transaction():
            self._db.execute("DELETE FROM change WHERE undone = 1")  # and with it, its history
            done = self._db.execute(
                "INSERT INTO change (uid, at, who, message, parameters) VALUES (?, ?, ?, ?, ?)",
                (
                    rows.new_uid(),
                    datetime.now(UTC).isoformat(timespec="seconds"),
                    user_name(),
                    action,
                    json.dumps(parameters, ensure_ascii=False),
                ),
            )
            yield int(done.lastrowid or 0)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Raises `CannotWrite`."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("PRAGMA defer_foreign_keys = ON")
            yield
            with self._finder.giving_way():
                self._db.execute("COMMIT")
        except BaseException as reason:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            if isinstance(reason, sqlite3.Error):
                raise CannotWrite(_not_saved(self._path, reason)) from reason
            raise


def _touched(records: Iterable[Record]) -> set[str]:
    own = {kind_of(record).name for record in records}
    return own | {each.kind for record in records for each in record.affects()}


def _not_saved(path: Path, reason: sqlite3.Error) -> Label:
    """Why a change was not saved; a file that another program put in its place gets its own sentence."""
    if getattr(reason, "sqlite_errorname", "") == "SQLITE_READONLY_DBMOVED":
        replaced = _("Not saved: another program replaced or moved {name}. Open it again, then save again.")
        return replaced(name=path.name)
    return _("The change was not saved and the file is as before: {reason}.")(reason=why(reason))


def _action(records: Sequence[Record], source: str) -> str:
    if not source and len(records) == 1:
        return "change" if records[0].id else "create"
    return "import" if len({kind_of(each).name for each in records}) == 1 else "import_mixed"
