"""Planning a survey: how many people, what change they can show, and what many looks cost."""

from functools import partial
from math import ceil, sqrt

from passerella.analysis.distributions import NORMAL, check_inside, two_sided
from passerella.analysis.shares import check_count


def _spreads(p0: float, p1: float) -> tuple[float, float]:
    check_inside(p0, "p0")
    check_inside(p1, "p1")
    both = p0 + p1
    return sqrt(both * (1 - both / 2)), sqrt(p0 * (1 - p0) + p1 * (1 - p1))


def people_needed(
    p0: float, p1: float, *, power: float = 0.8, level: float = 0.05, population: int | None = None
) -> int:
    """People per wave to find p0 -> p1, two-sided, rounded up; of a known population as of_population.

    Fleiss, Levin, Paik, ch. 4, without continuity correction: what R power.prop.test gives; the
    corrected form of that chapter asks for more. ValueError: equal shares, arguments not in (0, 1).
    """
    null, other = _spreads(p0, p1)
    check_inside(power, "power")
    if p0 == p1:
        raise ValueError("the two shares must differ")
    root = two_sided(1 - level) * null + NORMAL.inv_cdf(power) * other
    people = max(1, ceil((max(0.0, root) / abs(p1 - p0)) ** 2))
    return people if population is None else of_population(people, population)


def power(p0: float, p1: float, asked: float, *, level: float = 0.05, population: int | None = None) -> float:
    """Chance (0 to 1) of finding p0 -> p1 with asked people a wave (R power.prop.test, not strict).

    Of a known population n people are worth n(N - 1)/(N - n), all of them find every change.
    ValueError: asked <= 0, population < asked, arguments not in (0, 1).
    """
    null, other = _spreads(p0, p1)
    check_count(0, asked)
    worth = asked
    if population is not None:
        check_count(asked, population)
        if asked == population:
            return 1.0
        worth = asked * (population - 1) / (population - asked)
    return NORMAL.cdf((sqrt(worth) * abs(p1 - p0) - two_sided(1 - level) * null) / other)


def smallest_change(
    p0: float,
    asked: float,
    *,
    power: float = 0.8,
    level: float = 0.05,
    falling: bool = False,
    population: int | None = None,
) -> float | None:
    """Smallest rise (or fall) from p0, as a positive share, that asked people a wave find with that power.

    The same equation as power, solved by bisection to 1e-9; 0 where all of a known population are
    asked, None where even a move to 1 (or 0) would be missed. ValueError: as for people_needed and power.
    """
    check_inside(power, "power")
    check_inside(p0, "p0")
    if asked == population:
        return 0.0
    whole = p0 if falling else 1 - p0
    found = partial(_found, p0, -1 if falling else 1, asked, level, population)
    low, high = 0.0, whole * (1 - 1e-9)
    if found(high) < power:
        return None
    while high - low > 1e-9:
        middle = (low + high) / 2
        low, high = (low, middle) if found(middle) >= power else (middle, high)
    return high


def _found(p0: float, sign: int, asked: float, level: float, population: int | None, move: float) -> float:
    return power(p0, p0 + sign * move, asked, level=level, population=population)


def of_population(people: float, population: int) -> int:
    """People to ask of a known population instead of `people` of an endless one, rounded up.

    n = n0/(1 + (n0 - 1)/N) (Cochran, Sampling Techniques, 3rd ed., 4.4), the rule that goes with the
    factor (N - n)/(N - 1) of `wilson`. ValueError: people or population below 1.
    """
    if not people >= 1 or population < 1:
        raise ValueError("people and population must be 1 or more")
    return min(population, ceil(people / (1 + (people - 1) / population)))


def false_alarms(looks: int, level: float = 0.05) -> float:
    """How many of `looks` comparisons come out 'more than chance' on average where nothing changed.

    looks x level, whether or not the comparisons are independent. ValueError: negative, level.
    """
    check_inside(level, "level")
    if looks < 0:
        raise ValueError("looks must not be negative")
    return looks * level
