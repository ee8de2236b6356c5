import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerella.analysis import shares as s


@pytest.mark.parametrize(
    "h,n,low,high",
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_newcombe_single_method_3(h, n, low, high):
    got = s.wilson(h, n)
    assert (got.low, got.high) == pytest.approx((low, high), abs=5.1e-5)


@pytest.mark.parametrize(
    "a,m,b,n,low,high",
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (10, 10, 0, 10, 0.6075, 1),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
    ],
)
def test_newcombe_difference_method_10(a, m, b, n, low, high):
    got = s.change(b, n, a, m)
    assert (got.low, got.high) == pytest.approx((low, high), abs=5.1e-5)


def test_design_figures():
    got = s.change(60, 400, 84, 400)
    assert (got.difference, got.low, got.high) == pytest.approx((0.06, 0.007, 0.113), abs=5e-4)
    assert got.more_than_chance and got.barely
    assert s.people_needed(0.5, 0.75, power=0.9) == 77
    assert s.power(0.5, 0.75, 50) == pytest.approx(0.7401659, abs=1e-5)
    assert s.people_needed(0.21, 0.25) == pytest.approx(1740, abs=6)
    assert s.power(0.21, 0.25, 400) == pytest.approx(0.27, abs=0.005)
    t = s.trend([83, 90, 129, 70], [86, 93, 136, 82])
    assert t.chi_squared == pytest.approx(8.2249, abs=5e-5) and t.p == pytest.approx(0.004132, abs=5e-7)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_bounds_stay_inside(pair):
    got = s.wilson(*pair)
    assert 0 <= got.low <= pair[0] / pair[1] <= got.high <= 1
    assert s.wilson(*pair, population=pair[1]).low == pytest.approx(pair[0] / pair[1])


@pytest.mark.parametrize("h,n", [(1, 0), (2, 1), (-1, 4)])
def test_refusals(h, n):
    with pytest.raises(ValueError):
        s.wilson(h, n)


@pytest.mark.parametrize("weights", [[], [1, 0], [1, -1]])
def test_weights_refused(weights):
    with pytest.raises(ValueError):
        s.effective_size(weights)
