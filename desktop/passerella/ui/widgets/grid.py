"""A table that moves, copies and pastes as spreadsheets do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from passerella.ui.widgets.cells import Cells, Offers
from passerella.ui.widgets.lines import COMMANDS, is_enter
from passerella.ui.widgets.painting import Index, soften
from passerella.ui.widgets.selected import Refused, SelectedCells, shown_columns

Key = Qt.Key
ARROWS = {
    int(Key.Key_Left): (0, -1),
    int(Key.Key_Right): (0, 1),
    int(Key.Key_Up): (-1, 0),
    int(Key.Key_Down): (1, 0),
}


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo)


def _is_redo(event: QKeyEvent) -> bool:
    plain_y = event.key() == Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return plain_y or event.matches(QKeySequence.StandardKey.Redo)


class Grid(QTableView):
    """A table for typing. Works with any table model whose `setData` returns whether it took the value; keys
    reach the `undo` and `redo` of one that says when it `can_undo` and `can_redo`.

    `refused` carries (row, column, text) of each cell that did not take what was typed or pasted; `typed`
    fires on every key in an open cell.
    """

    refused = Signal(list)
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setTabKeyNavigation(False)
        self._fresh = self._composing = False
        self._target: QWidget | None = None
        self._popup: QAbstractItemView | None = None
        soften(self)
        self._selected = SelectedCells(self)
        self._cells = Cells(self)
        self._cells.refused.connect(self.refused)
        self._cells.typed.connect(self.typed)
        self.setItemDelegate(self._cells)

    def edit(self, index: Index, *how: Any) -> Any:
        """Open a cell; arrows leave it again when it was opened by typing."""
        if not how:
            super().edit(index)
            opened = self.state() == QAbstractItemView.State.EditingState
        else:
            trigger, event = how
            if isinstance(event, QInputMethodEvent):
                self._composing = bool(event.preeditString())
            was_open = self.state() == QAbstractItemView.State.EditingState
            opened = super().edit(index, trigger, event)
            if opened and not was_open:
                self._fresh = trigger == QAbstractItemView.EditTrigger.AnyKeyPressed
        editor = self.indexWidget(index) if opened else None
        if editor is not None:
            target = editor.focusProxy() or editor
            if target is not self._target:
                target.installEventFilter(self)
                self._target, self._popup = target, None
                completer = target.findChild(QCompleter)
                popup = completer.popup() if completer is not None else None
                if popup is not None:
                    popup.installEventFilter(self)
                    self._popup = popup
        return opened if how else None

    @property
    def half_typed(self) -> str | None:
        """What stands in the open cell, None when none is open."""
        open_ = self.state() == QAbstractItemView.State.EditingState
        return self._target.text() if open_ and isinstance(self._target, QLineEdit) else None

    def _step_for(self, event: QKeyEvent) -> str:
        """The step of the model that keys ask for and it can take, '' for none."""
        model = self.model()
        if _is_undo(event) and getattr(model, "can_undo", False):
            return "undo"
        return "redo" if _is_redo(event) and getattr(model, "can_redo", False) else ""

    def _take(self, step: str) -> None:
        """Let the model `undo` or `redo`; one stays in the row, or in the last one that is left."""
        model, index = self.model(), self.currentIndex()
        getattr(model, step)()
        self.setCurrentIndex(model.index(min(index.row(), model.rowCount() - 1), index.column()))

    def offer(self) -> None:
        """Open the current cell with the list of what may stand in it."""
        if self.half_typed is None:
            self.edit(self.currentIndex())
        if isinstance(self._target, QLineEdit):
            self._target.selectAll()
            offers = self._target.findChild(Offers)
            if offers is not None:
                offers.show_for("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._popup and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._popup_key(event)
        if watched is self._target:
            if isinstance(event, QInputMethodEvent):
                self._composing = bool(event.preeditString())
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._edit_key(event)
            elif isinstance(event, QKeyEvent) and (_is_undo(event) or _is_redo(event)):
                event.accept()  # within a cell nothing is undone elsewhere
                return True
        return super().eventFilter(watched, event)

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        self._target, self._popup, self._composing = None, None, False
        super().closeEditor(editor, hint)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            standard = QKeySequence.StandardKey
            own = (standard.Copy, standard.Cut, standard.Paste, standard.Delete)
            if self._step_for(event) or any(event.matches(each) for each in own):
                event.accept()
                return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        # Qt keeps the focus here until the first text is committed and hands the events to the editor.
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        if self._composing:
            return True
        if self.currentIndex().isValid() and self._go_along(1 if next else -1):
            return True
        return super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        standard = QKeySequence.StandardKey
        plain = not event.modifiers() & COMMANDS
        if self._composing:
            event.accept()
            return
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() == Key.Key_Down and self.currentIndex().isValid():
            self.offer()
        elif is_enter(event):
            self._go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1, 0)
        elif event.key() in (Key.Key_Return, Key.Key_Enter):
            event.ignore()
            return
        elif step := self._step_for(event):
            self._take(step)
        elif event.matches(standard.Copy):
            self.copy()
        elif event.matches(standard.Cut):
            self.copy()
            self.clear_cells()
        elif event.matches(standard.Paste):
            self.paste()
        elif plain and event.key() in (Key.Key_Delete, Key.Key_Backspace):
            self.clear_cells()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def copy(self, *, header: bool = False) -> None:
        """Put the selected cells on the clipboard as text and as HTML."""
        self._selected.copy(header=header)

    def paste(self) -> None:
        """Fill cells from the clipboard, with new rows where needed. A single value fills the selection."""
        self._tell(self._selected.paste())

    def clear_cells(self) -> None:
        """Empty the selected cells."""
        self._tell(self._selected.fill(""))

    def _tell(self, refused: list[Refused]) -> None:
        if refused:
            self.refused.emit(refused)

    def _popup_key(self, event: QKeyEvent) -> bool:
        """Enter and Tab take the suggestion that is marked and leave the cell."""
        popup, target = self._popup, self._target
        if popup is not None and event.key() == Key.Key_Control:
            popup.hide()  # a command is to reach the page
        leaves = event.key() in (Key.Key_Return, Key.Key_Enter, Key.Key_Tab, Key.Key_Backtab)
        if popup is None or not isinstance(target, QLineEdit) or not leaves or self._composing:
            return False
        index = popup.currentIndex()
        popup.hide()
        if index.isValid():
            target.setText(str(index.data()))
        return self._edit_key(event)

    def _edit_key(self, event: QKeyEvent) -> bool:
        """What a key does in an open cell; whether that was all."""
        key, modifiers = event.key(), event.modifiers()
        back = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if self._composing:
            return key in (Key.Key_Return, Key.Key_Enter, Key.Key_Tab, Key.Key_Backtab, Key.Key_Escape)
        if is_enter(event):
            self._commit()
            self._go(-1 if back else 1, 0)
        elif key == Key.Key_Down and modifiers & Qt.KeyboardModifier.AltModifier:
            self.offer()
        elif key in (Key.Key_Tab, Key.Key_Backtab) and not modifiers & COMMANDS:
            self._commit()
            if not self._go_along(-1 if back or key == Key.Key_Backtab else 1):
                super().focusNextPrevChild(not back and key == Key.Key_Tab)
        elif key == Key.Key_F2:
            self._fresh = False
        elif self._fresh and key in ARROWS and not back and not modifiers & COMMANDS:
            if not isinstance(self._target, QLineEdit):
                return False
            self._commit()
            self._go(*ARROWS[key])
        else:
            return False
        return True

    def _commit(self) -> None:
        editor = self.indexWidget(self.currentIndex())
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QStyledItemDelegate.EndEditHint.NoHint)
            self.setFocus()

    def _go(self, down: int, right: int) -> None:
        index, shown = self.currentIndex(), shown_columns(self)
        if not index.isValid() or index.column() not in shown:
            return
        row = index.row() + down
        while 0 <= row < self.model().rowCount() and self.isRowHidden(row):
            row += down or 1
        at = shown.index(index.column()) + right
        if 0 <= row < self.model().rowCount() and 0 <= at < len(shown):
            self.setCurrentIndex(self.model().index(row, shown[at]))

    def _go_along(self, step: int) -> bool:
        """To the next cell that takes a text, or the one before, over the row's end; False at the end of the
        table."""
        for each in self._along(step):
            if each.flags() & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(each)
                return True
        return False

    def _along(self, step: int) -> Iterator[QModelIndex]:
        """The cells after the current one, or before it, row by row."""
        index, shown, model = self.currentIndex(), shown_columns(self), self.model()
        if not index.isValid() or index.column() not in shown:
            return
        row, at = index.row(), shown.index(index.column()) + step
        while 0 <= row < model.rowCount():
            while 0 <= at < len(shown):
                yield model.index(row, shown[at])
                at += step
            row, at = row + step, 0 if step > 0 else len(shown) - 1
