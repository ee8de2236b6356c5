"""The course of recognition: waves, reported bounds, shows, milestones and the goal in one picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice, product

from passerella.charts import speech
from passerella.charts.beside import Beside, days_of
from passerella.charts.beside import highest as highest_beside
from passerella.charts.bounds import ABOVE
from passerella.charts.canvas import Block
from passerella.charts.curve import draw_course, highest, label_ceilings
from passerella.charts.frame import Frame, axis_width
from passerella.charts.pen import Pen
from passerella.charts.placing import Box, Over
from passerella.charts.waves import Look, draw_waves
from passerella.figures.course_result import CourseResult
from passerella.figures.recognition_result import RecognitionResult
from passerella.figures.sentences import NO_SURVEY

_WORDS_PART, _NAME_PART, _MARGIN = 0.3, 0.2, 20.0
_YEAR = 365
_BESIDE = 6
"""So many of the places around the last wave are right beside it."""


def paint_recognition(result: RecognitionResult, pen: Pen) -> None:
    """Draw the waves and all that stands beside them."""
    _paint(_Chart(pen, result))


def paint_course(result: CourseResult, pen: Pen) -> None:
    """The same with the fitted course."""
    _paint(_Chart(pen, result.known, result))


def _paint(chart: _Chart) -> None:
    if chart.days():
        chart.draw()
    else:
        chart.pen.say_empty(NO_SURVEY)


@dataclass(slots=True)
class _Chart:
    pen: Pen
    result: RecognitionResult
    course: CourseResult | None = None
    frame: Frame = field(init=False)

    def days(self) -> list[date]:
        """Every day that must lie in the picture; shows of the year before or after stretch it, but no
        milestone or press."""
        result = self.result
        days = list(days_of(result.points, result.around))
        days += [point.day for point in self.course.main.curve[-1:]] if self.course else []
        shows = [show.day for show in result.around.shows]
        if not days:
            return shows
        first, last = min(days).toordinal() - _YEAR, max(days).toordinal() + _YEAR
        return days + [day for day in shows if first <= day.toordinal() <= last]

    def draw(self) -> None:
        pen, result = self.pen, self.result
        self._measure()
        against = self.course.against if self.course else ()
        beside = Beside(self.frame, [(result.brand, result.around)], against, inside=False)
        beside.place()
        self._measure_shares()
        self.frame.share_axis()
        self.frame.day_axis()
        beside.draw()
        if self.course:
            draw_course(self.frame, self.course)
        look = Look(pen.colours.data, 0.7 if self.course and self.course.main.curve else 1.5)
        draw_waves(self.frame, result.points, look, lambda *wave: speech.point_lines(pen.language, *wave))
        beside.mark()
        self._take_edges()
        self._last_value()
        beside.label_all()
        if self.course:
            label_ceilings(self.frame, self.course)

    def _measure(self) -> None:
        pen, whole = self.pen, self.pen.canvas.whole
        right = whole.right - pen.px(_MARGIN)
        plot = Box(axis_width(pen), pen.px(pen.points * 2.1), right, whole.top - pen.px(pen.points))
        self.frame = Frame(pen, plot)
        self.frame.span_days(self.days())
        self._widen()

    def _widen(self) -> None:
        """Room on the left for a bound's bar, on the right for the last value and the curve's labels."""
        frame, pen = self.frame, self.pen
        left, right = pen.px(34), pen.px(2)
        if self.result.points:
            room = frame.plot.right - frame.plot.left - left
            tail = (frame.last - self.result.points[-1].day.toordinal()) / (frame.last - frame.first)
            words = pen.canvas.size(self._last_block())[0] + pen.px(12) - _MARGIN * pen.px(1)
            if words > tail * room:
                right = max(right, min((words - tail * room) / (1.001 - tail), room / 2))
        if self.course and self.course.main.curve:
            right = max(right, pen.px(22))
        frame.widen(left, right)

    def _measure_shares(self) -> None:
        """The axis ends above all that is drawn, with room for a bound's words, and hardly above 100%."""
        result, pen, goal = self.result, self.pen, self.result.around.goal
        course = highest(self.course) if self.course else 0.0
        top = max(highest_beside(result.points, result.around), course) * 1.12
        high = self.frame.plot.top - self.frame.plot.bottom
        free = 1 - min(_WORDS_PART, pen.px(pen.points * 5.1) / high)
        for bound in result.around.bounds:
            beside = goal.share if goal and goal.set_on <= bound.day <= goal.by else 0.0
            under = max(bound.share, beside) if bound.comparator in ABOVE else bound.share
            top = max(top, under / free)
        self.frame.reach(min(top, 1 / (1 - min(_WORDS_PART, pen.px(pen.points * 1.8) / high))))

    def _last_block(self) -> Block:
        pen, last = self.pen, max(self.result.points, key=lambda point: point.day)
        share = pen.language.percent(last.share)
        bold, plain = pen.style(pen.colours.data, 1.4, bold=True), pen.style(pen.colours.data)
        room = pen.canvas.whole.right * _NAME_PART
        (name,) = speech.fitting_names(pen, [(self.result.brand, plain, room)], sample=self.result.sample)
        return [(share, bold), (name, plain)]

    def _last_value(self) -> None:
        """In two lines, or in one where it is tight, so that it stands beside its wave; rather over a dotted
        line than not at all."""
        if not self.result.points:
            return
        pen, full = self.pen, self._last_block()
        share = speech.named(pen.language, full[0][0], sample=self.result.sample)
        short = [(share, pen.style(pen.colours.data, 1.2, bold=True))]
        for over, count, block in product(Over, (_BESIDE, None), (full, short)):
            if pen.label(block, islice(self._around_last(*pen.canvas.size(block)), count), over):
                return

    def _around_last(self, wide: float, high: float) -> Iterator[Box]:
        """Places beside the last wave, to the right first, then over it, under it and to the left."""
        frame, gap = self.frame, self.pen.px(8)
        last = max(self.result.points, key=lambda point: point.day)
        x, y = frame.x(last.day), frame.y(last.share)
        above, under = frame.y(last.high) + self.pen.px(4), frame.y(last.low) - self.pen.px(4) - high
        right = [(x + gap, y + high * (part - 1)) for part in (0.5, 0.35, 0.2, 0.65, 0.85, 0.0, 1.1, 1.4)]
        around = [(left, low) for left in (x - wide / 2, x - wide) for low in (above, under)]
        lows = (y + self.pen.px(6), y - high * 1.3, y - high * 1.8, above, under)
        apart = [(x + side, low) for away in (gap, gap * 3) for low in lows for side in (away, -away - wide)]
        for left, low in (*right, *around, *apart):
            if low + high <= max(frame.plot.top, y + high):
                yield Box(left, low, left + wide, low + high)

    def _take_edges(self) -> None:
        """Labels keep off the base line and the figures of the axis."""
        plot, pen = self.frame.plot, self.pen
        pen.room.hard.append(Box(0, 0, pen.canvas.whole.right, plot.bottom))
        pen.room.hard.append(Box(0, 0, plot.left - pen.px(5), plot.top))
