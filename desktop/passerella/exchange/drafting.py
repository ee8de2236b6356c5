"""The rows of one table, a chunk at a time, gathered into drafts of records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress
from typing import TYPE_CHECKING, Any

from passerella.exchange.columns import KEY, identity
from passerella.exchange.tables import Chunk, Table
from passerella.exchange.valuing import TableValues
from passerella.records.core import Kind
from passerella.texts.label import _

if TYPE_CHECKING:
    from passerella.exchange.importing import Import

MISSING = _("This must be filled in.")


class Scattered(Exception):
    """The rows of one record do not stand together in the file."""


class Draft:
    """The values of one record, gathered from its rows: its own as `Sheet.own` names them, its
    lines' as `Sheet.inner` does."""

    __slots__ = ("key", "line_rows", "lines", "own", "rows")

    def __init__(self, own: Sequence[Any], key: str) -> None:
        self.own = own
        self.key = key
        self.rows: list[int] = []
        self.lines: list[Sequence[Any]] = []
        self.line_rows: list[int] = []


class Sheet(TableValues):
    """One table of one kind. Rows of one record stand together, else `Scattered` is raised, unless
    all of them are to be held (`gather`)."""

    def __init__(self, work: Import, kind: Kind, name: str, table: Table, *, gather: bool) -> None:
        super().__init__(work, kind, name, table)
        self.gather = gather
        self.inner = [each.name for each in self.used if each.inner]
        lines = self.kind.lines.kind.typed if self.kind.lines is not None else ()
        self._lacking = [each.name for each in lines if each.required and each.name not in self.inner]
        self._seen: dict[object, int] = {}
        self._open: dict[object, Draft] = {}

    def where(self, draft: Draft, path: str) -> tuple[int, str]:
        """The row and column of a problem's field (`rate` or `lines.2.product`)."""
        parts = path.split(".")
        if len(parts) == 3:
            return draft.line_rows[int(parts[1]) - 1], self.heading(parts[2])
        return draft.rows[0], self.heading(path)

    def drafts(self, chunk: Chunk) -> list[Draft]:
        """The records that a chunk of rows completes."""
        values = self.values(chunk)
        self._gather(chunk.numbers, values)
        if self.gather:
            return []
        done = list(self._open.values())
        if self.kind.lines is None:
            self._open = {}
            return done
        self._open = dict([self._open.popitem()])
        return done[:-1]

    def last(self) -> list[Draft]:
        """The records that the end of the table completes."""
        done, self._open = list(self._open.values()), {}
        return done

    def _gather(self, numbers: Sequence[int], values: Mapping[str, list[Any]]) -> None:
        alone: Sequence[Any] = [()] * len(numbers)
        own = list(zip(*(values[name] for name in self.own), strict=True)) or alone
        filled = self._filled(numbers, values)
        inner = list(zip(*(self._lines(numbers, name, filled, values) for name in self.inner), strict=True))
        for name in self._lacking:
            for number in compress(numbers, filled):
                self.trouble(number, self.heading(name), MISSING)
        uids = self.uids() if KEY in self.at else [""] * len(numbers)
        keys = self._keys(values, len(numbers), uids)
        for number, key, mine, line, is_line, uid in zip(
            numbers, keys, own, inner or alone, filled, uids, strict=True
        ):
            draft = self._open.get(key)
            if draft is None:
                draft = self._begin(number, key, mine, uid)
            elif mine != draft.own:
                self._agree(draft, number, mine)
            draft.rows.append(number)
            if is_line:
                draft.lines.append(line)
                draft.line_rows.append(number)

    def _filled(self, numbers: Sequence[int], values: Mapping[str, list[Any]]) -> Sequence[bool]:
        """Whether each row has a line: a value in a column of lines."""
        names = [name for name in self.inner if name in self.at]
        if not names or not all(self.cells[name].blank for name in names):
            return [bool(names)] * len(numbers)
        return [any(each is not None for each in row) for row in zip(*map(values.get, names), strict=True)]

    def _lines(
        self, numbers: Sequence[int], name: str, filled: Sequence[bool], values: Mapping[str, list[Any]]
    ) -> list[Any]:
        """A column of lines with its default where it is empty; where it must not be, a problem."""
        column, field = values[name], self.columns[name].field
        if not self.cells[name].blank:
            return column
        if field.required:
            for number, value, is_line in zip(numbers, column, filled, strict=True):
                if is_line and value is None:
                    self.trouble(number, self.heading(name), MISSING)
        return list(map(field.or_default, column))

    def _keys(self, values: Mapping[str, list[Any]], count: int, uids: Sequence[str]) -> Sequence[object]:
        """What rows of one record share, None for a row that stands alone."""
        keys: Sequence[object] = [None] * count
        names = identity(self.kind) if self.kind.lines is not None else ()
        if any(name in values for name in names):
            keys = self._shared([values.get(name, list(keys)) for name in names], names)
        return [uid or key for uid, key in zip(uids, keys, strict=True)] if KEY in self.at else keys

    def _shared(self, columns: Sequence[list[Any]], names: Sequence[str]) -> Sequence[object]:
        if len(names) == 1:
            return columns[0]
        required = [place for place, name in enumerate(names) if self.kind.field(name).required]
        return [
            None if any(row[place] is None for place in required) else row
            for row in zip(*columns, strict=True)
        ]

    def _begin(self, number: int, key: object, own: Sequence[Any], uid: str) -> Draft:
        if key is None:
            key = -number
        elif key in self._seen:
            raise Scattered
        else:
            self._seen[key] = number
        draft = self._open[key] = Draft(own, uid)
        return draft

    def _agree(self, draft: Draft, number: int, own: Sequence[Any]) -> None:
        """Take from a row what its record lacks yet; it must not say anything else."""
        merged = list(draft.own)
        for place, value in enumerate(own):
            if merged[place] is None:
                merged[place] = value
            elif value is not None and value != merged[place]:
                reason = _("Differs from row {n}.")(n=draft.rows[0])
                self.trouble(number, self.heading(self.own[place]), reason)
        draft.own = merged
