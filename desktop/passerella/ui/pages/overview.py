"""The Overview: where the brand stands, in four tiles and one chart."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from passerella.figures import sentences
from passerella.figures.facts import Fact, strip
from passerella.figures.price_drivers import price_drivers
from passerella.figures.recognition import fact_sources, main_series, recognition
from passerella.figures.recognition_result import RecognitionResult
from passerella.figures.trade import Period, average_price, export_value, latest_period, own_brand_share
from passerella.records.goals import MEASURES
from passerella.records.trade import UNITS
from passerella.store.workspace import Query
from passerella.texts.label import Label, _, _n
from passerella.ui.chart_card import ChartCard
from passerella.ui.context import Context
from passerella.ui.layouts import clear
from passerella.ui.pages.page import Page
from passerella.ui.widgets.frame import Badge, Card, PageFrame, PlainButton, PrimaryButton, Tile, TileTexts
from passerella.ui.widgets.paint import Words

STRIP, TALL_STRIP, TALL = 4, 10, 850
NEAR = timedelta(days=90)
WIDTHS = (11, 10, 13, 10)
Way = Literal["up", "down", ""]


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
            "product",
            "enterprise",
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
        self.facts: list[Fact] = []
        self.strip = Card(say(_("In the press")), icon_name="newspaper")
        self.strip.setFixedWidth(300)
        self.strip_badge = Badge("", "reported", self.strip)
        self.strip.add_button(self.strip_badge)
        self.strip_grid = QGridLayout()
        self.strip_grid.setVerticalSpacing(8)
        self.strip_grid.setHorizontalSpacing(12)
        self.strip_grid.setColumnStretch(1, 1)
        self.strip.body.addLayout(self.strip_grid)
        self.strip.body.addStretch(1)
        self.source = Words("", "quiet", quiet=True)
        self.source.setWordWrap(True)
        self.more = PlainButton("")
        self.more.clicked.connect(self._all_facts)
        foot = QHBoxLayout()
        foot.addWidget(self.source, 1)
        foot.addWidget(self.more)
        self.strip.body.addLayout(foot)
        self.to_do = Card(say(_("To do")))
        self.to_do.setFixedWidth(300)
        self.to_do_lines = QVBoxLayout()
        self.to_do_lines.setSpacing(6)
        self.to_do.body.addLayout(self.to_do_lines)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.strip, 1)
        right.addWidget(self.to_do)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.chart, 1)
        below.addLayout(right)
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
        period = latest_period(workspace, self.context.today())
        made = (self._recognition(result), self._value(period), self._price(period), self._own(period))
        for tile, width in zip(made, WIDTHS, strict=True):
            self.tiles.addWidget(tile, width)
        series = main_series(workspace)
        last = result.points[-1].asked if result and result.points else None
        self.chart.show_result(result, sentences.caution(series.sampling, last) if series else None)
        sample = workspace.meta("sample") == "1"
        enterprise = next(iter(workspace.all("enterprise")), None)
        badge = self.context.say(_("sample data")) if sample else ""
        self.frame.set_title(self.context.say(_("Overview")), enterprise.name if enterprise else "", badge)
        self.facts = strip(workspace, language)
        self._show_strip()
        self._show_to_do()

    def _tile(
        self,
        what: Label,
        icon: str,
        figure: str,
        *,
        unit: str = "",
        basis: str = "",
        change: str = "",
        note: str = "",
        way: Way = "",
        proved: bool = True,
        scope: str = "",
    ) -> Tile:
        sample = self.context.workspace.meta("sample") == "1"
        moods: dict[Way, Literal["good", "bad", ""]] = {"up": "good", "down": "bad", "": ""}
        texts = TileTexts(
            self.context.say(what),
            figure,
            unit,
            basis=basis,
            change=change,
            change_note=note,
            direction=way,
            mood=moods[way] if proved else "",
            scope=scope,
            badge=self.context.say(_("sample")) if sample else "",
        )
        return Tile(texts, icon)

    def _recognition(self, result: RecognitionResult | None) -> Tile:
        say, language = self.context.say, self.context.language
        if result is None or not result.points:
            what = _("Aided recognition")
            return self._tile(what, "recognition", "–", basis=say(_("No survey of this brand yet.")))
        last = result.points[-1]
        asked = say(_("{hits} of {asked} people")(hits=last.hits, asked=last.asked))
        change, note, way = "", "", _way(0)
        if result.change is not None:
            change = say(_("{points} points")(points=language.points(result.change.points)))
            span = sentences.points_span(result.change, language)
            proved = (
                _("on last wave ({span})") if result.change.more_than_chance else _("({span}), {verdict}")
            )
            note = say(proved(span=span, verdict=sentences.verdict(result.change)))
            way = _way(result.change.points)
        return self._tile(
            sentences.measure_label(result),
            "recognition",
            language.percent(last.share),
            basis=language.listed((sentences.span(last.low, last.high, language), asked)),
            change=change,
            note=note,
            way=way,
            proved=bool(result.change and result.change.more_than_chance),
            scope=f"{result.brand} · {result.series} · {language.day(last.day)}",
        )

    def _scope(self, period: Period) -> str:
        days = _("January to {day}")(day=period.last)
        return " · ".join(map(self.context.say, (_("all markets"), days)))

    def _value(self, period: Period) -> Tile:
        say, language = self.context.say, self.context.language
        found = export_value(self.context.workspace, period)
        figure, unit = sentences.amount(found.value, found.currency, language)
        basis = say(_n("{n} order, each at its own rate", "{n} orders, each at its own rate")(n=found.orders))
        if found.without_rate:
            orders = _n("{n} order", "{n} orders")(n=found.orders)
            left = _n("{n} without a rate left out", "{n} without a rate left out")(n=found.without_rate)
            basis = language.listed((say(orders), say(left)))
        growth = None if found.growth is None else float(found.growth)
        return self._tile(
            _("Exports shipped"),
            "orders",
            figure,
            unit=unit,
            basis=basis,
            change="" if growth is None else language.points(growth) + "%",
            note="" if growth is None else say(_("on a year before")),
            way=_way(growth or 0),
            scope=self._scope(period),
        )

    def _price(self, period: Period) -> Tile:
        say, language = self.context.say, self.context.language
        found = average_price(self.context.workspace, period)
        unit = say(UNITS[found.unit])
        what = _("Average price, per {unit}")(unit=UNITS[found.unit])
        if found.price is None:
            return self._tile(what, "prices", "–", basis=say(_("Nothing shipped with a rate yet.")))
        split = price_drivers(self.context.workspace, period)
        basis = say(_("{quantity} {unit} of goods")(quantity=found.quantity.normalize(), unit=unit))
        if found.free_samples:
            basis = language.listed((basis, say(_("free ones left out"))))
        growth = None if found.growth is None else float(found.growth)
        note = _("no price in {year} to compare with") if growth is None else _("on {year}")
        said = say(note(year=str(found.reference_year)))
        if split is not None:
            each = split.drivers
            basis = say(
                _("price {price}, rate {rate}, mix {mix}, range {range} (%)")(
                    price=language.points(each.price - 1),
                    rate=language.points(each.rate - 1),
                    mix=language.points(each.mix - 1),
                    range=language.points(each.range - 1),
                )
            )
            growth = split.index - 1
            year = str(split.reference.last.year)
            said = say(
                _("on a year before") if split.a_year_before else _("on the same days of {year}")(year=year)
            )
        return self._tile(
            what,
            "prices",
            language.number(found.price, 2),
            unit=f"{found.currency}/{unit}",
            basis=basis,
            change="" if growth is None else language.points(growth) + "%",
            note=said,
            way=_way(growth or 0),
            scope=self._scope(period),
        )

    def _own(self, period: Period) -> Tile:
        say, language = self.context.say, self.context.language
        found = own_brand_share(self.context.workspace, period)
        what = _("Own-brand share")
        if found.share is None:
            return self._tile(what, "star", "–", basis=say(_("Nothing shipped with a rate yet.")))
        moved = found.change
        change = "" if moved is None else say(_("{points} points")(points=language.points(moved)))
        return self._tile(
            what,
            "star",
            language.percent(found.share),
            basis=say(_("of the value of goods shipped")),
            change=change,
            note="" if moved is None else say(_("on a year before")),
            way=_way(moved or 0),
            scope=self._scope(period),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.size().height() >= TALL) != (event.oldSize().height() >= TALL):
            self._show_strip()

    def _show_strip(self) -> None:
        say = self.context.say
        clear(self.strip_grid)
        self.strip.setVisible(bool(self.facts))
        shown = self.facts[: TALL_STRIP if self.height() >= TALL else STRIP]
        top = Qt.AlignmentFlag.AlignTop
        for row, fact in enumerate(shown):
            words = Words(fact.words, "quiet")
            words.setWordWrap(True)
            self.strip_grid.addWidget(Words(fact.figure, "strong"), row, 0, top)
            self.strip_grid.addWidget(words, row, 1, top)
        workspace, language = self.context.workspace, self.context.language
        notes = {
            language.listed(filter(None, (by, language.day(on) if on else ""))): chr(0x245F + number)
            for number, (by, on) in enumerate(fact_sources(workspace)[:20], 1)
        }
        sources = list(dict.fromkeys(fact.source for fact in shown))
        mark = notes.get(sources[0], "") if len(sources) == 1 else ""
        self.strip_badge.set_text(say(_("reported {note}")(note=mark)).strip())
        self.source.setText("\n".join(f"{notes.get(each, '')} {each}".strip() for each in sources[:2]))
        self.more.setText(say(_("All {n}")(n=workspace.count("reported_fact"))))

    def _show_to_do(self) -> None:
        workspace, say, language = self.context.workspace, self.context.say, self.context.language
        clear(self.to_do_lines)
        lines: list[tuple[str, str]] = []
        row = workspace.read.execute(
            "SELECT count(*) FROM \"order\" WHERE home_total IS NULL AND status NOT IN ('lost', 'cancelled')"
        ).fetchone()
        if row[0]:
            without = _n("{n} order without a rate", "{n} orders without a rate")(n=row[0])
            lines.append((say(without), "order"))
        today = self.context.today()
        goals = workspace.all("goal", Query())
        near = sorted((each for each in goals if today <= each.by <= today + NEAR), key=lambda each: each.by)
        if near:
            due = _n("{n} goal due on {day}", "{n} goals due, the first on {day}")
            lines.append((say(due(n=len(near), day=near[0].by)), "goal"))
        names = language.listed(dict.fromkeys(say(MEASURES[each.measure]) for each in near))
        for text, kind in lines:
            button = PlainButton(text, "warning" if kind == "order" else "goals")
            button.setProperty("kind", kind)
            button.setToolTip(names if kind == "goal" else text)
            button.clicked.connect(self._do)
            self.to_do_lines.addWidget(button)
        self.to_do.setVisible(bool(lines))

    def _do(self) -> None:
        button = self.sender()
        if button is not None:
            self.context.go("list", str(button.property("kind")))

    def _all_facts(self) -> None:
        self.context.go("list", "reported_fact")


def _way(moved: float) -> Way:
    return "up" if moved > 0 else "down" if moved < 0 else ""
