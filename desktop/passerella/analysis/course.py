"""Course of recognition: a logit line through waves. Time in years, shares 0 to 1."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil, isfinite, log, sqrt

from passerella.analysis.contradiction import contradicted
from passerella.analysis.distributions import chi_squared_tail, two_sided
from passerella.analysis.likelihood import TAU, Bound, Likelihood, Peak, Wave, fitted, logistic
from passerella.analysis.shares import Interval, check_count, wilson

MORE_THAN_BINOMIAL = 0.1
POOR_FIT = 0.001


class Reason(StrEnum):
    """Why there is no course, or nothing is said of its future."""

    TOO_FEW_WAVES = "too_few_waves"
    ABOVE_CEILING = "above_ceiling"
    ONE_DATE = "one_date"
    SEPARATED = "separated"
    NOT_CONVERGED = "not_converged"
    POOR_FIT = "poor_fit"
    BOUND_AGAINST_SURVEYS = "bound_against_surveys"
    NO_GROWTH = "no_growth"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was computed, and which reported bounds are in the way, if that is why."""

    reason: Reason
    bounds: tuple[Bound, ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """p(t) = ceiling * logistic(level + slope (t - middle)).

    The variances are those of the band: already multiplied by `scale` (1 where the counts vary no more
    than binomial ones). `fit` is the p value of Pearson's chi-squared on waves - 2 degrees of freedom.
    """

    middle: float
    level: float
    slope: float
    ceiling: float
    var_level: float
    var_slope: float
    covariance: float
    deviance: float
    dispersion: float
    fit: float
    scale: float

    def eta(self, years: float) -> float:
        """The line itself, on the logit of share / ceiling."""
        return self.level + self.slope * (years - self.middle)

    def error(self, years: float) -> float:
        """Standard error of `eta` at a time."""
        t = years - self.middle
        return sqrt(max(0.0, self.var_level + 2 * t * self.covariance + t * t * self.var_slope))

    def share(self, years: float) -> float:
        """Fitted share at a time."""
        return self.ceiling * logistic(self.eta(years))

    def band(self, years: float, confidence: float = 0.95) -> Interval:
        """Pointwise bounds of the true share (Wald on the logit). ValueError: confidence not in (0, 1)."""
        half, eta = two_sided(confidence) * self.error(years), self.eta(years)
        return Interval(self.ceiling * logistic(eta - half), self.ceiling * logistic(eta + half))


@dataclass(frozen=True, slots=True)
class Variant:
    """One of the courses shown side by side."""

    ceiling: float
    bounded: bool
    fit: Course | Refusal


def fit_course(waves: Sequence[Wave], ceiling: float = 1.0, bounds: Sequence[Bound] = ()) -> Course | Refusal:
    """Binomial likelihood by Fisher scoring; a bound multiplies it by Phi(+-(p - bound)/0.01).

    Waves are (years, hits, asked). The variances are multiplied by Pearson chi2/df where its p value is
    below 0.1, else they are binomial; below 0.001 the fit is refused. Refused too: bounds that the 95%
    band of the waves alone excludes by more than 0.01.
    ValueError: bad counts, times or bounds not finite, ceiling not in (0, 1].
    Source: own (logit GLM; Dobson, beetles); coverage in docs/statistics.md.
    """
    _check(waves, ceiling, bounds)
    reason = _refused(waves)
    if reason:
        return Refusal(reason)
    course = _fit(waves, ceiling, ())
    if isinstance(course, Refusal) or not bounds:
        return course
    against = tuple(bound for bound in bounds if _excludes(course, bound))
    return Refusal(Reason.BOUND_AGAINST_SURVEYS, against) if against else _fit(waves, ceiling, bounds)


def ceilings(waves: Sequence[Wave], bounds: Sequence[Bound] = ()) -> list[float]:
    """The ceilings shown side by side: 100%, 50%, and 10 points above the highest upper bound.

    That is the highest end of any wave's 95% interval, or an 'at most' that was reported, in whole
    percent, rounded up.
    """
    upper = [wilson(hits, asked).high for _, hits, asked in waves]
    upper += [bound.share for bound in bounds if not bound.at_least]
    third = [min(1.0, ceil(round(max(upper) * 100, 9) + 10) / 100)] if upper else []
    return list(dict.fromkeys([1.0, 0.5, *third]))


def side_by_side(waves: Sequence[Wave], bounds: Sequence[Bound] = ()) -> list[Variant]:
    """A fit under each ceiling, without the bounds and, where there are any, with them.

    Where no ceiling gives a course, the waves by themselves say which bounds they contradict.
    """
    shown = [
        Variant(ceiling, bool(used), fit_course(waves, ceiling, used))
        for ceiling in ceilings(waves, bounds)
        for used in ([(), bounds] if bounds else [()])
    ]
    against = contradicted(waves, bounds)
    if not against or any(isinstance(each.fit, Course) for each in shown):
        return shown
    refusal = Refusal(Reason.BOUND_AGAINST_SURVEYS, against)
    return [replace(each, fit=refusal) if each.bounded else each for each in shown]


def _check(waves: Sequence[Wave], ceiling: float, bounds: Sequence[Bound]) -> None:
    if not 0 < ceiling <= 1:
        raise ValueError("ceiling must lie in (0, 1]")
    for years, hits, asked in waves:
        check_count(hits, asked)
        if not isfinite(years):
            raise ValueError("times must be finite")
    if not all(isfinite(bound.years) and 0 <= bound.share <= 1 for bound in bounds):
        raise ValueError("bounds must be finite, their shares 0 to 1")


def _refused(waves: Sequence[Wave]) -> Reason | None:
    if len(waves) < 4:
        return Reason.TOO_FEW_WAVES
    if len({wave[0] for wave in waves}) < 2:
        return Reason.ONE_DATE
    return Reason.SEPARATED if _separated(waves) else None


def _separated(waves: Sequence[Wave]) -> bool:
    """Whether a day parts those aware from those not, so that no slope is likeliest (Albert, Anderson 1984).

    All aware and nobody aware are the plainest cases.
    """
    aware = [years for years, hits, _ in waves if hits]
    other = [years for years, hits, asked in waves if hits < asked]
    return not aware or not other or max(aware) <= min(other) or max(other) <= min(aware)


def _fit(waves: Sequence[Wave], ceiling: float, bounds: Sequence[Bound]) -> Course | Refusal:
    peak = Likelihood(waves, ceiling, bounds).peak()
    if peak is None or abs(peak.level) > 25:
        return Refusal(_misfitted(Reason.NOT_CONVERGED, waves, ceiling))
    course = _course(peak, waves, ceiling)
    return Refusal(_misfitted(Reason.POOR_FIT, waves, ceiling)) if course.fit < POOR_FIT else course


def _misfitted(reason: Reason, waves: Sequence[Wave], ceiling: float) -> Reason:
    """The reason, or the ceiling where waves that no line fits reach above it."""
    above = ceiling < 1 and any(hits >= ceiling * asked for _, hits, asked in waves)
    return Reason.ABOVE_CEILING if above else reason


def _course(peak: Peak, waves: Sequence[Wave], ceiling: float) -> Course:
    line = [peak.level + peak.slope * (wave[0] - peak.middle) for wave in waves]
    misfits = [_misfit(fitted(eta, ceiling), *wave[1:]) for eta, wave in zip(line, waves, strict=True)]
    pearson, freedom = sum(misfit[1] for misfit in misfits), len(waves) - 2
    fit = chi_squared_tail(pearson, freedom)
    scale = max(1.0, pearson / freedom) if fit < MORE_THAN_BINOMIAL else 1.0
    det = (peak.level_level * peak.slope_slope - peak.level_slope**2) / scale
    return Course(
        middle=peak.middle,
        level=peak.level,
        slope=peak.slope,
        ceiling=ceiling,
        var_level=peak.slope_slope / det,
        var_slope=peak.level_level / det,
        covariance=-peak.level_slope / det,
        deviance=sum(misfit[0] for misfit in misfits),
        dispersion=pearson / freedom,
        fit=fit,
        scale=scale,
    )


def _misfit(p: float, hits: float, asked: float) -> tuple[float, float]:
    """A wave's part of the deviance and of Pearson's chi-squared."""
    deviance = sum(2 * k * log(k / m) for k, m in ((hits, asked * p), (asked - hits, asked * (1 - p))) if k)
    return deviance, (hits - asked * p) ** 2 / (asked * p * (1 - p))


def _excludes(course: Course, bound: Bound) -> bool:
    band = course.band(bound.years)
    return band.high < bound.share - TAU if bound.at_least else band.low > bound.share + TAU
