"""The rules of the trade: what a record refuses, what it flags, what it computes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerella.records.brands import Brand
from passerella.records.core import own_problems
from passerella.records.goals import Goal
from passerella.records.orders import Order, OrderLine
from passerella.records.prices import Price
from passerella.records.surveys import SurveyResult, SurveySeries, SurveyWave
from passerella.records.trade import Buyer, ExchangeRate, Product
from passerella.store.errors import Refused
from passerella.store.workspace import Workspace

DAY = date(2026, 3, 5)


class Nothing:
    """A lookup that finds nothing."""

    home = "CNY"

    def get(self, kind: str, id: int) -> None:
        return None

    def latest(self, kind: str, on: str, upto: date, **equal: object) -> None:
        return None

    def others(self, kind: str, but: int, **equal: object) -> list[Any]:
        return []


def wave(asked: int = 200, *, to: date = DAY, **counts: int | None) -> SurveyWave:
    row = SurveyResult(brand=1, **{"aided": 0, **counts})
    return SurveyWave(series=1, fielded_to=to, asked=asked, results=(row,))


def errors(record: Any) -> list[str]:
    return [each.field for each in own_problems(record, Nothing()) if not each.notice]


@given(
    asked=st.integers(1, 9),
    aided=st.integers(-2, 9),
    unaided=st.none() | st.integers(-2, 9),
    first_named=st.none() | st.integers(-2, 9),
)
def test_a_wave_holds_exactly_when_its_counts_are_in_order(
    asked: int, aided: int, unaided: int | None, first_named: int | None
) -> None:
    chain = [each for each in (0, first_named, unaided, aided, asked) if each is not None]
    found = errors(wave(asked, aided=aided, unaided=unaided, first_named=first_named))
    assert (not found) == (chain == sorted(chain))


def test_a_brand_stands_once_in_a_wave_and_a_wave_needs_one() -> None:
    row = SurveyResult(brand=1, aided=1)
    assert "results.2.brand" in errors(SurveyWave(series=1, fielded_to=DAY, asked=200, results=(row, row)))
    assert "results" in errors(SurveyWave(series=1, fielded_to=DAY, asked=200))


def test_a_wave_began_before_it_ended() -> None:
    row = SurveyResult(brand=1, aided=1)
    late = SurveyWave(series=1, fielded_from=date(2026, 3, 6), fielded_to=DAY, asked=200, results=(row,))
    assert "fielded_to" in errors(late)


def test_few_asked_is_flagged_and_still_saved() -> None:
    found = list(own_problems(wave(99), Nothing()))
    assert [(each.field, each.notice) for each in found] == [("asked", True)]


def test_overlapping_fieldwork_is_flagged_and_still_saved(workspace: Workspace) -> None:
    workspace.save(Brand(name="A"))
    workspace.save(SurveySeries(name="S", audience="all", method="street"))
    workspace.save(wave(to=DAY))
    after = date(2026, 3, 6)
    longer = workspace.save(replace(wave(to=after), fielded_from=DAY))  # type: ignore[type-var]
    assert [(each.field, each.notice) for each in workspace.problems(longer)] == [("fielded_to", True)]
    assert not workspace.problems(wave(to=date(2026, 3, 7)))


def test_an_empty_needed_field_is_named_and_other_rules_wait() -> None:
    goal = Goal(brand=1, measure="aided", target=Decimal(10), set_on=None, by=None)  # type: ignore[arg-type]
    assert errors(goal) == ["set_on", "by"]


def test_a_goal_of_recognition_is_a_share_within_a_series() -> None:
    goal = Goal(brand=1, measure="aided", target=Decimal(101), set_on=DAY, by=DAY)
    assert set(errors(goal)) == {"by", "target", "series"}


def order(*rows: OrderLine, currency: str = "EUR", **more: Any) -> Order:
    return Order(**{"number": "1", "ordered_on": DAY, "currency": currency, "lines": rows, **more})


def goods(quantity: str, price: str, **more: Any) -> OrderLine:
    return OrderLine(product=1, quantity=Decimal(quantity), unit_price=Decimal(price), **more)


def test_an_order_adds_its_lines_each_rounded_half_up(workspace: Workspace) -> None:
    workspace.save(Product(sku="P1"))
    made = workspace.save(
        order(
            goods("0.5", "0.01"),
            goods("0.5", "0.01"),
            goods("3", "10", discount=Decimal("12.5")),
            rate=Decimal("7.5"),
        )
    )
    assert [row.value for row in made.lines] == [Decimal("0.01"), Decimal("0.01"), Decimal("26.25")]
    assert made.total == Decimal("26.27")
    assert [row.home_value for row in made.lines] == [Decimal("0.08"), Decimal("0.08"), Decimal("196.88")]
    assert made.home_total == Decimal("197.04")
    assert workspace.get("order", made.id).total == Decimal("26.27")


def carried(incoterm: str | None, *rows: OrderLine, **more: Any) -> Order:
    given = {"freight": Decimal(60), "insurance": Decimal("3.01"), "rate": Decimal(8), **more}
    return order(*rows, incoterm=incoterm, **given)


@pytest.mark.parametrize("incoterm", ["CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP"])
def test_customs_count_without_the_freight_and_insurance_that_prices_include(incoterm: str) -> None:
    found = carried(incoterm, goods("10", "100"), goods("3", "100"), goods("7", "100")).derived(Nothing())
    assert [row.fob for row in found["lines"]] == [
        Decimal("968.49"),
        Decimal("290.55"),
        Decimal("677.95"),
    ]
    assert sum(row.fob for row in found["lines"]) == 2000 - Decimal("63.01")
    assert [row.home_value for row in found["lines"]] == [row.fob * 8 for row in found["lines"]]
    assert (found["total"], found["home_total"]) == (2000, 16000)


@pytest.mark.parametrize("incoterm", ["EXW", "FCA", "FAS", "FOB", None])
def test_other_terms_count_as_invoiced_and_freight_is_flagged(incoterm: str | None) -> None:
    made = carried(incoterm, goods("10", "100"))
    assert [row.home_value for row in made.derived(Nothing())["lines"]] == [8000]
    noticed = [(each.field, each.notice) for each in own_problems(made, Nothing())]
    assert noticed == [("freight", True), ("insurance", True)]


def test_freight_invoiced_by_a_line_of_its_own_takes_nothing_off() -> None:
    row = OrderLine(kind="freight", quantity=Decimal(1), unit_price=Decimal(60))
    found = carried("CIF", goods("10", "100"), row, freight=None, insurance=None).derived(Nothing())
    assert [row.fob for row in found["lines"]] == [1000, 60]


def test_what_is_included_is_never_more_than_the_goods() -> None:
    assert errors(carried("CIF", goods("1", "63.01"))) == []
    assert errors(carried("CIF", goods("1", "63.00"))) == ["freight"]
    assert errors(carried("CIF", goods("1", "3"), freight=None)) == ["insurance"]


def test_a_return_counts_against_the_total() -> None:
    row = OrderLine(kind="return", quantity=Decimal(2), unit_price=Decimal(5))
    assert order(goods("3", "10"), row).derived(Nothing())["total"] == 20


def test_yen_have_no_decimals(workspace: Workspace) -> None:
    workspace.save(Product(sku="P1"))
    made = workspace.save(order(goods("1", "12.5"), goods("1", "12.4"), currency="JPY"))
    assert [str(row.value) for row in made.lines] == ["13", "12"]
    assert str(workspace.get("order", made.id).total) == "25"


def test_the_home_currency_needs_no_rate() -> None:
    assert order(goods("1", "5"), currency="CNY").derived(Nothing())["home_total"] == 5


def test_an_order_without_a_rate_is_flagged_saved_and_left_out_of_home_totals(workspace: Workspace) -> None:
    workspace.save(Product(sku="P1"))
    made = workspace.save(order(goods("1", "5")))
    assert made.home_total is None
    assert [(each.field, each.notice) for each in workspace.problems(made)] == [("rate", True)]


@pytest.mark.parametrize(
    ("status", "noticed"),
    [("confirmed", True), ("production", True), ("shipped", False), ("cancelled", False)],
)
def test_a_shipping_day_without_the_status_is_flagged(status: str, noticed: bool) -> None:
    made = order(goods("1", "5"), currency="CNY", shipped_on=date(2026, 3, 9), status=status)
    found = [(each.field, each.notice) for each in own_problems(made, Nothing())]
    assert found == ([("shipped_on", True)] if noticed else [])


@pytest.mark.parametrize(("day", "home"), [(5, 75), (1, 75), (6, None)])
def test_a_rate_is_found_up_to_its_day_and_serves_seven_days(
    workspace: Workspace, day: int, home: int | None
) -> None:
    workspace.save(Product(sku="P1"))
    rate = ExchangeRate(currency="JPY", into="CNY", per=100, day=date(2026, 3, day), rate=Decimal(750))
    workspace.save(rate)
    assert workspace.save(order(goods("1", "10"), currency="JPY")).home_total == home
    late = order(goods("1", "10"), currency="JPY", number="2", ordered_on=date(2026, 3, day + 8))
    assert workspace.save(late).home_total is None


def test_an_order_refuses_what_cannot_be() -> None:
    assert errors(order()) == ["lines"]
    assert errors(order(OrderLine(quantity=Decimal(1), unit_price=Decimal(1)))) == ["lines.1.product"]
    assert errors(order(goods("1", "1"), status="shipped")) == ["shipped_on"]
    assert errors(order(goods("1", "1"), shipped_on=date(2026, 3, 4))) == ["shipped_on"]
    assert errors(order(goods("1", "1"), status="eaten")) == ["status"]
    assert errors(order(goods("1000000000000", "1000000000000"))) == ["lines"]


def price(first: int, last: int | None = None, **more: Any) -> Price:
    return Price(
        **{
            "product": 1,
            "currency": "EUR",
            "unit_price": Decimal(1),
            "valid_from": date(2026, 3, first),
            "valid_to": last and date(2026, 3, last),
            **more,
        }
    )


@pytest.mark.parametrize(
    ("record", "fits"),
    [
        (price(5, 12), False),
        (price(10), False),
        (price(20, 25), False),
        (price(1, 10), False),
        (price(21), True),
        (price(1, 9), True),
        (price(1), True),
        (price(12, market="IT"), True),
        (price(12, currency="USD"), True),
        (price(12, least=Decimal(100)), True),
    ],
)
def test_two_prices_never_hold_on_one_day(workspace: Workspace, record: Price, fits: bool) -> None:
    workspace.save(Product(sku="P1"))
    workspace.save(price(10, 20))
    if fits:
        assert workspace.save(record).id
    else:
        with pytest.raises(Refused):
            workspace.save(record)


def test_a_rate_is_between_two_currencies_per_one_or_hundred() -> None:
    assert errors(ExchangeRate(currency="EUR", into="EUR", per=10, day=DAY, rate=Decimal(1))) == [
        "into",
        "per",
    ]


def test_two_buyers_never_share_a_name(workspace: Workspace) -> None:
    workspace.save(Buyer(company="A"))
    with pytest.raises(Refused) as refused:
        workspace.save(Buyer(company="A"))
    assert refused.value.problems[0].field == "company"
