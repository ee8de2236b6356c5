"""The sheet 'Recognition progress': one brand before one audience, wave by wave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from passerella.figures import telling
from passerella.figures.comparing import brands, funnel_of, markets
from passerella.figures.comparing_result import BrandsResult, Funnel, FunnelStep, Line, MarketsResult
from passerella.figures.comparing_sentences import STEPS, left_out_said, many_looks, rest_said
from passerella.figures.course import course
from passerella.figures.course_sentences import ahead_said, trend_said, use_of
from passerella.figures.recognition import between, main_brand, main_series, recognition
from passerella.figures.recognition_result import RecognitionResult, ReportedBound, WaveChange, WavePoint
from passerella.figures.sentences import (
    bound_value,
    mark,
    measure_label,
    points_span,
    span,
    verdict,
    with_span,
)
from passerella.figures.telling import Charted
from passerella.figures.wave_remarks import wave_remarks
from passerella.sheets.parts import Block, Chart, Headlines, Paper, Reported, ReportedStrip, Table
from passerella.sheets.pieces import chart_blocks, sources, what_moved
from passerella.sheets.setting import fitting
from passerella.sheets.voice import Voice, paper
from passerella.store.workspace import Workspace
from passerella.texts.label import Label, _
from passerella.texts.language import Language


class _Room(NamedTuple):
    """How high the course, the brands and the markets are drawn, in pixels at 150 dpi, 0 for a table only;
    how many waves are listed, 0 for all."""

    course: int
    brands: int
    markets: int
    waves: int = 0


_ROOMS = (
    _Room(400, 320, 320),
    _Room(400, 260, 260),
    _Room(340, 260, 200),
    _Room(320, 250, 170),
    _Room(320, 210, 170),
    _Room(320, 210, 170, waves=8),
    _Room(320, 210, 170, waves=4),
    _Room(340, 210, 0, waves=8),
    _Room(400, 0, 0, waves=8),
    _Room(400, 260, 260),
)
"""What gives way, step by step, until two pages are enough; where they never are, nothing does."""

_NONE = "–"
_SHARE = _("Share, 95% interval")
_WAVE = (_("Day"), _("People asked"), _("Know it"), _SHARE)
_LINE = (_("Day"), _SHARE)
_CHANGE = (_("Change (points)"), _("Against the wave before"))
_FUNNEL = _("People, their share of the step before, and its 95% interval.")
_TABLE_ONLY = _("No room for the chart here: its figures are in this table.")
_METHOD = _(
    "Intervals: Wilson's of a share, Newcombe's of a change, 95%. Course: a logistic curve by binomial "
    "likelihood, from four waves on; a chance is given in tenths. Reported bounds are fitted only where "
    "they speak of this brand and audience. After is not because."
)


def recognition_data(workspace: Workspace, codes: Sequence[str], today: date) -> Paper:
    """What stands on the sheet: the measure, brand and series that the Overview speaks of.

    Where two pages are too few, charts are less high, then only the latest waves are listed, of how many
    is said, then markets and then brands are compared in their tables only; where even those do not fit,
    everything stands on as many pages as it takes.
    """
    voice = Voice(codes)
    known = recognition(workspace, voice.first, today=today)
    series, brand = main_series(workspace), main_brand(workspace)
    if known is None or not known.points or series is None or brand is None:
        return _nothing(workspace, voice, known, today)
    sheet = _Sheet(workspace, voice, known, series, brand)
    return fitting((sheet.paper(today, room) for room in _ROOMS), pages=2)


def _nothing(workspace: Workspace, voice: Voice, known: RecognitionResult | None, today: date) -> Paper:
    return paper(
        workspace,
        voice,
        title=_("Recognition progress"),
        period="",
        today=today,
        blocks=[Headlines((what_moved(voice, known),))],
        footnotes=[],
    )


class _Sheet:
    def __init__(
        self, workspace: Workspace, voice: Voice, known: RecognitionResult, series: Any, brand: Any
    ) -> None:
        self.workspace, self.voice, self.known = workspace, voice, known
        self.series, self.brand = series, brand
        self.course = course(known)

    def paper(self, today: date, room: _Room) -> Paper:
        """Everything that there is room for, the most wanted first."""
        known, voice = self.known, self.voice
        first, last = (voice.first.day(point.day) for point in (known.points[0], known.points[-1]))
        return paper(
            self.workspace,
            voice,
            title=_("Recognition progress: {brand}")(brand=known.brand),
            period=f"{known.series}\n{first} – {last}",
            today=today,
            blocks=list(self._blocks(room)),
            footnotes=[*sources(self.workspace, voice), voice.sentences(lambda _words: [_METHOD])],
        )

    def _blocks(self, room: _Room) -> Iterable[Block | None]:
        yield self._headlines()
        told: set[str] = set()
        for each in chart_blocks(self.voice, self._course_or_waves, room.course):
            yield _once(replace(each, note=""), told)
        yield self._waves(room.waves)
        yield self._reported()
        yield self._funnel()
        beside: tuple[tuple[Label, Callable[[Language], BrandsResult | MarketsResult | None]], ...] = (
            (_("Brand"), lambda words: brands(self.workspace, words, self.series.id)),
            (_("Series"), lambda words: markets(self.workspace, words, self.brand.id)),
        )
        for (name, ask), height in zip(beside, (room.brands, room.markets), strict=True):
            found = {words: ask(words) for words in self.voice.languages}
            made = {words: each for words, each in found.items() if each is not None and len(each.lines) > 1}
            if made:
                yield from (_once(block, told) for block in self._compared(made, name, height))

    def _course_or_waves(self, words: Language) -> Charted:
        """In the words of a language."""
        known = recognition(self.workspace, words) or self.known
        # Whether the goal's day has passed is known of the sheet's day alone.
        known = replace(known, around=replace(known.around, goal=self.known.around.goal))
        return course(known) if self.course.main.curve else known

    def _headlines(self) -> Headlines:
        voice, result = self.voice, self.course
        said = [what_moved(voice, self.known)]
        if result.trend and len(self.known.points) > 2:
            trend = trend_said(result.trend, len(self.known.points))
            said.append((voice.say(_("Trend")), voice.say(trend)))
        ahead = voice.sentences(lambda words: ahead_said(result, words), between="\n")
        no_goal = _("No goal is set for this series and measure.")
        said.append((voice.say(_("Outlook")), ahead or voice.say(no_goal)))
        return Headlines(tuple(said))

    def _waves(self, kept: int) -> Table:
        """Wave by wave, of the latest ones so many, or all for 0."""
        voice, points = self.voice, self.known.points
        changes = [None, *(between(*both) for both in pairwise(points))]
        rows = [
            (*_wave(point, voice.first), *_change(change, voice))
            for point, change in zip(points, changes, strict=True)
        ][-kept:]
        looks = sum(change is not None for change in changes[-kept:])
        part = _("the latest {n} of {all}")(n=len(rows), all=len(points))
        notes = [measure_label(self.known), *([part] if len(rows) < len(points) else [])]
        return Table(
            voice.say(_("Wave by wave")),
            tuple(map(voice.say, (*_WAVE, *_CHANGE))),
            tuple(rows),
            note=" · ".join(map(voice.short, notes)),
            caption=voice.sentences(lambda words: self._remarks(words, looks)),
            parts=(0, 0, 0, 0, 0, 1),
        )

    def _remarks(self, words: Language, looks: int) -> list[Label]:
        """How people were asked, and how many changes are looked at."""
        return [*wave_remarks(self.known), *filter(None, [many_looks(looks, words)])]

    def _reported(self) -> ReportedStrip | None:
        found = self.known.around.bounds
        if not found:
            return None
        items = tuple(self._bound(each) for each in found)
        return ReportedStrip(self.voice.say(_("Reported")), "", items)

    def _bound(self, bound: ReportedBound) -> Reported:
        first = self.voice.first
        use = self.voice.say(use_of(bound, self.course))
        about = (first.clauses((bound.subject, first.day(bound.day))), use)
        return Reported(f"{bound_value(bound, first)} {mark(bound.note)}", "\n".join(about))

    def _funnel(self) -> Table | None:
        found = funnel_of(self.workspace, self.voice.first, self.series.id)
        if found is None or not found.funnels:
            return None
        voice = self.voice
        steps = dict.fromkeys(step.step for funnel in found.funnels for step in funnel.steps)
        return Table(
            voice.say(telling.title(found)),
            tuple(map(voice.say, (_("Brand"), *(STEPS[step] for step in ("asked", *steps))))),
            tuple(_steps(funnel, steps, voice.first) for funnel in found.funnels),
            caption=voice.sentences(lambda words: [_FUNNEL, *left_out_said(found, words)]),
        )

    def _compared(
        self, made: Mapping[Language, BrandsResult | MarketsResult], first: Label, height: int
    ) -> Iterable[Block]:
        """A chart, where it has any height, and the table of its last waves, in the chart's order."""
        voice, found = self.voice, made[self.voice.first]
        lines = found.lines if isinstance(found, MarketsResult) else found.lines[::-1]
        if height:
            yield from chart_blocks(voice, made.__getitem__, height)
        yield Table(
            "" if height else voice.say(telling.title(found)),
            tuple(map(voice.say, (first, *_LINE, *_CHANGE))),
            tuple(_line(line, voice) for line in lines),
            caption=voice.sentences(
                lambda words: [*rest_said(found, words), *([] if height else [_TABLE_ONLY])]
            ),
            parts=(2, 0, 0, 0, 3),
        )


