"""Lines and boxes of text that know when an input method is composing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QWidget

from passerella.ui import look
from passerella.ui.widgets.paint import rounded

T = TypeVar("T")
Key = Qt.Key
Modifier = Qt.KeyboardModifier
HEIGHT, RADIUS, PAD = 30, 5.0, 6
COMMANDS = Modifier.ControlModifier | Modifier.AltModifier | Modifier.MetaModifier


def is_enter(event: QKeyEvent) -> bool:
    """Return or keypad Enter without a command key."""
    return event.key() in (Key.Key_Return, Key.Key_Enter) and not event.modifiers() & COMMANDS


def paint_frame(target: QWidget, box: QRect, *, wrong: bool, focused: bool) -> None:
    """The rounded frame of an input: quiet, in the accent with the focus, red when it is wrong."""
    now = look.current()
    painter = QPainter(target)
    area = QRectF(box)
    corners = QPainterPath()
    corners.addRect(area)
    inside = QPainterPath()
    inside.addRoundedRect(area, RADIUS, RADIUS)
    painter.fillPath(corners - inside, QColor(now.card))
    colour = now.bad if wrong else now.accent if focused else now.border
    rounded(painter, area, RADIUS, None, colour, 2.0 if wrong or focused else 1.0)
    painter.end()


def _leaves_to_program(event: QKeyEvent, undo: bool, redo: bool) -> bool:
    """Whether an undo key finds nothing in the field, so that the program's own may act."""
    standard = QKeySequence.StandardKey
    return (event.matches(standard.Undo) and not undo) or (event.matches(standard.Redo) and not redo)


class TextLine(QLineEdit):
    """One line of text. `gone_on` fires on Enter, never while an input method is composing."""

    gone_on = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setTextMargins(PAD, 0, PAD, 0)
        self.setMinimumHeight(HEIGHT)
        self._composing = False
        self._hint = ""

    @property
    def composing(self) -> bool:
        """Whether an input method holds text that is not committed yet."""
        return self._composing

    def set_hint(self, text: str) -> None:
        """Say this where the line is empty, as far as there is room for all of it."""
        self._hint = text
        margins = self.textMargins()
        room = self.width() - margins.left() - margins.right() - 2 * PAD
        fits = self.fontMetrics().horizontalAdvance(text) <= room
        self.setPlaceholderText(text if fits else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_hint(self._hint)

    def setText(self, text: str | None) -> None:
        """Show the beginning of a text that is too long, until one goes there to write."""
        super().setText(text)
        if not self.hasFocus():
            self.setCursorPosition(0)

    def problem(self) -> str:
        """What is wrong, or an empty text."""
        return str(self.property("problem") or "")

    def show_problem(self, text: str) -> None:
        """Mark the line as wrong, or as right again when `text` is empty."""
        self.setProperty("problem", text)
        self.setAccessibleDescription(text)
        self.update()

    def go_on(self) -> None:
        """What Enter does."""
        self.gone_on.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._composing = False
        if event.reason() is Qt.FocusReason.OtherFocusReason:
            self.end(False)
        super().focusInEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if self._composing:
                event.accept()
                return True
            if _leaves_to_program(event, self.isUndoAvailable(), self.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        enter = key in (Key.Key_Return, Key.Key_Enter)
        if self._composing and (enter or key == Key.Key_Escape or event.modifiers() & COMMANDS):
            event.accept()
        elif is_enter(event):
            event.accept()
            self.go_on()
        elif enter:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_frame(self, self.rect(), wrong=bool(self.problem()), focused=self.hasFocus())


class TextBox(QPlainTextEdit):
    """Several lines of text; Tab leaves it. `gone_on` fires on Enter, Shift+Enter begins a new line."""

    gone_on = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look.flatten(self)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(PAD + 2)  # as Qt itself adds in a line
        self._composing = False

    @property
    def composing(self) -> bool:
        """Whether an input method holds text that is not committed yet."""
        return self._composing

    def problem(self) -> str:
        """What is wrong, or an empty text."""
        return str(self.property("problem") or "")

    def show_problem(self, text: str) -> None:
        """Mark the box as wrong, or as right again when `text` is empty."""
        self.setProperty("problem", text)
        self.setAccessibleDescription(text)
        self.viewport().update()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._composing = False
        super().focusInEvent(event)
        self.viewport().update()  # Qt paints the line of the cursor alone

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            document = self.document()
            if self._composing:
                event.accept()
                return True
            if _leaves_to_program(event, document.isUndoAvailable(), document.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Key.Key_Return, Key.Key_Enter)
        if self._composing and (enter or event.key() == Key.Key_Escape or event.modifiers() & COMMANDS):
            event.accept()
        elif enter and not is_enter(event):
            event.ignore()
        elif enter and not event.modifiers() & Modifier.ShiftModifier:
            event.accept()
            self.gone_on.emit()
        elif enter:
            event.accept()
            self.insertPlainText("\n")  # Qt would break the line within its paragraph
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_frame(
            self.viewport(), self.viewport().rect(), wrong=bool(self.problem()), focused=self.hasFocus()
        )


class ParsedLine(TextLine, Generic[T]):
    """A line whose text means a value. It is read on leaving and on Enter, never while typing.

    `parse` raises ValueError with the sentence for the person; the typed text then stays as it is.
    `settled` fires when a changed text was read, well or not.
    """

    settled = Signal()

    def __init__(
        self, parse: Callable[[str], T | None], show: Callable[[T], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parse, self._show = parse, show
        self._read_text = ""

    def value(self) -> T | None:
        """What the text means now; None when it is empty or cannot be read."""
        try:
            return self._parse(self.text())
        except ValueError:
            return None

    def set_value(self, value: T | None) -> None:
        """Show a value."""
        self.setText("" if value is None else self._show(value))
        self._read_text = self.text()
        self.show_problem("")

    def settle(self) -> None:
        """Read the text if it changed: write it in full, or mark the line."""
        if self._composing or self.text() == self._read_text:
            return
        try:
            value = self._parse(self.text())
        except ValueError as reason:
            self._read_text = self.text()
            self.show_problem(str(reason))
        else:
            self.set_value(value)
        self.settled.emit()

    def go_on(self) -> None:
        self.settle()
        super().go_on()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        if not self.hasFocus():
            self.settle()
