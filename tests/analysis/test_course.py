from math import sqrt

import pytest
import statsmodels.api as sm

from passerella.analysis.course import Bound, Course, Refusal, fit_course, needed_pace

DOSE = [1.6907, 1.7242, 1.7552, 1.7842, 1.8113, 1.8369, 1.8610, 1.8839]
N = [59, 60, 62, 56, 63, 59, 62, 60]
HIT = [6, 13, 18, 28, 52, 53, 61, 60]
WAVES = list(zip(DOSE, HIT, N, strict=True))


def test_beetles():
    c = fit_course(WAVES)
    assert isinstance(c, Course)
    assert (c.intercept, c.slope, c.deviance) == pytest.approx((-60.717, 34.270, 11.232), abs=6e-4)
    errors = sqrt(c.var_intercept / c.dispersion), sqrt(c.var_slope / c.dispersion)
    assert errors == pytest.approx((5.181, 2.912), abs=6e-4)
    y = [(h, n - h) for h, n in zip(HIT, N, strict=True)]
    r = sm.GLM(y, sm.add_constant(DOSE), family=sm.families.Binomial()).fit()
    assert (c.intercept, c.slope, c.deviance) == pytest.approx((*r.params, r.deviance), rel=1e-5)
    assert c.dispersion == pytest.approx(max(1, r.pearson_chi2 / 6), rel=1e-5)


def test_bounds_ceilings_refusals():
    waves = [(0.0, 20, 400), (1.0, 40, 400), (2.0, 60, 400), (3.0, 90, 400)]
    c, up = fit_course(waves), fit_course(waves, bounds=[Bound(3.0, 0.4)])
    half = fit_course(waves, 0.5)
    assert isinstance(c, Course) and isinstance(up, Course) and isinstance(half, Course)
    assert up.share(3) > c.share(3) and half.share(50) <= 0.5
    assert c.band(3).low < c.share(3) < c.band(3).high
    assert half.chance(0.6, 9) == 0 and 0 <= c.chance(0.25, 3) <= 1
    assert fit_course(waves[:3]) == Refusal("too_few_waves")
    assert needed_pace(0.2, 0.3, 1) == pytest.approx(0.025)
