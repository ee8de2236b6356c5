"""What the window asks of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from passerella.ui.job import Job

if TYPE_CHECKING:
    from passerella.ui.context import Context


class Page(QWidget):
    """A page of the window. It asks the workspace again when a kind it shows has changed,
    unless it is typed into: then what is typed stays. What takes time is `asked` off the window's
    thread; the old content stays until the answer is there."""

    wanted = Signal(object)
    """An import that the page wants the window to begin."""

    complete = Signal()
    """Everything that the page shows is to be seen."""

    settled = Signal()
    """The page, the first one of a workspace, looks as it will at the next start."""

    shows: frozenset[str] = frozenset()
    typed_into = False

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.asked = Job(self)

    @property
    def waiting(self) -> bool:
        """Whether what the page asked for is still to come."""
        return self.asked.running

    @property
    def unfinished(self) -> bool:
        """Whether something that can wait is still to come, its figures being there."""
        return False

    def refresh(self) -> None:
        """Ask the workspace again and show what it says."""

    def changed(self, touched: frozenset[str]) -> None:
        """Kinds were changed, and the page shows some of them."""
        self.refresh()

    def keep(self) -> None:
        """Keep what is half typed: the page may go away now."""

    def print_sheet(self) -> bool:
        """Print the sheet in sight; False where there is none."""
        return False

    def focus_search(self) -> None:
        """Put the cursor into the page's search line, where it has one."""

    def focus_first(self) -> None:
        """Put the cursor where work on this page begins."""
        self.setFocus()
