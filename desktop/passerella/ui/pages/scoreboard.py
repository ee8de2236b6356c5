"""The brand scoreboard: the move from manufacturing to branding, and every measure on its way."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from passerella.figures import scoreboard_sentences as said
from passerella.figures.scoreboard import scoreboard
from passerella.figures.scoreboard_result import Move, Row, Scoreboard
from passerella.records.goals import RECOGNITION
from passerella.texts.label import _
from passerella.ui.beginning import Beginning, lacking
from passerella.ui.context import Context
from passerella.ui.pages.page import Page
from passerella.ui.pages.scoreboard_table import ScoreTable
from passerella.ui.progress import ShareBar
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.frame import Card, PageFrame, PlainButton, PrimaryButton
from passerella.ui.widgets.paint import Words

_LISTS = {
    "appearances": "appearance",
    "partnerships": "partnership",
    "press": "press_mention",
    "honours": "honour",
}
_MEASURED = ("survey_wave", "order", *_LISTS.values())


class ScoreboardPage(Page):
    """All measures of one brand in one table; a row opens its goal, or what it is measured by."""

    shows = frozenset(
        {
            "goal", "survey_wave", "survey_series", "order", "exchange_rate", "appearance", "show",
            "partnership", "press_mention", "honour", "reported_fact", "brand", "product", "buyer",
            "enterprise",
        }
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        say = context.say
        self.shown: Scoreboard | None = None
        self.frame = PageFrame(say(_("Brand scoreboard")))
        self.brand = ChoiceBox()
        self.brand.setAccessibleName(say(_("Brand")))
        self.new, self.paper = PlainButton(say(_("New goal")), "plus"), PrimaryButton(say(_("Print…")))
        self.new.clicked.connect(partial(context.go, "begin", "goal"))
        self.paper.clicked.connect(partial(context.go, "reports", "scoreboard"))
        for each in (self.brand, self.new, self.paper):
            self.frame.add_button(each)
        self.empty = Beginning(context, "goal")
        self.filled = QWidget()
        column = QVBoxLayout(self.filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._move())
        column.addWidget(self._rows(), 1)
        column.addStretch()
        for part in (self.filled, self.empty):
            self.frame.body.addWidget(part, 1)
        self.empty.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        self.brand.currentIndexChanged.connect(self.refresh)
        self.asked.done.connect(self._show)
        self.refresh()

    def _move(self) -> Card:
        card = Card()
        self.sentence, self.share = Words("", "card"), ShareBar()
        self.sentence.setWordWrap(True)
        for each in (self.sentence, self.share):
            card.body.addWidget(each)
        if (inside := card.layout()) is not None:
            inside.setContentsMargins(16, 6, 16, 8)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        return card

    def _rows(self) -> Card:
        card = Card()
        self.table = ScoreTable(self.context.language)
        self.table.setAccessibleName(self.context.say(_("Brand scoreboard")))
        self.table.cellClicked.connect(self._open)
        self.table.itemActivated.connect(lambda item: self._open(item.row()))
        self.table.stands_on.connect(self._say_whole)
        self.below = Words("", "quiet", quiet=True)
        self.below.setWordWrap(True)
        self._say_whole("")
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.below)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        if (inside := card.layout()) is not None:
            inside.setContentsMargins(8, 4, 8, 6)
        return card

    def _say_whole(self, cut: str) -> None:
        """Below the table: what is cut in the row that one stands on, else what the bars mean."""
        self.below.setText(cut or self.context.say(said.LEGEND))

    def focus_first(self) -> None:
        """The first row; until there is one, the button for what comes first."""
        if self.empty.isVisibleTo(self):
            self.empty.button.setFocus()
        else:
            (self.table if self.table.rowCount() else self.new).setFocus()

    def refresh(self) -> None:
        """Ask for every figure again."""
        context, brand = self.context, self.brand.currentData()
        self.asked.start(
            lambda _watch: scoreboard(context.workspace, context.language, context.today(), brand)
        )

    def _show(self, found: Scoreboard | None) -> None:
        begins = self.shown is None and self.focusWidget() is self.new
        self.shown = found
        empty = found is None or lacking(self.context.workspace, "goal", *_MEASURED)
        self.filled.setVisible(not empty)
        self.empty.look_again()
        self.empty.setVisible(empty)
        self.paper.setEnabled(not empty)
        self._offer(found)
        if found is not None:
            self._fill(found)
        if begins:
            self.focus_first()

    def _fill(self, found: Scoreboard) -> None:
        say, language = self.context.say, self.context.language
        badge = say(_("sample data")) if found.sample else ""
        about = " · ".join((found.brand, language.day(found.day), said.goals_said(found, language)))
        self.frame.set_title(say(_("Brand scoreboard")), about, badge)
        self.sentence.setText(say(said.moved(found, language)))
        self.share.setVisible(found.move is not None)
        if found.move is not None:
            self._show_share(found.move)
        self.table.show_rows(found.rows)
        self._say_whole("")

    def _show_share(self, move: Move) -> None:
        words = said.parts(move, self.context.language)
        self.share.show_share(move.share, move.before, words)

    def _offer(self, found: Scoreboard | None) -> None:
        brands = found.brands if found is not None else {}
        self.brand.blockSignals(True)
        self.brand.clear()
        for id, name in brands.items():
            self.brand.addItem(name, id)
        self.brand.setCurrentIndex(self.brand.findText(found.brand) if found is not None else -1)
        self.brand.setVisible(len(brands) > 1)
        self.brand.blockSignals(False)

    def _open(self, row: int, _column: int = 0) -> None:
        if self.shown is not None and row >= 0:
            self.context.go(*_place(self.shown.rows[row]))


def _place(row: Row) -> tuple[str, ...]:
    """The form of a row's goal; without one, where the measure comes from."""
    if row.terms is not None:
        return "form", "goal", str(row.terms.id), "back", "scoreboard"
    return ("recognition",) if row.measure in RECOGNITION else ("list", _LISTS.get(row.measure, "order"))
