"""What can be done with the rows of a list: by keys, and by the menu at a row."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from passerella.texts.label import _
from passerella.ui.context import Context
from passerella.ui.table import RecordTable, narrowing
from passerella.ui.widgets.listview import ListView

Narrow = Callable[[str, object], None]
Keys = str | QKeySequence.StandardKey


class RowMenu(QObject):
    """The commands of a list in the order they were added, before the last one that narrows the list."""

    def __init__(self, context: Context, table: RecordTable, view: ListView, narrow: Narrow) -> None:
        super().__init__(view)
        self._context, self._table, self._view, self._narrow = context, table, view, narrow
        self._actions: list[QAction] = []
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._menu_at)
        self._keyed(QAction(view), self._menu_by_key, "Shift+F10")

    def add(self, text: str, slot: Callable[[], None], *keys: Keys) -> QAction:
        """Add a command with its keys, which work while the list has the focus."""
        action = QAction(text, self._view)
        self._keyed(action, slot, *keys)
        self._actions.append(action)
        return action

    def _keyed(self, action: QAction, slot: Callable[[], None], *keys: Keys) -> None:
        action.setShortcuts([QKeySequence(each) for each in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: slot())
        self._view.addAction(action)

    def _menu_by_key(self) -> None:
        self._menu_at(self._view.visualRect(self._view.currentIndex()).center())

    def _menu_at(self, point: QPoint) -> None:
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        *most, last = self._actions
        menu.addActions(most)
        self._add_narrowing(menu)
        menu.addSeparator()
        menu.addAction(last)
        menu.popup(self._view.viewport().mapToGlobal(point))

    def _add_narrowing(self, menu: QMenu) -> None:
        index = self._view.currentIndex()
        record = self._table.record_at(index.row()) if index.isValid() else None
        field = self._table.columns[index.column()] if record is not None else None
        if field is None or not narrowing(field):
            return
        value = getattr(record, field.name)
        if value is not None:
            text = _("Only {column}: {value}")(column=field.label, value=index.data())
            menu.addAction(self._context.say(text), partial(self._narrow, field.name, value))
