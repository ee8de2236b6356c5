"""A chart that was drawn elsewhere: shown, stretched, explained under the pointer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)  # fmt: skip
from PySide6.QtWidgets import QSizePolicy, QWidget

from passerella.ui import look
from passerella.ui.widgets.paint import rounded

Spot = tuple[QRectF | QPointF, Sequence[str]]
_WAIT_MS, _REACH = 80, 14.0
_LAYOUT = QEvent.Type.LayoutRequest.value
_COLUMNS, _ROWS = 64, 32


def inked(image: QImage) -> list[tuple[float, float]]:
    """Where something is drawn, as shares of width and height."""
    small = image.scaled(
        _COLUMNS, _ROWS, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_Grayscale8)
    tones = [[small.pixelColor(x, y).red() for x in range(_COLUMNS)] for y in range(_ROWS)]
    flat = [tone for row in tones for tone in row]
    ground = max(set(flat), key=flat.count)
    return [
        ((x + 0.5) / _COLUMNS, (y + 0.5) / _ROWS)
        for y, row in enumerate(tones)
        for x, tone in enumerate(row)
        if abs(tone - ground) > 6
    ]


class ChartView(QWidget):
    """Shows a picture and its spots; asks for a new picture 80 ms after the last change of size."""

    wanted = Signal(int, int, float)
    menu_wanted = Signal(QPoint)
    spot_changed = Signal(int)
    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.spots: list[Spot] = []
        self._ink: list[tuple[float, float]] | None = None
        self._at = -1
        self._described = ""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self._ask)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_described(self, name: str, description: str) -> None:
        """What a screen reader says of the chart while none of its spots is explained."""
        self._described = description
        self.setAccessibleName(name)
        self._describe()

    def set_picture(self, image: QImage, spots: Sequence[Spot] = ()) -> None:
        """Show this picture; the spots are in its logical pixels."""
        self._image, self.spots, self._ink = image, list(spots), None
        self._set_spot(-1)
        self.update()

    def picture(self) -> QImage:
        return self._image

    def spot(self) -> int:
        """The number of the spot that is explained now, or -1."""
        return self._at

    def sizeHint(self) -> QSize:
        return QSize(560, 280)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 120)

    def ask(self) -> None:
        """Ask for a picture as soon as the layout, which may be about to change, has settled."""
        self._wait.start(0)

    def _ask(self) -> None:
        QCoreApplication.sendPostedEvents(None, _LAYOUT)  # it moves in steps: go them all
        if self._wait.isActive():
            return  # it has another size now
        if self.isVisible() and self.width() > 0 and self.height() > 0:
            self.wanted.emit(self.width(), self.height(), self.devicePixelRatioF())

    def _set_spot(self, number: int) -> None:
        if number != self._at:
            self._at = number
            self.spot_changed.emit(number)
            self._describe()
            self.update()

    def _describe(self) -> None:
        """Say the spot that is explained, or the whole."""
        at = self._at
        self.setAccessibleDescription("\n".join(self.spots[at][1]) if at >= 0 else self._described)

    def _stretch(self) -> tuple[float, float]:
        size = self._image.deviceIndependentSize()
        if size.isEmpty():
            return 1.0, 1.0
        return self.width() / size.width(), self.height() / size.height()

    def _area(self, number: int) -> QRectF:
        """Where the spot is on the widget; a point has no size."""
        wide, high = self._stretch()
        place = self.spots[number][0]
        if isinstance(place, QPointF):
            return QRectF(place.x() * wide, place.y() * high, 0, 0)
        return QRectF(place.x() * wide, place.y() * high, place.width() * wide, place.height() * high)

    def _nearest(self, point: QPointF) -> int:
        best, found = _REACH, -1
        for number in range(len(self.spots)):
            area = self._area(number)
            across = max(area.left() - point.x(), 0.0, point.x() - area.right())
            down = max(area.top() - point.y(), 0.0, point.y() - area.bottom())
            far = (across**2 + down**2) ** 0.5
            if far < best:
                best, found = far, number
        return found

    def _tip_box(self, size: QSizeF, mark: QRectF) -> QRectF:
        """The corner with the least drawn in it, never over the mark."""
        if self._ink is None:
            self._ink = inked(self._image)
        edge, wide, high = 8.0, self.width(), self.height()
        right, bottom = max(edge, wide - size.width() - edge), max(edge, high - size.height() - edge)
        corners = [QPointF(x, y) for y in (edge, bottom) for x in (edge, right)]
        quarters = [QPointF(x, y) for y in (high * 0.1, high * 0.55) for x in (wide * 0.1, wide * 0.55)]
        boxes = [QRectF(corner, size) for corner in corners]
        boxes += [
            QRectF(QPointF(min(p.x(), right), min(p.y(), bottom)), size) for p in quarters
        ]  # fmt: skip
        ink = [QPointF(x * wide, y * high) for x, y in self._ink]
        near = mark.adjusted(-10, -10, 10, 10)

        def cost(box: QRectF) -> int:
            return sum(box.contains(dot) for dot in ink) + (100_000 if box.intersects(near) else 0)

        return min(boxes, key=cost)

    def tip(self) -> QRectF:
        """Where the explanation of the present spot stands; empty when there is none."""
        if not 0 <= self._at < len(self.spots):
            return QRectF()
        metrics = QFontMetricsF(look.font("text"), self)
        lines = self.spots[self._at][1]
        wide = max((metrics.horizontalAdvance(line) for line in lines), default=0.0) + 20
        size = QSizeF(min(wide, self.width() - 16.0), metrics.ascent() * 1.4 * len(lines) + 14)
        return self._tip_box(size, self._area(self._at))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look.current()
        painter = QPainter(self)
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(self.rect()), self._image)
        box = self.tip()
        if not box.isEmpty():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(now.data), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            area = self._area(self._at)
            if area.isEmpty():
                painter.drawEllipse(area.center(), 8.5, 8.5)
            else:
                painter.drawRoundedRect(area.adjusted(-1, -1, 1, 1), 2, 2)
            rounded(painter, box, 5, now.card, now.border)
            painter.setFont(look.font("text"))
            painter.setPen(QColor(now.text))
            lines = self.spots[self._at][1]
            metrics = QFontMetricsF(look.font("text"), self)
            step = (box.height() - 14) / max(1, len(lines))
            for number, line in enumerate(lines):
                row = QRectF(box.left() + 10, box.top() + 7 + number * step, box.width() - 20, step)
                shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, row.width() + 1)
                painter.drawText(row, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
        if self.hasFocus():
            rounded(painter, QRectF(self.rect()), 5, None, now.accent, 2)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_spot(self._nearest(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._set_spot(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._set_spot(-1)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.spots) - 1
        keys = Qt.Key
        key = event.key()
        if key in (keys.Key_PageUp, keys.Key_PageDown):
            self.turned.emit(-1 if key == keys.Key_PageUp else 1)
        elif last < 0:
            super().keyPressEvent(event)
        elif key in (keys.Key_Right, keys.Key_Down):
            self._set_spot(min(last, self._at + 1))
        elif key in (keys.Key_Left, keys.Key_Up):
            self._set_spot(last if self._at < 0 else max(0, self._at - 1))
        elif key in (keys.Key_Home, keys.Key_End):
            self._set_spot(0 if key == keys.Key_Home else last)
        elif key == keys.Key_Escape and self._at >= 0:
            self._set_spot(-1)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def _ask_soon(self) -> None:
        """At once where nothing is shown yet, else when the size has stayed for a while."""
        self._wait.start(0 if self._image.isNull() else _WAIT_MS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._ask_soon()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._ask_soon()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.DevicePixelRatioChange, QEvent.Type.PaletteChange):
            self._wait.start()
        return super().event(event)
