"""A line for a number."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QWidget

from passerella.ui.widgets.lines import COMMANDS, PAD, ParsedLine

SPACE = 8


class NumberLine(ParsedLine[Decimal]):
    """A number, right-aligned, with its unit; the keypad's decimal key types `point`."""

    def __init__(
        self,
        parse: Callable[[str], Decimal | None],
        show: Callable[[Decimal], str],
        *,
        point: str = ".",
        unit: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parse, show, parent)
        self._point, self._unit = point, ""
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.set_unit(unit)

    @property
    def unit(self) -> str:
        """What stands quietly at the right."""
        return self._unit

    def set_unit(self, unit: str) -> None:
        """Paint `unit` quietly at the right; an empty text takes it away."""
        self._unit = unit
        width = self.fontMetrics().horizontalAdvance(unit) + SPACE if unit else 0
        self.setTextMargins(PAD, 0, PAD + width, 0)
        self.set_hint(self._hint)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keypad = event.modifiers() & Qt.KeyboardModifier.KeypadModifier
        decimal = event.key() in (Qt.Key.Key_Period, Qt.Key.Key_Comma)
        if keypad and decimal and not event.modifiers() & COMMANDS and not self._composing:
            event.accept()
            if not self.isReadOnly():
                self.insert(self._point)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_unit"):
            self.set_unit(self._unit)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._unit:
            painter = QPainter(self)
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            area = self.rect().adjusted(SPACE, 0, -SPACE, 0)
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._unit)
            painter.end()
