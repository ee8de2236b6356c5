"""Normal quantiles and chi-squared tails, without numpy: a page needs them before it needs a chart."""

from math import erfc, exp, inf, lgamma, log, sqrt
from statistics import NormalDist

NORMAL = NormalDist()


def check_inside(value: float, name: str) -> None:
    """ValueError unless value lies strictly between 0 and 1."""
    if not 0 < value < 1:
        raise ValueError(f"{name} must lie between 0 and 1")


def two_sided(confidence: float) -> float:
    """Normal quantile with (1 - confidence)/2 above it: 1.96 for 0.95. ValueError: not in (0, 1)."""
    check_inside(confidence, "confidence")
    return NORMAL.inv_cdf((1 + confidence) / 2)


def chi_squared_tail(value: float, freedom: int) -> float:
    """Chance that chi-squared on whole degrees of freedom exceeds value.

    Finite series (Abramowitz and Stegun 1964, 26.4.4 and 26.4.5), each term by its logarithm so that
    hundreds of degrees do not overflow. ValueError: value negative or not a number, freedom below 1.
    """
    if not value >= 0 or freedom < 1:
        raise ValueError("value must not be negative and freedom must be 1 or more")
    if value in (0, inf):
        return float(value == 0)
    half, odd = value / 2, freedom % 2
    powers = (step + odd / 2 for step in range(freedom // 2))
    series = sum(exp(power * (log(value) - log(2)) - half - lgamma(power + 1)) for power in powers)
    return min(1.0, series + odd * erfc(sqrt(half)))
