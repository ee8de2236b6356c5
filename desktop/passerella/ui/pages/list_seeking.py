"""Letters typed in a list go to the record that begins so."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from passerella.records.core import Kind
from passerella.store import finding
from passerella.store.finding import Query
from passerella.texts.label import _
from passerella.ui.asking import Asking
from passerella.ui.context import Context
from passerella.ui.pages.list_standing import Standing
from passerella.ui.table import RecordTable
from passerella.ui.widgets.listview import ListView

_SOUGHT = 200


class Seeking(QObject):
    """Goes to the first record that begins as was typed; the same letter again goes to the next one."""

    def __init__(
        self,
        context: Context,
        kind: Kind,
        table: RecordTable,
        view: ListView,
        standing: Standing,
        asking: Asking,
        query: Callable[[], Query],
    ) -> None:
        super().__init__(view)
        self._context, self._kind, self._table, self._standing = context, kind, table, standing
        self._asking, self._query = asking, query
        self._hits: list[int] = []
        view.sought.connect(self._seek)

    def _seek(self, typed: str) -> None:
        if len(typed) > 1 and len(set(typed)) == 1 and self._hits:
            self._hits.append(self._hits.pop(0))
            self._go_to_hit()
        else:
            query = replace(self._query(), begins=typed)
            self._asking.ask(partial(self._sought, typed), finding.find, self._kind, query, _SOUGHT)

    def _sought(self, typed: str, ids: array[int]) -> None:
        self._hits = list(ids)
        self._go_to_hit()
        if not ids:
            self._context.tell(_("Nothing in this list begins with “{typed}”.")(typed=typed))

    def _go_to_hit(self) -> None:
        if self._hits:
            self._standing.go_to(self._table.row_of(self._hits[0]))
