"""What stands beside the lines of a frame: shows, milestones and press, reported bounds, and goals."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from math import inf

from passerella.charts import speech
from passerella.charts.bounds import ABOVE, label_bounds, mark_bounds
from passerella.charts.canvas import Block
from passerella.charts.frame import LEAST, Frame
from passerella.charts.goal import label_goal, mark_goal
from passerella.charts.heads import Heads, Mark
from passerella.charts.pen import Pen, Sign
from passerella.charts.placing import Box
from passerella.figures.recognition_result import (
    Around,
    EventMark,
    GoalLine,
    ReportedBound,
    ShowMark,
    WavePoint,
)

_WIDEST, _SUBJECT, _BAR = 11, 9, 9.0
_HALF, _MOST, _OVER = 0.9, 0.3, 1.12
_SHAPES = {"campaign": "^", "award": "*", "shop": "s", "press": "|"}


def show_mark(pen: Pen, show: ShowMark) -> Mark:
    """A show with its place and season."""
    style = pen.style(pen.colours.show)
    block = tuple((text, style) for text in (show.place, show.season) if text)
    return Mark(show.day, block, style.colour, "D", 5.5, speech.show_lines(pen.language, show))


def event_mark(pen: Pen, mark: EventMark) -> Mark:
    """A milestone with what happened; press has no label, there is too much of it."""
    style = pen.style(pen.colours.quiet)
    size = 8.0 if mark.kind in ("award", "press") else 5.5
    lines = speech.event_lines(pen.language, mark)
    made = Mark(mark.day, (), style.colour, _SHAPES.get(mark.kind, "o"), size, lines)
    if mark.kind == "press":
        return made
    cut = pen.fitting(mark.what, style, pen.px(pen.points * _WIDEST))
    return replace(made, block=((cut, style),), whole=((mark.what, style),))


@dataclass(slots=True)
class Beside:
    """All that stands beside the lines of one frame, what several of them share only once.

    `arounds` go by the name of their line. First `place` the labels over the plot, which lowers its top;
    then `draw` before the lines, `mark` after them, and `label` when what must be read has its room. `inside`
    keeps those of goals and bounds within the frame; those over the plot stay below `ceiling`.
    """

    frame: Frame
    arounds: Iterable[tuple[str, Around]]
    against: Collection[ReportedBound] = ()
    inside: bool = True
    ceiling: float = inf
    heads: Heads = field(init=False)
    goals: dict[GoalLine, str] = field(init=False)
    bounds: list[ReportedBound] = field(init=False)

    def __post_init__(self) -> None:
        frame, pen, pairs = self.frame, self.frame.pen, list(self.arounds)
        shows = dict.fromkeys(show for _, each in pairs for show in each.shows)
        events = dict.fromkeys(event for _, each in pairs for event in each.events)
        self.heads = Heads(
            frame,
            [show_mark(pen, show) for show in shows if frame.holds(show.day)],
            [event_mark(pen, event) for event in events if frame.holds(event.day)],
            self.ceiling,
        )
        goals = {each.goal: name for name, each in reversed(pairs) if each.goal}
        self.goals = {goal: name for goal, name in goals.items() if frame.x(goal.by) >= frame.plot.left}
        held = [bound for _, each in pairs for bound in each.bounds if frame.holds(bound.day)]
        said = {_said(bound): bound for bound in sorted(held, key=lambda bound: bound.same)}
        self.bounds = list(said.values())

    def names(self, height: float) -> int:
        """How many names, so high, fit beside the plot below what goes over it, and every goal's beside them
        in case it finds no room in the plot."""
        plot, whole = self.frame.plot, self.frame.pen.canvas.whole
        top = min(plot.top, whole.top - self.heads.reserve())
        return int((top - plot.bottom) / height - len(self.goals))

    def place(self) -> None:
        """Find room over the plot for the labels of what happened, and in it for words about the goals."""
        self.heads.place()
        frame, pen = self.frame, self.frame.pen
        part = pen.px(pen.points * _HALF) / (frame.plot.top - frame.plot.bottom)
        frame.reach(max(frame.top, *(goal.share / (1 - min(part, _MOST)) for goal in self.goals), LEAST))

    def draw(self) -> None:
        """Draw what happened; labels had better keep off its dotted lines."""
        frame, px = self.frame, self.frame.pen.px(1)
        low, top = frame.plot.bottom, frame.plot.top
        frame.pen.room.lines += [Box(x - px, low, x + px, top) for x in self.heads.draw()]

    def mark(self) -> None:
        """Draw bounds and goals, so that labels keep off."""
        mark_bounds(self.frame, self.bounds, self.against)
        for goal, name in self.goals.items():
            mark_goal(self.frame, goal, self._owner(name))

    def label(self, *, bare: bool = False) -> list[GoalLine]:
        """Label goals and bounds where there is room; the goals that found none.

        `bare` leaves goals rather their figure than nothing.
        """
        frame, inside = self.frame, self.inside
        named = {goal: self._owner(name) for goal, name in self.goals.items()}
        left = [g for g, name in named.items() if not label_goal(frame, g, name, inside=inside, bare=bare)]
        unlabelled = label_bounds(frame, self.bounds, self.against, inside=inside)
        frame.pen.unnamed.update(map(self._sign, unlabelled))
        return left

    def label_all(self) -> None:
        """The same of a frame without names at its side: goals that found no room are named below."""
        pen = self.frame.pen
        for goal in self.label(bare=True):
            words = speech.owned(pen.language, self.goals[goal], speech.goal_text(pen.language, goal))
            pen.unnamed.add(Sign(goal.by, "_", pen.colours.goal, _BAR, words, 0))

    def signs(self) -> set[Sign]:
        """All that may have no words but goals; bounds last, for they mostly have theirs."""
        return {*self.heads.unnamed(), *(self._sign(bound, 3) for bound in self.bounds)}

    def _sign(self, bound: ReportedBound, rank: int = 0) -> Sign:
        pen = self.frame.pen
        subject = pen.fitting(bound.subject, pen.style(pen.colours.text), pen.px(pen.points * _SUBJECT))
        words = speech.bound_named(pen.language, replace(bound, subject=subject))
        return Sign(bound.day, "_", pen.colours.text, _BAR, words, rank)

    def short(self, goal: GoalLine, width: float) -> Block:
        """What a goal without a label is called beside the frame, no wider than `width`."""
        pen, owner = self.frame.pen, self._owner(self.goals[goal])
        said, style = speech.goal_share(pen.language, goal), pen.style(pen.colours.goal)
        return [(pen.fitting(speech.owned(pen.language, owner, said), style, width), style)]

    def _owner(self, name: str) -> str:
        """Whose a goal is, where there are several."""
        return name if len(self.goals) > 1 else ""


def _said(bound: ReportedBound) -> tuple[object, ...]:
    """The same of one report, of whichever brand it is asked."""
    return (bound.day, bound.comparator, bound.share, bound.subject, bound.note)


def days_of(points: Iterable[WavePoint], around: Around) -> Iterator[date]:
    """Every day that must lie in a picture of these waves: what happened does not stretch it."""
    yield from (point.day for point in points)
    yield from (bound.day for bound in around.bounds)
    if around.goal:
        yield from (around.goal.set_on, around.goal.by)


def highest(points: Iterable[WavePoint], around: Around) -> float:
    """The highest share of what is drawn of these waves, and never less than an axis reaches."""
    shares = [LEAST, *(point.high for point in points)]
    shares += [bound.share * (_OVER if bound.comparator in ABOVE else 1) for bound in around.bounds]
    return max(*shares, around.goal.share * 1.06) if around.goal else max(shares)
