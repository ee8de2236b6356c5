"""Cards, tiles and badges."""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from passerella.ui import look
from passerella.ui.widgets.paint import OneLine, Words, line_of_text, rounded

BadgeKind = Literal["sample", "reported"]
_SIDE, _GAP = 16, 7
_TITLE = 280
"""The room that a title keeps beside what else is in its row."""


def paint_badge(painter: QPainter, box: QRectF, text: str, kind: BadgeKind) -> None:
    now = look.current()
    sample = kind == "sample"
    rounded(painter, box, 4, now.warning_wash if sample else None, None if sample else now.border)
    painter.setFont(look.font("quiet"))
    painter.setPen(QColor(now.warning if sample else now.text))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)


def badge_size(text: str, widget: QWidget) -> QSize:
    metrics = QFontMetricsF(look.font("quiet"), widget)
    return QSize(round(metrics.horizontalAdvance(text)) + 12, round(metrics.height()) + 2)


class Badge(QWidget):
    """A small label that says where data come from."""

    def __init__(self, text: str, kind: BadgeKind = "sample", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: BadgeKind = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        if self.parentWidget() is not None:
            self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return badge_size(self._text, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, QRectF(self.rect()), self._text, self._kind)
        painter.end()


class Card(QWidget):
    """A rounded sheet with a title row (`head`) and a `body` to fill."""

    def __init__(
        self, title: str = "", note: str = "", badge: str = "", icon_name: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 12)
        outer.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self._icon_name = icon_name
        self._icon: Words | None = None
        if title:
            if icon_name:
                self._icon = Words("")
                self.head.addWidget(self._icon)
            self.title = OneLine(title, "card", least=_TITLE)
            self.head.addWidget(self.title)
            if note:
                self.head.addWidget(Words(note, "quiet", quiet=True))
            if badge:
                self.head.addWidget(Badge(badge, parent=self))
            self.head.addStretch(1)
            outer.addLayout(self.head)
            self.setAccessibleName(title)
        self.body = QVBoxLayout()
        outer.addLayout(self.body, 1)
        self._tint()

    def add_button(self, button: QWidget) -> None:
        """Put a button at the right of the title row."""
        self.head.addWidget(button)

    def _tint(self) -> None:
        if self._icon is not None:
            self._icon.setPixmap(look.icon(self._icon_name, look.current().quiet).pixmap(QSize(18, 18)))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look.current()
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), 8, now.card, now.line)
        painter.end()


class TileTexts(NamedTuple):
    """What a tile says; an empty line keeps its place, so that tiles in a row stay level.

    `more` stands in the tooltip and is spoken only.
    """

    what: str
    figure: str
    unit: str = ""
    basis: str = ""
    change: str = ""
    change_note: str = ""
    direction: Literal["up", "down", ""] = ""
    mood: Literal["good", "bad", ""] = ""
    scope: str = ""
    badge: str = ""
    before: str = ""
    more: str = ""

    def spoken(self) -> str:
        figure = " ".join(part for part in (self.before, self.figure, self.unit) if part)
        change = " ".join(part for part in (self.change, self.change_note) if part)
        parts = (self.what, self.badge, figure, self.basis, change, self.scope, self.more)
        return "\n".join(part for part in parts if part)


class Tile(Card):
    """One figure: what it is, the figure, what it rests on, what changed, for whom."""

    def __init__(self, texts: TileTexts, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._icon_name = icon_name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_texts(texts)

    def set_texts(self, texts: TileTexts) -> None:
        self.texts = texts
        self.setAccessibleName(texts.what)
        self.setAccessibleDescription(texts.spoken())
        self.setToolTip(texts.spoken())
        self.updateGeometry()
        self.update()

    def _height(self, role: look.Role) -> float:
        return QFontMetricsF(look.font(role), self).ascent() * (1.22 if role == "figure" else 1.42)

    def wanted(self) -> int:
        """The width that every line needs, in pixels."""
        said, icon = self.texts, 23 if self._icon_name else 0
        badge = badge_size(said.badge, self).width() + 16 if said.badge else 0
        arrow = 16 if said.direction and said.change else 0
        lines: tuple[tuple[int, tuple[tuple[str, look.Role], ...]], ...] = (
            (icon + badge, ((said.what, "text"),)),
            (0, ((said.before, "text"), (said.figure, "figure"), (said.unit, "text"))),
            (0, ((said.basis, "quiet"),)),
            (arrow, ((said.change, "change"), (said.change_note, "quiet"))),
            (0, ((said.scope, "quiet"),)),
        )
        return 2 * _SIDE + max(more + self._width(pieces) for more, pieces in lines)

    def _width(self, pieces: tuple[tuple[str, look.Role], ...]) -> int:
        there = [(text, QFontMetricsF(look.font(role), self)) for text, role in pieces if text]
        words = sum(metrics.horizontalAdvance(text) for text, metrics in there)
        return round(words + _GAP * max(0, len(there) - 1)) + 1

    def sizeHint(self) -> QSize:
        rows = self._height("text") + self._height("figure") + 3 * self._height("quiet")
        return QSize(240, round(rows + 24 + 12))

    def minimumSizeHint(self) -> QSize:
        return QSize(170, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        now = look.current()
        said = self.texts
        painter = QPainter(self)
        left, top, right = float(_SIDE), 12.0, float(self.width() - _SIDE)
        high = self._height("text")
        edge = right
        if said.badge:
            size = badge_size(said.badge, self)
            edge = right - size.width()
            box = QRectF(edge, top + (high - size.height()) / 2, size.width(), size.height())
            paint_badge(painter, box, said.badge, "sample")
            edge -= 8
        start = left
        if self._icon_name:
            area = QRect(int(left), round(top + high / 2 - 8), 16, 16)
            look.icon(self._icon_name, now.quiet).paint(painter, area)
            start += 23
        line_of_text(painter, QRectF(start, top, edge - start, high), said.what, "text", now.quiet)
        top += high + 4
        high = self._height("figure")
        start = left
        pieces: tuple[tuple[str, look.Role, str], ...] = (
            (said.before, "text", now.quiet),
            (said.figure, "figure", now.text),
            (said.unit, "text", now.quiet),
        )
        for text, role, colour in pieces:
            if text:
                low = 0.0 if role == "figure" else high * 0.12
                area_f = QRectF(start, top + low, right - start, high)
                start += line_of_text(painter, area_f, text, role, colour) + _GAP
        top += high + 4
        high = self._height("quiet")
        line_of_text(painter, QRectF(left, top, right - left, high), said.basis, "quiet", now.quiet)
        top += high + 2
        mood = {"good": now.good, "bad": now.bad, "": now.text}[said.mood]
        start = left
        if said.direction and said.change:
            area = QRect(int(left) - 1, round(top + high / 2 - 7), 14, 14)
            look.icon(said.direction, mood).paint(painter, area)
            start += 16
        if said.change:
            start += line_of_text(
                painter, QRectF(start, top, right - start, high), said.change, "change", mood
            )
            start += _GAP
        line_of_text(painter, QRectF(start, top, right - start, high), said.change_note, "quiet", now.quiet)
        top += high + 2
        line_of_text(painter, QRectF(left, top, right - left, high), said.scope, "quiet", now.quiet)
        painter.end()
