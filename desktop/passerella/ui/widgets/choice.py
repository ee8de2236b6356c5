"""A pull-down of a few words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from passerella.ui import look
from passerella.ui.widgets.lines import COMMANDS, HEIGHT, PAD, is_enter, paint_frame

_ARROW, _LETTERS = 26, 7
_PAUSE = 1.0  # seconds after which a letter begins another word


class ChoiceBox(QComboBox):
    """A pull-down that the wheel changes only with the focus. `gone_on` fires on Enter.

    `prefix` stands before the chosen word. `meant` tells which data typed letters may mean,
    the likeliest first.
    """

    gone_on = Signal()
    meant: Callable[[str], Sequence[Any]] | None = None

    def __init__(self, parent: QWidget | None = None, prefix: str = "") -> None:
        super().__init__(parent)
        self._prefix = prefix
        self._stand_in = ""
        self._typed, self._typed_at = "", 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMinimumHeight(HEIGHT)

    def problem(self) -> str:
        """What is wrong, or an empty text."""
        return str(self.property("problem") or "")

    def show_problem(self, text: str) -> None:
        """Mark the box as wrong, or as right again when `text` is empty."""
        self.setProperty("problem", text)
        self.setAccessibleDescription(text)
        self.update()

    def set_stand_in(self, text: str) -> None:
        """Say quietly what holds while no word is chosen."""
        self._stand_in = text
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the longest of the words as they are painted."""
        measure = self.fontMetrics().horizontalAdvance
        words = max((measure(self.itemText(at)) for at in range(self.count())), default=0)
        usual, wide = super().sizeHint(), PAD + 4 + _ARROW + words
        return QSize(max(usual.width() + 2 * PAD, wide) + measure(self._prefix), usual.height())

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters: long words give way before the window does."""
        least = 2 * PAD + _ARROW + _LETTERS * self.fontMetrics().averageCharWidth()
        return QSize(min(least, self.sizeHint().width()), super().minimumSizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            event.accept()
            self.gone_on.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        elif (row := self._meant_by(event)) is None:
            super().keyPressEvent(event)
        elif row >= 0:
            self.setCurrentIndex(row)

    def showPopup(self) -> None:
        self.view().installEventFilter(self)
        super().showPopup()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Typed letters go to a word of the open list too."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        row = self._meant_by(event)
        if row is None:
            return super().eventFilter(watched, event)
        if row >= 0:
            self.view().setCurrentIndex(self.model().index(row, 0))
        return True

    def _meant_by(self, event: QKeyEvent) -> int | None:
        """The row of the word that letters may mean, -1 where they mean none; None for any other key."""
        letter = event.text()
        if (
            self.meant is None
            or not letter.strip()
            or not letter.isprintable()
            or event.modifiers() & COMMANDS
        ):
            return None
        now = monotonic()
        self._typed = (self._typed if now - self._typed_at < _PAUSE else "") + letter
        self._typed_at = now
        found = self.meant(self._typed)
        return self.findData(found[0]) if found else -1

    def paintEvent(self, event: QPaintEvent) -> None:
        now, box = look.current(), self.rect()
        painter = QPainter(self)
        painter.fillRect(box, QColor(now.card))
        chosen = self._prefix + self.currentText()
        painter.setPen(QColor(now.text if self.isEnabled() and chosen else now.quiet))
        area = QRect(box.adjusted(PAD + 2, 0, -_ARROW, 0))
        shown = chosen or self._stand_in
        text = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(now.quiet), 1.5))
        x, y = box.right() - 15.0, box.center().y() + 0.5
        painter.drawPolyline([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)])
        painter.end()
        paint_frame(self, box, wrong=bool(self.problem()), focused=self.hasFocus())
