"""A pull-down of a few words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from passerella.ui import look
from passerella.ui.widgets.lines import HEIGHT, PAD, is_enter, paint_frame

_ARROW, _LETTERS = 26, 7


class ChoiceBox(QComboBox):
    """A pull-down that the wheel changes only with the focus. `gone_on` fires on Enter.

    `prefix` stands before the chosen word.
    """

    gone_on = Signal()

    def __init__(self, parent: QWidget | None = None, prefix: str = "") -> None:
        super().__init__(parent)
        self._prefix = prefix
        self._stand_in = ""
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
        return super().sizeHint() + QSize(2 * PAD + self.fontMetrics().horizontalAdvance(self._prefix), 0)

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
        else:
            super().keyPressEvent(event)

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
