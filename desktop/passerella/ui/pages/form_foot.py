"""The foot of a form: what the keys do, how much is to be mended, and the ways out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from passerella.texts.label import Label, _
from passerella.ui.context import Context
from passerella.ui.inputs import KEYS
from passerella.ui.widgets.frame import PlainButton, PrimaryButton
from passerella.ui.widgets.paint import OneLine, write_in


class FormFoot(QHBoxLayout):
    """One line at the bottom of a form."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._say, self._theme, self._told = context.say, context.theme, context.say(KEYS)
        self.hint = OneLine(self._told, "quiet", quiet=True)
        self.to_mend = QLabel()
        write_in(self.to_mend, context.theme.bad)
        self.cancel = PlainButton(self._say(_("Cancel")))
        self.again = PlainButton(self._say(_("Save and new")))
        self.save = PrimaryButton(self._say(_("Save")))
        for button in (self.again, self.save):
            button.setEnabled(context.workspace.writing)
        self.addWidget(self.hint, 1)
        for each in (self.to_mend, self.cancel, self.again, self.save):
            self.addWidget(each)

    def order_tabs(self) -> None:
        """Let Tab come to saving first, as it stands last: whoever goes on by keys does not give up."""
        QWidget.setTabOrder(self.save, self.again)
        QWidget.setTabOrder(self.again, self.cancel)

    def show_keys(self, told: Sequence[Label]) -> None:
        """Say what there is to know where one works now."""
        self._told = " · ".join(map(self._say, told))
        self.show_wrong("")

    def show_wrong(self, text: str) -> None:
        """Say what is wrong where one works now, in place of what the keys do."""
        write_in(self.hint, self._theme.bad if text else self._theme.quiet)
        self.hint.setText(text or self._told)

    @property
    def refused(self) -> bool:
        """Whether something is to be mended before it can be saved."""
        return bool(self.to_mend.text())

    def say(self, how_much: Label | None) -> None:
        """Say how much is to be mended; nothing when nothing is."""
        self.to_mend.setText(self._say(how_much) if how_much is not None else "")
