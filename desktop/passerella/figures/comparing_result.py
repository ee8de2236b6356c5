"""Brands and markets beside each other: plain values, no store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from passerella.figures.recognition_result import ALONE, Around, WaveChange, WavePoint
from passerella.texts.label import Label


@dataclass(frozen=True, slots=True)
class Line:
    """The waves of one series, of one brand: a market's or a brand's, by its name.

    `change` is from the wave before the last; `caution` what the intervals do not cover; beside a
    competitor's brand stands at most what was reported of it.
    """

    name: str
    own: bool
    points: tuple[WavePoint, ...]
    change: WaveChange | None
    caution: Label | None = None
    around: Around = ALONE


class _OfLines:
    """A result of several lines."""

    __slots__ = ()
    lines: tuple[Line, ...]

    @property
    def arounds(self) -> tuple[Around, ...]:
        """What stands beside each of its lines."""
        return tuple(each.around for each in self.lines)


@dataclass(frozen=True, slots=True)
class MarketsResult(_OfLines):
    """One measure of one brand in several series, each by itself: series are never joined.

    `left_out` names the series that did not ask for it.
    """

    brand: str
    measure: str
    lines: tuple[Line, ...]
    left_out: tuple[str, ...]
    sample: bool


@dataclass(frozen=True, slots=True)
class BrandsResult(_OfLines):
    """One measure of the brands of one series; `left_out` names those without it."""

    series: str
    measure: str
    lines: tuple[Line, ...]
    left_out: tuple[str, ...]
    sample: bool


@dataclass(frozen=True, slots=True)
class Slope:
    """One brand in two waves of one series, with what stands beside it."""

    name: str
    own: bool
    before: WavePoint
    after: WavePoint
    change: WaveChange
    around: Around = ALONE


@dataclass(frozen=True, slots=True)
class SlopeResult:
    """One measure of the brands of one series in two of its waves; `left_out` lack one of the two.

    `caution` is what the intervals do not cover.
    """

    series: str
    measure: str
    first: date
    last: date
    slopes: tuple[Slope, ...]
    left_out: tuple[str, ...]
    sample: bool
    caution: Label | None = None

    @property
    def arounds(self) -> tuple[Around, ...]:
        """What stands beside each of its slopes."""
        return tuple(each.around for each in self.slopes)


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """People at one step, as a share of those asked, and of the step before with its interval.

    `rate` and its bounds are None where nobody was left at the step before, or at the first.
    """

    step: str
    people: int
    share: float
    rate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Funnel:
    """The steps of one brand, from those asked on; what was not asked is not a step.

    Its goal and what was reported of it last are of those who know it.
    """

    name: str
    own: bool
    asked: int
    steps: tuple[FunnelStep, ...]
    around: Around = ALONE


@dataclass(frozen=True, slots=True)
class FunnelResult:
    """The way from asked to bought in one wave; `left_out` names brands whose steps do not descend.

    What the brands did meanwhile is of the days from `since` on: the wave before, else a year. `caution` is
    what the intervals do not cover.
    """

    series: str
    day: date
    since: date
    funnels: tuple[Funnel, ...]
    left_out: tuple[str, ...]
    sample: bool
    caution: Label | None = None

    @property
    def arounds(self) -> tuple[Around, ...]:
        """What stands beside each of its funnels."""
        return tuple(each.around for each in self.funnels)
