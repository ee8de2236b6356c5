"""Lists written to files while the window goes on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from passerella.texts.label import Wrong, _
from passerella.ui.job import Job, why

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

        code = kinds()[kind].code
        folder = Path(context.settings.get("folder/export", str(Path.home())))
        proposed = folder / f"{code}-{context.today():%Y-%m-%d}.xlsx"
        name, _filter = QFileDialog.getSaveFileName(
            self._window, context.say(_("Export")), str(proposed), "Excel (*.xlsx);;CSV (*.csv)"
        )
        if name:
            context.settings.set("folder/export", str(Path(name).parent))
            self.write(context, code, Path(name))

    def write(self, context: Context, code: str, path: Path) -> None:
        """Write the records of the kind that files call `code`."""
        from passerella.exchange.exporting import export_file

        def work(_watch: object) -> str:
            export_file(context.workspace, code, path, context.language)
            return path.name

        self._context = context
        self.start(work)

    def _written(self, name: str) -> None:
        if self._context is not None:
            self._context.tell(_("Exported to {name}")(name=name))

    def _unwritten(self, reason: Wrong) -> None:
        if self._context is not None:
            self._context.tell(why(reason))
