"""Hands for the tests of widgets: keys and an input method."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def compose() -> Callable[[QWidget, str], None]:
    """Show text of an input method that is not committed yet."""
    return lambda widget, text: QApplication.sendEvent(widget, QInputMethodEvent(text, [])) and None


@pytest.fixture
def commit() -> Callable[[QWidget, str], None]:
    """Commit text from an input method."""

    def send(widget: QWidget, text: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    return send


@pytest.fixture
def shown(qtbot):
    """Show a widget with the focus in it, and another widget after it."""
    from PySide6.QtWidgets import QLineEdit, QVBoxLayout

    def show(widget: QWidget) -> QWidget:
        window = QWidget()
        layout = QVBoxLayout(window)
        layout.addWidget(widget)
        window.after = QLineEdit()
        layout.addWidget(window.after)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        widget.setFocus()
        return window

    return show
