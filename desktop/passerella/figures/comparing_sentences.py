"""Brands and markets beside each other, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from passerella.analysis.planning import false_alarms
from passerella.figures.comparing_result import (
    BrandsResult,
    Funnel,
    FunnelResult,
    Line,
    MarketsResult,
    SlopeResult,
)
from passerella.figures.recognition_result import WaveChange
from passerella.figures.sentences import points_span, span, verdict
from passerella.texts.label import Label, _, _c
from passerella.texts.language import Language, percentage

_NAMED = 3
STEPS = {
    "asked": _c("step", "asked"),
    "aided": _c("step", "know it"),
    "considered": _c("step", "would consider"),
    "inquired": _c("step", "inquired"),
    "bought": _c("step", "bought"),
}


def movement(change: WaveChange, language: Language) -> Label:
    """'rose by 6.0 points (0.7–11.3): more than chance', or that no change is proved."""
    values = {"span": points_span(change, language)}
    if not change.more_than_chance:
        return _("no change proved: {points} points ({span})")(
            points=language.points(change.points), **values
        )
    values["points"] = language.number(abs(percentage(change.points)), 1)
    label = _("rose by {points} points ({span}): {verdict}")
    if change.points < 0:
        label = _("fell by {points} points ({span}): {verdict}")
    return label(**values, verdict=verdict(change))


def many_looks(looks: int, language: Language) -> Label | None:
    """How many of several comparisons look like more than chance by chance alone; None for one."""
    if looks < 2:
        return None
    alarms = false_alarms(looks)
    if alarms < 1:
        label = _("Of 20 comparisons one looks like more than chance by chance alone; these are {n}.")
        return label(n=looks)
    label = _(
        "Of 20 comparisons one looks like more than chance by chance alone: of these {n} about {alarms}."
    )
    return label(n=looks, alarms=language.number(Decimal(repr(alarms)), 0))


def lines_said(result: MarketsResult | BrandsResult, language: Language) -> list[Label]:
    """How many were looked at, the last wave and the last change of each, which were left out."""
    looks, left_out = _looks(result, language), _left_out(result.left_out, language)
    return [*looks, *(_line(line, language) for line in result.lines), *left_out]


def rest_said(result: MarketsResult | BrandsResult, language: Language) -> list[Label]:
    """What must be known beside the lines: how many were looked at, in which markets intervals do not cover
    all, and which were left out."""
    told = cautions(result) if isinstance(result, MarketsResult) else ()
    return [*_looks(result, language), *told, *_left_out(result.left_out, language)]


def _looks(result: MarketsResult | BrandsResult, language: Language) -> list[Label]:
    looks = many_looks(sum(line.change is not None for line in result.lines), language)
    return [looks] if looks else []


def slope_said(result: SlopeResult, language: Language) -> list[Label]:
    """What each brand moved between the two waves."""
    looks = many_looks(len(result.slopes), language)
    said = [looks] if looks else []
    said += [
        _("{name}: {movement}.")(name=each.name, movement=movement(each.change, language))
        for each in result.slopes
    ]
    return [*said, *cautions(result), *_left_out(result.left_out, language)]


def funnel_said(result: FunnelResult, language: Language) -> list[Label]:
    """Each brand's way from one step to the next."""
    said = [label for each in result.funnels for label in _funnel(each, language)]
    return [*said, *cautions(result), *_happened(result, language), *left_out_said(result, language)]


def cautions(result: MarketsResult | BrandsResult | SlopeResult | FunnelResult) -> tuple[Label, ...]:
    """What the intervals of several lines do not cover; of many markets how many there are."""
    if isinstance(result, SlopeResult | FunnelResult):
        return (result.caution,) if result.caution else ()
    told = [(line.name, line.caution) for line in result.lines if line.caution]
    if len(told) == len(result.lines) and len({label for _name, label in told}) == 1:
        return (told[0][1],)
    if len(told) <= _NAMED:
        return tuple(_("{name}: {caution}")(name=name, caution=label) for name, label in told)
    few = _("In {n} of {all} markets few were asked, or only own visitors or whoever was at hand.")
    return (few(n=len(told), all=len(result.lines)),)


def _happened(result: FunnelResult, language: Language) -> list[Label]:
    """Shows and milestones that the wave follows; press is too much of it."""
    marks: set[tuple[date, str]] = set()
    for around in result.arounds:
        marks |= {(show.day, f"{show.place} {show.season}") for show in around.shows}
        marks |= {(event.day, event.what) for event in around.events if event.kind != "press"}
    named = [language.aside(what, language.day(day)) for day, what in sorted(marks)]
    label = _("From {since} to this wave: {happened}. After is not because.")
    return [label(since=result.since, happened=language.listed(named))] if named else []


def left_out_said(result: FunnelResult, language: Language) -> list[Label]:
    """The brands whose steps do not descend."""
    if not result.left_out:
        return []
    names = language.listed(result.left_out)
    return [_("Left out, as a later step holds more people: {names}.")(names=names)]


def _line(line: Line, language: Language) -> Label:
    last = line.points[-1]
    values = {
        "name": line.name,
        "share": language.percent(last.share),
        "span": span(last.low, last.high, language),
    }
    if line.change is None:
        said = _("{name}: {share} ({span}), one wave.")(**values)
    else:
        said = _("{name}: {share} ({span}), {movement}.")(**values, movement=movement(line.change, language))
    return _("{said} {caution}")(said=said, caution=line.caution) if line.caution else said


def _left_out(names: Sequence[str], language: Language) -> list[Label]:
    return [_("Left out, without this figure: {names}.")(names=language.listed(names))] if names else []


def _funnel(funnel: Funnel, language: Language) -> list[Label]:
    said, before = [], "asked"
    for step in funnel.steps:
        if step.rate is not None and step.low is not None and step.high is not None:
            said.append(
                _("{name}, {before} → {step}: {rate} ({span}), {people} people.")(
                    name=funnel.name,
                    before=STEPS[before],
                    step=STEPS[step.step],
                    rate=language.percent(step.rate),
                    span=span(step.low, step.high, language),
                    people=step.people,
                )
            )
        before = step.step
    return said
