from bisect import bisect_left
from math import nan

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import binom

from passerella.analysis import planning as p
from passerella.analysis.shares import change

share = st.floats(0.01, 0.99)


def test_people_and_power_are_those_of_r_power_prop_test():
    assert p.people_needed(0.5, 0.75, power=0.9) == 77
    assert p.power(0.5, 0.75, 76.70693) == pytest.approx(0.9, abs=1.9e-8)  # 5e-6 people
    assert round(p.power(0.5, 0.75, 50), 7) == 0.7401659
    assert p.smallest_change(0.5, 50, power=0.9) == pytest.approx(0.3026, abs=5e-5)


def test_the_example_of_the_planner():
    assert p.people_needed(0.21, 0.25) == pytest.approx(1740, abs=6)
    assert p.power(0.21, 0.25, 400) == pytest.approx(0.27, abs=0.005)
    assert p.smallest_change(0.21, 400) == pytest.approx(0.086, abs=5e-4)


@pytest.mark.parametrize("p0,p1", [(0.01, 0.03), (0.05, 0.10), (0.5, 0.6), (0.9, 0.95)])
def test_the_people_needed_make_the_change_more_than_chance_four_times_in_five(p0, p1):
    """By the very interval that judges waves, over all counts that may come out."""
    n = p.people_needed(p0, p1)
    firsts = range(*(int(binom.ppf(tail, n, p0)) for tail in (1e-5, 1 - 1e-5)))
    found = 0.0
    for hits in firsts:
        enough = bisect_left(range(n + 1), True, key=lambda after, h=hits: change(h, n, after, n).low > 0)
        found += binom.pmf(hits, n, p0) * binom.sf(enough - 1, n, p1)
    assert found == pytest.approx(0.8, abs=0.02)


@given(share, st.integers(20, 20_000), st.booleans())
def test_the_smallest_change_is_found_with_the_power_asked_for_and_less_is_not(p0, asked, falling):
    move = p.smallest_change(p0, asked, falling=falling)
    sign = -1 if falling else 1
    if move is None:
        assert p.power(p0, 1e-6 if falling else 1 - 1e-6, asked) < 0.8
    else:
        assert p.power(p0, p0 + sign * move, asked) == pytest.approx(0.8, abs=1e-4)
        assert p.power(p0, p0 + sign * move * 0.9, asked) < 0.8


@given(share, share)
def test_the_people_needed_are_enough_and_fewer_are_not(p0, p1):
    assume(abs(p0 - p1) > 1e-3)
    people = p.people_needed(p0, p1)
    assert p.power(p0, p1, people) >= 0.8 - 1e-9
    assert people == 1 or p.power(p0, p1, people - 1) < 0.8


def test_few_people_see_no_change_at_all():
    assert p.smallest_change(0.9, 10) is None
    assert p.smallest_change(0.1, 10, falling=True) is None


def test_a_known_population_needs_fewer_people():
    # 384/(1 + 383/528) = 222.56
    assert p.of_population(384, 528) == 223
    assert p.of_population(384, 1_000_000_000) == 384


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_nobody_is_asked_twice_and_a_larger_population_needs_no_fewer(people, population):
    got = p.of_population(people, population)
    assert 1 <= got <= min(people, population)
    assert got <= p.of_population(people, population + 1)


def test_of_a_known_population_each_person_is_worth_more():
    assert p.people_needed(0.21, 0.25, population=2100) == 951
    assert p.power(0.21, 0.25, 951, population=2100) == pytest.approx(0.8, abs=1e-3)
    assert p.power(0.21, 0.25, 951, population=10**12) == pytest.approx(p.power(0.21, 0.25, 951), abs=1e-6)
    seen = p.smallest_change(0.21, 951, population=2100)
    assert seen == pytest.approx(0.04, abs=1e-4)
    assert p.power(0.21, 0.25, 2100, population=2100) == 1
    assert p.smallest_change(0.21, 2100, population=2100) == 0


def test_twenty_looks_bring_one_false_alarm():
    assert p.false_alarms(20) == pytest.approx(1)
    assert p.false_alarms(0) == 0


@pytest.mark.parametrize(
    "ask",
    [
        lambda: p.people_needed(0.2, 0.2),
        lambda: p.people_needed(0, 0.2),
        lambda: p.people_needed(0.2, nan),
        lambda: p.people_needed(0.2, 0.3, power=1),
        lambda: p.people_needed(0.2, 0.3, level=0),
        lambda: p.power(0.2, 0.3, 0),
        lambda: p.power(0.2, 1, 10),
        lambda: p.power(0.2, 0.3, 11, population=10),
        lambda: p.smallest_change(0, 10),
        lambda: p.smallest_change(0.2, 0),
        lambda: p.smallest_change(0.2, 10, power=nan),
        lambda: p.of_population(0, 10),
        lambda: p.of_population(nan, 10),
        lambda: p.of_population(10, 0),
        lambda: p.false_alarms(-1),
        lambda: p.false_alarms(3, level=nan),
    ],
)
def test_plans_for_the_impossible_are_refused(ask):
    with pytest.raises(ValueError):
        ask()
