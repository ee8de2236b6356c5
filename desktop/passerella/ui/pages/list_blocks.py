"""Rows of a list to the clipboard, and from it as new records."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from passerella.records.core import Kind
from passerella.store.errors import READ_ONLY, CannotWrite
from passerella.texts.label import Wrong, _, _n
from passerella.ui.context import Context
from passerella.ui.job import Job, why
from passerella.ui.table import RecordTable
from passerella.ui.widgets.clipboard import copy_block, html_rows, html_table, read_block, write_block

if TYPE_CHECKING:
    from passerella.exchange.report import Report, Trouble

AT_ONCE, MOST = 500, 50_000
"""So many rows are copied while one waits; so many at most, since the clipboard holds them all as text."""

Block = tuple[str, str, int, int]
"""Text, HTML, how many rows they hold, how many were selected."""


class Blocks(QObject):
    """Copies rows of a table and pastes new ones. `refused` carries why a pasted block did not go in."""

    refused = Signal(object)

    def __init__(self, context: Context, kind: Kind, table: RecordTable, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._kind, self._table = context, kind, table

    def copy(self, ids: array[int], columns: Sequence[int], selected: int, *, header: bool) -> None:
        """Put the texts of these records on the clipboard; `selected` is how many there would be."""
        head = [[self._table.head(column) for column in columns]] if header else []

        def work() -> Block:
            texts, tables = [], []
            # Part by part: a heap of small lists would have the garbage collector stop the window.
            for rows in chain([head] if head else [], self._table.blocks(ids, columns)):
                texts.append(write_block(rows))
                tables.append(html_rows(rows))
            return "\n".join(texts), html_table(*tables), len(ids), selected

        if len(ids) <= AT_ONCE:
            self._copied(work())
            return
        self._context.tell(_n("Copying {n} row…", "Copying {n} rows…")(n=len(ids)))
        job = Job(self)
        job.done.connect(self._copied)
        job.start(lambda _watch: work())

    def _copied(self, block: Block) -> None:
        text, html, copied, selected = block
        copy_block(text, html)
        if copied < selected:
            label = _("Copied the first {n} of {all} rows. Export takes them all.")
            self._context.tell(label(n=copied, all=selected))
        else:
            self._context.tell(_n("Copied {n} row.", "Copied {n} rows.")(n=copied))

    def paste(self, columns: Sequence[int]) -> None:
        """Make records of the rows on the clipboard, whole or not at all, while the window goes on."""
        from passerella.exchange.pasting import paste_rows

        context, text = self._context, QGuiApplication.clipboard().text()
        if not text.strip() or not context.workspace.writing:
            context.tell(_("There is nothing to paste.") if context.workspace.writing else READ_ONLY)
            return
        names = [self._table.names[column] for column in columns]
        name = context.say(_("Clipboard"))
        work = partial(
            paste_rows,
            *(context.workspace, self._kind, read_block(text), names),
            typing=context.typing,
            name=name,
        )
        job = Job(self)
        job.done.connect(self._pasted)
        job.failed.connect(self._unpasted)
        job.start(lambda _watch: work())

    def _unpasted(self, reason: Wrong | CannotWrite) -> None:
        self._context.tell(why(reason))

    def _pasted(self, report: Report) -> None:
        found: list[Trouble] = report.problems
        self.refused.emit(found)
        if not found:
            pasted = _n("Pasted {n} row. Ctrl+Z takes it back.", "Pasted {n} rows. Ctrl+Z takes them back.")
            self._context.tell(pasted(n=report.rows))
