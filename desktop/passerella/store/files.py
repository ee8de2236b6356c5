"""Opening a workspace file with care: what it is, whether it is ours, who holds it."""

from __future__ import annotations

import json
import socket
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PurePath

from filelock import FileLock, Timeout

from passerella.store.errors import CannotOpen, Held
from passerella.store.reasons import is_damage, why
from passerella.store.schema import APPLICATION_ID, EARLIER, VERSION, fingerprint, statements
from passerella.store.who import user_name
from passerella.texts.label import Label, _

SUFFIX = ".passerella"
SQLITE = sqlite3.sqlite_version
"""The version of SQLite that files are read and written with."""
_READER_WAITS = 5_000
_WRITER_WAITS = 60_000
"""Milliseconds. Someone looks at what a reader waits for; a save had better wait than be refused
because a copy is being made or a long list read."""
_KEPT_PAGES = 40_000
"""So many pages a change may touch before it locks readers out until it is done: memory comes first."""
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 100_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1_000_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 500,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 50,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 10_000,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 10,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}


def inspect(path: Path) -> None:
    """Refuse, with words, what is no workspace of ours. The file is only read."""
    name = path.name
    if path.is_dir():
        raise CannotOpen(_("{name} is a folder. Choose a workspace file (.passerella).")(name=name))
    if not path.exists():
        raise CannotOpen(_("{name} is not there. It may have been moved or renamed.")(name=name))
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as reason:
        raise CannotOpen(_("{name} cannot be read: {reason}.")(name=name, reason=why(reason))) from reason
    if not head:
        raise CannotOpen(_("{name} is empty. Open a backup copy of it.")(name=name))
    if head[:16] != b"SQLite format 3\0" or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise CannotOpen(_("{name} is not a Passerella workspace.")(name=name))
    size = (int.from_bytes(head[16:18], "big") or 65536) * int.from_bytes(head[28:32], "big")
    if len(head) < 100 or (path.stat().st_size < size and not _journal(path).exists()):
        raise CannotOpen(
            _("{name} is cut off: a part of it is missing. Open a backup copy of it.")(name=name)
        )
    released = int.from_bytes(head[60:64], "big")
    if released > VERSION:
        raise CannotOpen(
            _("{name} was saved by a newer version of Passerella. Install that version.")(name=name)
        )
    if released < 1:
        raise CannotOpen(_("{name} was not completely created. Open a backup copy of it.")(name=name))


def _journal(path: Path) -> Path:
    """Where SQLite keeps what a save replaces until it is done; there after a crash, a way back."""
    return path.with_name(path.name + "-journal")


