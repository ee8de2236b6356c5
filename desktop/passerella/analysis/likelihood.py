"""The likelihood of a logit line through waves and reported bounds, and its highest point."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, exp, log, pi, sqrt

from passerella.analysis.distributions import NORMAL

TAU = 0.01
Wave = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Bound:
    """A reported bound at a time in years: share at least (or else at most) `share`."""

    years: float
    share: float
    at_least: bool = True


@dataclass(frozen=True, slots=True)
class Peak:
    """The likeliest line eta = level + slope (t - middle), and its information about the two."""

    middle: float
    level: float
    slope: float
    level_level: float
    level_slope: float
    slope_slope: float


def logistic(eta: float) -> float:
    """1/(1 + e^-eta), without overflow at either end."""
    return 1 / (1 + exp(-eta)) if eta >= 0 else exp(max(eta, -700.0)) / (1 + exp(max(eta, -700.0)))


def fitted(eta: float, ceiling: float) -> float:
    """Share at eta, kept off 0 and 1 so that its logarithm exists."""
    return min(1 - 1e-12, max(1e-12, ceiling * logistic(eta)))


Terms = tuple[float, float, float]


def _wave_terms(eta: float, wave: Wave, ceiling: float) -> Terms:
    """Log likelihood, its slope in eta and the expected information."""
    p = fitted(eta, ceiling)
    d, v = p * max(0.0, 1 - p / ceiling), p * (1 - p)
    _, hits, n = wave
    return hits * log(p) + (n - hits) * log(1 - p), (hits - n * p) / v * d, n * d * d / v


def _bound_terms(eta: float, bound: Bound, ceiling: float) -> Terms:
    """The same three of the logarithm of the factor Phi(+-(p - bound)/TAU); far out by its tail series."""
    p, sign = fitted(eta, ceiling), 1 if bound.at_least else -1
    d, u = p * max(0.0, 1 - p / ceiling), sign * (p - bound.share) / TAU
    if u < -30:
        logged, ratio = -u * u / 2 - log(-u) - log(2 * pi) / 2, -u - 1 / u
    else:
        area = erfc(-u / sqrt(2)) / 2
        logged, ratio = log(area), NORMAL.pdf(u) / area
    return logged, ratio * sign * d / TAU, max(0.0, ratio * (ratio + u)) * (d / TAU) ** 2


Sums = tuple[float, float, float, float, float, float]


class Likelihood:
    """Waves and bounds as one function of a line; time is counted from the mean of the waves."""

    def __init__(self, waves: Sequence[Wave], ceiling: float, bounds: Sequence[Bound]) -> None:
        self._waves, self._ceiling, self._bounds = waves, ceiling, bounds
        self._middle = sum(wave[0] for wave in waves) / len(waves)

    def peak(self) -> Peak | None:
        """Fisher scoring with halved steps; None where it does not come to rest."""
        level, slope = self._start(), 0.0
        now = self._sums(level, slope)
        for _ in range(200):
            _, up, tilt, aa, ab, bb = now
            det = aa * bb - ab * ab
            if det <= 1e-12 * aa * bb or det <= 0:
                return None
            step = ((bb * up - ab * tilt) / det, (aa * tilt - ab * up) / det)
            gain = up * step[0] + tilt * step[1]
            if gain < 1e-12:
                return Peak(self._middle, level, slope, aa, ab, bb)
            taken = self._uphill(level, slope, step, now[0])
            if taken is None:
                return Peak(self._middle, level, slope, aa, ab, bb) if gain < 1e-8 else None
            level, slope, now = taken
        return None

    def _start(self) -> float:
        share = sum(wave[1] for wave in self._waves) / sum(wave[2] for wave in self._waves)
        start = min(0.95, max(0.05, share / self._ceiling))
        return log(start / (1 - start))

    def _uphill(
        self, level: float, slope: float, step: tuple[float, float], height: float
    ) -> tuple[float, float, Sums] | None:
        part = 1.0
        while part > 1e-9:
            a, b = level + part * step[0], slope + part * step[1]
            new = self._sums(a, b)
            if new[0] >= height:
                return a, b, new
            part /= 2
        return None

    def _sums(self, level: float, slope: float) -> Sums:
        """Log likelihood, its two slopes, and its information: level, both, slope."""
        parts = [
            (at, _wave_terms(level + slope * at, wave, self._ceiling))
            for at, wave in ((wave[0] - self._middle, wave) for wave in self._waves)
        ]
        parts += [
            (at, _bound_terms(level + slope * at, bound, self._ceiling))
            for at, bound in ((bound.years - self._middle, bound) for bound in self._bounds)
        ]
        return (
            sum(f[0] for _, f in parts),
            sum(f[1] for _, f in parts),
            sum(f[1] * t for t, f in parts),
            sum(f[2] for _, f in parts),
            sum(f[2] * t for t, f in parts),
            sum(f[2] * t * t for t, f in parts),
        )
