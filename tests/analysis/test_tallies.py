from decimal import Decimal
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerella.analysis import tallies as t
from passerella.analysis.shares import wilson
from passerella.records.percentages import Percentage

weights = st.lists(st.floats(0.01, 100), min_size=1, max_size=50)
YES, NO, SILENT = True, False, None


def test_answers_become_counts_by_brand():
    first, second = t.tally([[YES, NO], [YES, SILENT], [NO, NO], [SILENT, YES]])
    assert (first.aware, first.answered, first.unanswered, first.share) == (2, 3, 1, pytest.approx(2 / 3))
    assert (second.aware, second.answered, second.unanswered) == (1, 3, 1)
    assert first.interval == wilson(2, 3) and first.effective == 3


def test_weights_move_the_share_and_shrink_the_number_of_people():
    (got,) = t.tally([[YES], [NO], [NO], [NO]], [3, 1, 1, 1])
    assert (got.aware, got.share, got.effective) == (1, 0.5, 3)
    assert got.interval == wilson(1.5, 3)


def test_the_weight_of_a_silent_person_counts_for_nothing():
    assert t.tally([[YES], [NO], [SILENT]], [2, 1, 50])[0].effective == t.effective_size([2, 1])


def test_a_brand_that_nobody_answered_for_has_no_share():
    assert t.tally([[SILENT], [SILENT]]) == [t.Tally(0, 0, 2, None, 0.0, None)]
    assert t.tally([]) == []


@given(weights)
def test_weighted_people_are_at_most_the_people_and_at_least_one(given_weights):
    size = t.effective_size(given_weights)
    assert 1 - 1e-9 <= size <= len(given_weights) + 1e-9
    assert t.effective_size([7 * w for w in given_weights]) == pytest.approx(size)
    assert t.effective_size([given_weights[0]] * 9) == pytest.approx(9)


@given(st.lists(st.tuples(st.booleans(), st.floats(0.01, 100)), min_size=1, max_size=50))
def test_a_weighted_interval_holds_its_share_and_equal_weights_change_nothing(people):
    rows, heavy = [[answer] for answer, _ in people], [weight for _, weight in people]
    (got,) = t.tally(rows, heavy)
    assert 0 <= got.interval.low <= got.share + 1e-12 and got.share - 1e-12 <= got.interval.high <= 1
    (plain,), (same,) = t.tally(rows), t.tally(rows, [3.7] * len(rows))
    assert (same.share, same.effective) == pytest.approx((plain.share, plain.effective))
    assert (same.interval.low, same.interval.high) == pytest.approx(
        (plain.interval.low, plain.interval.high), abs=1e-9
    )


@pytest.mark.parametrize("weight", [0, -1, nan, inf])
def test_a_weight_that_is_none_is_refused_by_its_row(weight):
    with pytest.raises(t.WeightRefused) as refused:
        t.tally([[YES], [NO]], [1, weight])
    assert refused.value.row == 1


def test_rows_that_do_not_fit_are_refused():
    for ask in (
        lambda: t.tally([[YES, NO], [YES]]),
        lambda: t.tally([[YES]], [1, 1]),
        lambda: t.effective_size([]),
    ):
        with pytest.raises(ValueError):
            ask()


def test_the_count_behind_a_rounded_percentage():
    assert t.compatible_counts(Decimal("15.3"), 1, 400) == range(61, 62)
    assert t.compatible_counts(Decimal(15), 0, 400) == range(58, 63)
    assert not t.compatible_counts(Decimal("33.3"), 1, 10)


def test_a_half_may_have_been_rounded_either_way():
    assert t.compatible_counts(Decimal(12), 0, 8) == range(1, 2) == t.compatible_counts(Decimal(13), 0, 8)


@given(st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.integers(0, 3))
def test_the_true_count_is_always_among_those_that_are_possible(pair, decimals):
    hits, asked = pair
    percent = round(Decimal(100 * hits) / asked, decimals)
    possible = t.compatible_counts(percent, decimals, asked)
    assert hits in possible
    assert Percentage(percent, decimals).of(asked) in possible
    assert possible[0] >= 0 and possible[-1] <= asked


@pytest.mark.parametrize(
    "percent,asked", [("-1", 10), ("100.1", 10), ("5", 0), ("5", -2), ("nan", 10), ("inf", 10), ("-inf", 10)]
)
def test_no_percentage_is_refused(percent, asked):
    with pytest.raises(ValueError):
        t.compatible_counts(Decimal(percent), 1, asked)
    with pytest.raises(ValueError):
        t.compatible_counts(Decimal(5), -1, 10)
