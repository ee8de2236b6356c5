"""What stands where nothing is yet: which records come first, and the buttons that begin them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from passerella.records.core import kinds
from passerella.store import finding
from passerella.store.workspace import Workspace
from passerella.texts.label import Label, _
from passerella.ui import look
from passerella.ui.context import Context
from passerella.ui.widgets.buttons import PlainButton
from passerella.ui.widgets.cards import Card
from passerella.ui.widgets.paint import Words, rounded

BEFORE = {
    "survey_series": ("brand",),
    "survey_wave": ("brand", "survey_series"),
    "goal": ("brand", "survey_series"),
    "appearance": ("brand", "show"),
    "order": ("buyer", "product"),
    "price": ("product",),
    "partnership": ("brand",),
}
"""The kinds whose records are best there before those of a kind are entered."""
_WIDE, _MARK = 640, 24


def lacking(workspace: Workspace, *names: str) -> bool:
    """Whether there is no record of any of these kinds."""
    return not any(finding.newest(workspace.read, kinds()[name]) for name in names)


class _Mark(QWidget):
    """The number of a step, or a tick once it is done."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number, self.done = number, False
        self.setFixedSize(_MARK, _MARK)

    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = look.current(), QPainter(self)
        if self.done:
            look.icon("check", now.good).paint(painter, QRect(3, 3, _MARK - 6, _MARK - 6))
        else:
            rounded(painter, QRectF(self.rect()), _MARK / 2, now.card, now.border)
            painter.setFont(look.font("quiet"))
            painter.setPen(QColor(now.text))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), str(self._number))
        painter.end()


class _Step(QWidget):
    """One kind to enter: its name, what it is for, and the button; a tick in the button's place when done."""

    def __init__(self, context: Context, name: str, number: int, brief: bool) -> None:
        super().__init__()
        say, kind = context.say, kinds()[name]
        self._done = say(_("{kind}: done")(kind=kind.label))
        self._next, self.mark = False, _Mark(number)
        self.button = PlainButton(say(kind.new), "plus")
        self.button.setAccessibleDescription("" if kind.why is None else say(kind.why))
        self.button.clicked.connect(partial(context.go, "begin", name))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(say(kind.label), "strong"))
        if kind.why is not None and not brief:
            why = Words(say(kind.why), "quiet", quiet=True)
            why.setWordWrap(True)
            words.addWidget(why)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self.mark)
        row.addLayout(words, 1)
        row.addWidget(self.button)

    def show_state(self, done: bool, next: bool) -> None:
        """Tick it, or mark it as the one to do next."""
        self.mark.done, self._next = done, next
        self.button.setVisible(not done)
        self.setAccessibleName(self._done if done else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._next:
            painter = QPainter(self)
            rounded(painter, QRectF(self.rect()), 6, look.current().accent_wash, None)
            painter.end()


class Beginning(QWidget):
    """The steps to the first record of a kind. Ask it to `look_again` when something may be done.

    With a sentence of one's own, `said`, it is brief: what each kind is for is left out. `framed` in a card
    it begins at the top of that and is as wide; else it stands in the middle of its page.
    """

    def __init__(
        self, context: Context, name: str, said: Label | None = None, *, framed: bool = False
    ) -> None:
        super().__init__()
        self._workspace = context.workspace
        self.steps = {
            each: _Step(context, each, number, said is not None)
            for number, each in enumerate((*BEFORE.get(name, ()), name), 1)
        }
        many = len(self.steps) > 1
        usual = _("Nothing here yet. It begins in this order:") if many else _("Nothing here yet.")
        sentence = Words(context.say(said or usual), "card")
        sentence.setWordWrap(True)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if not framed:
            inner.setMaximumWidth(_WIDE)
            column.addStretch(1)
        column.addWidget(sentence)
        for each in self.steps.values():
            column.addWidget(each)
            each.mark.setVisible(many)
        column.addStretch(1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        if not framed:
            outer.addStretch(1)
        outer.addWidget(inner, _WIDE)
        if not framed:
            outer.addStretch(1)
        self.look_again()

    @property
    def button(self) -> PlainButton:
        """The button of the step to do next, of the last one once all is done."""
        buttons = [each.button for each in self.steps.values()]
        return next((each for each in buttons if not each.isHidden()), buttons[-1])

    def look_again(self) -> None:
        """See what is done."""
        done = {name: not lacking(self._workspace, name) for name in self.steps}
        following = next((name for name, each in done.items() if not each), "")
        for name, step in self.steps.items():
            step.show_state(done[name], name == following)


class FirstSteps(QWidget):
    """The way into an empty workspace: to the first survey, to the first order, or by a file."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        say, column, ways = context.say, QVBoxLayout(self), QHBoxLayout()
        self._ways = [Beginning(context, each, framed=True) for each in ("survey_wave", "order")]
        for title, way in zip((_("Recognition"), _("Orders")), self._ways, strict=True):
            card = Card(say(title))
            card.body.addWidget(way)
            ways.addWidget(card, 1)
        ways.setSpacing(12)
        self.bring = PlainButton(say(_("Import…")))
        self.bring.clicked.connect(partial(context.go, "import"))
        file, row = Card(), QHBoxLayout()
        row.addWidget(
            Words(say(_("What stands in Excel or CSV tables already can be brought in as it is."))), 1
        )
        row.addWidget(self.bring)
        file.body.addLayout(row)
        file.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(ways)
        column.addWidget(file)
        column.addStretch(1)

    @property
    def button(self) -> PlainButton:
        """The button of the step to do next on the way to the first survey."""
        return self._ways[0].button

    def look_again(self) -> None:
        """See what is done."""
        for each in self._ways:
            each.look_again()
