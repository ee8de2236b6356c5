"""A table of records to look through: typed letters go to the record that begins so."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QElapsedTimer, QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from passerella.ui import look
from passerella.ui.widgets.painting import Index, Rows, soften

PAUSE = 1000


class ListView(QTableView):
    """Whole rows are selected. `sought` carries what was typed without a pause, keys or an input method's.

    `nothing` stands where the rows would be while there are none.
    """

    sought = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nothing = ""
        self._typed = ""
        self._since = QElapsedTimer()
        soften(self)
        self.setItemDelegate(Rows(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()

    def spans(self) -> Iterator[tuple[int, int]]:
        """The selected rows as ranges, first and last, from the top."""
        # One range may stand for a million rows, so rows are never counted one by one.
        ranges = sorted((each.top(), each.bottom()) for each in self.selectionModel().selection().toList())
        end = -1
        for top, bottom in ranges:
            if bottom > end:
                yield max(top, end + 1), bottom
                end = bottom

    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last row: a row is one piece, with no columns to walk."""
        ends = {
            QAbstractItemView.CursorAction.MoveHome: 0,
            QAbstractItemView.CursorAction.MoveEnd: self.model().rowCount() - 1,
        }
        if cursorAction in ends:
            return self.model().index(ends[cursorAction], max(self.currentIndex().column(), 0))
        return super().moveCursor(cursorAction, modifiers)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.nothing and not self.model().rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(look.current().quiet))
            painter.drawText(self.viewport().rect(), int(Qt.AlignmentFlag.AlignCenter), self.nothing)
            painter.end()

    def keyboardSearch(self, search: str) -> None:
        """Say what was typed; Qt's own way would read every row."""
        fresh = not self._since.isValid() or self._since.elapsed() > PAUSE
        self._typed = search if fresh else self._typed + search
        self._since.start()
        self.sought.emit(self._typed)

    def seek_anew(self) -> None:
        """Take the next letter as the first one."""
        self._since.invalidate()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.seek_anew()
        self._let_compose()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._let_compose()

    def _let_compose(self) -> None:
        # Qt switches input methods off where nothing can be edited; here they seek.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
