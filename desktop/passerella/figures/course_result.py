"""The fitted course of recognition and what it says of a goal: plain values, no store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from passerella.analysis.course import Reason
from passerella.figures.recognition_result import Around, RecognitionResult, ReportedBound


@dataclass(frozen=True, slots=True)
class CoursePoint:
    """The fitted share on a day and the band that holds the true one."""

    day: date
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class NotComputed:
    """Why there is no answer; `bounds` are the reported ones in the way, if that is why."""

    reason: Reason
    bounds: tuple[ReportedBound, ...] = ()


@dataclass(frozen=True, slots=True)
class GoalOutlook:
    """The course on the goal's day.

    `chance` counts tenths: 0 is under 10%, 10 over 90%. The days are when the band's upper edge, the
    curve and the lower edge meet the goal; None where that lies beyond the horizon.
    """

    share: float
    low: float
    high: float
    chance: int
    earliest: date | None
    middle: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class CourseLine:
    """The course under one ceiling, with or without the reported bounds: drawn, or the reason why not.

    `outlook` is None where there is no goal still to come.
    """

    ceiling: float
    bounded: bool
    curve: tuple[CoursePoint, ...]
    refused: NotComputed | None
    outlook: GoalOutlook | NotComputed | None


@dataclass(frozen=True, slots=True)
class WaveTrend:
    """Whether shares rise (1), fall (-1) or neither (0) over all waves, and how often chance does as much."""

    direction: int
    p: float


@dataclass(frozen=True, slots=True)
class CourseResult:
    """Courses of one measure of one brand through the waves of one series, side by side.

    `pace` is the share to gain a quarter to reach the goal from the last wave, None without a goal to
    come. `too_far`: the goal lies beyond what is foretold.
    """

    known: RecognitionResult
    lines: tuple[CourseLine, ...]
    trend: WaveTrend | None
    pace: float | None
    too_far: bool = False

    @property
    def sample(self) -> bool:
        """Whether it goes through invented waves."""
        return self.known.sample

    @property
    def arounds(self) -> tuple[Around, ...]:
        """What stands beside the waves that it goes through."""
        return self.known.arounds

    @property
    def main(self) -> CourseLine:
        """The line that is drawn with its band: under 100%, with the bounds where they could be fitted."""
        drawn = [line for line in self.lines if line.curve]
        return max(drawn, key=lambda line: (line.ceiling, line.bounded), default=self.lines[0])

    @property
    def chances(self) -> tuple[int, int] | None:
        """The lowest and the highest tenths of a chance that the courses give the goal, None where the main
        one gives none."""
        found = [line.outlook.chance for line in self.lines if isinstance(line.outlook, GoalOutlook)]
        return (min(found), max(found)) if isinstance(self.main.outlook, GoalOutlook) else None

    @property
    def against(self) -> tuple[ReportedBound, ...]:
        """The reported bounds that contradict the surveys under every ceiling they were tried with."""
        tried = [line for line in self.lines if line.bounded]
        if not tried or not all(line.refused for line in tried):
            return ()
        found = [bound for line in tried if line.refused for bound in line.refused.bounds]
        return tuple(dict.fromkeys(found))


def surveyed(result: Any) -> Any:
    """What a result says of surveys: of a course, the waves that it goes through."""
    return result.known if isinstance(result, CourseResult) else result
