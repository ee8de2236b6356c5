"""The filters that hold now, each to take away with one click."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from passerella.ui import look
from passerella.ui.layouts import clear
from passerella.ui.widgets.buttons import PlainButton
from passerella.ui.widgets.paint import rounded

_HIGH, _CROSS = 26, 12


class Chip(PlainButton):
    """One filter; pressing it takes the filter away."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + _CROSS + 4, _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        now, box = look.current(), QRectF(self.rect())
        painter = QPainter(self)
        rounded(painter, box, _HIGH / 2, now.accent_wash, now.accent if self.hasFocus() else None, 2)
        painter.setPen(QColor(now.accent))
        painter.setFont(self.font())
        words = self.rect().adjusted(12, 0, -_CROSS - 12, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        cross = self.rect().adjusted(self.width() - _CROSS - 10, 0, -10, 0)
        look.icon("x", now.accent).paint(painter, cross)
        painter.end()


class Link(PlainButton):
    """A button that looks like a word to press."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look.current()
        painter = QPainter(self)
        if self.hasFocus():
            rounded(painter, QRectF(self.rect()), 5, None, now.accent, 2)
        painter.setPen(QColor(now.accent))
        painter.setFont(self.font())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()


class Chips(QWidget):
    """A row of chips with 'clear all' behind them while anything is filtered."""

    removed = Signal(str)
    cleared = Signal()

    def __init__(self, clear_all: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._row = QHBoxLayout()
        row.addLayout(self._row)
        self.clear_all = Link(clear_all)
        self.clear_all.clicked.connect(self._clear)
        row.addWidget(self.clear_all)
        row.addStretch()
        self.setFixedHeight(_HIGH)

    def show_filters(self, texts: Mapping[str, str], filtered: bool) -> None:
        """Show a chip for each text; `filtered` also when something else filters."""
        clear(self._row)
        for key, text in texts.items():
            chip = Chip(text)
            chip.clicked.connect(partial(self._remove, key))
            self._row.addWidget(chip)
        self.clear_all.setVisible(filtered)

    def _remove(self, key: str) -> None:
        self.removed.emit(key)

    def _clear(self) -> None:
        self.cleared.emit()
