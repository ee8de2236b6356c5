"""Undo, redo, delete and erase: short changes, made by the writer while the window goes on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QKeySequence

from passerella.store.errors import CannotWrite, Refused
from passerella.texts.label import Label, _, _n
from passerella.texts.language import Language
from passerella.ui.job import Job, why

if TYPE_CHECKING:
    from passerella.store.workspace import Workspace

Work = Callable[["Workspace"], Label | None]
_SOON_MS = 400


class Changes(QObject):
    """Changes of the workspace that is open, one at a time; undo and redo are actions by name.

    One that is not done soon is said to be under way.
    """

    def __init__(self, parent: QObject, tell: Callable[[Label], None]) -> None:
        super().__init__(parent)
        self._tell = tell
        self._workspace: Workspace | None = None
        self._words: Language | None = None
        self._waiting: deque[tuple[Work, Label]] = deque()
        self._under_way: Label | None = None
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._say_under_way)
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
        self._do(lambda workspace: _said(_("Undone: {what}"), workspace.undo()), _("Undoing…"))

    def redo(self) -> None:
        """Bring the change last undone again."""
        self._do(lambda workspace: _said(_("Done again: {what}"), workspace.redo()), _("Doing it again…"))

    def delete(self, kind: str, ids: Sequence[int]) -> None:
        """Delete records as one change, all or none."""

        def work(workspace: Workspace) -> Label | None:
            records = workspace.page(kind, ids)
            workspace.delete_all(records)
            if len(records) < 2:
                return _("Deleted. Ctrl+Z brings it back.") if records else None
            many = _n(
                "Deleted {n} record. Ctrl+Z brings it back.", "Deleted {n} records. Ctrl+Z brings them back."
            )
            return many(n=len(records))

        self._do(work, _n("Deleting {n} record…", "Deleting {n} records…")(n=len(ids)))

    def erase(self, kind: str, uid: bytes, copies: Sequence[Path]) -> None:
        """Erase a record's words, and delete these copies of the workspace."""

        def work(workspace: Workspace) -> Label | None:
            workspace.erase(kind, uid)
            stay = [copy.name for copy in copies if not _removed(copy)]
            if stay:
                return _("Erased. These could not be deleted: {names}.")(names=tuple(stay))
            return _("Erased.")

        self._do(work, _("Erasing…"))

    def _do(self, work: Work, under_way: Label) -> None:
        """Do work that returns what is to be said of it, nothing when it changed nothing."""
        self._waiting.append((work, under_way))
        if not self._job.running:
            self._next()

    def _next(self) -> None:
        workspace = self._workspace
        if workspace is not None and self._waiting:
            work, self._under_way = self._waiting.popleft()
            self._job.start(lambda _watch: work(workspace))
            self._soon.start()

    def _say_under_way(self) -> None:
        if self._under_way is not None:
            self._tell(self._under_way)

    def _done(self, said: Label | None) -> None:
        self._soon.stop()
        if said is not None:
            self._tell(said)
        self._next()

    def _failed(self, reason: Refused | CannotWrite) -> None:
        self._soon.stop()
        self._tell(why(reason))
        self._next()


def _said(sentence: Label, what: Label | None) -> Label | None:
    return what and sentence(what=what)


def _removed(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True
