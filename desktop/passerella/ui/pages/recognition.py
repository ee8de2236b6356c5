"""Recognition: one series, one measure, its chart and what its waves say in words."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout

from passerella.figures import sentences
from passerella.figures.recognition import MEASURES, main_series, recognition
from passerella.records.brands import MEASURES as LABELS
from passerella.store.workspace import Query
from passerella.texts.label import _
from passerella.ui.chart_card import ChartCard
from passerella.ui.context import Context
from passerella.ui.pages.page import Page
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.frame import Card, PageFrame, PrimaryButton


class RecognitionPage(Page):
    """The waves of one series."""

    shows = frozenset({"survey_wave", "survey_series", "goal", "reported_fact", "appearance", "brand"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        say = context.say
        self.series, self.measure = ChoiceBox(), ChoiceBox()
        self.series.setAccessibleName(say(_("Series")))
        self.measure.setAccessibleName(say(_("Measure")))
        chosen = main_series(context.workspace)
        for each in context.workspace.all("survey_series", Query(sort="name")):
            self.series.addItem(each.name, each.id)
            if chosen is not None and each.id == chosen.id:
                self.series.setCurrentIndex(self.series.count() - 1)
        for name in MEASURES:
            self.measure.addItem(say(LABELS[name]), name)
        enter = PrimaryButton(say(_("Enter a survey wave")))
        enter.clicked.connect(self._enter)
        self.first = enter
        badge = say(_("sample data")) if context.workspace.meta("sample") == "1" else ""
        self.frame = PageFrame(say(_("Recognition")), say(_("Only waves of one series are compared.")), badge)
        for widget in (self.series, self.measure, enter):
            self.frame.add_button(widget)
        self.verdict, self.goal = QLabel(), QLabel()
        font = self.verdict.font()
        font.setBold(True)
        self.verdict.setFont(font)
        for label in (self.verdict, self.goal):
            label.setWordWrap(True)
        words = Card("")
        words.body.addWidget(self.verdict)
        words.body.addWidget(self.goal)
        self.chart = ChartCard(context)
        self.frame.body.addWidget(words)
        self.frame.body.addWidget(self.chart, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        for box in (self.series, self.measure):
            box.currentIndexChanged.connect(self.refresh)
        self.refresh()

    def _enter(self) -> None:
        self.context.go("form", "survey_wave", 0)

    def focus_first(self) -> None:
        """The button to enter a survey."""
        self.first.setFocus()

    def refresh(self) -> None:
        """Ask for the chosen series again."""
        language = self.context.language
        result = recognition(
            self.context.workspace,
            language,
            series=self.series.currentData(),
            measure=self.measure.currentData() or "aided",
        )
        self.chart.show_result(result)
        if result is None:
            self.verdict.setText(
                self.context.say(_("No survey yet. Enter the first one to see the curve begin."))
            )
            self.goal.clear()
            return
        self.verdict.setText(language.say(sentences.moved(result, language)))
        near = result.points and result.goal
        self.goal.setText(
            language.say(sentences.against_goal(result.points[-1], result.goal, language))
            if near and result.goal
            else language.say(_("No goal is set for this series and measure."))
        )
