"""The buttons of the look."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from passerella.ui import look
from passerella.ui.widgets.paint import line_of_text, lines_of_text, rounded

_SPACE, _ICON = 14, 16
_WAY_ICON, _ABOVE = 20, 10


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

    def _ground(self, painter: QPainter) -> str:
        """Paint what the words stand on, and the focus; the words' colour."""
        now = look.current()
        fill, line, text = self._colours()
        box = QRectF(self.rect())
        rounded(painter, box, 5, fill, line)
        if self.hasFocus():
            if self.filled:
                rounded(painter, box.adjusted(3, 3, -3, -3), 3, None, now.on_accent, 2)
            else:
                rounded(painter, box, 5, None, now.accent, 2)
        return text

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        text = self._ground(painter)
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


class WayButton(PlainButton):
    """A wide button that says where it leads: icon, name, `note` on as many `lines`, `mark` at the right."""

    def __init__(
        self, text: str, icon_name: str = "", note: str = "", *, lines: int = 1, filled: bool = False
    ) -> None:
        super().__init__(text, icon_name)
        self.filled, self.note, self.mark, self._lines = filled, note, "", lines
        self.setAccessibleDescription(note)
        self.setToolTip(note)

    def set_mark(self, text: str) -> None:
        """Say this at the right of the name."""
        self.mark = text
        self.update()

    def lines_at(self, wide: int) -> int:
        """How many lines the note takes in a button so wide."""
        room = QRect(0, 0, wide - 2 * _SPACE - (_WAY_ICON + _SPACE if self.icon_name else 0), 1)
        metrics = QFontMetrics(look.font("quiet"), self)
        high = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.note).height()
        return max(1, round(high / metrics.height()))

    def set_lines(self, lines: int) -> None:
        """Leave room for a note of so many lines."""
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()
            self.update()

    def _heights(self) -> tuple[int, int]:
        """The height of the name, and of one line of the note."""
        name, note = (QFontMetrics(look.font(role), self).height() for role in ("strong", "quiet"))
        return name, note

    def sizeHint(self) -> QSize:
        name, note = self._heights()
        return QSize(200, name + 2 + note * self._lines + 2 * _ABOVE)

    def note_box(self) -> QRectF:
        """Where the note stands."""
        name, note = self._heights()
        left = _SPACE + (_WAY_ICON + _SPACE if self.icon_name else 0)
        top = (self.height() - name - 2 - note * self._lines) / 2 + name + 2
        return QRectF(left, top, self.width() - left - _SPACE, note * self._lines)

    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = look.current(), QPainter(self)
        text = self._ground(painter)
        quiet = text if self.filled or not self.isEnabled() else now.quiet
        box, high = self.note_box(), self._heights()[0]
        if self.icon_name:
            colour = now.accent if self.isEnabled() and not self.filled else text
            middle = (self.height() - _WAY_ICON) // 2
            look.icon(self.icon_name, colour).paint(painter, QRect(_SPACE, middle, _WAY_ICON, _WAY_ICON))
        row = QRectF(box.left(), box.top() - 2 - high, box.width(), high)
        if self.mark:
            painter.setFont(look.font("text"))
            painter.setPen(QColor(quiet))
            painter.drawText(row, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self.mark)
            row.setRight(row.right() - QFontMetrics(painter.font(), self).horizontalAdvance(self.mark) - 8)
        line_of_text(painter, row, self.text(), "strong", text)
        lines_of_text(painter, box, self.note, "quiet", quiet)
        painter.end()


class TickBox(QCheckBox):
    """A box to tick, with the border of a field: Qt's own is hard to see on dark."""

    def paintEvent(self, event: QPaintEvent) -> None:
        now, option = look.current(), QStyleOptionButton()
        self.initStyleOption(option)
        box, words = (
            self.style().subElementRect(element, option, self)
            for element in (QStyle.SubElement.SE_CheckBoxIndicator, QStyle.SubElement.SE_CheckBoxContents)
        )
        ticked = self.isChecked()
        painter = QPainter(self)
        line, width = (now.text if ticked else now.accent, 2) if self.hasFocus() else (now.border, 1)
        rounded(painter, QRectF(box), 3, now.accent if ticked else now.card, line, width)
        if ticked:
            look.icon("check", now.on_accent).paint(painter, box.adjusted(1, 1, -1, -1))
        painter.setFont(self.font())
        painter.setPen(QColor(now.text if self.isEnabled() else now.quiet))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic | Qt.TextFlag.TextSingleLine
        painter.drawText(words, int(flags), self.text())
        painter.end()
