"""What the rules of records may ask while an import runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from passerella.exchange.reading import Names
from passerella.records.core import Record
from passerella.store.workspace import Workspace


class ImportLookup:
    """`records.core.Lookup` over the workspace together with what the import brings."""

    def __init__(self, workspace: Workspace, names: Names) -> None:
        self._workspace, self._names = workspace, names
        self._home = ""
        self.open = ""
        """The kind whose records are still coming in, so that little can be said of its others."""
        self.early = False
        """Whether a rule has asked for others of the open kind."""
        self._latest: dict[tuple[object, ...], Record | None] = {}
        self._groups: dict[tuple[str, tuple[str, ...]], dict[tuple[object, ...], list[Record]]] = {}

    @property
    def home(self) -> str:
        """The home currency."""
        return self._home or self._found_home()

    def _found_home(self) -> str:
        if self.open == "enterprise":
            self.early = True
            return self._workspace.lookup().home
        keeper = min(self._names.records("enterprise").items(), default=None, key=lambda each: each[0])
        self._home = getattr(keeper[1], "home", "") if keeper else self._workspace.lookup().home
        return self._home

    def close(self) -> None:
        """All records of the open kind are known now: ask anew."""
        self.open = ""
        self._latest.clear()
        self._groups.clear()

    def get(self, kind: str, id: int) -> Any | None:
        """The record of a kind by its id."""
        if kind == self.open:
            self.early = True
            return None
        return self._names.records(kind).get(id)

    def latest(self, kind: str, on: str, upto: date, **equal: object) -> Any | None:
        """The last record whose day `on` is not after `upto` and whose fields equal these."""
        if kind == self.open:
            self.early = True
            return None
        asked = (kind, on, upto, *sorted(equal.items()))
        if asked not in self._latest:
            found = [each for each in self._equal(kind, equal) if getattr(each, on) <= upto]
            self._latest[asked] = max(found, key=lambda each: (getattr(each, on), each.id), default=None)
        return self._latest[asked]

    def others(self, kind: str, but: int, **equal: object) -> Iterable[Any]:
        """The records whose fields equal these, without the one with the id `but`."""
        if kind == self.open:
            self.early = True
            return ()
        return [each for each in self._equal(kind, equal) if each.id != but]

    def _equal(self, kind: str, equal: Mapping[str, object]) -> list[Record]:
        names = tuple(sorted(equal))
        if (kind, names) not in self._groups:
            groups: dict[tuple[object, ...], list[Record]] = {}
            for each in self._names.records(kind).values():
                groups.setdefault(tuple(getattr(each, name) for name in names), []).append(each)
            self._groups[(kind, names)] = groups
        return self._groups[(kind, names)].get(tuple(equal[name] for name in names), [])
