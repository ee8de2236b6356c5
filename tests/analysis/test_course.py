from dataclasses import astuple
from math import inf, log, nan, sqrt

import pytest
import statsmodels.api as sm
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import brentq, minimize_scalar
from scipy.stats import chi2

from passerella.analysis.course import Course, Reason, Refusal, ceilings, fit_course, side_by_side
from passerella.analysis.likelihood import TAU, Bound, logistic

DOSE = [1.6907, 1.7242, 1.7552, 1.7842, 1.8113, 1.8369, 1.8610, 1.8839]
ASKED = [59, 60, 62, 56, 63, 59, 62, 60]
KILLED = [6, 13, 18, 28, 52, 53, 61, 60]
BEETLES = list(zip(DOSE, KILLED, ASKED, strict=True))
GROWING = [(0.0, 20, 400), (1.0, 40, 400), (2.0, 60, 400), (3.0, 90, 400)]


def fitted(waves, ceiling=1.0, bounds=()) -> Course:
    course = fit_course(waves, ceiling, bounds)
    assert isinstance(course, Course), course
    return course


def test_the_beetles_of_dobson_and_of_statsmodels():
    c = fitted(BEETLES)
    intercept = c.level - c.slope * c.middle
    var_intercept = c.var_level - 2 * c.middle * c.covariance + c.middle**2 * c.var_slope
    assert (round(intercept, 3), round(c.slope, 3), round(c.deviance, 3)) == (-60.717, 34.270, 11.232)
    assert (round(sqrt(var_intercept), 3), round(sqrt(c.var_slope), 3)) == (5.181, 2.912)
    counts = [(hits, asked - hits) for _, hits, asked in BEETLES]
    judge = sm.GLM(counts, sm.add_constant(DOSE), family=sm.families.Binomial()).fit()
    assert (intercept, c.slope, c.deviance) == pytest.approx((*judge.params, judge.deviance), rel=1e-5)
    assert c.dispersion == pytest.approx(judge.pearson_chi2 / 6, rel=1e-5)
    assert c.scale == 1
    band = judge.get_prediction([[1, 1.9]]).summary_frame()
    assert astuple(c.band(1.9)) == pytest.approx((band.mean_ci_lower[0], band.mean_ci_upper[0]), rel=1e-5)


def test_counts_that_vary_more_than_binomial_ones_widen_the_band():
    jumpy = [(0.0, 40, 400), (1.0, 68, 400), (2.0, 60, 400), (3.0, 95, 400), (4.0, 95, 400)]
    c = fitted(jumpy)
    assert 0.001 < c.fit < 0.1 and c.scale == pytest.approx(c.dispersion) and c.scale > 1
    counts = [(hits, asked - hits) for _, hits, asked in jumpy]
    design = sm.add_constant([years for years, _, _ in jumpy])
    judge = sm.GLM(counts, design, family=sm.families.Binomial()).fit()
    assert sqrt(c.var_slope) == pytest.approx(judge.bse[1] * sqrt(judge.pearson_chi2 / 3), rel=1e-4)


@pytest.mark.parametrize("years", [2.0, 3.0])
@pytest.mark.parametrize("hits", [(1, 2, 4, 9, 14), (40, 52, 70, 90, 118)])
def test_the_band_is_that_of_the_profile_likelihood(hits, years):
    """So near that the plain band, which is quicker, stands for it (docs/statistics.md)."""
    counted = [(k / 2, h, 400) for k, h in enumerate(hits)]
    c = fitted(counted)

    def lost(eta: float) -> float:
        """Twice the log likelihood that a line through eta on that day loses, less the 95% quantile."""

        def against(slope: float) -> float:
            shares = [logistic(eta + slope * (t - years)) for t, _, _ in counted]
            return -sum(
                h * log(p) + (n - h) * log(1 - p) for p, (_, h, n) in zip(shares, counted, strict=True)
            )

        best = sum(h * log(c.share(t)) + (n - h) * log(1 - c.share(t)) for t, h, n in counted)
        found = minimize_scalar(against, bounds=(-8, 8), method="bounded", options={"xatol": 1e-9}).fun
        return 2 * (best + found) - c.scale * chi2.isf(0.05, 1)

    wide = 6 * c.error(years)
    low, high = (brentq(lost, c.eta(years), c.eta(years) + far) for far in (-wide, wide))
    assert astuple(c.band(years)) == pytest.approx((logistic(low), logistic(high)), abs=0.003)


