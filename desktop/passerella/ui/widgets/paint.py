"""Small things that several widgets paint."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPaintDevice,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QWidget

from passerella.ui import look


def rounded(
    painter: QPainter, box: QRectF, radius: float, fill: str | None, line: str | None, width: float = 1.0
) -> None:
    """A rounded box whose line lies inside it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(line), width) if line else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    inset = width / 2 if line else 0.0
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)


def line_of_text(painter: QPainter, box: QRectF, text: str, role: look.Role, colour: str) -> float:
    """Draw one line at the left of the box, cut with an ellipsis; answers the width it took."""
    face = look.font(role)
    metrics = QFontMetricsF(face, painter.device())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, box.width()))
    painter.setFont(face)
    painter.setPen(QColor(colour))
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(box, int(flags), shown)
    return metrics.horizontalAdvance(shown)


def lines_of_text(painter: QPainter, box: QRectF, text: str, role: look.Role, colour: str) -> None:
    """Draw as many lines as the box holds from its top, the last one cut with an ellipsis."""
    high = QFontMetricsF(look.font(role), painter.device()).height()
    parts = _broken(text, box, role, painter.device())
    high = min(high, max(box.height(), 1.0) / _held(box, high))
    for number, part in enumerate(parts):
        row = QRectF(box.left(), box.top() + number * high, box.width(), high)
        line_of_text(painter, row, part, role, colour)


def cut_off(box: QRectF, text: str, role: look.Role) -> bool:
    """Whether `lines_of_text` would end in an ellipsis there."""
    parts = _broken(text, box, role)
    return bool(parts) and QFontMetricsF(look.font(role)).horizontalAdvance(parts[-1]) > box.width()


def _held(box: QRectF, high: float) -> int:
    """How many lines so high a box holds."""
    return max(1, int((box.height() + high / 4) // high))


def _broken(text: str, box: QRectF, role: look.Role, device: QPaintDevice | None = None) -> list[str]:
    """A text in the lines that a box holds, the last with all that is left of it."""
    face, units = look.font(role), text.encode("utf-16-le")
    most = _held(box, (QFontMetricsF(face, device) if device else QFontMetricsF(face)).height())
    layout = QTextLayout(text, face, device) if device else QTextLayout(text, face)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    parts: list[str] = []
    while len(parts) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, box.width()))
        begin, end = line.textStart(), line.textStart() + line.textLength()
        part = units[2 * begin : None if len(parts) == most - 1 else 2 * end].decode("utf-16-le")
        parts.append(part.strip())
    layout.endLayout()
    return parts


def write_in(label: QLabel, colour: str) -> None:
    """Write a label's words in a colour of the look."""
    palette = label.palette()
    palette.setColor(label.foregroundRole(), QColor(colour))
    label.setPalette(palette)


class Words(QLabel):
    """A label of the look: plain text in one of its sizes, quiet or not."""

    def __init__(
        self, text: str, role: look.Role = "text", quiet: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(role))
        if quiet:
            self.setForegroundRole(self.palette().ColorRole.PlaceholderText)


class OneLine(Words):
    """Words on one line that end with an ellipsis, and stand in the tool tip, where room is short.

    They keep `least` pixels, if they need as many.
    """

    def __init__(self, text: str, role: look.Role = "text", quiet: bool = False, *, least: int = 1) -> None:
        super().__init__(text, role, quiet)
        self._least = least
        self.setToolTip(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)

    def clear(self) -> None:
        self.setText("")

    def keep(self, least: int) -> None:
        """Keep so many pixels, if the words need as many."""
        self._least = least
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        needed = super().minimumSizeHint()
        return QSize(min(self._least, needed.width()), needed.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()


class Note(Words):
    """A quiet line in a warning colour that is there only while it says something."""

    def __init__(self, colour: str) -> None:
        super().__init__("", "quiet")
        self.setWordWrap(True)
        write_in(self, colour)
        self.hide()

    def say(self, text: str) -> None:
        """Say this; nothing hides the line."""
        self.setText(text)
        self.setVisible(bool(text))
