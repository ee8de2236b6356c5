from math import nan

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from passerella.analysis import shares as s
from passerella.analysis.distributions import chi_squared_tail

counts = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    "hits,asked,low,high",
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_of_a_share_is_newcombes_table_1_method_3(hits, asked, low, high):
    got = s.wilson(hits, asked)
    assert (round(got.low, 4), round(got.high, 4)) == (low, high)


@pytest.mark.parametrize(
    "a,m,b,n,low,high",
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1),
        (10, 10, 0, 10, 0.6075, 1),
    ],
)
def test_the_interval_of_a_change_is_newcombes_table_2_method_10(a, m, b, n, low, high):
    got = s.change(b, n, a, m)
    assert (round(got.low, 4), round(got.high, 4)) == (low, high)


def test_the_example_of_the_recognition_page():
    got = s.change(60, 400, 84, 400)
    assert (got.difference, got.low, got.high) == pytest.approx((0.06, 0.007, 0.113), abs=5e-4)
    assert got.more_than_chance


def test_a_known_population_narrows_a_change_as_the_planner_promises():
    """n of N people are worth n(N - 1)/(N - n) of an endless population, for a change as for a share."""
    got = s.change(60, 400, 84, 400, population=2101)
    worth = 400 * 2100 / 1701
    endless = s.change(0.15 * worth, worth, 0.21 * worth, worth)
    assert (got.low, got.high) == pytest.approx((endless.low, endless.high), abs=1e-12)
    assert s.change(60, 400, 84, 400).low < got.low
    census = s.change(60, 400, 84, 400, population=400)
    assert (census.low, census.high) == pytest.approx((0.06, 0.06))


@given(counts)
def test_the_interval_holds_the_share_and_stays_within_0_and_1(pair):
    got = s.wilson(*pair)
    assert 0 <= got.low <= pair[0] / pair[1] <= got.high <= 1
    assert (got.low, got.high) == pytest.approx(proportion_confint(*pair, method="wilson"), abs=1e-12)


@given(counts, st.integers(0, 10_000))
def test_a_population_narrows_the_interval_and_a_census_has_no_width(pair, more):
    share, wide = pair[0] / pair[1], s.wilson(*pair)
    got, census = s.wilson(*pair, population=pair[1] + more), s.wilson(*pair, population=pair[1])
    assert wide.low - 1e-12 <= got.low <= share <= got.high <= wide.high + 1e-12
    assert (census.low, census.high) == pytest.approx((share, share))


@given(counts, counts)
def test_a_change_holds_its_point_stays_within_1_and_turns_with_its_waves(first, second):
    there, back = s.change(*first, *second), s.change(*second, *first)
    assert -1 <= there.low <= there.difference <= there.high <= 1
    assert there.difference == pytest.approx(second[0] / second[1] - first[0] / first[1])
    turned = (-back.difference, -back.high, -back.low)
    assert (there.difference, there.low, there.high) == pytest.approx(turned, abs=1e-12)


@given(counts, counts)
def test_the_interval_of_a_change_is_that_of_statsmodels(first, second):
    got = s.change(*first, *second)
    judge = confint_proportions_2indep(*second, *first, method="newcomb", compare="diff")
    assert (got.low, got.high) == pytest.approx(judge, abs=1e-12)


@given(counts)
def test_the_same_wave_twice_has_changed_by_nothing(pair):
    got = s.change(*pair, *pair)
    assert got.difference == 0 and not got.more_than_chance
    assert got.low == pytest.approx(-got.high, abs=1e-12)


def test_the_margin_of_a_change_is_1_41_times_that_of_one_of_two_equal_waves():
    one, both = s.wilson(200, 400), s.change(200, 400, 200, 400)
    assert (both.high - both.low) / (one.high - one.low) == pytest.approx(1.41, abs=0.005)


def test_the_trend_is_that_of_r_prop_trend_test():
    got = s.trend([83, 90, 129, 70], [86, 93, 136, 82])
    assert (round(got.chi_squared, 4), round(got.p, 6), got.direction) == (8.2249, 0.004132, -1)


waves = st.lists(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=2)


@given(waves, st.floats(-3000, 3000), st.floats(0.01, 100))
def test_the_trend_asks_neither_for_the_unit_nor_for_the_origin_of_time(groups, origin, unit):
    hits, asked = zip(*groups, strict=True)
    got = s.trend(hits, asked)
    moved = s.trend(hits, asked, [origin + unit * k for k in range(len(hits))])
    assert got.p == pytest.approx(moved.p, abs=1e-6) and 0 <= got.p <= 1
    assert got.chi_squared == pytest.approx(moved.chi_squared, rel=1e-4, abs=1e-6)


