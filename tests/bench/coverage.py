"""How often the 95% band of the course of recognition holds the truth, over histories drawn by chance.

Run by `packaging/dev.py coverage`; prints the table of docs/statistics.md. A history is five waves of
400 people half a year apart; the truth is a logit line. Clustered histories (people who answer alike)
vary twice as much as binomial ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, sqrt
from random import Random

from passerella.analysis.course import Course, fit_course
from passerella.analysis.distributions import two_sided
from passerella.analysis.likelihood import Bound, Wave

SEED = 1998
HISTORIES = 2000
ASKED = 400
TIMES = (0.0, 0.5, 1.0, 1.5, 2.0)
LAST, ONE_YEAR_ON = 2.0, 3.0
GROWTHS = ((0.01, 0.05), (0.10, 0.30))
REPORTED = (Bound(LAST, 0.25), Bound(LAST, 0.30), Bound(LAST, 0.33))


class Truth:
    """A logit line from one share at the first wave to another at the last."""

    def __init__(self, first: float, last: float) -> None:
        self._start = log(first / (1 - first))
        self._slope = (log(last / (1 - last)) - self._start) / LAST

    def eta(self, years: float) -> float:
        return self._start + self._slope * years

    def share(self, years: float) -> float:
        return 1 / (1 + exp(-self.eta(years)))


def history(truth: Truth, chance: Random, variance: float) -> list[Wave]:
    """Counts of every wave; `variance` as a multiple of the binomial one, by beta-binomial draws."""
    return [(years, drawn(truth.share(years), chance, variance), ASKED) for years in TIMES]


def drawn(share: float, chance: Random, variance: float) -> int:
    if variance > 1:
        strength = (ASKED - 1) / (variance - 1) - 1
        share = chance.betavariate(share * strength, (1 - share) * strength)
    return sum(chance.random() < share for _ in range(ASKED))


def held(course: Course, truth: Truth, years: float) -> tuple[bool, bool, bool]:
    """Whether the truth is inside: our band, never widened, always widened."""
    half = two_sided(0.95) * course.error(years) / sqrt(course.scale)
    off = abs(course.eta(years) - truth.eta(years))
    band = course.band(years)
    return (
        band.low <= truth.share(years) <= band.high,
        off <= half,
        off <= half * sqrt(max(1.0, course.dispersion)),
    )


def coverage(
    growth: tuple[float, float],
    histories: int,
    seed: int = SEED,
    variance: float = 1.0,
    bounds: Sequence[Bound] = (),
) -> tuple[int, dict[float, list[int]]]:
    """How many histories got a course, and how often each band held the truth, by time."""
    truth, chance = Truth(*growth), Random(seed)
    fits = [fit_course(history(truth, chance, variance), 1.0, bounds) for _ in range(histories)]
    courses = [fit for fit in fits if isinstance(fit, Course)]
    return len(courses), {
        years: [sum(kind) for kind in zip(*(held(each, truth, years) for each in courses), strict=True)]
        for years in (LAST, ONE_YEAR_ON)
    }


def main() -> None:
    """Compute and print."""
    print(f"{HISTORIES} histories a row, seed {SEED}\n")
    print("| counts vary | recognition | at | our band | never widened | always widened | refused |")
    print("|---|---|---|---|---|---|---|")
    for variance in (1.0, 2.0):
        for growth in GROWTHS:
            how = "binomially" if variance == 1 else "twice as much"
            show(
                f"| {how} | {growth[0]:.0%} to {growth[1]:.0%}",
                *coverage(growth, HISTORIES, variance=variance),
            )
    print("\n| reported (true: 30%) | at | our band | never widened | always widened | refused |")
    print("|---|---|---|---|---|---|")
    for bound in REPORTED:
        show(f"| at least {bound.share:.0%}", *coverage(GROWTHS[1], HISTORIES, bounds=[bound]))


def show(row: str, fitted: int, found: dict[float, list[int]]) -> None:
    for years, kinds in found.items():
        shares = " | ".join(f"{kind / fitted:.1%}" for kind in kinds)
        when = "the last wave" if years == LAST else "one year on"
        print(f"{row} | {when} | {shares} | {HISTORIES - fitted} |")


if __name__ == "__main__":
    main()
