"""Recognition: one series seen in several ways, its waves, and what they say in words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from passerella.figures import sentences
from passerella.figures.recognition import MEASURES
from passerella.records.goals import MEASURES as LABELS
from passerella.texts.label import Label, _
from passerella.ui import look
from passerella.ui.beginning import Beginning, lacking
from passerella.ui.chart_card import ChartCard
from passerella.ui.context import Context
from passerella.ui.job import Job
from passerella.ui.pages.page import Page
from passerella.ui.pages.recognition_figures import (
    OF_WAVES,
    VIEWS,
    Series,
    WaveResults,
    Wish,
    ask_chart,
    ask_series,
    ask_wave,
    compared,
)
from passerella.ui.pages.recognition_results import ResultsCard
from passerella.ui.pages.recognition_waves import WaveCard
from passerella.ui.pages.recognition_words import SaidCard, VerdictCard
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.frame import PageFrame, PrimaryButton, Scrolling

if TYPE_CHECKING:
    from passerella.figures.telling import Told
_LEAST = 88


class RecognitionPage(Page):
    """The waves of one series, and one view of them."""

    shows = frozenset(
        {
            "survey_wave",
            "survey_series",
            "goal",
            "reported_fact",
            "appearance",
            "brand",
            "milestone",
            "press_mention",
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.found: Series | None = None
        self._setting = f"recognition/{context.workspace.meta('uid')}"
        self._make_head()
        self._make_body()
        self._recall()
        for box in (self.series, self.brand, self.measure):
            box.currentIndexChanged.connect(self._choose)
        self.view.currentIndexChanged.connect(self._look_again)
        self.waves.changed.connect(self._waves_chosen)
        self.waves.list.itemActivated.connect(self._open)
        self.results.opened.connect(self._open)
        self.asked.done.connect(self._show)
        self.wave_asked, self.chart_asked = Job(self), Job(self)
        self.wave_asked.done.connect(self._show_wave)
        self.chart_asked.done.connect(self._show_chart)
        self.refresh()

    def _make_head(self) -> None:
        say = self.context.say
        self.frame = PageFrame(say(_("Recognition")))
        self.series, self.brand, self.measure, self.view = (ChoiceBox() for _each in range(4))
        for box, label in (
            (self.series, _("Series")),
            (self.brand, _("Brand")),
            (self.measure, _("Measure")),
            (self.view, _("View")),
        ):
            box.setAccessibleName(say(label))
            box.setToolTip(say(label))
            box.setMinimumWidth(look.scaled(_LEAST))  # where the window is narrow their words are cut
            self.frame.add_button(box)
        self.series.setToolTip(say(_("Only waves of one series are compared.")))
        for box, letters in ((self.series, 32), (self.measure, 11), (self.view, 13)):
            box.setMinimumContentsLength(letters)
        for name in MEASURES:
            self.measure.addItem(say(LABELS[name]), name)
        for name, label in VIEWS.items():
            self.view.addItem(say(label), name)
        self.first = PrimaryButton(say(_("Enter a survey wave")), "plus")
        self.first.clicked.connect(partial(self.context.go, "begin", "survey_wave"))
        self.frame.add_button(self.first)

    def _make_body(self) -> None:
        self.waves, self.words = WaveCard(self.context), VerdictCard()
        self.chart, self.said = ChartCard(self.context), SaidCard(self.context)
        self.results = ResultsCard(self.context)
        for card in (self.words, self.chart, self.said, self.results):
            if (inside := card.layout()) is not None:
                inside.setContentsMargins(16, 8, 16, 8)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.chart, 2)
        middle.addWidget(self.said, 1)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.words)
        right.addLayout(middle, 1)
        right.addWidget(self.results)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.waves)
        columns.addLayout(right, 1)
        self.said.hide()
        self.results.hide()
        self.empty = Beginning(self.context, "survey_wave")
        self.empty.hide()
        self.content = Scrolling(columns)
        self.frame.body.addWidget(self.content, 1)
        self.frame.body.addWidget(self.empty, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)

    @property
    def waiting(self) -> bool:
        return any(job.running for job in (self.asked, self.wave_asked, self.chart_asked))

    def _recall(self) -> None:
        """Choose what was chosen here last; of a series or brand that is gone the figures know."""
        kept: dict[str, Any] = self.context.settings.get(self._setting, {})
        for name, box in (("measure", self.measure), ("view", self.view)):
            box.setCurrentIndex(max(0, box.findData(kept.get(name))))
        for name, box in (("series", self.series), ("brand", self.brand)):
            if isinstance(kept.get(name), int):
                box.addItem("", kept[name])
        self.waves.compare_with_first(self.view.currentData() == "slope")

    def _remember(self) -> None:
        boxes = {"series": self.series, "brand": self.brand, "measure": self.measure, "view": self.view}
        chosen = {name: box.currentData() for name, box in boxes.items()}
        self.context.settings.set(self._setting, chosen)

    def _choose(self) -> None:
        self._remember()
        self.refresh()

    def focus_first(self) -> None:
        """The waves, or the button for what comes first."""
        if self.empty.isVisibleTo(self):
            self.empty.button.setFocus()
        else:
            (self.waves.list if self.waves.list.count() else self.first).setFocus()

    def _open(self) -> None:
        if self.waves.list.wave:
            self.context.go("form", "survey_wave", self.waves.list.wave, "back", "recognition")

    def refresh(self) -> None:
        """Ask for everything again."""
        workspace, language, today = self.context.workspace, self.context.language, self.context.today()
        wish = Wish(self.series.currentData(), self.brand.currentData(), self.measure.currentData())
        self.asked.start(lambda _watch: ask_series(workspace, language, wish, today))

    def _show(self, found: Series) -> None:
        say = self.context.say
        begins = not self.waves.list.count() and self.focusWidget() in (self.first, self.empty.button)
        self.found = found
        self._offer(found)
        self._show_empty(found)
        badge = say(_("sample data")) if found.sample else ""
        about = found.about or say(_("Only waves of one series are compared."))
        self.frame.set_title(say(_("Recognition")), about, badge)
        self._say_goal(found)
        if begins:
            self.focus_first()
        self._ask_wave()
        self._ask_chart()

    def _offer(self, found: Series) -> None:
        """Fill the pull-downs for series and brand."""
        for box, offered, chosen in (
            (self.series, found.offered_series, found.series),
            (self.brand, found.offered_brands, found.brand),
        ):
            with QSignalBlocker(box):
                box.clear()
                for id, name in offered.items():
                    box.addItem(name, id)
                box.setCurrentIndex(box.findData(chosen))

    def _show_empty(self, found: Series) -> None:
        none = found.series is None or found.brand is None
        empty = none or lacking(self.context.workspace, "survey_wave")
        self.empty.look_again()
        self.empty.setVisible(empty)
        self.content.setVisible(not empty)
        for widget in (self.series, self.brand, self.measure, self.view, self.first):
            widget.setVisible(not empty)

    def _say_goal(self, found: Series) -> None:
        """Where the last wave stands to the goal, and what the next one needs to see the way."""
        language, result = self.context.language, found.result
        said: Label | None = sentences.NO_GOAL
        plan = None
        if result is None or not result.points:
            said = None
        elif result.around.goal:
            said = sentences.against_goal(result, language)
            plan = sentences.planner(result.points[-1], result.around.goal, language)
        self.words.goal.setText(language.say(said) if said else "")
        self.waves.show_waves(found.rows, plan)

    def _waves_chosen(self) -> None:
        self._ask_wave()
        if self.view.currentData() in OF_WAVES:
            self._ask_chart()

    def _look_again(self) -> None:
        self._remember()
        self.waves.compare_with_first(self.view.currentData() == "slope")
        self._say_moved()
        self._ask_chart()

    def _say_moved(self) -> None:
        say, rows = self.context.say, self.found.rows if self.found is not None else []
        said, between = compared(rows, self.waves.pair, self.context.language)
        self.words.verdict.setText(say(said))
        self.words.between.setText(say(between) if between else "")

    def _ask_wave(self) -> None:
        self._say_moved()
        workspace, language, wave = self.context.workspace, self.context.language, self.waves.pair.wave
        if wave is not None:
            self.wave_asked.start(lambda _watch: ask_wave(workspace, language, wave))
        else:
            self.wave_asked.drop()
            self.results.hide()

    def _show_wave(self, found: WaveResults | None) -> None:
        self.results.setVisible(found is not None)
        if found is not None:
            self.results.show_results(self.waves.list.name, found, self.brand.currentText())

    def _ask_chart(self) -> None:
        found, view, pair = self.found, self.view.currentData(), self.waves.pair
        if found is not None:
            workspace, language = self.context.workspace, self.context.language
            self.chart_asked.start(lambda _watch: ask_chart(workspace, language, found, view, pair))

    def _show_chart(self, told: Told | Label) -> None:
        why_not = told if isinstance(told, Label) else None
        shown = None if isinstance(told, Label) else told
        verdict = self.words.verdict.text()
        beside = shown is not None and self.view.currentData() != "waves"
        said = shown.said if shown is not None and beside else ()
        self.said.show_said([each for each in said if each != verdict])
        self.chart.show_told(shown, why_not)
        if shown is None:
            self.chart.title.setText(self.view.currentText())
