"""The questionnaire of a series as it will come out of the printer, and the table for its answers."""

from __future__ import annotations

from pathlib import Path

from passerella.figures.questionnaire import asked_brands, spoken_in
from passerella.figures.recognition import main_series
from passerella.sheets.catalogue import Sheet, questionnaire_of
from passerella.store.workspace import Query
from passerella.texts.label import Wrong, _
from passerella.ui.beginning import Beginning
from passerella.ui.context import Context
from passerella.ui.job import Job, why
from passerella.ui.pages.paper import PaperPage
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.frame import PlainButton

_SERIES = 300
_BESIDE = "paper/beside-chinese"


class QuestionnairePage(PaperPage):
    """One series' questionnaire, in its market's language until another is chosen, beside Chinese if it was
    last chosen so. `series` is its id, 0 for the main one."""

    papers = questionnaire_of(None).papers
    shows = frozenset({"survey_series", "survey_wave", "brand"})

    def __init__(self, context: Context, series: int = 0) -> None:
        say = context.say
        choice, table = ChoiceBox(), PlainButton(say(_("Table for answers…")))
        choice.setAccessibleName(say(_("Series")))
        for each in context.workspace.all("survey_series", Query(sort="name")):
            choice.addItem(each.name, each.id)
        if not series and (main := main_series(context.workspace)) is not None:
            series = main.id
        choice.setCurrentIndex(max(0, choice.findData(series)))
        note = _("One page for the interviewer; the table takes the answers, one row a person.")
        super().__init__(context, "questionnaire", note, [choice], [table])
        self.choice = choice
        self._spoken: tuple[int | None, str] | None = None
        choice.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        choice.setMaximumWidth(_SERIES)
        self.empty = Beginning(context, "survey_series")
        self.frame.body.addWidget(self.empty, 1)
        self.table_button = table
        table.clicked.connect(self._ask_table)
        self.writing = Job(self)
        self.writing.done.connect(self._written)
        self.writing.failed.connect(self._unwritten)
        self.refresh()

    @property
    def chosen(self) -> int | None:
        """The id of the chosen series."""
        found: int | None = self.choice.currentData()
        return found

    def sheet(self) -> Sheet:
        """The questionnaire of the chosen series."""
        return questionnaire_of(self.chosen)

    def refresh(self) -> None:
        """Typeset again, a table needs a series; or go to another sheet."""
        if (name := self.kind.currentData()) != "questionnaire":
            self.context.go("reports", name)
            return
        none = self.chosen is None
        self.table_button.setEnabled(not none)
        self.empty.setVisible(none)
        for each in (self.card, self.choice):
            each.setHidden(none)
        if none:
            self.forget()
            return
        series = self.context.workspace.get("survey_series", self.chosen or 0)
        self._speak(spoken_in(series, self.context.language.code))
        super().refresh()

    def _speak(self, code: str) -> None:
        """Put a language on paper when the series, or the one it is asked in, is another than before."""
        spoken = (self.chosen, code)
        if spoken != self._spoken:
            self._spoken = spoken
            beside = self.context.settings.get(_BESIDE, False) and code != "zh"
            self.paper.blockSignals(True)
            self.paper.setCurrentIndex(self.papers.index(("zh", code) if beside else (code,)))
            self.paper.blockSignals(False)

    def keep_codes(self) -> None:
        """Keep whether Chinese stands beside; the language itself is the market's."""
        self.context.settings.set(_BESIDE, len(self.codes()) > 1)

    def focus_first(self) -> None:
        """The button of what comes first, until there is a series."""
        if self.chosen is None:
            self.empty.button.setFocus()
        else:
            super().focus_first()

    def _ask_table(self) -> None:
        title = _("Table for answers…")
        path = self.ask_path(title, title, ".xlsx", "Excel (*.xlsx)")
        if path is not None:
            self.save_table(path)

    def save_table(self, path: Path) -> None:
        """Write an empty table for the answers, in the language of who types them in."""
        from passerella.exchange.answers import write_entry_sheet

        workspace, series, words = self.context.workspace, self.chosen, self.context.language

        def work(_watch: object) -> Path:
            write_entry_sheet(path, asked_brands(workspace, series or 0), words)
            return path

        self.writing.start(work)

    def _written(self, path: Path) -> None:
        self.context.tell(_("Saved as {name}")(name=path.name))

    def _unwritten(self, reason: Wrong) -> None:
        self.context.tell(why(reason))
