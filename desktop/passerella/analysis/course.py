"""Course of recognition: a logit line through waves. Time in years, shares 0 to 1."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, exp, log, sqrt
from statistics import NormalDist

from passerella.analysis.shares import Interval

_NORMAL = NormalDist()
TAU = 0.01
Wave = tuple[float, int, int]


@dataclass(frozen=True, slots=True)
class Bound:
    """A reported bound at a time in years: share at least (or else at most) `share`."""

    years: float
    share: float
    at_least: bool = True


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was fitted: 'too_few_waves', 'one_date', 'no_variation' or 'not_converged'."""

    reason: str


@dataclass(frozen=True, slots=True)
class Course:
    """p(t) = ceiling * logistic(intercept + slope t); (co)variances already scaled by dispersion."""

    intercept: float
    slope: float
    ceiling: float
    var_intercept: float
    var_slope: float
    covariance: float
    deviance: float
    dispersion: float

    def share(self, years: float) -> float:
        """Fitted share at a time."""
        return self.ceiling * _logistic(self.intercept + self.slope * years)

    def _error(self, t: float) -> float:
        return sqrt(max(0.0, self.var_intercept + 2 * t * self.covariance + t * t * self.var_slope))

    def band(self, years: float, confidence: float = 0.95) -> Interval:
        """Bounds of the fitted share (Wald on the logit). ValueError: confidence not in (0, 1)."""
        if not 0 < confidence < 1:
            raise ValueError("confidence must lie between 0 and 1")
        half = _NORMAL.inv_cdf((1 + confidence) / 2) * self._error(years)
        eta = self.intercept + self.slope * years
        return Interval(self.ceiling * _logistic(eta - half), self.ceiling * _logistic(eta + half))

    def chance(self, target: float, years: float) -> float:
        """Chance that the true share is at least target then, in steps of 0.1. ValueError: target."""
        if not 0 < target <= 1:
            raise ValueError("target must lie between 0 and 1")
        if target >= self.ceiling:
            return 0.0
        gap = self.intercept + self.slope * years - log(target / (self.ceiling - target))
        return round(_NORMAL.cdf(gap / max(self._error(years), 1e-12)) * 10) / 10


def needed_pace(share: float, target: float, years: float) -> float:
    """Share to gain a quarter to reach target in `years` from now. ValueError: years <= 0."""
    if years <= 0:
        raise ValueError("years must be above 0")
    return max(0.0, target - share) / (4 * years)


def _logistic(eta: float) -> float:
    return 1 / (1 + exp(-eta)) if eta >= 0 else exp(max(eta, -700.0)) / (1 + exp(max(eta, -700.0)))


def _p(eta: float, ceiling: float) -> float:
    return min(1 - 1e-12, max(1e-12, ceiling * _logistic(eta)))


def _terms(eta: float, wave: Wave, ceiling: float) -> tuple[float, float, float]:
    """Log likelihood, its slope in eta and the expected information."""
    p = _p(eta, ceiling)
    d, v = p * max(0.0, 1 - p / ceiling), p * (1 - p)
    _, hits, n = wave
    return hits * log(p) + (n - hits) * log(1 - p), (hits - n * p) / v * d, n * d * d / v


def _bound_terms(eta: float, bound: Bound, ceiling: float) -> tuple[float, float, float]:
    p, sign = _p(eta, ceiling), 1 if bound.at_least else -1
    d, u = p * max(0.0, 1 - p / ceiling), sign * (p - bound.share) / TAU
    if u < -30:
        logged, ratio = -u * u / 2 - log(-u) - 0.9189385332, -u - 1 / u
    else:
        area = erfc(-u / sqrt(2)) / 2
        logged, ratio = log(area), _NORMAL.pdf(u) / area
    return logged, ratio * sign * d / TAU, max(0.0, ratio * (ratio + u)) * (d / TAU) ** 2


Sums = tuple[float, float, float, float, float, float]


