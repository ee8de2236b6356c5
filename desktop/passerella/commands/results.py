"""Results from a terminal: figures, charts and sheets."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from passerella.charts.setup import cache_folder, use_cache
from passerella.commands.common import AS_JSON, FILE, LANGUAGE, Failed, code_of, failed, words_of
from passerella.figures import sentences
from passerella.figures.recognition import MEASURES, recognition
from passerella.figures.recognition_result import RecognitionResult
from passerella.figures.trade import AveragePrice, ExportValue, average_price, export_value, latest_period
from passerella.records.trade import UNITS
from passerella.store.workspace import Query, Workspace
from passerella.texts.label import Label, _, _n
from passerella.texts.language import CODES, Language

REFERENCE_YEAR = 2022
_SHARES = _("Basis: Wilson interval of a share and Newcombe interval of a change, 95%.")
_GOODS = _("Basis: goods less returns of orders shipped {first} – {last}, each at its own rate.")
_PRICES = _("Basis: value over quantity of goods shipped {first} – {last}; reference year {year}.")


@dataclass(slots=True)
class Answer:
    """One result: its name, its sentences, what it rests on, what was left out, and its values."""

    name: Label
    said: list[Label | str]
    basis: Label
    left_out: list[Label]
    values: dict[str, Any] = field(default_factory=dict)

    def lines(self, words: Language) -> list[str]:
        """As a terminal shows it."""
        inner = [*self.said, self.basis, *self.left_out]
        return [words.say(self.name), *(f"  {words.say(each)}" for each in inner)]

    def data(self, words: Language) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "name": words.say(self.name),
            **self.values,
            "said": [words.say(each) for each in self.said],
            "basis": words.say(self.basis),
            "left_out": [words.say(each) for each in self.left_out],
        }


@click.command()
@click.argument("workspace", type=FILE)
@AS_JSON
@LANGUAGE
def figures(workspace: Path, as_json: bool, asked: str | None) -> None:
    """Recognition, export value and average price of WORKSPACE."""
    words = words_of(asked)
    with Workspace(workspace, writing=False) as opened:
        known = _recognitions(opened, words)
        value, price = _trade(opened, words)
        sample = opened.meta("sample") == "1"
    if as_json:
        found = {
            "sample": sample,
            "recognition": [each.data(words) for each in known],
            "export_value": value.data(words),
            "average_price": price.data(words),
        }
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    if sample:
        click.echo(words.say(_("sample data")))
    for each in (*known, value, price):
        click.echo("\n".join(each.lines(words)))


def _recognitions(workspace: Workspace, words: Language) -> list[Answer]:
    found = []
    for series in workspace.all("survey_series", Query(sort="name")):
        waves = len(workspace.find("survey_wave", Query(equal=(("series", series.id),))))
        for measure in MEASURES:
            result = recognition(workspace, words, series=series.id, measure=measure)
            if result is not None:
                found.append(_recognition(result, waves, words))
    return found


def _recognition(result: RecognitionResult, waves: int, words: Language) -> Answer:
    name = _("{brand}, {series}: {measure}")(
        brand=result.brand, series=result.series, measure=sentences.measure_label(result)
    )
    said: list[Label | str] = [sentences.moved(result, words)]
    if result.points and result.goal:
        said.append(sentences.against_goal(result.points[-1], result.goal, words))
    elif result.points:
        said.append(_("No goal is set for this series and measure."))
    said += [_wave(number, point, words) for number, point in enumerate(result.points, 1)]
    left_out = []
    if waves > len(result.points):
        label = _n(
            "{n} wave without this figure was left out.", "{n} waves without this figure were left out."
        )
        left_out.append(label(n=waves - len(result.points)))
    return Answer(name, said, _SHARES, left_out, _recognition_values(result))


def _wave(number: int, point: Any, words: Language) -> str:
    asked = _("{hits} of {asked} people")(hits=point.hits, asked=point.asked)
    share = f"{words.percent(point.share)} ({sentences.span(point.low, point.high, words)})"
    return (
        f"{words.say(_('Wave {number}, {day}')(number=number, day=point.day))}: {share}, {words.say(asked)}"
    )


def _recognition_values(result: RecognitionResult) -> dict[str, Any]:
    last, moved, goal = (result.points or (None,))[-1], result.change, result.goal
    return {
        "brand": result.brand,
        "series": result.series,
        "measure": result.measure,
        "share": last and last.share,
        "interval": last and [last.low, last.high],
        "change": moved
        and {
            "difference": moved.points,
            "interval": [moved.low, moved.high],
            "more_than_chance": moved.more_than_chance,
        },
        "goal": goal and {"share": goal.share, "set_on": goal.set_on.isoformat(), "by": goal.by.isoformat()},
        "inputs": [
            {
                "day": each.day.isoformat(),
                "hits": each.hits,
                "asked": each.asked,
                "share": each.share,
                "interval": [each.low, each.high],
            }
            for each in result.points
        ],
    }


def _trade(workspace: Workspace, words: Language) -> tuple[Answer, Answer]:
    period = latest_period(workspace, date.today())
    value = export_value(workspace, period)
    without: list[Label] = []
    if value.without_rate:
        label = _n("{n} order without a rate was left out.", "{n} orders without a rate were left out.")
        without.append(label(n=value.without_rate))
    price = average_price(workspace, period, REFERENCE_YEAR)
    return _value(value, without, words), _price(price, without, words)


def _value(found: ExportValue, left_out: list[Label], words: Language) -> Answer:
    said: list[Label | str] = [f"{words.number(found.value)} {found.currency}"]
    said.append(_n("{n} order, each at its own rate", "{n} orders, each at its own rate")(n=found.orders))
    if found.growth is not None:
        label = _("{growth}% on the same days a year before")
        said.append(label(growth=words.points(float(found.growth))))
    if found.invoiced_share is not None:
        said.append(sentences.terms(found.invoiced_share, words))
    period = found.period
    values = {
        "value": str(found.value),
        "currency": found.currency,
        "growth": _share(found.growth),
        "inputs": {
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
            "orders": found.orders,
            "without_rate": found.without_rate,
            "as_invoiced": str(found.invoiced),
            "year_before": None if found.before is None else str(found.before),
        },
    }
    basis = _GOODS(first=period.first, last=period.last)
    return Answer(_("Export value (shipped)"), said, basis, left_out, values)


def _price(found: AveragePrice, without: list[Label], words: Language) -> Answer:
    unit, period, left_out = UNITS[found.unit], found.period, list(without)
    said: list[Label | str] = [_("Nothing shipped with a rate yet.")]
    if found.price is not None:
        said = [f"{words.number(found.price, 2)} {found.currency}/{words.say(unit)}"]
        said.append(_("{quantity} {unit} of goods")(quantity=_plain(found.quantity), unit=unit))
    if found.growth is not None:
        label = _("{growth}% on {year}")
        said.append(label(growth=words.points(float(found.growth)), year=str(found.reference_year)))
    if found.free_samples:
        label = _n("{n} free sample was left out.", "{n} free samples were left out.")
        left_out.append(label(n=found.free_samples))
    basis = _PRICES(first=period.first, last=period.last, year=str(found.reference_year))
    name = _("Average export price, per {unit}")(unit=unit)
    return Answer(name, said, basis, left_out, _price_values(found))


def _price_values(found: AveragePrice) -> dict[str, Any]:
    return {
        "price": None if found.price is None else str(found.price),
        "currency": found.currency,
        "unit": found.unit,
        "growth": _share(found.growth),
        "reference_year": found.reference_year,
        "reference_price": None if found.reference is None else str(found.reference),
        "inputs": {
            "first": found.period.first.isoformat(),
            "last": found.period.last.isoformat(),
            "quantity": str(_plain(found.quantity)),
            "free_samples": found.free_samples,
        },
    }


def _plain(value: Decimal) -> Decimal:
    """Without idle zeros after the point."""
    return Decimal(f"{value.normalize():f}")


def _share(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


@click.group()
def chart() -> None:
    """Save a chart as a picture."""


@chart.command("recognition")
@click.argument("workspace", type=FILE)
@click.argument("target", type=FILE)
@click.option("--measure", type=click.Choice(MEASURES), default=MEASURES[0], show_default=True)
@LANGUAGE
def chart_recognition(workspace: Path, target: Path, measure: str, asked: str | None) -> None:
    """Draw the recognition of the main brand in WORKSPACE to TARGET (.svg, .png, .pdf)."""
    use_cache(cache_folder())
    from passerella.charts import export
    from passerella.charts.files import file_figure

    _ends(target, export.FORMATS)
    words = words_of(asked)
    with Workspace(workspace, writing=False) as opened:
        result = recognition(opened, words, measure=measure)
    if result is None:
        raise failed(_("No survey yet. Enter the first one to see the curve begin."), words)
    try:
        export.save(file_figure(result, words), target)
    except OSError as reason:
        raise _unwritten(target, reason, words) from reason
    click.echo(str(target))


@click.group()
def sheet() -> None:
    """Save a sheet as PDF."""


@sheet.command("brand-progress")
@click.argument("workspace", type=FILE)
@click.argument("target", type=FILE)
@click.option("--language", "codes", type=click.Choice(CODES), multiple=True, help="On paper; up to two.")
def brand_progress(workspace: Path, target: Path, codes: tuple[str, ...]) -> None:
    """Typeset the brand progress in WORKSPACE to TARGET (.pdf)."""
    use_cache(cache_folder())
    from passerella.sheets import brand_progress as page
    from passerella.sheets.progress import progress_data
    from passerella.sheets.typeset import missing_glyphs

    _ends(target, ("pdf",))
    if len(set(codes)) > 2:
        raise click.UsageError("--language: one or two")
    wanted = tuple(dict.fromkeys(codes)) or (code_of(None),)
    words = words_of(wanted[0])
    with Workspace(workspace, writing=False) as opened:
        data = progress_data(opened, wanted, date.today())
    if missing := missing_glyphs(page.texts(data)):
        label = _("No font here can show: {characters}.")
        click.echo(words.say(label(characters=" ".join(sorted(missing)))), err=True)
    try:
        target.write_bytes(page.brand_progress(data))
    except OSError as reason:
        raise _unwritten(target, reason, words) from reason
    click.echo(str(target))


def _ends(target: Path, formats: tuple[str, ...]) -> None:
    if target.suffix.lower().lstrip(".") not in formats:
        raise click.UsageError("TARGET must end in " + ", ".join(f".{each}" for each in formats))


def _unwritten(target: Path, reason: OSError, words: Language) -> Failed:
    label = _("{name} cannot be written: {reason}.")
    return failed(label(name=target.name, reason=reason.strerror or ""), words)


ALL: tuple[click.Command, ...] = (figures, chart, sheet)