waves = st.lists(st.integers(0, 400), min_size=4, max_size=12).map(
    lambda hits: [(k / 2, h, 400) for k, h in enumerate(hits)]
)
drifting = st.tuples(
    st.floats(-3, 1), st.floats(-0.3, 0.5), st.lists(st.integers(-5, 5), min_size=4, max_size=8)
).map(
    lambda drawn: [
        (k / 2, min(400, max(0, round(400 * logistic(drawn[0] + drawn[1] * k)) + noise)), 400)
        for k, noise in enumerate(drawn[2])
    ]
)


@given(waves, st.sampled_from([1.0, 0.5]), st.floats(-5, 20))
def test_whatever_is_counted_gives_shares_below_the_ceiling_or_a_reason(counted, ceiling, day):
    course = fit_course(counted, ceiling)
    if isinstance(course, Refusal):
        assert course.reason in Reason
    else:
        band = course.band(day)
        assert 0 <= band.low <= course.share(day) <= band.high <= ceiling


@given(drifting, st.floats(-3000, 3000))
def test_the_course_asks_not_for_the_origin_of_time(counted, origin):
    here = fit_course(counted)
    there = fit_course([(years + origin, hits, asked) for years, hits, asked in counted])
    assume(isinstance(here, Course) and isinstance(there, Course))
    for day in (0.0, 2.0, 5.0):
        assert there.share(day + origin) == pytest.approx(here.share(day), abs=1e-7)
        assert astuple(there.band(day + origin)) == pytest.approx(astuple(here.band(day)), abs=1e-7)


@given(drifting, st.integers(1, 40))
def test_more_people_aware_in_the_last_wave_raise_the_course_from_there_on(counted, more):
    years, hits, asked = counted[-1]
    before, after = fit_course(counted), fit_course([*counted[:-1], (years, min(asked, hits + more), asked)])
    assume(isinstance(before, Course) and isinstance(after, Course))
    assert all(after.share(years + later) > before.share(years + later) - 1e-9 for later in (0, 1, 5))


@given(drifting, st.permutations(range(4)))
def test_the_course_asks_not_for_the_order_of_the_waves(counted, order):
    four = counted[:4]
    one, other = fit_course(four), fit_course([four[k] for k in order])
    assert type(one) is type(other)
    if isinstance(one, Course) and isinstance(other, Course):
        assert other.share(3.0) == pytest.approx(one.share(3.0), abs=1e-7)


def test_a_bound_draws_the_course_towards_it_and_only_so_far():
    plain, drawn = fitted(GROWING), fitted(GROWING, bounds=[Bound(3.0, 0.24)])
    assert plain.share(3) < drawn.share(3) < 0.24 + TAU
    assert drawn.var_slope < plain.var_slope
    idle = fitted(GROWING, bounds=[Bound(3.0, 0.1)])
    assert idle.share(3) == pytest.approx(plain.share(3), abs=1e-6)


def test_an_upper_bound_is_the_lower_bound_of_those_not_aware():
    mirrored = [(years, asked - hits, asked) for years, hits, asked in GROWING]
    upper = fitted(GROWING, bounds=[Bound(3.0, 0.2, at_least=False)])
    lower = fitted(mirrored, bounds=[Bound(3.0, 0.8)])
    assert upper.share(2.5) == pytest.approx(1 - lower.share(2.5), abs=1e-9)


def test_a_bound_against_the_surveys_is_named_not_followed():
    agrees, high = Bound(3.0, 0.2), Bound(3.0, 0.6)
    low = Bound(0.0, 0.01, at_least=False)
    assert fit_course(GROWING, bounds=[agrees, high, low]) == Refusal(
        Reason.BOUND_AGAINST_SURVEYS, (high, low)
    )


def test_without_a_course_the_waves_say_which_bounds_they_contradict():
    """Under every ceiling; with a course it alone is the judge."""
    three, high = GROWING[:3], Bound(2.0, 0.6)
    found = side_by_side(three, [high, Bound(2.0, 0.16)])
    assert {each.fit for each in found if each.bounded} == {Refusal(Reason.BOUND_AGAINST_SURVEYS, (high,))}
    assert {each.fit for each in found if not each.bounded} == {Refusal(Reason.TOO_FEW_WAVES)}
    assert {each.fit for each in side_by_side(three, [Bound(2.0, 0.16)])} == {Refusal(Reason.TOO_FEW_WAVES)}
    jumpy = [(0.0, 20, 400), (1.0, 200, 400), (2.0, 30, 400), (3.0, 190, 400)]
    assert Refusal(Reason.BOUND_AGAINST_SURVEYS, (high,)) in [
        each.fit for each in side_by_side(jumpy, [high])
    ]