def version(db: sqlite3.Connection) -> int:
    """Which version's schema a file has. Rolls back what a crash left half done, where it may write."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def address(path: PurePath) -> str:
    """A file as SQLite's URI (https://www.sqlite.org/uri.html): it takes no host, so the path of a
    network share, which a mapped drive resolves to as well, begins with its two slashes."""
    uri = path.as_uri()
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)


def connect(path: Path, *, writing: bool) -> sqlite3.Connection:
    """A connection with every guard on. Raises `CannotOpen`."""
    uri = f"{address(path.resolve())}?mode={'rw' if writing else 'ro'}"
    try:
        db = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as reason:
        label = _("{name} cannot be read: {reason}.")(name=path.name, reason=why(reason))
        raise CannotOpen(label) from reason
    db.row_factory = sqlite3.Row
    try:
        _guard(db)
        db.execute("PRAGMA foreign_keys = ON")
        db.execute(f"PRAGMA busy_timeout = {_WRITER_WAITS if writing else _READER_WAITS}")
        same_schema(db, path.name)
        if writing:
            db.execute("PRAGMA journal_mode = DELETE")
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA secure_delete = ON")
            db.execute(f"PRAGMA cache_spill = {_KEPT_PAGES}")
    except (sqlite3.DatabaseError, UnicodeDecodeError) as reason:
        db.close()
        raise CannotOpen(_unread(path.name, reason)) from reason
    except CannotOpen:
        db.close()
        raise
    return db


def _unread(name: str, reason: sqlite3.Error | UnicodeDecodeError) -> Label:
    if getattr(reason, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_ROLLBACK:
        return _(
            "{name} was being saved when the program or the computer stopped. Open it for writing "
            "once: it goes back to what was saved last."
        )(name=name)
    if isinstance(reason, sqlite3.OperationalError) and not is_damage(reason):
        return _("{name} cannot be read: {reason}.")(name=name, reason=why(reason))
    return _("{name} is damaged. It is left as it is; open a backup copy.")(name=name)


def _guard(db: sqlite3.Connection) -> None:
    """Let a file made to do harm do none: no functions or memory maps of its own, nothing oversized."""
    for limit, most in _LIMITS.items():
        db.setlimit(limit, most)
    if sys.version_info >= (3, 12):
        db.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA mmap_size = 0")
    db.execute("PRAGMA cell_size_check = ON")


def same_schema(db: sqlite3.Connection, name: str) -> None:
    """Refuse, with words, a file whose tables and indexes are not those of its version."""
    found = {row[0] for row in db.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")}
    found.discard("CREATE TABLE sqlite_sequence(name,seq)")
    if (released := version(db)) in EARLIER:
        strange, missing = set[str](), set[str]()
        if fingerprint(found) != EARLIER[released]:
            strange = {f"schema {released}"}
    else:
        strange, missing = found - set(statements()), set(statements()) - found
    if strange or missing:
        what = sorted(strange or missing)[0].split("(")[0].strip()
        raise CannotOpen(
            _(
                "{name} holds something that Passerella did not put there or lacks a part ({what}). "
                "It is not opened."
            )(name=name, what=what)
        )


def put(part: Path, path: Path) -> None:
    """Let a finished file take its place. A journal that a file no longer there has left behind
    would be rolled back into the new one."""
    _journal(path).unlink(missing_ok=True)
    part.replace(path)


def create(path: Path, meta: Sequence[tuple[str, str]]) -> None:
    """Make a new, empty workspace file. Raises `CannotOpen` when something is there already."""
    if path.exists():
        raise CannotOpen(_("{name} exists already. Choose another name.")(name=path.name))
    part = path.with_name(path.name + ".part")
    try:
        part.unlink(missing_ok=True)
        db = sqlite3.connect(part, isolation_level=None)
        try:
            db.execute("PRAGMA page_size = 4096")
            db.execute("BEGIN IMMEDIATE")
            for statement in statements():
                db.execute(statement)
            db.executemany("INSERT INTO meta VALUES (?, ?)", meta)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {VERSION}")
            db.execute("COMMIT")
        finally:
            db.close()
        put(part, path)
    except (OSError, sqlite3.Error) as reason:
        part.unlink(missing_ok=True)
        raise CannotOpen(
            _("{name} cannot be created: {reason}.")(name=path.name, reason=why(reason))
        ) from reason


def _try_writing(path: Path) -> None:
    """Raise `Held` when a file that is there may not be written to: SQLite would open it all the same."""
    try:
        with path.open("r+b"):
            pass
    except FileNotFoundError:
        pass
    except OSError as reason:
        label = _("{name} may not be written to: {reason}. It is read-only.")
        raise Held(label(name=path.name, reason=why(reason))) from reason


class Hold:
    """The right to write to a workspace: one holder at a time, freed by the system after a crash."""

    def __init__(self, path: Path) -> None:
        self._lock = FileLock(path.with_name(path.name + ".lock"))
        self._note = path.with_name(path.name + ".holder")
        _try_writing(path)
        try:
            self._lock.acquire(timeout=0)
        except Timeout as reason:
            raise Held(self._said(path.name)) from reason
        except OSError as reason:
            label = _("{name} lies where nothing may be written: {reason}. It is read-only.")
            raise Held(label(name=path.name, reason=why(reason))) from reason
        since = f"{datetime.now():%Y-%m-%d %H:%M}"
        note = {"who": user_name(), "host": socket.gethostname(), "since": since}
        with suppress(OSError):  # on a full disk the lock holds without it
            self._note.write_text(json.dumps(note), encoding="utf-8")

    def _said(self, name: str) -> Label:
        note = {"who": "?", "host": "?", "since": "?"}
        with suppress(OSError, ValueError, TypeError):
            note |= json.loads(self._note.read_text(encoding="utf-8"))
        return _("{name} is open for writing by {who} on {host} since {since}; for others it is read-only.")(
            name=name, who=note["who"], host=note["host"], since=note["since"]
        )

    def free(self) -> None:
        """Give the right back."""
        self._note.unlink(missing_ok=True)
        self._lock.release()
