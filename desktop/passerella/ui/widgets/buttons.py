"""The two buttons of the look."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from passerella.ui import look
from passerella.ui.widgets.paint import rounded

_SPACE, _ICON = 14, 16


class PlainButton(QPushButton):
    """An outlined button; `icon_name` names one of the program's icons."""

    filled = False

    def __init__(self, text: str, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.icon_name = icon_name
        self.setAutoDefault(False)
        self.setFont(look.font("strong" if self.filled else "text"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def _content_width(self) -> int:
        metrics = QFontMetrics(self.font(), self)
        wide = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width() if self.text() else 0
        if self.icon_name:
            wide += _ICON + (8 if self.text() else 0)
        return wide + (20 if self.menu() else 0)

    def sizeHint(self) -> QSize:
        high = look.row_height(QFontMetrics(self.font(), self))
        return QSize(max(high, self._content_width() + 2 * (_SPACE if self.text() else 8)), high)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _colours(self) -> tuple[str, str | None, str]:
        """Fill, line and text."""
        now = look.current()
        busy = self.isDown() or self.underMouse()
        if not self.isEnabled():
            return now.window, now.line, now.quiet
        if self.filled:
            fill = QColor(now.accent)
            return (fill.darker(110).name() if busy else now.accent), None, now.on_accent
        return (now.accent_wash if busy else now.card), now.border, now.text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses like Space; Qt has it so in dialogs only."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look.current()
        fill, line, text = self._colours()
        painter = QPainter(self)
        box = QRectF(self.rect())
        rounded(painter, box, 5, fill, line)
        if self.hasFocus():
            if self.filled:
                rounded(painter, box.adjusted(3, 3, -3, -3), 3, None, now.on_accent, 2)
            else:
                rounded(painter, box, 5, None, now.accent, 2)
        left = (self.width() - self._content_width()) // 2
        middle = self.height() // 2
        if self.icon_name:
            look.icon(self.icon_name, text).paint(painter, QRect(left, middle - _ICON // 2, _ICON, _ICON))
            left += _ICON + 8
        right = self.width()
        if self.menu():
            right -= 30
            look.icon("chevron-down", text).paint(painter, QRect(right + 6, middle - 8, 16, 16))
        painter.setFont(self.font())
        painter.setPen(QColor(text))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic | Qt.TextFlag.TextSingleLine
        painter.drawText(QRect(left, 0, right - left, self.height()), int(flags), self.text())
        painter.end()


class PrimaryButton(PlainButton):
    """The one filled button of a page."""

    filled = True
