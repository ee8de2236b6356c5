import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerella.analysis import prices as p

P = [
    [1, 1.2, 1, 0.8, 1],
    [1, 3, 1, 0.5, 1],
    [1, 1.3, 1.5, 1.6, 1.6],
    [1, 0.7, 0.5, 0.3, 0.1],
    [1, 1.4, 1.7, 1.9, 2],
    [1, 0.8, 0.6, 0.4, 0.2],
]
Q = [
    [1, 0.8, 1, 1.2, 0.9],
    [1, 0.9, 1.1, 1.2, 1.2],
    [2, 1.9, 1.8, 1.9, 2],
    [1, 1.3, 3, 6, 12],
    [4.5, 4.7, 5, 5.6, 6.5],
    [0.5, 0.6, 0.8, 1.3, 2.5],
]
ROWS = [
    (1, 1.42, 1.3824, 1.4011),
    (2, 1.345, 1.2031, 1.2721),
    (3, 1.355, 1.0209, 1.1762),
    (4, 1.44, 0.7968, 1.0712),
]


@pytest.mark.parametrize("t,las,paa,fis", ROWS)
def test_manual(t, las, paa, fis):
    p0, p1, q0, q1 = ([r[k] for r in x] for x, k in ((P, 0), (P, t), (Q, 0), (Q, t)))
    got = (p.laspeyres(p0, p1, q0), p.paasche(p0, p1, q1), p.fisher(p0, p1, q0, q1))
    assert got == pytest.approx((las, paa, fis), abs=5.1e-5)


def test_unit_value():
    assert p.unit_value([1000, 1500, 2000], [100] * 3) == 15
    assert p.unit_value([1500, 2000], [50, 50]) == 35


num = st.floats(0.1, 100)
period = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["EUR", "USD"]), num, num, num), min_size=1
)


@given(period, period)
def test_identity(a, b):
    got = p.price_change([p.Line(*x) for x in a], [p.Line(*x) for x in b])
    if got.drivers:
        d = got.drivers
        assert d.price * d.rate * d.mix * d.range == pytest.approx(got.index)
    else:
        assert min(got.matched0, got.matched1) < 0.6 and got.reason == "matched_share"
