"""What can be done with the cells and rows inside a form: by keys, and by the menu at a cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from passerella.texts.label import Label, _
from passerella.ui.widgets.grid import Grid


class CellMenu(QObject):
    """The commands of a grid; the menu key, Shift+F10 and the right button show them."""

    def __init__(self, grid: Grid, say: Callable[[Label], str]) -> None:
        super().__init__(grid)
        self._grid = grid
        copy_all = partial(grid.copy, header=True)
        self._commands: list[tuple[str, str, Callable[[], None]]] = [
            (say(_("Copy")), "Ctrl+C", grid.copy),
            (say(_("Copy with headings")), "Ctrl+Shift+C", copy_all),
            (say(_("Paste")), "Ctrl+V", grid.paste),
            (say(_("Empty the cells")), "Del", grid.clear_cells),
            (say(_("Remove the row")), "Ctrl+Del", self.remove_rows),
        ]
        grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        grid.customContextMenuRequested.connect(self._menu_at)
        for keys, slot in (
            ("Shift+F10", self._menu_by_key),
            ("Ctrl+Shift+C", copy_all),
            ("Ctrl+Del", self.remove_rows),
        ):
            action = QAction(grid)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _checked=False, slot=slot: slot())
            grid.addAction(action)

    def remove_rows(self) -> None:
        """Take the rows out in which cells are selected, or the current one; Ctrl+Z brings them back."""
        grid, model = self._grid, self._grid.model()
        current = grid.currentIndex()
        chosen = {index.row() for index in grid.selectionModel().selectedIndexes()} or {current.row()}
        for row in sorted(chosen - {-1}, reverse=True):
            model.removeRow(row)
        if current.isValid():
            grid.setCurrentIndex(model.index(min(min(chosen), model.rowCount() - 1), current.column()))

    def _menu_by_key(self) -> None:
        self._menu_at(self._grid.visualRect(self._grid.currentIndex()).center())

    def _menu_at(self, point: QPoint) -> None:
        menu = QMenu(self._grid)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, keys, slot in self._commands:
            native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            menu.addAction(f"{text}\t{native}", slot)
        menu.popup(self._grid.viewport().mapToGlobal(point))
