"""The director's sheet 'Brand progress': figures and typed words made ready for one page."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from passerella.figures import sentences
from passerella.figures.course import course
from passerella.figures.course_result import CourseResult
from passerella.figures.course_sentences import goal_said
from passerella.figures.facts import strip
from passerella.figures.periods import Period
from passerella.figures.price_drivers import price_drivers
from passerella.figures.recognition import main_brand, recognition
from passerella.figures.shows import ShowResult, show_results
from passerella.figures.trade import average_price, export_value, latest_period, own_brand_share
from passerella.sheets.parts import (
    Chart,
    Headlines,
    Paper,
    Reported,
    ReportedStrip,
    Step,
    Steps,
    Table,
    Tiles,
)
from passerella.sheets.pieces import chart_blocks, marks, sources, what_moved
from passerella.sheets.setting import fitting
from passerella.sheets.tiles import own_tile, price_tile, recognition_tile, value_tile
from passerella.sheets.voice import Voice, cut, paper
from passerella.store.workspace import Query, Workspace
from passerella.texts.label import Label, _, _n
from passerella.texts.language import NAMES, Language


class _Room(NamedTuple):
    """The chart's height in pixels, how many shows and reported facts are named, whether what the figures
    rest on stands in every language of the paper, how many next steps, and how many letters of a name and
    ten times as many of the decision, 0 for all of them."""

    height: int
    shows: int
    facts: int
    said_twice: bool = True
    steps: int = 999
    letters: int = 0

    def name(self, name: str) -> str:
        """A name no longer than there is room for."""
        return cut(name, self.letters)


_ROOMS = (
    _Room(370, 4, 4),
    _Room(330, 4, 4),
    _Room(300, 4, 4),
    _Room(300, 3, 4),
    _Room(300, 2, 4),
    _Room(270, 2, 4),
    _Room(240, 2, 4),
    _Room(240, 2, 2),
    _Room(220, 1, 2),
    _Room(220, 1, 1),
    _Room(190, 1, 1),
    _Room(190, 1, 1, said_twice=False),
    _Room(190, 1, 1, said_twice=False, steps=6, letters=40),
    _Room(170, 1, 1, said_twice=False, steps=2, letters=20),
)
"""What gives way, step by step, until everything stands on one page."""

_METHOD = _(
    "Basis: Wilson interval of a share and Newcombe interval of a change, 95%; goods shipped, at their "
    "order's rate."
)


def progress_data(workspace: Workspace, codes: Sequence[str], today: date) -> Paper:
    """What stands on the one page of the sheet, in one language or in two.

    Where it is tight the chart is less high, then the earliest shows and the last reported facts are
    left out; how many is said. Then only the first language says what the figures rest on; at last long names
    and the decision are cut, and the last of many steps left out.
    """
    sheet = _Sheet(workspace, Voice(codes), today)
    return fitting(sheet.paper, _ROOMS, pages=1)


class _Sheet:
    def __init__(self, workspace: Workspace, voice: Voice, today: date) -> None:
        self.workspace, self.voice, self.today = workspace, voice, today
        self.period = latest_period(workspace, today)
        self.value = export_value(workspace, self.period)
        self.known = recognition(workspace, voice.first, today=today)
        self.typed = next(iter(workspace.all("sheet_text", Query(sort="period", descending=True))), None)

    def paper(self, room: _Room) -> Paper:
        """Everything that there is room for, the most wanted first."""
        owner = main_brand(self.workspace)
        title = _("Brand progress: {brand}")(brand=room.name(owner.name)) if owner else _("Brand progress")
        blocks = [
            self._headlines(room.letters * 10),
            self._tiles(),
            self._reported(room.facts),
            *self._chart(room),
            self._shows(room),
            self._steps(room.steps),
        ]
        return paper(
            self.workspace,
            self.voice,
            title=title,
            period=_days(self.period, self.voice.first),
            today=self.today,
            blocks=blocks,
            footnotes=[
                *sources(self.workspace, self.voice, blocks, room.name),
                *self._basis(room.said_twice),
            ],
        )

    def _headlines(self, letters: int) -> Headlines:
        say, each = self.voice.say, self.voice.each
        found = []
        if (known := self.known) is not None:
            found.append(what_moved(self.voice, known))
            if known.points and known.around.goal:
                result = course(known)
                found.append((say(_("The goal")), each(lambda words: _goal(result, words))))
        if self.typed is not None and self.typed.decision:
            decision = self.typed.decision
            found.append((say(_("Decision wanted")), cut(decision, letters)))
        return Headlines(tuple(found))

    def _tiles(self) -> Tiles:
        workspace, period, voice = self.workspace, self.period, self.voice
        price = average_price(workspace, period)
        return Tiles(
            (
                recognition_tile(voice, self.known),
                value_tile(voice, self.value),
                price_tile(voice, price, price_drivers(workspace, period)),
                own_tile(voice, own_brand_share(workspace, period)),
            ),
            widths=(11, 9, 12, 11) if voice.first.code == "zh" else (10, 12, 12, 10),
        )

    def _reported(self, kept: int) -> ReportedStrip | None:
        found = strip(self.workspace, self.voice.first)
        if not found:
            return None
        shown, named = found[:kept], marks(self.workspace, self.voice)
        one = named[shown[0].source] if len({fact.source for fact in shown}) == 1 else ""
        figures = [fact.figure if one else f"{fact.figure} {named[fact.source]}" for fact in shown]
        items = tuple(Reported(figure, fact.words) for figure, fact in zip(figures, shown, strict=True))
        part = _("{n} of {all}")(n=len(items), all=len(found))
        title = self.voice.say(_("Reported")) + (f" {one}" if one else "")
        return ReportedStrip(title, self.voice.short(part), items)

    def _chart(self, room: _Room) -> list[Chart]:
        if (known := self.known) is None:
            return []
        drawn = chart_blocks(
            self.voice, lambda words: recognition(self.workspace, words) or known, room.height
        )
        scope = map(room.name, (known.brand, known.series))
        return [replace(each, note=" · ".join(scope)) for each in drawn]

    def _shows(self, room: _Room) -> Table | None:
        owner, voice = main_brand(self.workspace), self.voice
        found = show_results(self.workspace, voice.first, self.known, owner.id if owner else None)
        if not found:
            return None
        heads = (
            _("Appearance"),
            _("Net cost"),
            _("Enquiries"),
            _("Orders credited by hand"),
            _("Recognition before → after"),
        )
        shown = found[-room.shows :]
        part = _("the latest {n} of {all}")(n=len(shown), all=len(found))
        return Table(
            voice.say(_("Appearances")),
            tuple(map(voice.say, heads)),
            tuple(_show(replace(each, name=room.name(each.name)), voice.first) for each in shown),
            note=voice.short(part) if len(shown) < len(found) else "",
        )

    def _steps(self, kept: int) -> Steps | None:
        if self.typed is None:
            return None
        lines = self.typed.steps.splitlines()
        part = _("{n} of {all}")(n=kept, all=len(lines))
        title = self.voice.say(_("Next steps"))
        return Steps(
            title,
            tuple(_step(each, self.voice.first) for each in lines[:kept]),
            self.voice.short(part) if len(lines) > kept else "",
        )

    def _basis(self, said_twice: bool) -> list[str]:
        """What the figures rest on; the chart's note says which waves are from rounded percentages."""
        known, first = self.known, self.voice.first
        remarks = [*filter(None, [known.about]), *known.reservations] if known else []
        voice = self.voice if said_twice else Voice([first.code])
        said = voice.sentences(lambda words: [_METHOD, *self._left_out(words), *remarks])
        if said_twice:
            return [said]
        there = _("Basis and reservations: see above ({language}).")(language=NAMES[first.code])
        return [said, *(words.say(there) for words in self.voice.languages if words is not first)]

    def _left_out(self, words: Language) -> list[Label]:
        said, value = [], self.value
        if value.without_rate:
            said.append(_("Orders left out for want of a rate: {n}.")(n=value.without_rate))
        if value.invoiced_share is not None:
            said.append(sentences.terms(value.invoiced_share, words))
        return said


