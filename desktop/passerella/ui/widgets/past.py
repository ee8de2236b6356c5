"""What was there before each step, to go back and forth."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QTimer

S = TypeVar("S")


class Past(Generic[S]):
    """States before each step. All that happens until the window goes on by itself is one step, as a pasted
    block is."""

    def __init__(self) -> None:
        self.before: list[S] = []
        self.after: list[S] = []
        self._within = False

    def remember(self, state: S) -> None:
        """A step begins from this state, unless it has begun already."""
        if not self._within:
            self._within = True
            QTimer.singleShot(0, self._end)
            self.before.append(state)
            self.after.clear()

    def _end(self) -> None:
        self._within = False

    def back(self, now: S) -> S:
        """The state before the last step."""
        self.after.append(now)
        return self.before.pop()

    def forth(self, now: S) -> S:
        """The state after the step that was last taken back."""
        self.before.append(now)
        return self.after.pop()
