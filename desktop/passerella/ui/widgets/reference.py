"""A line that finds another record by a part of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from passerella.ui.widgets.offers import VALUE, OfferingLine

NEW = 0
"""Stands in the list for a record that is still to be made."""


class ReferenceLine(OfferingLine[int]):
    """A record's id by its name: the one that was chosen, or whose name is typed in full. `begun` brings the
    typed name when `NEW` is chosen."""

    begun = Signal(str)

    def __init__(
        self,
        suggest: Callable[[str], Sequence[tuple[int, str]]],
        exact: Callable[[str], int | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(suggest, exact, str, parent)
        self._chosen: tuple[int, str] | None = None

    def value(self) -> int | None:
        """The id that was chosen or whose name is typed in full."""
        text = self.text().strip()
        if self._chosen is not None and text == self._chosen[1].strip():
            return self._chosen[0]
        return super().value() if text else None

    def set_value(self, value: int | None, text: str = "") -> None:
        """Show a record by its name."""
        self.close_list()
        self._chosen = None if value is None else (value, text)
        self.setText(text)
        self._read_text = self.text()
        self.show_problem("")

    def settle(self) -> None:
        """Tell that a changed text was left."""
        if not self._composing and self.text() != self._read_text:
            self._read_text = self.text()
            self.show_problem("")
            self.settled.emit()

    def _take(self, index: QModelIndex) -> bool:
        if index.data(VALUE) == NEW:
            self.begun.emit(self.text().strip())  # its form has the keyboard now
            return False
        self.set_value(int(index.data(VALUE)), str(index.data()))
        self.settled.emit()
        return True
