"""A line for a day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QLineEdit, QWidget

from passerella.texts.typed import plain
from passerella.ui.widgets.calendar import Calendar
from passerella.ui.widgets.lines import COMMANDS, ParsedLine

Key = Qt.Key
_SIGNS = {"+": 1, "-": -1}
_DIGITS = 4


class DateLine(ParsedLine[date]):
    """A day, typed or chosen; may be empty.

    `t` is today, `+` and `-` change the day, PageUp and PageDown the month, Alt+Down opens a calendar.
    A number typed behind a sign is so many days: `+3` counts from the day in the line, in an empty one
    from `start`, else from today.
    """

    def __init__(
        self,
        parse: Callable[[str], date | None],
        show: Callable[[date], str],
        *,
        today: Callable[[], date],
        calendar: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parse, show, parent)
        self._today = today
        self.start: Callable[[], date | None] = lambda: None
        self._count: tuple[date, str] | None = None
        self._put = ""
        self._popup: Calendar | None = None
        self._action = self.addAction(self._glyph(), QLineEdit.ActionPosition.TrailingPosition)
        self._action.setText(calendar)
        self._action.setToolTip(calendar)
        self._action.triggered.connect(self.open_calendar)

    def open_calendar(self) -> None:
        """Show a calendar under the line; Esc closes it."""
        if self.isReadOnly():
            return
        popup = self._popup
        if popup is None:
            popup = self._popup = Calendar(self)
            popup.activated.connect(self._choose)
            popup.clicked.connect(self._choose)
        day = self.value() or self._first()
        popup.setSelectedDate(QDate(day.year, day.month, day.day))
        popup.adjustSize()
        place = self.mapToGlobal(QPoint(0, self.height()))
        if (screen := self.screen()) is not None:
            space = screen.availableGeometry()
            if place.y() + popup.height() > space.bottom():
                place.setY(max(space.top(), self.mapToGlobal(QPoint(0, 0)).y() - popup.height()))
            place.setX(max(space.left(), min(place.x(), space.right() - popup.width())))
        popup.move(place)
        popup.show()
        popup.setFocus(Qt.FocusReason.PopupFocusReason)

    def settle(self) -> None:
        """Read the text; a count that came in whole, from an input method or pasted, counts too."""
        counted = re.fullmatch(r"[+-]\d{1,4}", plain(self.text()))
        if counted and not self._composing:
            self._move(self._first(), int(counted[0]), 0)
        super().settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._composing and not self.isReadOnly() and self._changes(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._count = None
        super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_action"):
            self._action.setIcon(self._glyph())

    def _changes(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return True
        if event.modifiers() & COMMANDS:
            return False
        if event.text() in ("t", "T") and self.selectedText() == self.text():
            self._type(self._today())
            return True
        if self._counts(plain(event.text())):
            return True
        sign = plain(event.text())
        months = {int(Key.Key_PageUp): -1, int(Key.Key_PageDown): 1}.get(key, 0)
        half_typed = self.text() not in ("", self._read_text, self._put)
        if (sign not in _SIGNS or half_typed) and not months:
            return False  # a sign within what one types is a part of it
        try:
            day = self._parse(self.text()) or self._first()
        except ValueError:
            return bool(months)
        self._move(day, _SIGNS.get(sign, 0), months)
        self._count = (day, sign) if sign in _SIGNS else None
        return True

    def _first(self) -> date:
        """The day from which an empty line counts."""
        return self.start() or self._today()

    def _counts(self, digit: str) -> bool:
        """Take a digit behind a sign as so many days from where the sign was typed."""
        if self._count is None or not digit.isdecimal() or self.text() != self._put:
            self._count = None
            return False
        day, typed = self._count
        if len(typed) > _DIGITS:
            return False
        self._count = day, typed + digit
        self._move(day, int(typed + digit), 0)
        return True

    def _move(self, day: date, days: int, months: int) -> None:
        moved = QDate(day.year, day.month, day.day).addDays(days).addMonths(months)
        if 1 <= moved.year() <= 9999:
            self._type(date(moved.year(), moved.month(), moved.day()))

    def _type(self, day: date) -> None:
        """Put a day in as if typed, so that undo knows it."""
        self.selectAll()
        self.insert(self._show(day))
        self._put = self.text()

    def _choose(self, chosen: QDate) -> None:
        if self._popup is None or not self._popup.isVisible():
            return
        self._popup.close()
        self._type(date(chosen.year(), chosen.month(), chosen.day()))
        self.settle()

    def _glyph(self) -> QIcon:
        icon = QIcon()
        for scale in (1, 2, 3):
            pixmap = QPixmap(16 * scale, 16 * scale)
            pixmap.setDevicePixelRatio(scale)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.25))
            painter.drawRoundedRect(QRectF(2, 3, 12, 11), 1.5, 1.5)
            for x1, y1, x2, y2 in ((2, 7, 14, 7), (5, 1, 5, 4), (11, 1, 11, 4)):
                painter.drawLine(x1, y1, x2, y2)
            painter.end()
            icon.addPixmap(pixmap)
        return icon
