"""Small windows that ask something, with the look's own fields and buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QWidget

from passerella.texts.label import Label, _
from passerella.ui.widgets.buttons import PlainButton, PrimaryButton
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.paint import Words

OK, CANCEL = _("OK"), _("Cancel")
Say = Callable[[Label], str]


class Question(QDialog):
    """Fields in `rows`, and under them, once `end` is called, OK and Cancel where the system has them."""

    def __init__(self, window: QWidget, say: Say, title: str) -> None:
        super().__init__(window)
        self._say = say
        self.setWindowTitle(title)
        self.rows = QFormLayout(self)
        self.rows.setContentsMargins(16, 16, 16, 12)
        self.rows.setVerticalSpacing(10)
        self.rows.setHorizontalSpacing(16)

    def end(self) -> None:
        """Add the buttons."""
        buttons = QDialogButtonBox()
        taking = PrimaryButton(self._say(OK), parent=buttons)
        leaving = PlainButton(self._say(CANCEL), parent=buttons)
        buttons.addButton(taking, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(leaving, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        taking.setDefault(True)
        self.rows.addRow(buttons)


class Choosing(Question):
    """One of several, by name; `box` holds them."""

    def __init__(self, window: QWidget, say: Say, title: str, asking: str, names: Sequence[str]) -> None:
        super().__init__(window, say, title)
        self.box = ChoiceBox()
        self.box.setAccessibleName(asking)
        self.box.addItems(list(names))
        self.rows.addRow(Words(asking))
        self.rows.addRow(self.box)
        self.end()