@given(waves)
def test_the_trend_turns_with_the_order_of_the_waves_and_with_the_answer(groups):
    hits, asked = zip(*groups, strict=True)
    got, back = s.trend(hits, asked), s.trend(hits[::-1], asked[::-1])
    no = s.trend([n - h for h, n in groups], asked)
    assert got.chi_squared == pytest.approx(back.chi_squared, rel=1e-9, abs=1e-9)
    assert got.chi_squared == pytest.approx(no.chi_squared, rel=1e-9, abs=1e-9)
    assume(got.chi_squared > 1e-9)
    assert got.direction == -back.direction == -no.direction


def test_gaps_between_waves_count_as_the_years_they_are():
    late = s.trend([20, 40, 40], [200, 200, 200], [2023.5, 2024.0, 2026.0])
    assert late.chi_squared < s.trend([20, 40, 40], [200, 200, 200]).chi_squared


def test_two_groups_have_the_chi_squared_of_their_table_without_correction():
    table = stats.chi2_contingency([[60, 340], [84, 316]], correction=False)
    got = s.trend([60, 84], [400, 400])
    assert (got.chi_squared, got.p, got.direction) == pytest.approx((table.statistic, table.pvalue, 1))


@pytest.mark.parametrize("hits", [[0, 0, 0, 0], [50, 50, 50, 50]])
def test_nobody_or_everybody_aware_is_no_trend(hits):
    assert s.trend(hits, [50] * 4) == s.Trend(0.0, 1.0, 0)


def test_two_hundred_waves_have_a_trend():
    got = s.trend([100 + k for k in range(200)], [400] * 200)
    assert got.direction == 1 and got.p < 1e-12


@given(st.floats(0, 2000), st.integers(1, 300))
def test_the_chi_squared_tail_is_scipys(value, freedom):
    assert chi_squared_tail(value, freedom) == pytest.approx(
        stats.chi2.sf(value, freedom), rel=1e-9, abs=1e-300
    )


@pytest.mark.parametrize("value,freedom", [(-1, 3), (nan, 3), (1, 0)])
def test_a_tail_of_nothing_is_refused(value, freedom):
    with pytest.raises(ValueError):
        chi_squared_tail(value, freedom)


def test_each_step_of_the_funnel_is_a_share_of_the_step_before():
    aware, considered, bought = s.funnel([400, 84, 21, 0])
    assert (aware.share, considered.share, bought.share) == (0.21, 0.25, 0)
    assert considered.interval == s.wilson(21, 84)
    counted = s.funnel([400, 84, 21, 0], population=500)
    assert counted[0].interval == s.wilson(84, 400, population=500)
    assert counted[1:] == [considered, bought]
    assert bought.interval == s.wilson(0, 21)


def test_nobody_left_is_asked_for_no_share():
    assert s.funnel([10, 0, 0])[1] == s.Step(0, 0, None, None)
    assert s.funnel([10]) == [] == s.funnel([])


@pytest.mark.parametrize("steps", [[10, 11], [10, -1], [-1], [10, nan]])
def test_a_funnel_that_widens_is_refused(steps):
    with pytest.raises(ValueError):
        s.funnel(steps)


@pytest.mark.parametrize("hits,asked", [(1, 0), (2, 1), (-1, 4), (nan, 4), (1, nan), (0, -3)])
def test_impossible_counts_are_refused(hits, asked):
    for ask in (s.wilson, lambda h, n: s.change(h, n, 1, 2), lambda h, n: s.change(1, 2, h, n)):
        with pytest.raises(ValueError):
            ask(hits, asked)
    with pytest.raises(ValueError):
        s.trend([1, hits], [2, asked])


@pytest.mark.parametrize("confidence", [0, 1, -0.5, nan])
def test_a_confidence_that_is_none_is_refused(confidence):
    with pytest.raises(ValueError):
        s.wilson(1, 2, confidence=confidence)


def test_a_population_smaller_than_its_sample_is_refused():
    with pytest.raises(ValueError):
        s.wilson(1, 10, population=9)


@pytest.mark.parametrize(
    "hits,asked,scores",
    [([1], [2], None), ([1, 1], [2], None), ([1, 1], [2, 2], [3.0, 3.0]), ([1, 1], [2, 2], [1.0, nan])],
)
def test_a_trend_over_one_moment_is_refused(hits, asked, scores):
    with pytest.raises(ValueError):
        s.trend(hits, asked, scores)
