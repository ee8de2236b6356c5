"""What a file seems to hold: its kind, what its headings mean, how its first rows would be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from passerella.exchange.columns import ALL, LEFT_OUT, Column, columns, computed, folded, headings, is_heading
from passerella.exchange.reading import read_cell, unmarked
from passerella.exchange.tables import Cell, Table, read_tables
from passerella.records.core import Kind
from passerella.records.everything import kinds
from passerella.records.kinds import FieldKind, Reference, Typing
from passerella.texts.label import Label, Wrong, _
from passerella.texts.language import Language


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as it would be read, and why it cannot be."""

    text: str
    problem: Label | None = None


class Source:
    """A file that may be imported; `encoding` is that of its text, else it is guessed. Raises `Wrong`."""

    def __init__(self, path: Path, encoding: str = "") -> None:
        self.path = path
        self._tables = read_tables(path, encoding, is_heading)

    @property
    def encoding(self) -> str:
        """In which encoding its text is read; '' for a workbook."""
        return next(iter(self._tables.values())).encoding

    @property
    def whole(self) -> bool:
        """Whether it is a workbook of everything: every sheet is called as a kind."""
        return set(self._tables) <= {kind.code for kind in kinds().values()}

    def table(self, code: str) -> Table:
        """The table that an import of a kind takes."""
        return self._tables.get(code) or next(iter(self._tables.values()))

    def likely(self) -> str:
        """The code of the kind whose columns fit best, `ALL` for a workbook of several, '' for none."""
        if self.whole and len(self._tables) > 1:
            return ALL
        if self.whole:
            return next(iter(self._tables))
        words = {folded(heading) for heading in self.table("").header}
        ranks = {kind.code: _fit(kind, words) for kind in kinds().values()}
        best = max(ranks, key=lambda code: ranks[code])
        return best if ranks[best] > (0, 0) else ""


def _fit(kind: Kind, words: set[str]) -> tuple[int, int]:
    """How many headings a kind knows, and how few of its needed columns are missing."""
    known = headings(kind)
    found = {known[word] for word in words if word in known}
    missing = [each.name for each in columns(kind) if each.field.required and each.name not in found]
    return len(found), -len(missing)


def meanings(kind: Kind, table: Table) -> dict[str, str]:
    """The column that each heading means, `LEFT_OUT` for what is computed; unknown ones are missing."""
    known, passed = headings(kind), computed(kind)
    found: dict[str, str] = {}
    for heading in filter(None, table.header):
        word = folded(heading)
        if word in known:
            found[heading] = known[word]
        elif word in passed:
            found[heading] = LEFT_OUT
    return found


def first_rows(
    kind: Kind, table: Table, meant: Mapping[str, str], typing: Typing, language: Language, count: int
) -> list[dict[str, Shown]]:
    """The first rows as they would be read, each by heading, without what is left out."""
    known = {each.name: each for each in columns(kind)}
    return [
        {
            heading: _shown(known.get(meant[heading]), table.plain(cell), typing, language)
            for heading, cell in zip(table.header, row, strict=False)
            if meant.get(heading)
        }
        for row in table.first(count)
    ]


def _shown(column: Column | None, cell: Cell, typing: Typing, language: Language) -> Shown:
    kind = FieldKind() if column is None else column.field.kind
    plain = FieldKind() if isinstance(kind, Reference) else kind
    if column is not None and column.is_amount and isinstance(cell, str):
        cell, _currencies = unmarked(cell)
    try:
        return Shown(plain.show(read_cell(plain, cell, typing), language))
    except Wrong as reason:
        return Shown(str(cell), reason.label)
    except (ArithmeticError, ValueError):
        return Shown(str(cell), _("This cannot be read."))
