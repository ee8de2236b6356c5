"""Lists, and everything about one record, written to files while the window goes on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from passerella.texts.label import Wrong, _
from passerella.ui.job import Job, why
from passerella.ui.saving import ask_target, file_name

if TYPE_CHECKING:
    from passerella.ui.context import Context


class Exporting(Job):
    """One export at a time."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._context: Context | None = None
        self.done.connect(self._written)
        self.failed.connect(self._unwritten)

    def ask(self, context: Context, kind: str) -> None:
        """Ask where, then write the records of a kind."""
        from passerella.records.core import kinds

        found = kinds()[kind]
        path = self._where(context, context.say(found.plural), "Excel (*.xlsx);;CSV (*.csv)")
        if path is not None:
            self.write(context, found.code, path)

    def ask_about(self, context: Context, kind: str, id: int) -> None:
        """Ask where, then write everything about one record."""
        path = self._where(context, f"{kind}-{id}", "Excel (*.xlsx)")
        if path is not None:
            self.write_about(context, kind, id, path)

    def _where(self, context: Context, name: str, files: str) -> Path | None:
        proposed = file_name(name, context, ".xlsx")
        return ask_target(self._window, context.settings, "export", context.say(_("Export")), proposed, files)

    def write(self, context: Context, code: str, path: Path) -> None:
        """Write the records of the kind that files call `code`."""
        from passerella.exchange.exporting import export_file

        def work(_watch: object) -> str:
            export_file(context.workspace, code, path, context.language)
            return path.name

        self._context = context
        self.start(work)

    def write_about(self, context: Context, kind: str, id: int, path: Path) -> None:
        """Write a record, its earlier states and what refers to it."""
        from passerella.exchange.exporting import export_about
        from passerella.records.core import kinds

        def work(_watch: object) -> str:
            export_about(context.workspace, kinds()[kind], id, path, context.language)
            return path.name

        self._context = context
        self.start(work)

    def _written(self, name: str) -> None:
        if self._context is not None:
            self._context.tell(_("Exported to {name}")(name=name))

    def _unwritten(self, reason: Wrong) -> None:
        if self._context is not None:
            self._context.tell(why(reason))
