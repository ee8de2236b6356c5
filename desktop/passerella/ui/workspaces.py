"""Choosing, making and opening a workspace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from passerella.store.errors import CannotOpen, Held
from passerella.texts.home import home
from passerella.texts.label import Label, _
from passerella.ui.home import Settings
from passerella.ui.job import Job, why
from passerella.ui.saving import ask_target, folder

if TYPE_CHECKING:
    from passerella.store.workspace import Workspace

_FILES = "Passerella (*.passerella)"
_REMEMBERED = 10


class Workspaces(QObject):
    """`opened` brings a workspace, `held` who keeps it from being written, `refused` why there is none;
    the one before then stays.
    """

    opened = Signal(object)
    held = Signal(object)
    refused = Signal(object)

    def __init__(self, window: QWidget, settings: Settings, say: Callable[[Label], str]) -> None:
        super().__init__(window)
        self._window, self._settings, self._say = window, settings, say
        self._last: Workspace | None = None
        self._sample = Job(self)
        self._sample.done.connect(self.open)
        self._sample.failed.connect(self._failed)

    def open(self, path: Path) -> None:
        """Open a workspace: read-only where someone else holds it; what is open here stays as it is."""
        from passerella.store.workspace import Workspace

        if self._last is not None and self._last.is_at(path):
            return
        holder: Label | None = None
        try:
            try:
                found = Workspace(path)
            except Held as reason:
                holder = reason.label
                found = Workspace(path, writing=False)
        except CannotOpen as reason:
            self.refused.emit(reason.label)
            return
        self._use(found)
        if holder is not None:
            self.held.emit(holder)

    def new(self) -> None:
        """Ask where, then make a new workspace."""
        from passerella.store.workspace import Workspace

        path = ask_target(self._window, self._settings, "new", self._say(_("New workspace")), "", _FILES)
        if path is None:
            return
        try:
            self._use(Workspace.create(path, path.stem))
        except CannotOpen as reason:
            self.refused.emit(reason.label)

    def ask(self) -> None:
        """Ask which file, then open it."""
        name, _kind = QFileDialog.getOpenFileName(
            self._window, self._say(_("Open a workspace")), str(folder(self._settings, "open")), _FILES
        )
        if name:
            self._settings.set("folder/open", str(Path(name).parent))
            self.open(Path(name))

    def sample(self, code: str) -> None:
        """Make the sample workspace, in this language, beside the settings if needed, and open it."""
        self._sample.start(lambda _watch: _made_sample(code))

    def _use(self, found: Workspace) -> None:
        self._last = found
        self._remember(found.path)
        self.opened.emit(found)

    def _remember(self, path: Path) -> None:
        recent = [each for each in self._settings.get("recent", []) if each != str(path)]
        self._settings.set("recent", [str(path), *recent][:_REMEMBERED])

    def forget(self) -> None:
        """Forget which workspaces were open."""
        self._settings.set("recent", [])

    def _failed(self, reason: CannotOpen) -> None:
        self.refused.emit(why(reason))


def _made_sample(code: str) -> Path:
    from passerella.exchange.sample import make_sample

    path = home() / "sample.passerella"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        make_sample(path, code)
    return path
