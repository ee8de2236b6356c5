"""What the recognition chart and the director's sheet are drawn from: plain values, no store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from passerella.texts.label import Label


@dataclass(frozen=True, slots=True)
class WavePoint:
    """One wave: `hits` of `asked` people, their share of 1 and its interval.

    Of a weighted wave `effective` is the number of people that intervals rest on. `rounded`: the
    hits were worked out from a rounded percentage. `population`: all the people there are, where
    the wave is a random sample of so many.
    """

    day: date
    hits: int
    asked: int
    share: float
    low: float
    high: float
    effective: float | None = None
    rounded: bool = False
    population: int | None = None

    @property
    def tally(self) -> tuple[float, float]:
        """Hits and people that intervals and tests are computed from."""
        if self.effective is None:
            return self.hits, self.asked
        return self.share * self.effective, self.effective


@dataclass(frozen=True, slots=True)
class ReportedBound:
    """A share someone reported, with its comparator ('<', '>', '='); `note` numbers its footnote.

    `same` is whether it speaks of the very brand, audience and measure it stands beside, `here` whether of
    the place that was surveyed; `source` says who stated it and when, `place` of where where that is not the
    very audience of the surveys.
    """

    day: date
    comparator: str
    share: float
    subject: str
    note: int
    same: bool = False
    source: str = ""
    here: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class ShowMark:
    """A show the brand stood at."""

    day: date
    place: str
    season: str


@dataclass(frozen=True, slots=True)
class EventMark:
    """Something that recognition may follow: a milestone by its kind, or 'press'."""

    day: date
    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A share to reach, from the day it was set to the day it is due; `over` once that day has passed."""

    set_on: date
    by: date
    share: float
    over: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """What stands beside the waves of a brand: where it is to get to, what was reported, and what it did
    meanwhile."""

    goal: GoalLine | None = None
    bounds: tuple[ReportedBound, ...] = ()
    shows: tuple[ShowMark, ...] = ()
    events: tuple[EventMark, ...] = ()


ALONE = Around()


@dataclass(frozen=True, slots=True)
class WaveChange:
    """The change from the wave before the last, in shares of 1, with its interval."""

    points: float
    low: float
    high: float
    more_than_chance: bool


@dataclass(frozen=True, slots=True)
class RecognitionResult:
    """The course of one measure of one brand over the waves of one series.

    `left_out` counts the waves of the series that did not ask for it; `about` says who was asked and how,
    `reservations` what the intervals do not cover and what else they rest on.
    """

    brand: str
    series: str
    measure: str
    points: tuple[WavePoint, ...]
    around: Around
    change: WaveChange | None
    sample: bool
    left_out: int = 0
    about: Label | None = None
    reservations: tuple[Label, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether nothing that is still to come decides the goal: its day has passed, or has its wave."""
        goal = self.around.goal
        waved = goal is not None and bool(self.points) and self.points[-1].day >= goal.by
        return waved or (goal is not None and goal.over)

    @property
    def arounds(self) -> tuple[Around, ...]:
        """What stands beside its waves, as results of several lines tell it."""
        return (self.around,)
