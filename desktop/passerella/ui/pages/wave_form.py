"""The form of a survey wave: percentages typed as counts, answers tallied, shares as they are typed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer

from passerella.exchange.answers import Counted, entry_header
from passerella.figures import sentences
from passerella.figures.questionnaire import asked_brands
from passerella.figures.recognition import brand_results
from passerella.records.core import Problem
from passerella.records.percentages import People
from passerella.texts.label import _
from passerella.ui.pages.form import FormPage
from passerella.ui.pages.form_rows import FormRows
from passerella.ui.tally_panel import TallyPanel
from passerella.ui.wave_lines import WaveLines
from passerella.ui.widgets.frame import PlainButton
from passerella.ui.widgets.paint import Words


class WaveForm(FormPage):
    """A survey wave with its results by brand."""

    lines: WaveLines

    def _make_rows(self) -> FormRows:
        """Columns of counts are no wider than their headings, so that names of brands are read whole."""
        inner, say = self.kind.lines, self.context.say
        assert inner is not None
        self.lines = WaveLines(self.context, inner.kind)
        made = FormRows(self.context, inner, self.lines)
        self.grid = made.grid
        for at, field in enumerate(self.lines.columns):
            if isinstance(field.kind, People):
                self.grid.setColumnWidth(at, self.grid.horizontalHeader().sectionSizeHint(at))
        self.tally_button = PlainButton(say(_("Tally answers…")))
        self.tally_button.clicked.connect(self.tally)
        made.head.addWidget(self.tally_button)
        self.percentages, self.shares = (Words("", "quiet", quiet=True) for _each in range(2))
        self.panel = TallyPanel(self.context)
        self.panel.taken.connect(self._take)
        self.panel.closed.connect(self._close_panel)
        for each in (self.percentages, self.shares, self.panel):
            made.column.addWidget(each)
        for words in (self.percentages, self.shares):
            words.setWordWrap(True)
        self.panel.hide()
        return made

    def _lay_out(self) -> None:
        super()._lay_out()
        self.area.verticalScrollBar().rangeChanged.connect(self._follow_panel)

    def _series(self) -> Any | None:
        try:
            id = self.inputs["series"].value()
        except ValueError:
            return None
        return self.context.workspace.get("survey_series", id) if id else None

    def _asked(self) -> int | None:
        try:
            asked = self.inputs["asked"].value()
        except ValueError:
            return None
        return asked if asked is not None and asked > 0 else None

    def _edited(self) -> None:
        self.lines.set_asked(self._asked())
        super()._edited()

    def _show_totals(self) -> None:
        self.lines.set_asked(self._asked())
        self._choose_columns()
        self.percentages.setText(" · ".join(self.lines.said()))
        self.percentages.setVisible(bool(self.percentages.text()))
        super()._show_totals()

    def _choose_columns(self) -> None:
        """Of names shown only to those who did not say them one counts those who add to them."""
        series = self._series()
        added = series is not None and series.shown_to == "not_named"
        for name, wanted in (("recognised", added), ("aided", not added)):
            at = self.lines.column(name)
            self.grid.setColumnHidden(at, not wanted and not any(row[at] for row in self.lines.texts))

    def _show_derived(self, record: Any, derived: dict[str, Any]) -> None:
        super()._show_derived(record, derived)
        said = self._shares(replace(record, **derived)) if derived else []
        self.shares.setText(" · ".join(said))
        self.shares.setVisible(bool(said))

    def _shares(self, wave: Any) -> list[str]:
        """Of each brand the share that knows it, with its interval; nothing while counts cannot be."""
        language = self.context.language
        try:
            rows = brand_results(self.context.workspace, wave)
        except (ValueError, ArithmeticError):
            return []
        shares = [(row.counts["aided"] or 0) / wave.asked for row in rows]
        return [
            f"{row.brand} {sentences.with_span(share, row.low, row.high, language)}"
            for row, share in zip(rows, shares, strict=True)
        ]

    def tally(self) -> None:
        """Open the panel for answers, headed as the series asks."""
        series = self._series()
        if series is None:
            self._show_problems([Problem("series", _("Choose the series first."))])
            return
        header = entry_header(asked_brands(self.context.workspace, series.id), self.context.language)
        self.panel.show()
        self.panel.begin(header, series.shown_to)
        QTimer.singleShot(0, self, self._show_panel)

    def _show_panel(self) -> None:
        self.area.ensureWidgetVisible(self.panel)

    def _follow_panel(self) -> None:
        """Keep what is said of the answers in sight while one works on them: it may take more lines."""
        if self.panel.isAncestorOf(self.focusWidget()):
            self._show_panel()

    def _close_panel(self) -> None:
        self.panel.hide()
        self.tally_button.setFocus()

    def _take(self, found: Counted) -> None:
        """Put the counts of the answers in place of the results."""
        self.inputs["asked"].set_value(found.asked)
        self.inputs["effective"].set_value(found.effective)
        self.lines.set_records(found.results)
        self._close_panel()
        self._edited()
