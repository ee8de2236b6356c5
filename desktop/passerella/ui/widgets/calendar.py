"""A calendar in the colours of the look."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QTextCharFormat
from PySide6.QtWidgets import QBoxLayout, QCalendarWidget, QToolButton, QWidget

from passerella.ui import look

W = TypeVar("W", bound=QWidget)


class Calendar(QCalendarWidget):
    """Pops up under a line; weekends in the look's red, the year first where it is said first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Popup)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setContentsMargins(1, 1, 1, 1)
        now, head = look.current(), QTextCharFormat()
        head.setForeground(QColor(now.quiet))
        self.setHeaderTextFormat(head)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            weekend = self.weekdayTextFormat(day)
            weekend.setForeground(QColor(now.bad))
            self.setWeekdayTextFormat(day, weekend)
        self._dress_head()

    def _dress_head(self) -> None:
        now, head = look.current(), self._part(QWidget, "navigationbar")
        palette = head.palette()
        palette.setColor(QPalette.ColorRole.Highlight, QColor(now.side))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(now.text))
        head.setPalette(palette)
        self._part(QToolButton, "prevmonth").setArrowType(Qt.ArrowType.LeftArrow)
        self._part(QToolButton, "nextmonth").setArrowType(Qt.ArrowType.RightArrow)
        row = head.layout()
        month, year = (self._part(QToolButton, f"{each}button") for each in ("month", "year"))
        if isinstance(row, QBoxLayout) and self.locale().language() == QLocale.Language.Chinese:
            row.removeWidget(year)
            row.insertWidget(row.indexOf(month), year)

    def _part(self, kind: type[W], name: str) -> W:
        part = self.findChild(kind, f"qt_calendar_{name}")
        assert part is not None
        return part

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QColor(look.current().border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