def _sums(
    a: float, b: float, mid: float, waves: Sequence[Wave], ceiling: float, bounds: Sequence[Bound]
) -> Sums:
    parts = [(w[0] - mid, _terms(a + b * (w[0] - mid), w, ceiling)) for w in waves]
    parts += [(x.years - mid, _bound_terms(a + b * (x.years - mid), x, ceiling)) for x in bounds]
    return (
        sum(f[0] for _, f in parts),
        sum(f[1] for _, f in parts),
        sum(f[1] * t for t, f in parts),
        sum(f[2] for _, f in parts),
        sum(f[2] * t for t, f in parts),
        sum(f[2] * t * t for t, f in parts),
    )


def _climb(
    mid: float, waves: Sequence[Wave], ceiling: float, bounds: Sequence[Bound]
) -> tuple[float, float, Sums] | None:
    total = sum(w[1] for w in waves) / sum(w[2] for w in waves)
    start = min(0.95, max(0.05, total / ceiling))
    a, b = log(start / (1 - start)), 0.0
    now = _sums(a, b, mid, waves, ceiling, bounds)
    for _ in range(200):
        _, ga, gb, iaa, iab, ibb = now
        det = iaa * ibb - iab * iab
        if det <= 1e-12 * iaa * ibb or det <= 0:
            return None
        da, db, step = (ibb * ga - iab * gb) / det, (iaa * gb - iab * ga) / det, 1.0
        if ga * da + gb * db < 1e-12:
            return a, b, now
        while step > 1e-9:
            new = _sums(a + step * da, b + step * db, mid, waves, ceiling, bounds)
            if new[0] >= now[0]:
                break
            step /= 2
        else:
            return (a, b, now) if ga * da + gb * db < 1e-8 else None
        a, b, now = a + step * da, b + step * db, new
    return None


def _misfit(p: float, hits: int, n: int) -> tuple[float, float]:
    dev = sum(2 * k * log(k / m) for k, m in ((hits, n * p), (n - hits, n * (1 - p))) if k)
    return dev, (hits - n * p) ** 2 / (n * p * (1 - p))


def _refused(waves: Sequence[Wave]) -> str | None:
    if len(waves) < 4:
        return "too_few_waves"
    if len({w[0] for w in waves}) < 2:
        return "one_date"
    hits, asked = sum(w[1] for w in waves), sum(w[2] for w in waves)
    return "no_variation" if hits in (0, asked) else None


def fit_course(waves: Sequence[Wave], ceiling: float = 1.0, bounds: Sequence[Bound] = ()) -> Course | Refusal:
    """Binomial likelihood by Fisher scoring; bounds multiply it by Phi(+-(p - bound)/0.01).

    Waves are (years, hits, asked). Variances are scaled by max(1, Pearson chi2/(waves - 2)).
    ValueError: bad counts, ceiling not in (0, 1]. Source: own (logit GLM; Dobson, beetles).
    """
    if not 0 < ceiling <= 1 or any(n <= 0 or not 0 <= h <= n for _, h, n in waves):
        raise ValueError("ceiling must lie in (0, 1] and hits between 0 and asked")
    reason = _refused(waves)
    if reason:
        return Refusal(reason)
    mid = sum(w[0] for w in waves) / len(waves)
    found = _climb(mid, waves, ceiling, bounds)
    if found is None or abs(found[0]) > 25:
        return Refusal("not_converged")
    a, b, (_, _, _, iaa, iab, ibb) = found
    fits = [_misfit(_p(a + b * (t - mid), ceiling), h, n) for t, h, n in waves]
    scale = max(1.0, sum(f[1] for f in fits) / (len(waves) - 2))
    det = (iaa * ibb - iab * iab) / scale
    va, vb, cov = ibb / det, iaa / det, -iab / det
    var = va - 2 * mid * cov + mid * mid * vb
    return Course(a - b * mid, b, ceiling, var, vb, cov - mid * vb, sum(f[0] for f in fits), scale)
