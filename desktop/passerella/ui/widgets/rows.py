"""Rows of a figure and words, as many whole ones as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from passerella.ui.widgets.paint import Words

_BETWEEN, _WIDEST, _BESIDE = 8, 24, 12


class WholeRows(QWidget):
    """Figures at the left, words beside them; a row that does not fit is left out with all below it.

    Where all fit, what room is left goes between them. `changed` says how many are `seen`.
    """

    changed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0
        self._rows: list[tuple[Words, Words]] = []

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show these in place of those before."""
        for label in self.findChildren(Words):
            label.hide()
            label.deleteLater()
        self._rows = []
        for figure, text in rows:
            words = Words(text, "quiet", parent=self)
            words.setWordWrap(True)
            self._rows.append((Words(figure, "strong", parent=self), words))
        self.updateGeometry()
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(1, self._heights(self.width())[0] if self._rows else 1)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _left(self) -> int:
        return max((figure.sizeHint().width() for figure, _words in self._rows), default=0) + _BESIDE

    def _heights(self, wide: int) -> list[int]:
        beside = max(wide - self._left(), 1)
        return [max(f.sizeHint().height(), words.heightForWidth(beside)) for f, words in self._rows]

    def _place(self) -> None:
        left, top, seen = self._left(), 0, 0
        heights = self._heights(self.width())
        spare = (self.height() - sum(heights)) // max(1, len(heights) - 1)
        between = min(max(_BETWEEN, spare), _WIDEST)
        for (figure, words), high in zip(self._rows, heights, strict=True):
            figure.setGeometry(0, top, left - _BESIDE, figure.sizeHint().height())
            words.setGeometry(left, top, max(self.width() - left, 1), high)
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            fits = top + high <= self.height()
            seen += fits
            for each in (figure, words):
                each.setVisible(fits)
            top += high + between
        if seen != self.seen:
            self.seen = seen
            self.changed.emit(seen)
