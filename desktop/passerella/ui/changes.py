"""Undo, redo, delete and erase: short changes, made by the writer while the window goes on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from passerella.store.errors import CannotWrite, Refused
from passerella.texts.label import Label, _
from passerella.texts.language import Language
from passerella.ui.job import Job, why

if TYPE_CHECKING:
    from passerella.store.workspace import Workspace
    from passerella.ui.drafts import Drafts


class Changes(QObject):
    """Changes of the workspace that is open, one at a time; undo and redo are actions by name."""

    def __init__(self, parent: QObject, tell: Callable[[Label], None]) -> None:
        super().__init__(parent)
        self._tell = tell
        self._workspace: Workspace | None = None
        self._words: Language | None = None
        self._waiting: deque[tuple[Callable[[Workspace], Label | None], Label]] = deque()
        self._said = _("Undone: {what}")
        self._job = Job(self)
        self._job.done.connect(self._done)
        self._job.failed.connect(self._failed)
        self.undo_action, self.redo_action = QAction(self), QAction(self)
        self.undo_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
        self.redo_action.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self.undo_action.triggered.connect(self.undo)
        self.redo_action.triggered.connect(self.redo)

    def use(self, workspace: Workspace | None, words: Language) -> None:
        """Work on this workspace, and name the actions in this language."""
        self._waiting.clear()
        self._workspace, self._words = workspace, words
        self.name()

    def name(self) -> None:
        """Let the actions say what they would undo or redo."""
        if self._words is None:
            return
        say, workspace = self._words.say, self._workspace
        for action, base, label in (
            (self.undo_action, _("&Undo"), workspace.next_undo() if workspace else None),
            (self.redo_action, _("&Redo"), workspace.next_redo() if workspace else None),
        ):
            action.setEnabled(label is not None)
            action.setText(say(base) + (f" {say(label)}" if label else ""))

    def undo(self) -> None:
        """Take the last change back."""
        self._do(lambda workspace: workspace.undo(), _("Undone: {what}"))

    def redo(self) -> None:
        """Bring the change last undone again."""
        self._do(lambda workspace: workspace.redo(), _("Done again: {what}"))

    def delete(self, kind: str, id: int) -> None:
        """Delete a record."""
        from passerella.records.core import kinds

        def work(workspace: Workspace) -> Label | None:
            record = workspace.get(kind, id)
            if record is None:
                return None
            workspace.delete(record)
            return kinds()[kind].label

        self._do(work, _("Deleted. Ctrl+Z brings it back."))

    def erase(self, kind: str, id: int, drafts: Drafts, copies: Sequence[Path]) -> None:
        """Erase a record's words in the workspace and in drafts, and delete these backups."""
        from passerella.records.core import kinds

        def work(workspace: Workspace) -> Label | None:
            words = workspace.erase(kind, id)
            drafts.drop(kind, id)
            drafts.replace(words, f"#{id}")
            for copy in copies:
                copy.unlink(missing_ok=True)
            return kinds()[kind].label

        self._do(work, _("Erased."))

    def _do(self, work: Callable[[Workspace], Label | None], said: Label) -> None:
        self._waiting.append((work, said))
        if not self._job.running:
            self._next()

    def _next(self) -> None:
        workspace = self._workspace
        if workspace is not None and self._waiting:
            work, self._said = self._waiting.popleft()
            self._job.start(lambda _watch: work(workspace))

    def _done(self, what: Label | None) -> None:
        if what is not None:
            self._tell(self._said(what=what))
        self._next()

    def _failed(self, reason: Refused | CannotWrite) -> None:
        self._tell(why(reason))
        self._next()
