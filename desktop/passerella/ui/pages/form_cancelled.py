"""The way back to what was typed in a form and cancelled."""

from __future__ import annotations

from PySide6.QtCore import Signal

from passerella.records.core import Kind
from passerella.texts.label import _
from passerella.ui.context import Context
from passerella.ui.widgets.frame import NoticeBar

SAID = _("Cancelled. What was typed can be brought back in the form.")


class Cancelled(NoticeBar):
    """Offers what was last cancelled in a form, where there is any, until one types something else there.

    `wanted` brings its texts.
    """

    wanted = Signal(dict)

    def __init__(self, context: Context, kind: Kind, id: int) -> None:
        say = context.say
        super().__init__(say(_("What was typed here last was cancelled.")), say(_("Bring it back")))
        self._texts = context.drafts.cancelled(kind.name, id) or {}
        if not self._texts or context.drafts.find(kind.name, id) is not None:
            self.hide()
        self.acted.connect(self._bring_back)

    def _bring_back(self) -> None:
        self.wanted.emit(self._texts)
