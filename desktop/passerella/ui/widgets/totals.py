"""The line under a list: what is selected, what was left out, what it adds up to."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from passerella.ui import look
from passerella.ui.widgets.paint import Words, write_in


class TotalsBar(QWidget):
    """Selection at the left, then what was left out, the total at the right. Empty parts are hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.selection = Words("", "quiet")
        self.left_out = Words("", "quiet")
        self.total = Words("", "strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(16)
        row.addWidget(self.selection)
        row.addStretch()
        row.addWidget(self.left_out)
        row.addWidget(self.total)
        write_in(self.left_out, look.current().warning)
        self.show_total("", "", "")
        self.show_selection("")

    def show_selection(self, text: str, exact: str = "") -> None:
        """What is selected."""
        self.selection.setToolTip(exact)
        self._say(self.selection, text)

    def show_total(self, text: str, exact: str, left_out: str) -> None:
        """What the list adds up to, to the cent on hover, and what that leaves out."""
        self.total.setToolTip(exact)
        self._say(self.total, text)
        self._say(self.left_out, left_out)

    def _say(self, words: Words, text: str) -> None:
        words.setText(text)
        words.setVisible(bool(text))
        self.setVisible(any(each.text() for each in (self.selection, self.left_out, self.total)))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(now.side))
        painter.end()
