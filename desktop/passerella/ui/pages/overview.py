"""The Overview: where the brand stands, in four tiles and one chart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from passerella.figures import sentences
from passerella.figures.facts import Fact, facts
from passerella.figures.recognition import recognition
from passerella.figures.recognition_result import RecognitionResult
from passerella.figures.trade import average_price, export_value, latest_period
from passerella.records.trade import UNITS
from passerella.texts.label import Label, _, _n
from passerella.ui.chart_card import ChartCard
from passerella.ui.context import Context
from passerella.ui.layouts import clear
from passerella.ui.pages.page import Page
from passerella.ui.widgets.frame import Card, PageFrame, PlainButton, PrimaryButton, Tile, TileTexts

STRIP = 6


class OverviewPage(Page):
    """Tiles, chart and what is reported, each with its scope."""

    shows = frozenset(
        {
            "survey_wave",
            "order",
            "exchange_rate",
            "goal",
            "reported_fact",
            "appearance",
            "brand",
            "survey_series",
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        say = context.say
        self.frame = PageFrame(say(_("Overview")))
        enter = PrimaryButton(say(_("Enter a survey wave")))
        enter.clicked.connect(self._enter)
        order = PlainButton(say(_("New order")))
        order.clicked.connect(self._order)
        self.frame.add_button(order)
        self.frame.add_button(enter)
        self.first = enter
        self.tiles = QHBoxLayout()
        self.tiles.setSpacing(12)
        self.chart = ChartCard(context)
        self.strip = Card(say(_("Reported")))
        self.strip.setFixedWidth(300)
        self.strip_grid = QGridLayout()
        self.strip_grid.setVerticalSpacing(10)
        self.strip.body.addLayout(self.strip_grid)
        self.strip.body.addStretch()
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.chart, 1)
        below.addWidget(self.strip)
        self.frame.body.addLayout(self.tiles)
        self.frame.body.addLayout(below, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        self.refresh()

    def _enter(self) -> None:
        self.context.go("form", "survey_wave", 0)

    def _order(self) -> None:
        self.context.go("form", "order", 0)

    def focus_first(self) -> None:
        """The button to enter a survey."""
        self.first.setFocus()

    def refresh(self) -> None:
        """Ask for every figure again."""
        workspace, language = self.context.workspace, self.context.language
        result = recognition(workspace, language)
        clear(self.tiles)
        for tile in (self._recognition(result), self._value(), self._price()):
            self.tiles.addWidget(tile, 1)
        self.chart.show_result(result)
        sample = workspace.meta("sample") == "1"
        enterprise = next(iter(workspace.all("enterprise")), None)
        badge = self.context.say(_("sample data")) if sample else ""
        self.frame.set_title(self.context.say(_("Overview")), enterprise.name if enterprise else "", badge)
        self._show_strip(facts(workspace, language))

    def _tile(self, what: Label, figure: str, unit: str, lines: Sequence[str], scope: str) -> Tile:
        basis, change = (*lines, "", "")[:2]
        sample = self.context.workspace.meta("sample") == "1"
        badge = self.context.say(_("sample")) if sample else ""
        texts = TileTexts(
            self.context.say(what), figure, unit, basis=basis, change_note=change, scope=scope, badge=badge
        )
        return Tile(texts)

    def _recognition(self, result: RecognitionResult | None) -> Tile:
        say, language = self.context.say, self.context.language
        if result is None or not result.points:
            return self._tile(_("Aided recognition"), "–", "", (say(_("No survey of this brand yet.")),), "")
        last = result.points[-1]
        asked = say(_("{hits} of {asked} people")(hits=last.hits, asked=last.asked))
        change = ""
        if result.change is not None:
            change = say(
                _("{points} points on the wave before, {verdict}")(
                    points=language.points(result.change.points), verdict=sentences.verdict(result.change)
                )
            )
        return self._tile(
            sentences.measure_label(result),
            language.percent(last.share),
            "",
            (f"{sentences.span(last.low, last.high, language)}, {asked}", change),
            f"{result.brand} · {result.series} · {language.day(last.day)}",
        )

    def _value(self) -> Tile:
        say, language = self.context.say, self.context.language
        period = latest_period(self.context.workspace, self.context.today())
        found = export_value(self.context.workspace, period)
        figure, unit = sentences.amount(found.value, found.currency, language)
        basis = say(_n("{n} order, each at its own rate", "{n} orders, each at its own rate")(n=found.orders))
        if found.without_rate:
            left = _n("{n} without a rate left out", "{n} without a rate left out")(n=found.without_rate)
            basis = language.listed((basis, say(left)))
        change = (
            ""
            if found.growth is None
            else say(
                _("{growth}% on the same days a year before")(growth=language.points(float(found.growth)))
            )
        )
        days = f"{language.day(period.first)} – {language.day(period.last)}"
        return self._tile(
            _("Export value (shipped)"), figure, unit, (basis, change), f"{say(_('all markets'))} · {days}"
        )

    def _price(self) -> Tile:
        say, language = self.context.say, self.context.language
        period = latest_period(self.context.workspace, self.context.today())
        found = average_price(self.context.workspace, period)
        unit = say(UNITS[found.unit])
        what = _("Average export price, per {unit}")(unit=UNITS[found.unit])
        if found.price is None:
            return self._tile(what, "–", "", (say(_("Nothing shipped with a rate yet.")),), "")
        basis = say(_("{quantity} {unit} of goods")(quantity=found.quantity.normalize(), unit=unit))
        if found.free_samples:
            basis = language.listed((basis, say(_("free ones left out"))))
        change = (
            say(_("no price in {year} to compare with")(year=str(found.reference_year)))
            if found.growth is None
            else say(
                _("{growth}% on {year}")(
                    growth=language.points(float(found.growth)), year=str(found.reference_year)
                )
            )
        )
        days = f"{language.day(period.first)} – {language.day(period.last)}"
        return self._tile(
            what,
            language.number(found.price, 2),
            f"{found.currency}/{unit}",
            (basis, change),
            f"{say(_('all markets'))} · {days}",
        )

    def _show_strip(self, found: Sequence[Fact]) -> None:
        clear(self.strip_grid)
        for row, fact in enumerate(found[:STRIP]):
            figure = QLabel(fact.figure)
            font = figure.font()
            font.setBold(True)
            figure.setFont(font)
            words = QLabel(fact.words)
            words.setWordWrap(True)
            self.strip_grid.addWidget(figure, row, 0)
            self.strip_grid.addWidget(words, row, 1)
        self.strip_grid.setColumnStretch(1, 1)
        more = PlainButton(self.context.say(_("All {n}, with sources")(n=len(found))))
        more.clicked.connect(self._all_facts)
        self.strip_grid.addWidget(more, STRIP, 0, 1, 2)

    def _all_facts(self) -> None:
        self.context.go("list", "reported_fact")
