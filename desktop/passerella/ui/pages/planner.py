"""Survey planner: what so many people can show, what that costs and when to ask, while one types."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from passerella.figures import planner_sentences as words
from passerella.figures.planner import Offer, Planned, Window, Wish, offer, plan
from passerella.figures.questionnaire import asked_brands
from passerella.records.core import Field
from passerella.records.everything import kinds
from passerella.records.kinds import Choice, CurrencyKind
from passerella.records.numbers import Number
from passerella.texts.label import _
from passerella.texts.language import percentage
from passerella.ui import look
from passerella.ui.beginning import Beginning, lacking
from passerella.ui.context import Context
from passerella.ui.inputs import Input, input_for
from passerella.ui.job import Job
from passerella.ui.pages.page import Page
from passerella.ui.pages.planner_cards import DaysCard, SizesCard
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.frame import Card, PageFrame, PlainButton, PrimaryButton, Scrolling
from passerella.ui.widgets.paint import Words, write_in

_ONE, _HUNDRED = Decimal(1), Decimal(100)
_MANY = Decimal(1_000_000)
_TRIES = Choice({code: label for code, (_power, label) in words.POWERS.items()})
_PERCENT = Number(places=1, least=Decimal("0.1"), most=Decimal("99.9"), unit=_("%"))
_POINTS = Number(places=1, least=-_HUNDRED, most=_HUNDRED, unit=_("points"))


def _field(name: str, label: Any, kind: Any, default: Any = None) -> Field:
    return Field(name, label, kind, True, False, default, None)


FIELDS = (
    _field("share", _("Share at the start"), _PERCENT),
    _field("change", _("Change to be seen"), _POINTS, Decimal(5)),
    _field("power", _("Seen in"), _TRIES, "80"),
    _field("people", _("People asked a wave"), Number(least=_ONE, most=_MANY)),
    _field("waves", _("Number of waves"), Number(least=_ONE, most=_HUNDRED), 2),
    _field("per_interview", _("Cost of an interview"), Number(places=2), Decimal(0)),
    _field("fixed", _("Fixed cost of a wave"), Number(places=2), Decimal(0)),
    _field("currency", _("Currency"), CurrencyKind()),
)
_DRAFT = ("planner", 0)
_PLAN, _HIGHEST = 380, 560


class PlannerPage(Page):
    """A plan is typed at the left; at the right stands what it means."""

    typed_into = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.planned: Planned | None = None
        self._wished: Wish | None = None
        self.inputs: dict[str, Input] = {each.name: input_for(context, each) for each in FIELDS}
        self.offering = Job(self)
        self.offering.done.connect(self._offered)
        self.asked.done.connect(self._show)
        self._kept: Mapping[str, Any] | None = context.drafts.find(*_DRAFT)
        self._lay_out()
        self.offering.start(lambda _watch: offer(context.workspace))

    @property
    def waiting(self) -> bool:
        return super().waiting or self.offering.running

    def _lay_out(self) -> None:
        say = self.context.say
        note = _("What a survey can show, before money is spent.")
        self.frame = PageFrame(say(_("Survey planner")), say(note))
        self.paper_button = PlainButton(say(_("Print questionnaire…")))
        self.draft_button = PrimaryButton(say(_("Draft the next wave")))
        self.paper_button.clicked.connect(self._paper)
        self.draft_button.clicked.connect(self.draft)
        for each in (self.paper_button, self.draft_button):
            each.setEnabled(False)
            self.frame.add_button(each)
        side = QWidget()
        side.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        left, right = QVBoxLayout(side), QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        self.sizes_card, self.days_card = SizesCard(self.context), DaysCard(self.context)
        self.sizes, self.days = self.sizes_card.table, self.days_card.days
        self.first_card = Card()
        self.empty = Beginning(
            self.context,
            "survey_series",
            _("To draft a wave or print its questionnaire:"),
            framed=True,
        )
        self.first_card.body.addWidget(self.empty)
        left.addWidget(self._plan_card())
        for card in (self.first_card, self.days_card):
            left.addWidget(card, 1)
        left.addStretch()
        right.addWidget(self._said_card())
        right.addWidget(self.sizes_card, 1)
        begins = lacking(self.context.workspace, "survey_series")
        self.first_card.setVisible(begins)
        self.days_card.setHidden(begins)
        row = QHBoxLayout()
        row.addWidget(side)
        row.addLayout(right, 1)
        for box in (left, right, row):
            box.setSpacing(12)
        both = Scrolling(row)
        both.setMaximumHeight(look.scaled(_HIGHEST))
        self.frame.body.addWidget(both, 100)
        self.frame.body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)

    def _plan_card(self) -> Card:
        say = self.context.say
        card = Card(say(_("The plan")))
        card.setMinimumWidth(look.scaled(_PLAN))
        grid = QGridLayout()
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self.series = ChoiceBox()
        self.series.setAccessibleName(say(_("Series")))
        grid.addLayout(self._cell(say(_("Series")), self.series), 0, 0, 1, 2)
        for at, each in enumerate(self.inputs.values(), 2):
            grid.addLayout(self._cell(say(each.field.label), each.widget), at // 2, at % 2)
            each.edited.connect(self.count)
            if (gone_on := getattr(each.widget, "gone_on", None)) is not None:
                gone_on.connect(self._next_field)
        self.series.gone_on.connect(self._next_field)
        self.series.currentIndexChanged.connect(self._series_chosen)
        card.body.addLayout(grid)
        self.problem = Words("", "quiet")
        self.problem.setWordWrap(True)
        write_in(self.problem, self.context.theme.bad)
        card.body.addWidget(self.problem)
        self.problem.hide()
        return card

    def _cell(self, label: str, widget: QWidget) -> QVBoxLayout:
        cell, name = QVBoxLayout(), QLabel(label)
        cell.setSpacing(2)
        name.setFont(look.font("quiet"))
        name.setBuddy(widget)
        cell.addWidget(name)
        cell.addWidget(widget)
        return cell

    def _said_card(self) -> Card:
        card = Card(self.context.say(_("What it can show")))
        self.headline, self.more = Words("", "strong"), Words("")
        for each in (self.headline, self.more):
            each.setWordWrap(True)
            card.body.addWidget(each)
        return card

    def _next_field(self) -> None:
        self.focusNextChild()

    def focus_first(self) -> None:
        """The series."""
        self.series.setFocus()

    def _series_chosen(self) -> None:
        workspace, series = self.context.workspace, self.series.currentData()
        self.offering.start(lambda _watch: offer(workspace, series, none=series is None))

    def _offered(self, found: Offer) -> None:
        begins = not self.series.count()
        if begins:
            self._name_series(found)
        values = {
            "share": round(percentage(found.share), 1),
            "people": found.people,
            "currency": found.currency,
            "per_interview": found.per_interview,
        }
        for name, each in self.inputs.items():
            each.blockSignals(True)
            kept = self._kept.get(name) if self._kept is not None else None
            if isinstance(kept, str):
                each.set_text(kept)
            elif name in values:
                each.set_value(values[name])
            elif begins:
                each.set_value(each.field.default)
            each.blockSignals(False)
        self._kept = None
        self.count()

    def _name_series(self, found: Offer) -> None:
        self.series.blockSignals(True)
        self.series.addItem(self.context.say(_("No series")), None)
        for id, name in found.series.items():
            self.series.addItem(name, id)
        kept = self._kept.get("series") if self._kept is not None else found.chosen
        self.series.setCurrentIndex(max(0, self.series.findData(kept)))
        self.series.blockSignals(False)

    def keep(self) -> None:
        """Keep the plan for when one comes back."""
        if self.planned is not None:
            texts: dict[str, Any] = {name: each.text() for name, each in self.inputs.items()}
            self.context.drafts.keep(*_DRAFT, texts | {"series": self.series.currentData()})

    def count(self) -> None:
        """Work the plan out again when it has changed, or say what is missing."""
        wish, before = self._wish(), self._wished
        self._wished = wish
        if wish is None:
            self.asked.drop()
            self._show_nothing()
            return
        if wish == before:
            return  # a line that is left shows its value anew
        context = self.context
        workspace, language, today = context.workspace, context.language, context.today()
        self.asked.start(lambda _watch: plan(workspace, wish, language, today))

    def _wish(self) -> Wish | None:
        say, values, problems = self.context.say, dict[str, Any](), list[str]()
        for name, each in self.inputs.items():
            problem = ""
            try:
                values[name] = each.value()
                wrong = None if values[name] is None else each.field.kind.problem(values[name])
                problem = say(_("This must be filled in.")) if values[name] is None else say(wrong or "")
            except ValueError as reason:
                problem = str(reason)
            each.show_problem(problem)
            if problem:
                problems.append(self.context.language.headed(say(each.field.label), problem))
        self.problem.setText("\n".join(problems))
        self.problem.setVisible(bool(problems))
        if problems:
            return None
        return Wish(
            series=self.series.currentData(),
            share=float(values.pop("share") / 100),
            change=float(values.pop("change") / 100),
            power=words.POWERS[values.pop("power")][0],
            **values,
        )

    def _show_nothing(self) -> None:
        self.planned = None
        self.headline.setText("")
        self.more.setText("")
        self.sizes.setRowCount(0)
        for each in (self.paper_button, self.draft_button):
            each.setEnabled(False)

    def _show(self, found: Planned) -> None:
        say, language = self.context.say, self.context.language
        self.planned = found
        first, *more = (say(each) for each in words.said(found, language))
        self.headline.setText(first)
        self.more.setText("\n".join(more))
        self.sizes_card.show_sizes(found)
        self.days_card.show_days(found)
        for each in (self.paper_button, self.draft_button):
            each.setEnabled(found.wish.series is not None)

    @property
    def window_chosen(self) -> Window | None:
        """The days of fieldwork that are chosen."""
        at = self.days.currentRow()
        return self.planned.windows[at] if self.planned is not None and at >= 0 else None

    def draft(self) -> None:
        """Open the form of a new wave with what is planned; a half typed one is never overwritten."""
        context = self.context
        if context.drafts.find("survey_wave", 0) is None:
            if self.planned is None or self.planned.wish.series is None:
                return
            context.drafts.keep("survey_wave", 0, self._texts(self.planned, self.planned.wish.series))
        else:
            context.tell(_("A new wave is half typed already: finish it or give it up first."))
        context.go("form", "survey_wave", 0)

    def _texts(self, found: Planned, series: int) -> dict[str, Any]:
        workspace, language = self.context.workspace, self.context.language
        columns = kinds()["survey_wave"].lines
        assert columns is not None
        blank = [""] * (len(columns.kind.typed) - 1)
        texts: dict[str, Any] = {
            "series": self.series.currentText(),
            "asked": language.number(found.wish.people),
            "currency": found.wish.currency,
            "cost": language.number(found.planned.cost) if found.planned.cost else "",
            "lines": [[each.name, *blank] for each in asked_brands(workspace, series)],
        }
        if (days := self.window_chosen) is not None:
            texts |= {"fielded_from": language.day(days.first), "fielded_to": language.day(days.last)}
        return texts

    def _paper(self) -> None:
        self.context.go("questionnaire", self.series.currentData())
