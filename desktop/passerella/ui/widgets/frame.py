"""The frame of a page, and the pieces that stand in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from passerella.ui import look
from passerella.ui.widgets.buttons import PlainButton, PrimaryButton
from passerella.ui.widgets.cards import Badge, Card, Tile, TileTexts
from passerella.ui.widgets.paint import OneLine, Words, rounded
from passerella.ui.widgets.sidebar import Entry, Group, SideBar

__all__ = [
    "Badge", "Card", "EmptyState", "Entry", "Group", "NoticeBar", "PageFrame", "PlainButton", "PrimaryButton",
    "Scrolling", "SideBar", "Tile", "TileTexts",
]  # fmt: skip

_TITLE = 200
"""The room that a title keeps beside the buttons."""


class PageFrame(QWidget):
    """A `title`, a line under it, buttons at the right, and a `body` to fill."""

    def __init__(
        self, title: str, subtitle: str = "", badge: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 16, 24, 16)
        outer.setSpacing(12)
        head = QVBoxLayout()
        head.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStrut(PlainButton("").sizeHint().height())
        self.title = OneLine(title, "title", least=_TITLE)
        row.addWidget(self.title, 1)
        under = QHBoxLayout()
        under.setSpacing(10)
        self.subtitle = OneLine(subtitle, "quiet", quiet=True)
        self.subtitle.setMinimumHeight(Badge(badge).sizeHint().height())
        self._badge = Badge(badge, parent=self)
        under.addWidget(self.subtitle)
        under.addWidget(self._badge)
        under.addStretch(1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        row.addLayout(self._buttons)
        head.addLayout(row)
        head.addLayout(under)
        outer.addLayout(head)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        outer.addLayout(self.body, 1)
        self.set_title(title, subtitle, badge)

    def set_title(self, title: str, subtitle: str = "", badge: str = "") -> None:
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        self._badge.set_text(badge)
        self.setAccessibleName(title)

    def add_button(self, button: QWidget) -> None:
        """Add a button (or pull-down) at the right of the head."""
        self._buttons.addWidget(button)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.current().window))
        painter.end()


class _Inner(QWidget):
    """What scrolls; it would rather be squeezed than scroll."""

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.minimumHeightForWidth(width) if layout is not None else -1


class Scrolling(QScrollArea):
    """Room for a `layout` that scrolls where a small screen or large letters leave too little of it."""

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        inner = _Inner()
        inner.setLayout(layout)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        look.flatten(self)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)


class _Picture(QWidget):
    """An icon in one of the look's colours."""

    def __init__(self, icon_name: str, side: int, role: str) -> None:
        super().__init__()
        self._icon_name, self._role = icon_name, role
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look.current()
        colour = now.warning if self._role == "warning" else now.quiet
        painter = QPainter(self)
        look.icon(self._icon_name, colour).paint(painter, self.rect())
        painter.end()


class NoticeBar(QWidget):
    """Something to mend or know, with one thing to do about it."""

    acted = Signal()

    def __init__(self, text: str, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(_Picture("warning", 18, "warning"))
        self._words = Words(text)
        self._words.setWordWrap(True)
        row.addWidget(self._words, 1)
        self.button = PlainButton(action)
        self.button.clicked.connect(self._act)
        row.addWidget(self.button)
        self.set_text(text, action)

    def set_text(self, text: str, action: str = "") -> None:
        self._words.setText(text)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.setAccessibleName(text)

    def _act(self) -> None:
        self.acted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), 6, look.current().warning_wash, None)
        painter.end()


class EmptyState(QWidget):
    """What stands where nothing is yet: an icon, a sentence, one button."""

    acted = Signal()

    def __init__(
        self,
        icon_name: str,
        sentence: str,
        action: str = "",
        parent: QWidget | None = None,
        *,
        button_icon: str = "plus",
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addStretch(1)
        column.addWidget(_Picture(icon_name, 40, "quiet"), 0, Qt.AlignmentFlag.AlignHCenter)
        self._words = Words("", quiet=True)
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._words)
        self.button = PlainButton(action, button_icon)
        self.button.clicked.connect(self._act)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button.setVisible(bool(action))
        column.addStretch(1)
        self.say(sentence)

    def say(self, sentence: str) -> None:
        """Change the sentence."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)

    def _act(self) -> None:
        self.acted.emit()

    def sizeHint(self) -> QSize:
        return QSize(320, 200)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)
