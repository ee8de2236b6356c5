"""The cells of a column to values, each distinct cell once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any, TypeVar

from passerella.texts.label import Label, Wrong, _

MANY = 50_000
C = TypeVar("C", bound=Hashable)


class Cells(dict[C, Any]):
    """What the cells of one column mean; `read` is asked once a distinct cell and may raise `Wrong`."""

    def __init__(self, read: Callable[[C], Any]) -> None:
        super().__init__()
        self._read = read
        self._nothing: set[C] = set()
        self._wrong: dict[C, Label] = {}
        self.blank = False
        """Whether one of the cells last read has no value."""

    def of(self, column: Sequence[C]) -> list[Any]:
        """The value of each cell, None for an empty or wrong one."""
        if len(self) > MANY:
            self.clear()
            self._nothing.clear()
            self._wrong.clear()
        values = list(map(self.__getitem__, column))
        self.blank = bool(self._nothing) and not self._nothing.isdisjoint(column)
        return values

    def wrong(self, column: Sequence[C]) -> Iterator[tuple[int, Label]]:
        """The places of wrong cells in a column whose values were asked, with the reasons."""
        if self._wrong:
            for place, cell in enumerate(column):
                if (reason := self._wrong.get(cell)) is not None:
                    yield place, reason

    def __missing__(self, cell: C) -> Any:
        value = None
        try:
            value = self._read(cell)
        except Wrong as reason:
            self._wrong[cell] = reason.label
        except (ArithmeticError, ValueError):
            self._wrong[cell] = _("This cannot be read.")
        if value is None:
            self._nothing.add(cell)
        self[cell] = value
        return value
