"""Brands and markets beside each other on paper: those that matter most, and how many others there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from passerella.figures import telling
from passerella.figures.comparing_result import (
    BrandsResult,
    Funnel,
    FunnelResult,
    FunnelStep,
    Line,
    MarketsResult,
)
from passerella.figures.comparing_sentences import STEPS, left_out_said, rest_said
from passerella.figures.recognition_result import WaveChange, WavePoint
from passerella.figures.sentences import points_span, span, verdict, with_span
from passerella.sheets.parts import Table
from passerella.sheets.voice import Voice, cut
from passerella.texts.label import Label, _
from passerella.texts.language import Language

NONE = "–"
SHARE = _("Share, 95% interval")
CHANGE = (_("Change (points)"), _("Against the wave before"))
_FUNNEL = _("People, their share of the step before, and its 95% interval.")
_TABLE_ONLY = _("No room for the chart here: its figures are in this table.")
_SOME_BRANDS = _("{n} of {all} brands: this one, then the best known. All: Recognition, view “{view}”.")
_SOME_MARKETS = _(
    "{n} of {all} series: this one, then those asked last and most. All: Recognition, view “{view}”."
)
Compared = BrandsResult | MarketsResult
T = TypeVar("T", Line, Funnel)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many lines are told, and how many letters of a name, 0 for all of them."""

    lines: int
    letters: int = 0

    def name(self, name: str) -> str:
        """A name no longer than that."""
        return cut(name, self.letters)


def fewer(found: Compared, own: str, limits: Limits) -> Compared:
    """The result with the lines that matter most, in its own order: the one named `own`; of brands then
    the best known, of markets those asked last, of the most people."""
    if isinstance(found, MarketsResult):
        lines = _kept(found.lines, own, limits, lambda line: (line.points[-1].day, line.points[-1].asked))
        return replace(found, lines=lines, left_out=_few(found.left_out, limits))
    lines = _kept(found.lines, own, limits, lambda line: line.points[-1].share)
    return replace(found, lines=lines, left_out=_few(found.left_out, limits))


def fewer_funnels(found: FunnelResult, own: str, limits: Limits) -> FunnelResult:
    """The same of ways from asked to bought: the best known are those most people know."""
    funnels = _kept(found.funnels, own, limits, lambda each: each.steps[0].people if each.steps else 0)
    return replace(found, funnels=funnels, left_out=_few(found.left_out, limits))


def _kept(found: Sequence[T], own: str, limits: Limits, worth: Callable[[T], Any]) -> tuple[T, ...]:
    places = range(len(found))
    ranked = sorted(places, key=lambda at: worth(found[at]), reverse=True)
    first = sorted(ranked, key=lambda at: found[at].name != own)[: limits.lines]
    return tuple(replace(found[at], name=limits.name(found[at].name)) for at in sorted(first))


def _few(names: Sequence[str], limits: Limits) -> tuple[str, ...]:
    """Some names, then dots if there are more."""
    few = tuple(map(limits.name, names[: limits.lines]))
    return few if len(few) == len(names) else (*few, "…")


def lines_table(
    voice: Voice, made: Mapping[Language, Compared], all_lines: int, own: str, *, drawn: bool
) -> Table:
    """The last wave of each line, in the chart's order; it has the chart's title where none is drawn."""
    found = made[voice.first]
    markets = isinstance(found, MarketsResult)
    lines = found.lines if markets else found.lines[::-1]
    heads = (_("Series") if markets else _("Brand"), _("Day"), SHARE, *CHANGE)
    extra = [*_left(found, len(lines), all_lines), *([] if drawn else [_TABLE_ONLY])]
    return Table(
        "" if drawn else voice.say(telling.title(found)),
        tuple(map(voice.say, heads)),
        tuple(_line(line, voice) for line in lines),
        caption=voice.sentences(lambda words: [*extra, *rest_said(made[words], words)]),
        parts=(2, 0, 0, 0, 3),
        strong=_own(lines, own),
    )


def _left(found: Compared | FunnelResult, shown: int, there: int) -> Iterator[Label]:
    if shown < there:
        label, view = _SOME_BRANDS, _("Brands of the series")
        if isinstance(found, MarketsResult):
            label, view = _SOME_MARKETS, _("Markets side by side")
        yield label(n=shown, all=there, view=view)


def _own(lines: Iterable[Line | Funnel], own: str) -> tuple[int, ...]:
    return tuple(number for number, line in enumerate(lines) if line.name == own)


def funnel_table(voice: Voice, found: FunnelResult, all_funnels: int, own: str) -> Table:
    """The people at each step of each brand, with the step's rate."""
    steps = dict.fromkeys(step.step for funnel in found.funnels for step in funnel.steps)
    return Table(
        voice.say(telling.title(found)),
        tuple(map(voice.say, (_("Brand"), *(STEPS[step] for step in ("asked", *steps))))),
        tuple(_steps(funnel, steps, voice.first) for funnel in found.funnels),
        caption=voice.sentences(
            lambda words: [
                _FUNNEL,
                *_left(found, len(found.funnels), all_funnels),
                *left_out_said(found, words),
            ]
        ),
        strong=_own(found.funnels, own),
    )


def wave(point: WavePoint, words: Language) -> tuple[str, ...]:
    """Day, people asked, people who know it, their share."""
    return (
        words.day(point.day),
        words.number(point.asked),
        words.number(point.hits),
        with_span(point.share, point.low, point.high, words),
    )


def changed(change: WaveChange | None, voice: Voice) -> tuple[str, str]:
    """What was gained on the wave before and how surely."""
    if change is None:
        return NONE, NONE
    first = voice.first
    return first.aside(first.points(change.points), points_span(change, first)), voice.say(verdict(change))


def _line(line: Line, voice: Voice) -> tuple[str, ...]:
    day, asked, hits, share = wave(line.points[-1], voice.first)
    return (line.name, day, f"{share}\n{hits}/{asked}", *changed(line.change, voice))


def _steps(funnel: Funnel, wanted: Iterable[str], words: Language) -> tuple[str, ...]:
    found = {step.step: _step(step, words) for step in funnel.steps}
    return (funnel.name, words.number(funnel.asked), *(found.get(step, NONE) for step in wanted))


def _step(step: FunnelStep, words: Language) -> str:
    people = words.number(step.people)
    if step.rate is None or step.low is None or step.high is None:
        return people
    return f"{people} · {words.percent(step.rate)}\n{span(step.low, step.high, words)}"
