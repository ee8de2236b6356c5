"""What the Recognition page says in words: of the chosen wave, and of the chart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QTextEdit

from passerella.texts.label import _
from passerella.ui import look
from passerella.ui.context import Context
from passerella.ui.widgets.frame import Card
from passerella.ui.widgets.paint import Words, rounded

_LEAST, _WIDE, _APART = 156, 268, 6


class VerdictCard(Card):
    """What moved, and where the goal stands."""

    def __init__(self) -> None:
        super().__init__()
        self.verdict, self.between = Words("", "card"), Words("", "quiet", quiet=True)
        self.goal = Words("", "quiet", quiet=True)
        first = QHBoxLayout()
        first.addWidget(self.verdict, 1)
        first.addWidget(self.between)
        self.body.addLayout(first)
        self.body.addWidget(self.goal)
        for label in (self.verdict, self.goal):
            label.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)


class SaidCard(Card):
    """A chart in sentences, beside it: they scroll where they are many, and give way where it is tight."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.say(_("In words")))
        self.setMinimumWidth(_LEAST)
        self.setMaximumWidth(_WIDE)
        self.text = _Sentences()
        self.text.setAccessibleName(context.say(_("In words")))
        self.body.addWidget(self.text, 1)
        self.said: tuple[str, ...] = ()

    def show_said(self, said: Sequence[str]) -> None:
        """Show these sentences; without any the card is not there."""
        self.setVisible(bool(said))
        if tuple(said) != self.said:
            self.said = tuple(said)
            self.text.show_lines(self.said)


class _Sentences(QTextEdit):
    """Plain sentences, each a paragraph, to be read and copied."""

    def __init__(self) -> None:
        super().__init__()
        look.flatten(self)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(look.font("quiet"))
        self.document().setDocumentMargin(0)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show these lines from the first one on."""
        self.setPlainText("\n".join(lines))
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        apart = QTextBlockFormat()
        apart.setBottomMargin(_APART)
        cursor.mergeBlockFormat(apart)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            rounded(painter, QRectF(self.viewport().rect()), 5, None, look.current().accent, 2)
            painter.end()
