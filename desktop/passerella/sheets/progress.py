"""The sheet 'Brand progress' of a workspace: figures and typed words made ready for the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from passerella import __version__
from passerella.charts.colours import PRINT
from passerella.charts.drawing import draw
from passerella.charts.export import picture
from passerella.figures import sentences
from passerella.figures.facts import facts
from passerella.figures.recognition import fact_sources, main_brand, recognition
from passerella.figures.recognition_result import RecognitionResult
from passerella.figures.shows import ShowResult, show_results
from passerella.figures.trade import Period, average_price, export_value, latest_period
from passerella.records.trade import UNITS
from passerella.sheets.brand_progress import (
    BrandProgress,
    Chart,
    Reported,
    ReportedStrip,
    Step,
    Table,
    Tile,
    brand_progress,
)
from passerella.store.workspace import Query, Workspace
from passerella.texts.label import Label, _, _n
from passerella.texts.language import Language, language

_WIDTH, _HEIGHT, _DPI = 1028, 400, 150
_STRIP = 4


def progress_pdf(workspace: Workspace, codes: Sequence[str], today: date) -> bytes:
    """The sheet as a PDF, in one language or in two on the same paper. `today` is printed on it."""
    return brand_progress(progress_data(workspace, codes, today))


def progress_data(workspace: Workspace, codes: Sequence[str], today: date) -> BrandProgress:
    """What stands on the sheet."""
    return _Sheet(workspace, [language(code) for code in codes], today).data()


class _Sheet:
    def __init__(self, workspace: Workspace, languages: list[Language], today: date) -> None:
        self.workspace, self.languages, self.today = workspace, languages, today
        self.period = latest_period(workspace, today)
        self.sample = workspace.meta("sample") == "1"
        self.result = recognition(workspace, languages[0])

    def say(self, text: Label) -> str:
        """A text in each language of the paper."""
        return self.each(lambda words: words.say(text))

    def each(self, make: Callable[[Language], str]) -> str:
        """What `make` says in each language, once where they agree."""
        return "\n".join(dict.fromkeys(make(words) for words in self.languages))

    def data(self) -> BrandProgress:
        """Everything on the page."""
        enterprise = next(iter(self.workspace.all("enterprise")), None)
        text = next(iter(self.workspace.all("sheet_text", Query(sort="period", descending=True))), None)
        brand = self.result.brand if self.result else ""
        return BrandProgress(
            sender=enterprise.name if enterprise else "",
            period=self.each(lambda words: _days(self.period, words)),
            title=self.say(_("Brand progress: {brand}")(brand=brand)),
            foot=self.say(_("Made by Passerella {version}, {day}")(version=__version__, day=self.today)),
            page_of=self.say(_("page {x} of {y}")(x="{x}", y="{y}")),
            language=self.languages[0].code,
            sample_badge=self.say(_("sample data")) if self.sample else "",
            headlines=tuple(self._headlines(text)),
            tiles=(self._recognition_tile(), self._value_tile(), self._price_tile()),
            reported=self._reported(),
            chart=self._chart(),
            table=self._table(),
            steps_title=self.say(_("Next steps")) if text else "",
            steps=tuple(map(_step, text.steps.splitlines())) if text else (),
            footnotes=tuple(self._footnotes()),
        )

    def _headlines(self, text: Any | None) -> list[tuple[str, str]]:
        found = []
        if self.result is not None:
            result = self.result
            found.append(
                (
                    self.say(_("What moved")),
                    self.each(lambda words: words.say(sentences.moved(result, words))),
                )
            )
            if result.points and result.goal:
                point, goal = result.points[-1], result.goal
                not_known = self.each(lambda words: words.say(sentences.against_goal(point, goal, words)))
                found.append((self.say(_("Against the goal")), not_known))
        if text is not None and text.decision:
            found.append((self.say(_("Decision wanted")), text.decision))
        return found

    def _tile(self, what: Label, figure: str, unit: str, change: str, basis: str) -> Tile:
        mark = _("sample")
        head = self.each(lambda words: " · ".join([words.say(what), words.say(mark)][: 1 + self.sample]))
        return Tile(head, figure, unit, change, basis)

    def _recognition_tile(self) -> Tile:
        first = self.languages[0]
        if self.result is None or not self.result.points:
            return self._tile(
                _("Aided recognition"), "–", "", "", self.say(_("No survey of this brand yet."))
            )
        result, last = self.result, self.result.points[-1]
        change = ""
        if result.change is not None:
            moved = result.change
            change = self.each(
                lambda words: words.say(
                    _("{points} points on the wave before, {verdict}")(
                        points=words.points(moved.points), verdict=sentences.verdict(moved)
                    )
                )
            )
        asked = self.say(_("{hits} of {asked} people")(hits=last.hits, asked=last.asked))
        basis = f"{sentences.span(last.low, last.high, first)}, {asked}"
        return self._tile(sentences.measure_label(result), first.percent(last.share), "", change, basis)

    def _value_tile(self) -> Tile:
        found = export_value(self.workspace, self.period)
        figure, unit = sentences.amount(found.value, found.currency, self.languages[0])
        basis = self.say(
            _n("{n} order, each at its own rate", "{n} orders, each at its own rate")(n=found.orders)
        )
        return self._tile(_("Export value (shipped)"), figure, unit, self._growth(found.growth), basis)

    def _growth(self, growth: Any) -> str:
        if growth is None:
            return ""
        label = _("{growth}% on the same days a year before")
        return self.each(lambda words: words.say(label(growth=words.points(float(growth)))))

    def _price_tile(self) -> Tile:
        found = average_price(self.workspace, self.period)
        first, unit = self.languages[0], UNITS[found.unit]
        what = _("Average export price, per {unit}")(unit=unit)
        if found.price is None:
            return self._tile(what, "–", "", "", self.say(_("Nothing shipped with a rate yet.")))
        label, growth = _("{growth}% on {year}"), found.growth
        change = (
            ""
            if growth is None
            else self.each(
                lambda words: words.say(
                    label(growth=words.points(float(growth)), year=str(found.reference_year))
                )
            )
        )
        basis = self.say(_("{quantity} {unit} of goods")(quantity=found.quantity.normalize(), unit=unit))
        return self._tile(
            what, first.number(found.price, 2), f"{found.currency}/{first.say(unit)}", change, basis
        )

    def _reported(self) -> ReportedStrip | None:
        found = facts(self.workspace, self.languages[0])[:_STRIP]
        if not found:
            return None
        items = tuple(Reported(fact.figure, fact.words) for fact in found)
        return ReportedStrip(self.say(_("Reported")) + " ①", "", items)

    def _chart(self) -> Chart | None:
        if self.result is None:
            return None
        first = self.languages[0]
        figure, _spots = draw(self.result, first, width=_WIDTH, height=_HEIGHT, dpi=_DPI, colours=PRINT)
        return Chart(
            picture(figure, "svg"),
            self.say(sentences.measure_label(self.result)),
            _place(self.result, self.sample, first),
            self.say(sentences.CHART_NOTE),
        )

    def _table(self) -> Table | None:
        first, owner = self.languages[0], main_brand(self.workspace)
        found = show_results(self.workspace, first, self.result, owner.id if owner else None)
        if not found:
            return None
        heads = (
            _("Appearance"),
            _("Net cost"),
            _("Enquiries"),
            _("Orders credited by hand"),
            _("Recognition before → after"),
        )
        return Table(
            self.say(_("Appearances")),
            tuple(map(self.say, heads)),
            tuple(self._show_row(each, first) for each in found),
            self.say(_("recognition of the waves around it; after is not because")),
        )

    def _show_row(self, each: ShowResult, words: Language) -> tuple[str, ...]:
        cost = "–" if each.cost is None else f"{each.currency} {words.number(each.cost, 0)}"
        orders = "–"
        if each.orders:
            figure, unit = sentences.amount(each.credited, each.home, words)
            count = _n("{n} order", "{n} orders")(n=each.orders)
            orders = f"{figure} {unit}, {words.say(count)}"
        around = (each.before, each.after)
        shares = [
            f"{words.percent(p.share)} ({sentences.span(p.low, p.high, words)})" if p else "–" for p in around
        ]
        enquiries = "–" if each.enquiries is None else words.number(each.enquiries)
        return each.name, cost, enquiries, orders, " → ".join(shares)

    def _footnotes(self) -> list[str]:
        first = self.languages[0]
        notes = []
        for number, (source, day) in enumerate(fact_sources(self.workspace), 1):
            published = first.day(day) if day else ""
            notes.append(f"{chr(0x245F + number)} {first.listed(filter(None, (source, published)))}")
        value = export_value(self.workspace, self.period)
        method = _(
            "Basis: Wilson interval of a share and Newcombe interval of a change, 95%; goods shipped, at "
            "their order's rate. Orders left out for want of a rate: {n}."
        )
        notes.append(self.say(method(n=value.without_rate)))
        if (share := value.invoiced_share) is not None:
            notes.append(self.each(lambda words: words.say(sentences.terms(share, words))))
        return notes


def _place(result: RecognitionResult, sample: bool, words: Language) -> str:
    parts = [result.brand, result.series]
    return " · ".join([*parts, words.say(_("sample"))] if sample else parts)


def _days(period: Period, words: Language) -> str:
    return f"{words.day(period.first)} – {words.day(period.last)}"


def _step(line: str) -> Step:
    what, owner, day, money = (*(part.strip() for part in line.split("|")), "", "", "", "")[:4]
    return Step(what, owner, day, money)
