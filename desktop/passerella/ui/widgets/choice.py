"""A pull-down of a few words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from passerella.ui.widgets.lines import is_enter, paint_problem


class ChoiceBox(QComboBox):
    """A pull-down that the wheel changes only with the focus. `gone_on` fires on Enter."""

    gone_on = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def problem(self) -> str:
        """What is wrong, or an empty text."""
        return str(self.property("problem") or "")

    def show_problem(self, text: str) -> None:
        """Mark the box as wrong, or as right again when `text` is empty."""
        self.setProperty("problem", text)
        self.setAccessibleDescription(text)
        self.update()

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
        super().paintEvent(event)
        if self.problem():
            paint_problem(self, self.rect(), self.palette())
