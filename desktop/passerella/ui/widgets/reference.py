"""A line that finds another record by a part of its name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from passerella.ui.widgets.lines import TextLine, is_enter

PAUSE = 150
ID = Qt.ItemDataRole.UserRole


class ReferenceLine(TextLine):
    """Suggests after a pause in typing; takes a suggestion only when one is chosen.

    Down and Enter choose and go on, a click chooses. Tab and Enter without it leave the typed text alone.
    `settled` fires when one was chosen and when a changed text is left.
    """

    settled = Signal()

    def __init__(
        self,
        suggest: Callable[[str], list[tuple[int, str]]],
        exact: Callable[[str], int | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._suggest, self._exact = suggest, exact
        self._chosen: tuple[int, str] | None = None
        self._read_text = ""
        self._found = QStandardItemModel(self)
        self._list = QListView()
        self._list.setUniformItemSizes(True)
        self._completer = QCompleter(self._found, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(10)
        self._completer.setPopup(self._list)
        self._completer.setWidget(self)
        self._list.clicked.connect(self._clicked)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.open_list)
        self.textEdited.connect(self._edited)

    def value(self) -> int | None:
        """The id that was chosen or whose name is typed in full."""
        text = self.text().strip()
        if self._chosen is not None and text == self._chosen[1].strip():
            return self._chosen[0]
        return self._exact(text) if text else None

    def set_value(self, id: int | None, text: str = "") -> None:
        """Show a record by its name."""
        self._pause.stop()
        self._list.hide()
        self._chosen = None if id is None else (id, text)
        self.setText(text)
        self._read_text = self.text()
        self.show_problem("")

    def suggestions(self) -> QListView:
        """The list under the line."""
        return self._list

    def settle(self) -> None:
        """Tell that a changed text was left."""
        if not self._composing and self.text() != self._read_text:
            self._read_text = self.text()
            self.show_problem("")
            self.settled.emit()

    def open_list(self) -> None:
        """Ask for suggestions now and show them."""
        if self._composing or not self.hasFocus() or self.isReadOnly():
            return
        self._found.clear()
        for id, title in self._suggest(self.text().strip()):
            item = QStandardItem(title)
            item.setData(id, ID)
            item.setEditable(False)
            self._found.appendRow(item)
        if not self._found.rowCount():
            self._list.hide()
            return
        self._completer.complete()
        self._list.setCurrentIndex(QModelIndex())

    def go_on(self) -> None:
        self._pause.stop()
        self.settle()
        super().go_on()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.preeditString():
            self._pause.stop()
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = self._list.isVisible()
        if shown and is_enter(event) and not self._composing:
            event.accept()
            index = self._list.currentIndex()
            self._list.hide()
            if index.isValid():
                self._take(index)
            self.go_on()
        elif event.key() == Qt.Key.Key_Down and not shown and not self._composing:
            event.accept()
            self._pause.stop()
            self.open_list()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._pause.stop()
            self._list.hide()
            self.settle()

    def _edited(self) -> None:
        if self.text().strip():
            self._pause.start()
        else:
            self._pause.stop()
            self._list.hide()

    def _clicked(self, index: QModelIndex) -> None:
        self._list.hide()
        self._take(index)

    def _take(self, index: QModelIndex) -> None:
        self.set_value(int(index.data(ID)), str(index.data()))
        self.settled.emit()
