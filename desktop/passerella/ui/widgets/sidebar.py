"""The side bar: where one goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from passerella.ui import look
from passerella.ui.widgets.paint import Words, rounded


class Entry(NamedTuple):
    key: str
    text: str
    icon_name: str


class Group(NamedTuple):
    """Entries under a quiet heading; `at_bottom` groups stand at the foot of the bar."""

    entries: Sequence[Entry]
    heading: str = ""
    at_bottom: bool = False


class _Ground(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        now = look.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(now.side))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), QColor(now.line))
        painter.end()


class _Place(QAbstractButton):
    def __init__(self, entry: Entry, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry = entry
        self.setText(entry.text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(look.font("strong"), self)
        return QSize(60 + metrics.horizontalAdvance(self.text()), max(31, metrics.height() + 10))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()  # the bar moves

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look.current()
        here = self.isChecked()
        painter = QPainter(self)
        box = QRectF(self.rect())
        if here or self.underMouse():
            rounded(painter, box, 5, now.accent_wash if here else now.window, None)
        if here:
            rounded(painter, QRectF(0, 6, 3, self.height() - 12), 1.5, now.accent, None)
        if self.hasFocus():
            rounded(painter, box, 5, None, now.accent, 2)
        colour = now.accent if here else now.text
        area = QRect(12, (self.height() - 17) // 2, 18, 18)
        look.icon(self.entry.icon_name, now.accent if here else now.quiet).paint(painter, area)
        painter.setFont(look.font("strong" if here else "text"))
        painter.setPen(QColor(colour))
        words = self.rect().adjusted(40, 0, -8, 0)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.drawText(words, middle, self.text())
        painter.end()


class SideBar(QScrollArea):
    """One tab stop: arrows, Home and End move, Enter or Space goes there."""

    chosen = Signal(str)

    def __init__(self, groups: Sequence[Group], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look.flatten(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        ground = _Ground()
        column = QVBoxLayout(ground)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(3)
        self._places: list[_Place] = []
        ordered = [g for g in groups if not g.at_bottom] + [g for g in groups if g.at_bottom]
        stretched = False
        for group in ordered:
            if group.at_bottom and not stretched:
                column.addStretch(1)
                stretched = True
            if group.heading:
                heading = Words(group.heading, "quiet", quiet=True)
                heading.setContentsMargins(12, 8, 0, 2)
                column.addWidget(heading)
            for entry in group.entries:
                place = _Place(entry, ground)
                place.clicked.connect(self._clicked)
                column.addWidget(place)
                self._places.append(place)
        if not stretched:
            column.addStretch(1)
        self.setWidget(ground)
        self._wide = max(176, ground.sizeHint().width())
        self.setFixedWidth(self._wide)
        self.verticalScrollBar().rangeChanged.connect(self._make_room)
        if self._places:
            self.set_current(self._places[0].entry.key)

    def _make_room(self, _least: int, most: int) -> None:
        """The words keep their width beside a scroll bar."""
        self.setFixedWidth(self._wide + (self.verticalScrollBar().sizeHint().width() if most else 0))

    def current(self) -> str:
        return next((place.entry.key for place in self._places if place.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Mark where one is, without a signal; Tab reaches this place, else the first."""
        entered = next((place for place in self._places if place.entry.key == key), self._places[0])
        for place in self._places:
            place.setChecked(place.entry.key == key)
            place.setFocusPolicy(Qt.FocusPolicy.StrongFocus if place is entered else Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(entered)

    def focused(self) -> str:
        return next((place.entry.key for place in self._places if place.hasFocus()), "")

    def _clicked(self) -> None:
        place = self.sender()
        if isinstance(place, _Place):
            self._go(place)

    def _go(self, place: _Place) -> None:
        self.set_current(place.entry.key)
        self.chosen.emit(place.entry.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = next((number for number, place in enumerate(self._places) if place.hasFocus()), None)
        if at is None:
            super().keyPressEvent(event)
            return
        last = len(self._places) - 1
        keys = Qt.Key
        moves = {keys.Key_Up: max(0, at - 1), keys.Key_Down: min(last, at + 1)}
        moves |= {keys.Key_Home: 0, keys.Key_End: last}
        key = Qt.Key(event.key())
        if key in moves:
            self._places[moves[key]].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(self._places[moves[key]])
        elif key in (keys.Key_Return, keys.Key_Enter):
            self._go(self._places[at])
        else:
            super().keyPressEvent(event)