def test_ceilings_stand_side_by_side_with_and_without_bounds():
    bounds = [Bound(2.0, 0.3, at_least=False), Bound(3.0, 0.4, at_least=False), Bound(0.0, 0.04)]
    assert ceilings(GROWING) == [1.0, 0.5, 0.37]  # 90 of 400: up to 26.8%
    assert ceilings(GROWING, [Bound(0.0, 0.01, at_least=False)]) == [1.0, 0.5, 0.37]
    assert ceilings(GROWING, bounds) == [1.0, 0.5]
    assert ceilings(GROWING, bounds[:1]) == [1.0, 0.5, 0.4]
    assert ceilings(GROWING, [Bound(1.0, 0.95, at_least=False)]) == [1.0, 0.5]
    assert ceilings([]) == [1.0, 0.5]
    shown = side_by_side(GROWING, bounds[:1])
    assert [(each.ceiling, each.bounded) for each in shown] == [
        (ceiling, bounded) for ceiling in (1.0, 0.5, 0.4) for bounded in (False, True)
    ]
    assert all(isinstance(each.fit, Course) and each.fit.share(50) <= each.ceiling for each in shown)
    assert [each.bounded for each in side_by_side(GROWING)] == [False, False, False]


@pytest.mark.parametrize(
    "counted,reason",
    [
        (GROWING[:1], Reason.TOO_FEW_WAVES),
        (GROWING[:3], Reason.TOO_FEW_WAVES),
        ([], Reason.TOO_FEW_WAVES),
        ([(1.0, k, 400) for k in (20, 21, 22, 23)], Reason.ONE_DATE),
        ([(float(k), 0, 400) for k in range(4)], Reason.SEPARATED),
        ([(float(k), 400, 400) for k in range(4)], Reason.SEPARATED),
        ([(0.0, 0, 400), (1.0, 0, 400), (2.0, 0, 400), (3.0, 9, 400)], Reason.SEPARATED),
        ([(0.0, 400, 400), (1.0, 7, 400), (2.0, 0, 400), (3.0, 0, 400)], Reason.SEPARATED),
        ([(0.0, 20, 400), (1.0, 200, 400), (2.0, 30, 400), (3.0, 190, 400)], Reason.POOR_FIT),
    ],
)
def test_no_course_is_drawn_where_the_waves_do_not_carry_one(counted, reason):
    assert fit_course(counted) == Refusal(reason)


def test_a_ceiling_below_what_was_counted_is_no_course():
    known = [(float(k), 300 + 10 * k, 400) for k in range(4)]
    assert fit_course(known, 0.5) == Refusal(Reason.ABOVE_CEILING)
    assert isinstance(fit_course(known, 1.0), Course)


def test_two_hundred_waves_are_followed():
    monthly = [(k / 12, 40 + k, 400) for k in range(200)]
    assert fitted(monthly).share(200 / 12) == pytest.approx(0.6, abs=0.03)


@pytest.mark.parametrize(
    "wave", [(4.0, 1, 0), (4.0, 5, 4), (4.0, -1, 4), (4.0, nan, 4), (nan, 1, 4), (inf, 1, 4)]
)
def test_an_impossible_wave_is_refused(wave):
    with pytest.raises(ValueError):
        fit_course([*GROWING, wave])


@pytest.mark.parametrize("ceiling", [0, 1.01, -1, nan])
def test_an_impossible_ceiling_is_refused(ceiling):
    with pytest.raises(ValueError):
        fit_course(GROWING, ceiling)


@pytest.mark.parametrize("bound", [Bound(nan, 0.5), Bound(1.0, 1.5), Bound(1.0, nan)])
def test_an_impossible_bound_is_refused(bound):
    with pytest.raises(ValueError):
        fit_course(GROWING, bounds=[bound])


@pytest.mark.parametrize("confidence", [0, 1, nan])
def test_a_band_of_no_confidence_is_refused(confidence):
    with pytest.raises(ValueError):
        fitted(GROWING).band(1.0, confidence)
