"""Verified copies of a workspace in a folder beside it, and the way back from one."""

from __future__ import annotations

import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path

from passerella.store import files
from passerella.store.errors import CannotOpen, CannotWrite
from passerella.store.reasons import why
from passerella.store.schema import quoted
from passerella.texts.label import _

KEPT = 10
_DAMAGED = _(
    "The workspace is damaged in places, so that no sound copy of it can be made. Open an earlier backup."
)
_STAMP = re.compile(r"-(\d{4}-\d\d-\d\d)-\d{6}-\d\d$")


def folder(path: Path) -> Path:
    """Where the backups of a workspace lie."""
    return path.with_name(f"{path.stem}-backups")


def backups(path: Path) -> list[Path]:
    """The backups of a workspace, oldest first."""
    where = folder(path)
    return sorted(each for each in where.iterdir() if _of(path, each)) if where.is_dir() else []


def _of(path: Path, found: Path) -> bool:
    stamp = _STAMP.search(found.stem)
    return found.suffix == files.SUFFIX and stamp is not None and found.stem[: stamp.start()] == path.stem


def make(path: Path, *, evict: bool = True) -> Path:
    """Copy a workspace, verify the copy and return it; the newest ten are kept.

    Raises `CannotOpen` when the workspace is none or damaged, `CannotWrite` when the copy fails.
    """
    files.inspect(path)
    target = _free(path, files.SUFFIX)
    _sweep(path)
    _copy(path, target)
    if evict:
        others = [each for each in backups(path) if each != target]
        for each in others[: max(0, len(others) - KEPT + 1)]:
            each.unlink(missing_ok=True)
    return target


def _sweep(path: Path) -> None:
    """Remove copies that were broken off, by a kill, at least a day ago: no one is making them still."""
    with _writing():
        for each in folder(path).glob("*.part"):
            if _of(path, each.with_suffix("")) and time.time() - each.stat().st_mtime > 24 * 3600:
                each.unlink(missing_ok=True)


def daily(path: Path) -> Path | None:
    """Make the first backup of a day, unless nothing has changed since the last one."""
    found = backups(path)
    if found:
        stamp = _STAMP.search(found[-1].stem)
        if stamp is not None and stamp[1] == date.today().isoformat():
            return None
        if _state(found[-1]) == _state(path):
            return None
    return make(path)


def restore(backup: Path, path: Path, *, force: bool = False) -> Path | None:
    """Put a copy of `backup` at `path`; what stood there is backed up first, and that copy returned.

    Raises `CannotOpen` when something stands there and `force` is not given.
    """
    files.inspect(backup)
    if path.is_dir():
        files.inspect(path)
    if not path.parent.is_dir():
        raise CannotOpen(_("There is no folder {folder}.")(folder=str(path.parent)))
    if path.exists() and not force:
        label = _("{name} exists already. With --force it is backed up and replaced.")
        raise CannotOpen(label(name=path.name))
    hold = files.Hold(path)
    try:
        before = _set_aside(path) if path.exists() else None
        _copy(backup, path)
    finally:
        hold.free()
    return before


def _set_aside(path: Path) -> Path:
    """Back up what is about to be replaced; a file too damaged for that is kept byte for byte."""
    journal = path.with_name(path.name + "-journal")
    try:
        return make(path, evict=False)
    except (CannotOpen, CannotWrite):
        with _writing():
            kept = _free(path, ".damaged")
            shutil.copy2(path, kept)
            if journal.exists():
                shutil.move(journal, kept.with_name(kept.name + "-journal"))
        return kept


def _free(path: Path, suffix: str) -> Path:
    where, stamp = folder(path), f"{path.stem}-{datetime.now():%Y-%m-%d-%H%M%S}"
    with _writing():
        where.mkdir(exist_ok=True)
        used = [int(each.stem[-2:]) for each in where.glob("*") if each.stem[:-3] == stamp]
        return where / f"{stamp}-{max(used, default=0) + 1:02}{suffix}"


def _copy(source: Path, target: Path) -> None:
    part = target.with_name(target.name + ".part")
    with _writing(), closing(files.connect(source, writing=False)) as db:
        try:
            part.unlink(missing_ok=True)
            db.execute("BEGIN")
            with closing(sqlite3.connect(part)) as copy:
                db.backup(copy)
                _verify(db, copy)
            files.put(part, target)
        finally:
            part.unlink(missing_ok=True)


def _verify(db: sqlite3.Connection, copy: sqlite3.Connection) -> None:
    found = [str(row[0]) for row in copy.execute("PRAGMA integrity_check(1)")]
    if found != ["ok"]:
        raise CannotWrite(_DAMAGED)
    tables = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    for table in [str(row[0]) for row in tables]:
        query = f"SELECT count(*) FROM {quoted(table)}"
        if db.execute(query).fetchone()[0] != copy.execute(query).fetchone()[0]:
            raise CannotWrite(_DAMAGED)


def _state(path: Path) -> tuple[int, ...]:
    """What tells two states of one workspace apart: the last change and how many are undone."""
    try:
        files.inspect(path)
        with closing(files.connect(path, writing=False)) as db:
            return tuple(db.execute("SELECT coalesce(max(id), 0), total(undone) FROM change").fetchone())
    except (CannotOpen, sqlite3.Error):
        return (-1, id(path))


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as reason:
        raise CannotWrite(_("The backup copy was not made: {reason}.")(reason=why(reason))) from reason
