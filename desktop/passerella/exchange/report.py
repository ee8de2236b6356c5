"""What an import tells about a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from passerella.texts.label import Label, _

Watch = Callable[[int, int], None]
"""Told how much of how much is done; raises to stop the work."""


def unwatched(_done: int, _total: int) -> None:
    """The watch of nobody."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong in a file: the row as its program numbers it (0: the whole file), the column, why."""

    row: int
    column: str
    reason: Label
    sheet: str = ""

    @property
    def said(self) -> Label:
        """The place and the reason in one sentence."""
        values = {"sheet": self.sheet, "n": str(self.row), "column": self.column, "reason": self.reason}
        if not self.row:
            return _("{column}: {reason}")(**values)
        if self.sheet:
            return _("sheet {sheet}, row {n}, column {column}: {reason}")(**values)
        return _("row {n}, column {column}: {reason}")(**values)


@dataclass(slots=True)
class Report:
    """What an import did, or would do in a dry run. `new`, `changed` and `known` (records that stand
    already and say the same) are counts by the kind's code; `made` are the code and title of each record
    made of a name in the file, none where a problem keeps all of it from being written."""

    source: str
    rows: int = 0
    new: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    made: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Trouble] = field(default_factory=list)
    notices: list[Trouble] = field(default_factory=list)
    saved: bool = False
    skipped: list[Trouble] = field(default_factory=list)
    skipped_rows: int = 0
    misheaded: bool = False
    """Whether headings are wrong."""

    @property
    def whole(self) -> bool:
        """Whether a problem concerns the file as a whole: its headings, or no row at all."""
        return self.misheaded or any(not each.row for each in self.problems)
