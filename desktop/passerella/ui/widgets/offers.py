"""A line with a list of suggestions under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, TypeVar

from PySide6.QtCore import QModelIndex, QRect, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from passerella.ui import look
from passerella.ui.widgets.lines import ParsedLine, is_enter
from passerella.ui.widgets.painting import Rows

T = TypeVar("T")
PAUSE = 150
_WIDEST, _MARGIN = 420, 6
VALUE = Qt.ItemDataRole.UserRole
Suggest = Callable[[str], Sequence[tuple[Any, str]]]
"""Values that may be meant by a text and how the list names them."""


def show_whole(completer: QCompleter, under: QWidget) -> None:
    """Show the list of a completer under a widget, wider than that where its words are."""
    popup = completer.popup()
    assert popup is not None
    if not isinstance(popup.itemDelegate(), Rows):
        popup.setItemDelegate(Rows(popup))  # its words begin under those in the line
    words = popup.sizeHintForColumn(0) + popup.verticalScrollBar().sizeHint().width() + 2 * _MARGIN
    completer.complete(QRect(0, 0, max(under.width(), min(words, _WIDEST)), under.height()))


class OfferingLine(ParsedLine[T]):
    """Suggests after a pause in typing; takes a suggestion only when one is chosen.

    Down opens the list and marks. Enter and Tab take what is marked and go on, a click chooses; without a
    mark they leave the typed text alone. `settled` fires when one was chosen and when a changed text is left.
    """

    def __init__(
        self,
        suggest: Suggest,
        parse: Callable[[str], T | None],
        show: Callable[[T], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parse, show, parent)
        self._suggest = suggest
        self._found = QStandardItemModel(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.open_list)
        self.textEdited.connect(self._edited)

    @cached_property
    def _completer(self) -> QCompleter:
        """Made with its list when that is first asked for: a form has many lines, and few lists are seen."""
        made, offered = QCompleter(self._found, self), QListView()
        look.flatten(offered)
        offered.setUniformItemSizes(True)
        offered.clicked.connect(self._clicked)
        made.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        made.setMaxVisibleItems(10)
        made.setPopup(offered)
        made.setWidget(self)
        return made

    def suggestions(self) -> QListView:
        """The list under the line."""
        offered = self._completer.popup()
        assert isinstance(offered, QListView)
        return offered

    @property
    def _offers(self) -> bool:
        """Whether the list is seen."""
        return "_completer" in self.__dict__ and self.suggestions().isVisible()

    def open_list(self) -> None:
        """Ask for suggestions now and show them."""
        if self._composing or not self.hasFocus() or self.isReadOnly():
            return
        self._found.clear()
        for value, title in self._suggest(self.text().strip()):
            item = QStandardItem(title)
            item.setData(value, VALUE)
            item.setEditable(False)
            self._found.appendRow(item)
        if not self._found.rowCount():
            self._hide()
            return
        show_whole(self._completer, self)
        self.suggestions().setCurrentIndex(QModelIndex())

    def close_list(self) -> None:
        """Offer nothing, now or in a moment."""
        self._pause.stop()
        self._hide()

    def _hide(self) -> None:
        if self._offers:
            self.suggestions().hide()

    def set_value(self, value: T | None) -> None:
        """Show a value."""
        self.close_list()
        super().set_value(value)

    def go_on(self) -> None:
        self._pause.stop()
        super().go_on()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.preeditString():
            self._pause.stop()
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = self._offers
        if shown and event.key() == Qt.Key.Key_Control:
            self._hide()  # a command is to reach the page
        if shown and is_enter(event) and not self._composing:
            event.accept()
            if self._take_marked():
                self.go_on()
        elif event.key() == Qt.Key.Key_Down and not shown and not self._composing:
            event.accept()
            self._pause.stop()
            self.open_list()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        if self._offers and not self._composing and not self._take_marked():
            return True
        return super().focusNextPrevChild(next)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.close_list()
        super().focusOutEvent(event)

    def _edited(self) -> None:
        if self.text().strip():
            self._pause.start()
        else:
            self.close_list()

    def _clicked(self, index: QModelIndex) -> None:
        self._hide()
        self._take(index)

    def _take_marked(self) -> bool:
        index = self.suggestions().currentIndex()
        self._hide()
        return not index.isValid() or self._take(index)

    def _take(self, index: QModelIndex) -> bool:
        """Take a suggestion; whether one goes on from here then."""
        self.set_value(index.data(VALUE))
        self.settled.emit()
        return True
