"""The sheet 'Recognition progress': one brand before one audience, wave by wave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from passerella.figures.comparing import brands, funnel_of, markets
from passerella.figures.comparing_sentences import many_looks
from passerella.figures.course import course
from passerella.figures.course_sentences import ahead_said, trend_said, use_of
from passerella.figures.recognition import between, main_brand, main_series, recognition
from passerella.figures.recognition_result import RecognitionResult, ReportedBound
from passerella.figures.sentences import NO_GOAL, bound_value, mark, measure_label
from passerella.figures.telling import Charted
from passerella.figures.wave_remarks import wave_remarks
from passerella.sheets.compared import (
    CHANGE,
    SHARE,
    Limits,
    changed,
    fewer,
    fewer_funnels,
    funnel_table,
    lines_table,
    wave,
)
from passerella.sheets.parts import Block, Chart, Headlines, Paper, Reported, ReportedStrip, Table
from passerella.sheets.pieces import chart_blocks, sources, what_moved
from passerella.sheets.setting import fitting
from passerella.sheets.voice import Voice, cut, paper
from passerella.store.workspace import Workspace
from passerella.texts.label import Label, _, _n
from passerella.texts.language import Language


class _Room(NamedTuple):
    """How high the course, the brands and the markets are drawn, in pixels at 150 dpi, 0 for a table only;
    how many waves, brands and markets, and reported bounds are told; whether the words in a chart are
    explained in the second language; how many letters of a name stand, 0 for all of them."""

    course: int
    brands: int
    markets: int
    waves: int = 12
    lines: int = 8
    bounds: int = 4
    explained: bool = True
    letters: int = 0


_ROOMS = (
    _Room(400, 320, 320),
    _Room(340, 260, 200),
    _Room(340, 260, 200, waves=6, lines=5),
    _Room(320, 240, 200, waves=5, lines=4),
    _Room(320, 240, 200, waves=5, lines=4, letters=48),
    _Room(320, 210, 170, waves=4, lines=3, letters=48),
    _Room(300, 190, 160, waves=4, lines=3, bounds=2, letters=40),
    _Room(300, 190, 150, waves=3, lines=3, bounds=2, explained=False, letters=32),
    _Room(300, 190, 0, waves=3, lines=3, bounds=2, explained=False, letters=32),
    _Room(300, 0, 0, waves=3, lines=3, bounds=2, explained=False, letters=32),
)
"""What gives way, step by step, until two pages are enough."""

_TITLE = 80
_WAVE = (_("Day"), _("People asked"), _("Know it"), SHARE)
_EARLIER = _n(
    "{n} earlier wave stands on the page “{page}”.", "{n} earlier waves stand on the page “{page}”."
)
_METHOD = _(
    "Intervals: Wilson's of a share, Newcombe's of a change, 95%. Course: a logistic curve by binomial "
    "likelihood, from four waves on; a chance is given in tenths. Reported bounds are fitted only where "
    "they speak of this brand and audience. After is not because."
)


def recognition_data(workspace: Workspace, codes: Sequence[str], today: date) -> Paper:
    """What stands on the sheet: the measure, brand and series that the Overview speaks of.

    Two pages are enough, whatever the workspace holds: charts are less high, then fewer waves, brands and
    markets are listed, of how many is said, then long names are cut, at last markets and then brands are
    compared in their tables only.
    """
    voice = Voice(codes)
    known = recognition(workspace, voice.first, today=today)
    series, brand = main_series(workspace), main_brand(workspace)
    if known is None or not known.points or series is None or brand is None:
        return _nothing(workspace, voice, known, brand, today)
    sheet = _Sheet(workspace, voice, known, series, brand)
    return fitting(lambda room: sheet.paper(today, room), _ROOMS, pages=2)


def _nothing(
    workspace: Workspace, voice: Voice, known: RecognitionResult | None, brand: Any, today: date
) -> Paper:
    named = _("Recognition progress: {brand}")
    return paper(
        workspace,
        voice,
        title=named(brand=brand.name) if brand else _("Recognition progress"),
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
        self.made: dict[tuple[Any, ...], list[Chart]] = {}
        self.found = {
            words: {
                "brands": brands(workspace, words, series.id),
                "markets": markets(workspace, words, brand.id),
            }
            for words in voice.languages
        }

    def paper(self, today: date, room: _Room) -> Paper:
        """Everything that there is room for, the most wanted first."""
        known, voice = self.known, self.voice
        limits = Limits(room.lines, room.letters)
        days = [voice.first.day(point.day) for point in (known.points[0], known.points[-1])]
        blocks = list(self._blocks(room, limits))
        return paper(
            self.workspace,
            voice,
            title=_("Recognition progress: {brand}")(brand=cut(known.brand, room.letters and _TITLE)),
            period=f"{limits.name(known.series)}\n{' – '.join(dict.fromkeys(days))}",
            today=today,
            blocks=blocks,
            footnotes=[
                *sources(self.workspace, voice, blocks, limits.name),
                voice.sentences(lambda _words: [_METHOD]),
            ],
        )

    def _blocks(self, room: _Room, limits: Limits) -> Iterable[Block | None]:
        yield self._headlines()
        told: set[str] = set()
        for each in self._charts("course", self._course_or_waves, room.course, room):
            yield _once(replace(each, note=""), told)
        yield self._waves(room.waves, limits)
        yield self._reported(room.bounds, limits)
        yield self._funnel(limits)
        yield from (
            _once(block, told) for block in self._compared("brands", self.brand.name, room.brands, room)
        )
        yield from (
            _once(block, told) for block in self._compared("markets", self.series.name, room.markets, room)
        )

    def _charts(
        self, key: str, make: Callable[[Language], Charted], height: int, room: _Room, lines: int = 0
    ) -> list[Chart]:
        """The same chart is drawn once, however many rooms are tried."""
        drawn = key, height, lines, room.letters, room.explained
        if drawn not in self.made:
            self.made[drawn] = chart_blocks(self.voice, make, height, explained=room.explained)
        return self.made[drawn]

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
        said.append((voice.say(_("Outlook")), ahead.strip() or voice.say(NO_GOAL)))
        return Headlines(tuple(said))

    def _waves(self, kept: int, limits: Limits) -> Table:
        """Wave by wave, the latest ones."""
        voice, points = self.voice, self.known.points
        changes = [None, *(between(*both) for both in pairwise(points))]
        told = list(zip(points, changes, strict=True))[-kept:]
        looks = sum(change is not None for _point, change in told)
        part = _("the latest {n} of {all}")(n=len(told), all=len(points))
        earlier = len(points) - len(told)
        notes = [measure_label(self.known), *([part] if earlier else [])]
        return Table(
            voice.say(_("Wave by wave")),
            tuple(map(voice.say, (*_WAVE, *CHANGE))),
            tuple((*wave(point, voice.first), *changed(change, voice)) for point, change in told),
            note=" · ".join(map(voice.short, notes)),
            caption=voice.sentences(lambda words: self._remarks(words, looks, earlier)),
            parts=(0, 0, 0, 0, 0, 1),
        )

    def _remarks(self, words: Language, looks: int, earlier: int) -> list[Label]:
        """Where the earlier waves stand, how people were asked, and how many changes are looked at."""
        elsewhere = _EARLIER(n=earlier, page=_("Survey waves")) if earlier else None
        return [
            *filter(None, [elsewhere]),
            *wave_remarks(self.known),
            *filter(None, [many_looks(looks, words)]),
        ]

    def _reported(self, kept: int, limits: Limits) -> ReportedStrip | None:
        """The latest bounds, those of this audience before others."""
        found = self.known.around.bounds
        if not found:
            return None
        told = sorted(
            sorted(found, key=lambda each: (each.same, each.day))[-kept:], key=lambda each: each.day
        )
        part = _("{n} of {all}")(n=len(told), all=len(found))
        items = tuple(self._bound(each, limits) for each in told)
        return ReportedStrip(
            self.voice.say(_("Reported")), self.voice.short(part) if len(told) < len(found) else "", items
        )

    def _bound(self, bound: ReportedBound, limits: Limits) -> Reported:
        first = self.voice.first
        use = self.voice.say(use_of(bound, self.course))
        about = (first.clauses((limits.name(bound.subject), first.day(bound.day))), use)
        return Reported(f"{bound_value(bound, first)} {mark(bound.note)}", "\n".join(about))

    def _funnel(self, limits: Limits) -> Table | None:
        found = funnel_of(self.workspace, self.voice.first, self.series.id)
        if found is None or not found.funnels:
            return None
        shown = fewer_funnels(found, self.brand.name, limits)
        return funnel_table(self.voice, shown, len(found.funnels), limits.name(self.brand.name))

    def _compared(self, which: str, own: str, height: int, room: _Room) -> Iterable[Block]:
        """A chart, where it has any height, and the table of its last waves; nothing beside nothing."""
        limits = Limits(room.lines, room.letters)
        found = {words: both[which] for words, both in self.found.items()}
        made = {words: fewer(each, own, limits) for words, each in found.items() if each is not None}
        whole = found[self.voice.first]
        if whole is None or len(whole.lines) < 2:
            return
        if height:
            for chart in self._charts(which, made.__getitem__, height, room, room.lines):
                yield replace(chart, note=limits.name(chart.note))
        yield lines_table(self.voice, made, len(whole.lines), limits.name(own), drawn=height > 0)


def _once(block: Block, said: set[str]) -> Block:
    """A chart without the lines below it that stand below one before it."""
    if not isinstance(block, Chart):
        return block
    new = [line for line in block.caption.split("\n") if line not in said]
    said.update(new)
    return replace(block, caption="\n".join(new))
