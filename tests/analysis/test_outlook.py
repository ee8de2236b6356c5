from math import inf, nan, sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from passerella.analysis.course import Course, Reason, Refusal, fit_course
from passerella.analysis.outlook import Crossing, Outlook, needed_pace, outlook

GROWING = [(0.0, 20, 400), (1.0, 40, 400), (2.0, 60, 400), (3.0, 90, 400)]
FOREVER = 1e9


def course(waves=GROWING, ceiling=1.0) -> Course:
    found = fit_course(waves, ceiling)
    assert isinstance(found, Course), found
    return found


def seen(goal, day=4.0, horizon=FOREVER, of=None) -> Outlook:
    found = outlook(of or course(), goal, day, horizon)
    assert isinstance(found, Outlook), found
    return found


def test_the_goal_is_crossed_where_the_line_and_the_edges_of_its_band_meet_it():
    c, got = course(), seen(0.3).crossing
    assert got.earliest < got.middle < got.latest
    assert c.band(got.earliest).high == pytest.approx(0.3)
    assert c.share(got.middle) == pytest.approx(0.3)
    assert c.band(got.latest).low == pytest.approx(0.3)


def test_no_time_beyond_the_horizon_is_named():
    whole = seen(0.3).crossing
    assert seen(0.3, horizon=whole.middle).crossing == Crossing(whole.earliest, whole.middle, None)
    assert seen(0.3, horizon=whole.earliest - 1e-6).crossing == Crossing(None, None, None)


def test_a_goal_at_or_above_the_ceiling_is_never_reached():
    got = seen(0.5, of=course(ceiling=0.5))
    assert (got.chance, got.crossing) == (0, Crossing(None, None, None))


def test_on_the_day_of_the_crossing_the_chance_is_about_half():
    got = seen(0.3)
    assert seen(0.3, day=got.crossing.middle).chance == 5
    assert seen(0.3, day=got.crossing.earliest).chance == 0
    assert seen(0.3, day=got.crossing.latest).chance == 10
    assert got.share == course().share(4.0) and got.band == course().band(4.0)


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99), st.floats(-2, 20))
def test_a_higher_goal_is_no_likelier_and_no_earlier(one, other, day):
    assume(abs(one - other) > 1e-6)
    low, high = seen(min(one, other), day), seen(max(one, other), day)
    assert 0 <= high.chance <= low.chance <= 10
    assert high.crossing.middle > low.crossing.middle


@given(st.integers(20, 80), st.integers(-10, 40), st.floats(0.01, 0.99), st.floats(-3000, 3000))
def test_an_outlook_asks_not_for_the_origin_of_time(first, step, goal, origin):
    waves = [(k / 2, max(1, first + step * k), 400) for k in range(5)]
    here, there = fit_course(waves), fit_course([(t + origin, h, n) for t, h, n in waves])
    assume(isinstance(here, Course) and isinstance(there, Course))
    clear = here.slope / sqrt(here.var_slope)
    assume(abs(clear - 1.96) > 0.01)
    one, other = outlook(here, goal, 3, FOREVER), outlook(there, goal, 3 + origin, FOREVER)
    if isinstance(one, Refusal):
        assert one == other
    else:
        assert one.crossing.middle == pytest.approx(other.crossing.middle - origin, rel=1e-4, abs=1e-4)
        assert abs(one.chance - other.chance) <= 1


@pytest.mark.parametrize("hits", [(40, 41, 40, 42), (90, 60, 40, 20), (40, 40, 40, 40)])
def test_without_growth_nothing_is_said_of_the_goal(hits):
    waves = [(float(k), h, 400) for k, h in enumerate(hits)]
    assert outlook(course(waves), 0.3, 5, FOREVER) == Refusal(Reason.NO_GROWTH)


@pytest.mark.parametrize("goal", [0, 1, -0.1, nan])
def test_a_goal_that_is_no_share_is_refused(goal):
    with pytest.raises(ValueError):
        outlook(course(), goal, 5, FOREVER)


def test_the_pace_is_what_is_left_over_the_quarters_that_are_left():
    assert needed_pace(0.2, 0.3, 1) == pytest.approx(0.025)
    assert needed_pace(0.3, 0.2, 1) == 0
    assert needed_pace(0.2, 0.3, inf) == 0


@pytest.mark.parametrize(
    "share,goal,years", [(0.2, 0.3, 0), (0.2, 0.3, -1), (0.2, 0.3, nan), (nan, 0.3, 1), (0.2, 1.1, 1)]
)
def test_a_pace_for_the_impossible_is_refused(share, goal, years):
    with pytest.raises(ValueError):
        needed_pace(share, goal, years)