def _once(block: Block, said: set[str]) -> Block:
    """A chart without the lines below it that stand below one before it."""
    if not isinstance(block, Chart):
        return block
    new = [line for line in block.caption.split("\n") if line not in said]
    said.update(new)
    return replace(block, caption="\n".join(new))


def _wave(point: WavePoint, words: Language) -> tuple[str, ...]:
    return (
        words.day(point.day),
        words.number(point.asked),
        words.number(point.hits),
        with_span(point.share, point.low, point.high, words),
    )


def _change(change: WaveChange | None, voice: Voice) -> tuple[str, str]:
    if change is None:
        return _NONE, _NONE
    first = voice.first
    return first.aside(first.points(change.points), points_span(change, first)), voice.say(verdict(change))


def _line(line: Line, voice: Voice) -> tuple[str, ...]:
    day, asked, hits, share = _wave(line.points[-1], voice.first)
    return (line.name, day, f"{share}\n{hits}/{asked}", *_change(line.change, voice))


def _steps(funnel: Funnel, wanted: Iterable[str], words: Language) -> tuple[str, ...]:
    found = {step.step: _step(step, words) for step in funnel.steps}
    return (funnel.name, words.number(funnel.asked), *(found.get(step, _NONE) for step in wanted))


def _step(step: FunnelStep, words: Language) -> str:
    people = words.number(step.people)
    if step.rate is None or step.low is None or step.high is None:
        return people
    return f"{people} · {words.percent(step.rate)}\n{span(step.low, step.high, words)}"
