"""Finding records: what a query means in SQL, and a thread of its own for slow ones."""

from __future__ import annotations

import json
import sqlite3
import sys
import threading
from array import array
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from passerella.records.core import Kind
from passerella.records.kinds import Reference
from passerella.store import files, rows
from passerella.store.schema import quoted
from passerella.texts.chinese import search_word

P = ParamSpec("P")
R = TypeVar("R")
_AT_ONCE = 1 << 20
_CACHE_KIB = 65_536
_IN_ONE_TEXT = 5_000_000
"""So many ids fit into one text of SQLite (see `files.connect`), 16 digits each."""


class Stopped(Exception):
    """The work was broken off because something newer is wanted."""


@dataclass(frozen=True, slots=True)
class Query:
    """Which records of a kind, in which order. `equal` compares stored values.

    `begins` finds the records of which a word begins so; `ids`, where given, are the only candidates.
    """

    search: str = ""
    equal: tuple[tuple[str, object], ...] = ()
    sort: str = ""
    descending: bool = False
    begins: str = ""
    ids: tuple[int, ...] | None = None

    @property
    def filtered(self) -> bool:
        """Whether it may leave out records."""
        return bool(
            search_word(self.search) or self.equal or search_word(self.begins) or self.ids is not None
        )


def matching(kind: Kind, query: Query) -> tuple[str, list[object]]:
    """SQL and parameters for what a query finds in the kind's table, which is called `t` there."""
    clause, parameters = rows.where(dict(query.equal))
    words: list[tuple[str, ...]] = [(f"%{_plain(word)}%",) for word in search_word(query.search).split()]
    if begins := _plain(search_word(query.begins)):
        words.append((f"{begins}%", f"% {begins}%"))
    for patterns in words:
        found, more = _like(kind, patterns)
        clause += f" AND {found}"
        parameters += more
    if query.ids is not None:
        clause += " AND t.id IN (SELECT value FROM json_each(?))"
        parameters.append(json.dumps(query.ids))
    return clause, parameters


def find(db: sqlite3.Connection, kind: Kind, query: Query, most: int = -1) -> array[int]:
    """The ids that a query finds, in its order; `most` of them when it is not negative."""
    clause, parameters = matching(kind, query)
    way = " DESC" if query.descending else ""
    by = _order(kind, query.sort)
    # A filtered list is read through and sorted: walking an index would fetch its rows in no order.
    by = f"+{by}" if query.filtered else by
    # A limit, even that of none, keeps SQLite from its sort by merging, which is eight times quicker.
    limit = f" LIMIT {most}" if most >= 0 else ""
    ids = f"SELECT t.id FROM {quoted(kind.name)} AS t WHERE {clause} ORDER BY {by}{way}, t.id{way}{limit}"
    if newest(db, kind) > _IN_ONE_TEXT:
        return array("q", rows.ids(db, ids, parameters))
    # As one text, in the order of its rows: a row at a time would contend for Python with the window.
    text = f"SELECT group_concat(printf('%016x', id), '') FROM ({ids})"
    digits: str = db.execute(text, parameters).fetchone()[0] or ""
    found = array("q")
    for start in range(0, len(digits), _AT_ONCE):
        found.frombytes(bytes.fromhex(digits[start : start + _AT_ONCE]))
    if sys.byteorder == "little":
        found.byteswap()
    return found


def count(db: sqlite3.Connection, kind: Kind) -> int:
    """How many records of a kind there are."""
    return int(db.execute(f"SELECT COUNT(*) FROM {quoted(kind.name)}").fetchone()[0])


def look(db: sqlite3.Connection, kind: Kind, query: Query, most: int = -1) -> tuple[array[int], int]:
    """What `find` finds, and how many records of the kind there are in all."""
    return find(db, kind, query, most), count(db, kind)


def newest(db: sqlite3.Connection, kind: Kind) -> int:
    """The id of the record entered last, 0 where there is none: there are at most as many, uncounted."""
    return int(db.execute(f"SELECT ifnull(max(id), 0) FROM {quoted(kind.name)}").fetchone()[0])


def indexed(kind: Kind, query: Query) -> bool:
    """Whether the first records of a query are found without reading all of them."""
    if query.filtered:
        return False
    return query.sort in ("", kind.on) or kind.title == (query.sort,) or kind.unique == ((query.sort,),)


class Finder:
    """A thread with its own reading connection; slow work on it can be broken off from outside."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="finder")
        self._waiting: list[Future[object]] = []
        self._db: sqlite3.Connection | None = None
        self._stops = 0
        self._may_read = threading.Event()
        self._may_read.set()

    def ask(
        self, work: Callable[Concatenate[sqlite3.Connection, P], R], *args: P.args, **more: P.kwargs
    ) -> Future[R]:
        """Do a reading piece of work after those asked before. It raises `Stopped` when broken off."""
        future = self._thread.submit(self._do, self._stops, lambda db: work(db, *args, **more))
        self._waiting = [each for each in self._waiting if not each.done()] + [future]  # type: ignore[list-item]
        return future

    def _do(self, stops: int, work: Callable[[sqlite3.Connection], R]) -> R:
        if self._db is None:
            self._db = files.connect(self._path, writing=False)
            self._db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        while self._stops == stops:
            self._may_read.wait()
            try:
                return work(self._db)
            except sqlite3.OperationalError as reason:
                if str(reason) != "interrupted":
                    raise
        raise Stopped

    def stop(self) -> None:
        """Break off what runs and forget what waits."""
        self._stops += 1
        for each in self._waiting:
            each.cancel()
        self._interrupt()

    def _interrupt(self) -> None:
        if self._db is not None:
            self._db.interrupt()

    @contextmanager
    def giving_way(self) -> Iterator[None]:
        """Nothing is read meanwhile: what runs is broken off and begins again afterwards.

        A save ends when no one reads, and would have to wait for a search of seconds.
        """
        self._may_read.clear()
        self._interrupt()
        try:
            yield
        finally:
            self._may_read.set()

    def close(self) -> None:
        """Break off, wait for the thread, close the connection."""
        self.stop()
        self._thread.shutdown(wait=True)
        db, self._db = self._db, None
        if db is not None:
            db.close()


def _plain(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")


def _like(kind: Kind, patterns: tuple[str, ...]) -> tuple[str, list[object]]:
    """Records whose search text, or that of one they refer to, is like one of the patterns."""
    like = " OR ".join([r"search_text LIKE ? ESCAPE '\'"] * len(patterns))
    parts, parameters = [f"({like})"], list(patterns)
    for field in kind.fields:
        if isinstance(field.kind, Reference):
            others = f"SELECT id FROM {quoted(field.kind.kind)} WHERE {like}"
            parts.append(f"t.{quoted(field.name)} IN ({others})")
            parameters += patterns
    return f"({' OR '.join(parts)})", list(parameters)


def _order(kind: Kind, name: str) -> str:
    if not name:
        return f"t.{quoted(kind.on)}" if kind.on else "t.sort_key"
    field = kind.field(name)
    if isinstance(field.kind, Reference):
        return f"(SELECT sort_key FROM {quoted(field.kind.kind)} r WHERE r.id = t.{quoted(name)})"
    return "t.sort_key" if kind.title == (name,) else f"t.{quoted(name)}"
