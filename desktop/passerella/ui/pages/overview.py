"""The Overview: where the brand stands, in four tiles and one chart."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from passerella.figures.facts import Fact
from passerella.figures.sentences import NO_SURVEY
from passerella.store.stamp import stamp
from passerella.texts.label import _
from passerella.ui import look
from passerella.ui.beginning import FirstSteps, lacking
from passerella.ui.chart_card import ChartCard
from passerella.ui.context import Context
from passerella.ui.job import Job
from passerella.ui.layouts import clear
from passerella.ui.pages.overview_figures import Overview, ToDo, outlook, overview
from passerella.ui.pages.page import Page
from passerella.ui.widgets.frame import (
    Badge,
    Card,
    PageFrame,
    PlainButton,
    PrimaryButton,
    Scrolling,
    Tile,
    TileTexts,
)
from passerella.ui.widgets.paint import OneLine, Words
from passerella.ui.widgets.rows import WholeRows

SIDE = 360  # the longest thing to do in any language, on one line
_SETTLED_MS = 1500
"""So long after its chart was drawn the page looks as it will at the next start."""
_FORETELL_MS = 300
"""What the course says of the goal can wait until the page and the picture of its chart are there."""
TILES = ("recognition", "orders", "prices", "star")
"""The icon of each tile."""


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
        self.shown: Overview | None = None
        self.frame = PageFrame(say(_("Overview")))
        enter = PrimaryButton(say(_("Enter a survey wave")))
        enter.clicked.connect(partial(context.go, "begin", "survey_wave"))
        order = PlainButton(say(_("New order")))
        order.clicked.connect(partial(context.go, "begin", "order"))
        self.frame.add_button(order)
        self.frame.add_button(enter)
        self.first = enter
        self.row = QHBoxLayout()
        self.row.setSpacing(12)
        self.tiles = [Tile(TileTexts("", ""), icon) for icon in TILES]
        for tile in self.tiles:
            self.row.addWidget(tile, 1)
        self.chart = ChartCard(context)
        self.goal = OneLine("", "quiet", quiet=True)
        self.goal.hide()
        self.chart.body.insertWidget(0, self.goal)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self._press(), 1)
        right.addWidget(self._jobs())
        self.below = QHBoxLayout()
        self.below.setSpacing(12)
        self.below.addWidget(self.chart, 1)
        self.below.addLayout(right)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addLayout(self.row)
        column.addLayout(self.below, 1)
        self.frame.body.addWidget(Scrolling(column), 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        self.asked.done.connect(self._show)
        self.chart.seen.connect(self._look_whether_complete)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self.keep)
        self.chart.seen.connect(self._settled.start)
        self.foretold = Job(self)
        self.foretold.done.connect(self.goal.setText)
        self.foretold.done.connect(self._look_whether_complete)
        self._later = QTimer(self, singleShot=True, interval=_FORETELL_MS)
        self._later.timeout.connect(self._foretell)
        self.begin: FirstSteps | None = None
        self._show_beginning()
        self.refresh()

    def _press(self) -> Card:
        self.strip = Card(self.context.say(_("In the press")), icon_name="newspaper")
        self.strip.setFixedWidth(look.scaled(SIDE))
        self.strip_badge = Badge("", "reported", self.strip)
        self.strip.add_button(self.strip_badge)
        self.strip_rows = WholeRows()
        self.strip_rows.changed.connect(self._say_sources)
        self.strip.body.addWidget(self.strip_rows, 1)
        self.source = Words("", "quiet", quiet=True)
        self.source.setWordWrap(True)
        self.more = PlainButton("")
        self.more.clicked.connect(partial(self.context.go, "list", "reported_fact"))
        foot = QHBoxLayout()
        foot.addWidget(self.source, 1)
        foot.addWidget(self.more)
        self.strip.body.addLayout(foot)
        return self.strip

    def _jobs(self) -> Card:
        self.to_do = Card(self.context.say(_("To do")))
        self.to_do.setFixedWidth(look.scaled(SIDE))
        self.to_do.hide()
        self.to_do_lines = QVBoxLayout()
        self.to_do_lines.setSpacing(6)
        self.to_do.body.addLayout(self.to_do_lines)
        return self.to_do

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The reported facts, those that are spoken of first."""
        return self.shown.facts if self.shown is not None else ()

    def focus_first(self) -> None:
        """The button to enter a survey, or what comes before it."""
        (self.first if self.begin is None or self.begin.isHidden() else self.begin.button).setFocus()

    def refresh(self) -> None:
        """Ask for every figure again."""
        context = self.context
        self._asked_of = self._state()
        self.asked.start(lambda _watch: overview(context.workspace, context.language, context.today()))

    def _state(self) -> tuple[str, date]:
        return stamp(self.context.workspace.path), self.context.today()

    def keep(self) -> None:
        """The page goes away now, or has stood for a while: it may be remembered as it is."""
        shown = not self.waiting and not self.chart.waiting and self.chart.as_begun
        if shown and self._state() == self._asked_of:
            self.settled.emit()

    def _show(self, found: Overview) -> None:
        say = self.context.say
        self.shown = found
        badge = say(_("sample data")) if found.sample else ""
        self.frame.set_title(say(_("Overview")), found.enterprise, badge)
        for tile, texts in zip(self.tiles, found.tiles, strict=True):
            tile.set_texts(texts)
            self.row.setStretchFactor(tile, tile.wanted())
        self._show_beginning()
        self._show_strip(found)
        self._show_to_do(found.to_do)
        self.chart.show_told(found.told, NO_SURVEY)
        self._show_goal(found)

    def _show_beginning(self) -> None:
        """Where the chart will be, what comes before it; no figures stand there before there are any."""
        begins = lacking(self.context.workspace, "survey_wave")
        if begins and self.begin is None:
            self.begin = FirstSteps(self.context)
            self.below.insertWidget(0, self.begin, 1)
        if self.begin is None:
            return
        self.begin.setVisible(begins)
        self.begin.look_again()
        self.chart.setHidden(begins)
        nothing = begins and lacking(self.context.workspace, "order")
        for tile in self.tiles:
            tile.setHidden(nothing)

    def _show_goal(self, found: Overview) -> None:
        """Where the goal stands; what the course says of it takes that place when it is computed."""
        self.goal.setVisible(bool(found.goal))
        if not found.goal or not self.goal.text():
            self.goal.setText(found.goal)
        self.foretold.drop()
        self._later.start()

    def _foretell(self) -> None:
        found, language = self.shown, self.context.language
        if found is not None and found.known is not None and found.goal:
            known, otherwise = found.known, found.goal
            self.foretold.start(lambda _watch: outlook(known, language) or otherwise)
        else:
            self._look_whether_complete()

    def _look_whether_complete(self) -> None:
        if not self.chart.waiting and not self.unfinished:
            self.complete.emit()

    @property
    def unfinished(self) -> bool:
        """Whether the outlook for the goal is still to come."""
        return self._later.isActive() or self.foretold.running

    def _show_strip(self, found: Overview) -> None:
        say = self.context.say
        self.strip.setVisible(bool(found.facts))
        self.strip_rows.show_rows([(fact.figure, fact.words) for fact in found.facts])
        self.more.setText(say(_("All {n}")(n=found.all_facts)))
        self._say_sources(self.strip_rows.seen)

    def _say_sources(self, seen: int) -> None:
        """Name the sources of the facts in sight."""
        say, found = self.context.say, self.shown
        if found is None:
            return
        sources = list(dict.fromkeys(fact.source for fact in found.facts[: max(seen, 1)]))
        mark = found.notes.get(sources[0], "") if len(sources) == 1 else ""
        self.strip_badge.set_text(say(_("reported {note}")(note=mark)).strip())
        lines = (f"{found.notes.get(each, '')} {each}".strip() for each in sources[:2])
        self.source.setText("\n".join(lines))

    def _show_to_do(self, found: tuple[ToDo, ...]) -> None:
        clear(self.to_do_lines)
        for each in found:
            button = PlainButton(each.text, "warning" if each.kind == "order" else "goals")
            button.setProperty("kind", each.kind)
            button.setToolTip(each.more)
            button.clicked.connect(partial(self.context.go, "list", each.kind))
            self.to_do_lines.addWidget(button)
        self.to_do.setVisible(bool(found))
