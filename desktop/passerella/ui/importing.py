"""An import under way: its progress and its Cancel in the status line, while the window goes on."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from passerella.store.errors import CannotWrite
from passerella.texts.label import Label, Wrong, _, _n
from passerella.texts.language import Language
from passerella.ui.job import Cancelled, Job, Watch, why
from passerella.ui.widgets.buttons import PlainButton
from passerella.ui.widgets.paint import Words

if TYPE_CHECKING:
    from passerella.exchange.report import Report
    from passerella.records.kinds import Typing
    from passerella.store.workspace import Workspace

STOPPED = _("The import of {name} was stopped; nothing of it was saved.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be imported: a kind's code, a file and its encoding, the columns its headings mean."""

    code: str
    path: Path
    mapping: dict[str, str] = field(default_factory=dict)
    skip_bad: bool = False
    encoding: str = ""


def bring_in(
    workspace: Workspace, typing: Typing, wanted: Wanted, watch: Watch, *, dry_run: bool = False
) -> Report:
    """Import what is wanted: all rows or none, as one change; nothing is written by a dry run."""
    from passerella.exchange.importing import import_file  # too much for the window's thread

    return import_file(
        workspace,
        wanted.code,
        wanted.path,
        typing=typing,
        dry_run=dry_run,
        mapping=wanted.mapping,
        skip_bad=wanted.skip_bad,
        encoding=wanted.encoding,
        watch=watch,
    )


def outcome(report: Report) -> Label:
    """What came of an import."""
    if report.problems:
        problems = _n("{n} problem; nothing was imported", "{n} problems; nothing was imported")
        return problems(n=len(report.problems))
    said = _n(
        "Imported {name}: {n} row. Ctrl+Z takes it back.",
        "Imported {name}: {n} rows. Ctrl+Z takes them back.",
    )
    if report.skipped_rows:
        said = _n(
            "Imported {name}: {n} row, {left} left out. Ctrl+Z takes it back.",
            "Imported {name}: {n} rows, {left} left out. Ctrl+Z takes them back.",
        )
    return said(name=report.source, n=report.rows - report.skipped_rows, left=report.skipped_rows)


class Importing(QWidget):
    """One import at a time. `came_in` brings what was wanted and the report."""

    came_in = Signal(object, object)
    said = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._wanted: Wanted | None = None
        self._name, self._cancel = Words("", "quiet", quiet=True), PlainButton("")
        self._cancel.clicked.connect(self.cancel)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(160, 10)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for each in (self._name, self._bar, self._cancel):
            row.addWidget(each)
        self._job = Job(self)
        self._job.progressed.connect(self._moved)
        self._job.done.connect(self._done)
        self._job.failed.connect(self._failed)
        self.hide()

    @property
    def running(self) -> bool:
        """Whether an import is under way."""
        return self._job.running

    def speak(self, words: Language) -> None:
        """Say everything in this language."""
        self._cancel.setText(words.say(_("Cancel")))
        if self._wanted is not None:
            label = _("Importing {name}…")(name=self._wanted.path.name)
            self._name.setText(words.say(label))
            self._bar.setAccessibleName(words.say(label))

    def start(self, workspace: Workspace, typing: Typing, wanted: Wanted, words: Language) -> None:
        """Begin an import: all rows or none, as one change."""
        self._wanted = wanted
        self._bar.setRange(0, 0)
        self.speak(words)
        self.show()
        self._job.start(lambda watch: bring_in(workspace, typing, wanted, watch))

    def cancel(self) -> None:
        """Stop the import; the file is then as it was."""
        self._job.cancel()

    def stop(self) -> str:
        """Stop the import and wait until it has: the workspace may then be closed.

        Returns the name of the file when nothing of it was saved.
        """
        if self._wanted is None or not self.running:
            return ""
        self._job.cancel()
        return "" if self._job.finish() else self._wanted.path.name

    def _moved(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _done(self, report: Report) -> None:
        self.hide()
        self.came_in.emit(self._wanted, report)

    def _failed(self, reason: Cancelled | CannotWrite | Wrong) -> None:
        self.hide()
        assert self._wanted is not None
        name = self._wanted.path.name
        self.said.emit(STOPPED(name=name) if isinstance(reason, Cancelled) else why(reason))
