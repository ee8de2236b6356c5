from math import prod

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


CURRENCIES = ("EUR", "USD", "CNY")
number = st.floats(0.1, 100)
rates = st.fixed_dictionaries(dict.fromkeys(CURRENCIES, number))
sold = st.dictionaries(st.sampled_from("abcd"), st.tuples(st.sampled_from(CURRENCIES), number, number))
stayed = st.fixed_dictionaries({"big": st.tuples(st.sampled_from(CURRENCIES), number, number)})


def lines(goods, rate):
    return [p.Line(g, c, q, q * price, q * price * rate[c]) for g, (c, q, price) in goods.items()]


def home(goods, rate):
    return sum(q * price * rate[c] for c, q, price in goods.values())


def average(goods, rate):
    return home(goods, rate) / sum(q for _, q, _ in goods.values())


def split(goods0, rate0, goods1, rate1, given=True):
    supplied = (rate0, rate1) if given else ()
    return p.price_change(lines(goods0, rate0), lines(goods1, rate1), *supplied)


def factors(change):
    d = change.drivers
    return d.price, d.rate, d.mix, d.range


@given(sold, sold, stayed, stayed, rates, rates, st.booleans())
def test_price_rate_mix_and_range_make_the_unit_value_index(came, went, was, is_, rate0, rate1, given_rates):
    before, after = {**went, **was}, {**came, **is_}
    got = split(before, rate0, after, rate1, given_rates)
    assert got.index == pytest.approx(average(after, rate1) / average(before, rate0), rel=1e-9)
    if got.drivers:
        assert prod(factors(got)) == pytest.approx(got.index, rel=1e-9)
        assert min(got.matched0, got.matched1) >= 0.6
    else:
        assert got.reason == "matched_share" and min(got.matched0, got.matched1) < 0.6


@given(sold, stayed, rates, rates)
def test_price_times_rate_is_fishers_index_of_home_prices_over_what_was_sold_twice(goods, one, rate0, rate1):
    before = {**goods, **one}
    after = {g: (c, q * (1 + k), price / (2 + k)) for k, (g, (c, q, price)) in enumerate(before.items())}
    got = split(before, rate0, after, rate1)
    p0, q0 = zip(*((price * rate0[c], q) for c, q, price in before.values()), strict=True)
    p1, q1 = zip(*((price * rate1[c], q) for c, q, price in after.values()), strict=True)
    assert (got.matched0, got.matched1) == pytest.approx((1, 1))
    assert got.drivers.price * got.drivers.rate == pytest.approx(p.fisher(p0, p1, q0, q1), rel=1e-9)
    assert got.drivers.range == pytest.approx(1)


@given(sold, stayed, rates, number)
def test_each_cause_alone_moves_its_own_factor_only(goods, one, rate, times):
    before = {**goods, **one}
    dearer = {g: (c, q, price * times) for g, (c, q, price) in before.items()}
    other_rate = {c: value * times for c, value in rate.items()}
    other_mix = {g: (c, q * (1 + k * times), price) for k, (g, (c, q, price)) in enumerate(before.items())}
    assert factors(split(before, rate, dearer, rate)) == pytest.approx((times, 1, 1, 1))
    assert factors(split(before, rate, before, other_rate)) == pytest.approx((1, times, 1, 1))
    mixed = split(before, rate, other_mix, rate)
    assert factors(mixed) == pytest.approx((1, 1, mixed.index, 1))


@given(stayed, rates, st.floats(0.01, 0.3))
def test_a_product_that_comes_moves_the_range_only(one, rate, part):
    currency, quantity, price = one["big"]
    new = {**one, "new": (currency, quantity * part / 2, price * 2)}
    got = split(one, rate, new, rate)
    assert factors(got) == pytest.approx((1, 1, 1, got.index)) and got.index > 1
    assert (got.matched0, got.matched1) == pytest.approx((1, 1 / (1 + part)))


def test_a_currency_of_one_period_only_needs_a_rate_of_the_other():
    before, after = {"a": ("EUR", 10.0, 5.0)}, {"a": ("USD", 10.0, 6.0)}
    rate0, rate1 = {"EUR": 8.0, "USD": 7.0}, {"EUR": 7.5, "USD": 6.5}
    assert split(before, rate0, after, rate1, given=False).reason == "matched_share"
    got = split(before, rate0, after, rate1)
    assert got.index == pytest.approx(39 / 40) == pytest.approx(prod(factors(got)))


def test_a_basket_that_is_worth_less_than_nothing_at_old_prices_is_not_split():
    kept = p.Line("a", "EUR", 10, 50, 400)
    got = p.price_change([kept, p.Line("b", "EUR", 1, -1, -8)], [kept, p.Line("b", "EUR", 100, 100, 800)])
    assert (got.drivers, got.reason) == (None, "not_positive")


@pytest.mark.parametrize(
    "before,after",
    [([], [p.Line("a", "EUR", 1, 1, 8)]), ([p.Line("a", "EUR", 1, 1, 8)], [p.Line("a", "EUR", 0, 1, 8)])],
)
def test_a_period_without_goods_is_refused(before, after):
    with pytest.raises(ValueError):
        p.price_change(before, after)


@pytest.mark.parametrize("quantities", [[], [0.0], [2.0, -2.0]])
def test_a_unit_value_of_nothing_is_refused(quantities):
    with pytest.raises(ValueError):
        p.unit_value([1.0] * len(quantities), quantities)
