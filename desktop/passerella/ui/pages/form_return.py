"""Coming back to a form: to where one was in it, with what was made elsewhere meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from passerella.ui.context import Context
from passerella.ui.pages.form_fields import FormFields
from passerella.ui.pages.form_rows import FormRows

_AT, _AWAITED = "at", "awaited"


class Return:
    """Keeps beside a form's texts where one left it, and the kind of record that one left it to make."""

    def __init__(self, context: Context, fields: FormFields, rows: FormRows | None) -> None:
        self._context, self._fields, self._rows = context, fields, rows
        self._awaited: list[Any] = []
        self._at: str | list[int] = ""

    def await_one(self, kind: str) -> None:
        """A record of this kind is to be made for the place where one works."""
        self._awaited = [kind, self._newest(kind)]

    def _newest(self, kind: str) -> int:
        newest = self._context.workspace.newest(kind)
        return newest.id if newest is not None else 0

    def texts(self, worked_in: QWidget | None) -> dict[str, Any]:
        """What is kept of it in a draft."""
        at: str | list[int] = self._fields.of(worked_in)
        if self._rows is not None and self._rows.grid.isAncestorOf(worked_in or self._rows):
            index = self._rows.grid.currentIndex()
            at = [index.row(), index.column()]
        return {_AT: at, _AWAITED: self._awaited}

    def take(self, draft: Mapping[str, Any]) -> None:
        """Find out of a draft where one was, and put what was made meanwhile there."""
        at, awaited = draft.get(_AT), draft.get(_AWAITED)
        if not isinstance(awaited, list) or len(awaited) != 2:
            return  # one left it for the day, and begins at its beginning
        cell = isinstance(at, list) and len(at) == 2 and all(isinstance(each, int) for each in at)
        if at is not None and (cell or isinstance(at, str)):
            self._at = at
        if self._newest(awaited[0]) != awaited[1]:
            self._put(awaited[0], self._newest(awaited[0]))

    def _put(self, kind: str, id: int) -> None:
        if isinstance(self._at, str):
            if self._at in self._fields.inputs:
                self._fields.inputs[self._at].set_value(id)
        elif self._rows is not None and (index := self._rows.at(*self._at)).isValid():
            made = self._context.workspace.get(kind, id)
            assert made is not None
            self._rows.table.setData(index, self._context.workspace.title(made, self._context.language))

    def focus(self) -> bool:
        """Put the cursor where one was; False where that is not known."""
        if isinstance(self._at, str) and self._at in self._fields.inputs:
            self._fields.inputs[self._at].widget.setFocus()
            return True
        if isinstance(self._at, list) and self._rows is not None:
            index = self._rows.at(*self._at)
            self._rows.go_to(index)
            return index.isValid()
        return False