def _goal(result: CourseResult, words: Language) -> str:
    known, chance = result.known, goal_said(result, words)
    return sentences.joined(filter(None, [sentences.against_goal(known, words), chance]), words)


def _show(each: ShowResult, words: Language) -> tuple[str, ...]:
    cost = "–" if each.cost is None else f"{each.currency} {words.number(each.cost, 0)}"
    orders = "–"
    if each.orders:
        figure, unit = sentences.amount(each.credited, each.home, words)
        count = _n("{n} order", "{n} orders")(n=each.orders)
        orders = words.clauses((f"{figure} {unit}", words.say(count)))
    around = (each.before, each.after)
    shares = [sentences.with_span(p.share, p.low, p.high, words) if p else "–" for p in around]
    enquiries = "–" if each.enquiries is None else words.number(each.enquiries)
    # A full-width bracket brings its own space.
    return each.name, cost, enquiries, orders, " → ".join(shares).replace("） ", "）")


def _days(period: Period, words: Language) -> str:
    return f"{words.day(period.first)} – {words.day(period.last)}"


def _step(line: str, words: Language) -> Step:
    """What was typed, between upright lines; a day in the form that days have on the sheet."""
    what, owner, day, money = (*(part.strip() for part in line.split("|")), "", "", "", "")[:4]
    with suppress(ValueError):
        day = words.day(date.fromisoformat(day))
    return Step(what, owner, day, money)
