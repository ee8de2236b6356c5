"""The scoreboard, by numbers worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from passerella.analysis.pace import Status, Way, a_quarter, judged
from passerella.figures import scoreboard_sentences as said
from passerella.figures.recognition import recognition
from passerella.figures.scoreboard import scoreboard
from passerella.figures.scoreboard_result import Row, Unit
from passerella.records.brands import Brand
from passerella.records.goals import COUNTS, MEASURES, Goal
from passerella.records.orders import Order, OrderLine
from passerella.records.shows import Appearance, Show
from passerella.records.standing import Honour, Partnership, PressMention, ReportedFact
from passerella.records.surveys import SurveyResult, SurveySeries, SurveyWave
from passerella.records.trade import Buyer, Product
from passerella.store.workspace import Query, Workspace
from passerella.texts.language import language

EN = language("en")
TODAY = date(2025, 7, 1)
SET, BY = date(2025, 1, 1), date(2026, 1, 1)


@pytest.fixture
def brand(workspace: Workspace) -> int:
    return workspace.save(Brand(name="Yuanrong")).id


def goal(workspace: Workspace, brand: int, measure: str, target: float, **more: Any) -> None:
    terms = {"set_on": SET, "by": BY, **more}
    workspace.save(Goal(brand=brand, measure=measure, target=Decimal(str(target)), **terms))


def row(workspace: Workspace, measure: str, today: date = TODAY) -> Row:
    found = scoreboard(workspace, EN, today)
    assert found is not None
    return next(each for each in found.rows if each.measure == measure)


def shipped(
    workspace: Workspace,
    day: date,
    price: int,
    brand: int | None = None,
    product: int | None = None,
    **more: Any,
) -> None:
    buyer = workspace.save(Buyer(company=f"Buyer {day} {price} {more}", country="IT")).id
    product = product or workspace.save(Product(sku=f"{day}-{price}-{brand}", name="sweater", unit="pc")).id
    line = OrderLine(product=product, brand=brand, quantity=Decimal(10), unit_price=Decimal(price))
    workspace.save(
        Order(
            number=f"{day}-{price}-{brand}", buyer=buyer, ordered_on=day, shipped_on=day, status="shipped",
            currency="CNY", lines=(line,), **more,
        )
    )  # fmt: skip


def waves(workspace: Workspace, brand: int, *aided: int) -> int:
    series = workspace.save(
        SurveySeries(name="Milan", audience="buyers", method="interview", sampling="quota")
    ).id
    for number, hits in enumerate(aided):
        result = (SurveyResult(brand=brand, aided=hits),)
        year, month = divmod(23 * 12 + 5 + 6 * number, 12)
        day = date(2000 + year, month + 1, 15)
        workspace.save(SurveyWave(series=series, fielded_to=day, asked=400, results=result))
    return series


def test_the_straight_way() -> None:
    way = Way(Decimal(10), Decimal(20), date(2025, 1, 1), date(2025, 1, 11))
    assert [way.needed(date(2025, 1, day)) for day in (1, 6, 11, 20)] == [10, 15, 20, 20]
    assert way.needed(date(2024, 1, 1)) == 10
    assert way.projected(Decimal(12), date(2025, 1, 5)) == 15
    with pytest.raises(ValueError, match="after the beginning"):
        way.projected(Decimal(12), date(2025, 1, 1))
    assert a_quarter(Decimal(12), Decimal(20), date(2025, 1, 1), date(2026, 1, 1)) == pytest.approx(
        Decimal(8) / 365 * Decimal("91.3125")
    )
    assert a_quarter(Decimal(12), Decimal(20), date(2025, 1, 1), date(2025, 1, 1)) is None


@pytest.mark.parametrize(
    ("low", "high", "needed", "over", "status"),
    [
        (25, 30, 20, False, Status.REACHED),
        (20, 30, 20, False, Status.ON_TRACK),
        (15, 30, 20, False, Status.UNTOLD),
        (15, 19, 20, False, Status.BEHIND),
        (15, None, 20, False, Status.UNTOLD),
        (15, 19, None, False, Status.UNMEASURABLE),
        (15, 24, 20, True, Status.MISSED),
        (15, 30, 20, True, Status.UNTOLD),
        (25, 30, 20, True, Status.REACHED),
    ],
)
def test_a_judgement(low: int, high: int | None, needed: int | None, over: bool, status: Status) -> None:
    bounds = Decimal(low), None if high is None else Decimal(high)
    line = None if needed is None else Decimal(needed)
    assert judged(*bounds, target=Decimal(25), needed=line, over=over) is status


def test_export_value_of_twelve_months_against_the_line(workspace: Workspace, brand: int) -> None:
    shipped(workspace, date(2024, 12, 1), 100)  # 1,000 by the day the goal was set
    shipped(workspace, date(2025, 7, 1), 110)
    goal(workspace, brand, "export_value", 3000)
    found = row(workspace, "export_value")
    assert found.terms is not None and found.latest is not None and found.prospect is not None
    assert (found.terms.baseline, found.terms.typed) == (Decimal(1000), False)
    assert (found.latest.value, found.latest.day) == (Decimal(2100), date(2025, 7, 1))
    assert found.needed == 1000 + Decimal(2000) * 181 / 365
    assert found.pace == Decimal(900) / 184 * Decimal("91.3125")
    assert round(found.prospect.value) == round(1000 + 1100 * 365 / 181)
    assert said.grounds(found, EN) == "heads for 3,218 CNY · as recorded"
    assert found.status is Status.ON_TRACK
    assert said.latest_basis(found, EN) == "2 orders in 12 months"


def test_orders_left_out_keep_a_shortfall_from_being_told(workspace: Workspace, brand: int) -> None:
    shipped(workspace, date(2024, 12, 1), 100)
    shipped(workspace, date(2025, 7, 1), 1)
    goal(workspace, brand, "export_value", 3000)
    assert row(workspace, "export_value").status is Status.BEHIND
    shipped(workspace, date(2025, 6, 1), 500)
    order = next(each for each in workspace.all("order") if each.shipped_on == date(2025, 6, 1))
    workspace.save(replace(order, currency="EUR"))
    found = row(workspace, "export_value")
    assert found.status is Status.UNTOLD and found.why
    assert "1 without a rate left out" in said.latest_basis(found, EN)


def test_market_and_product_narrow_a_goal(workspace: Workspace, brand: int) -> None:
    shipped(workspace, date(2025, 6, 1), 100)
    shipped(workspace, date(2025, 6, 2), 300, market="FR")
    goal(workspace, brand, "export_value", 3000, baseline=Decimal(0), market="FR")
    goal(workspace, brand, "average_price", 400, baseline=Decimal(0), market="IT")
    value, price = row(workspace, "export_value"), row(workspace, "average_price")
    assert value.latest is not None and value.latest.value == 3000 and value.scope == ("France",)
    assert price.latest is not None and price.latest.value == 100
    assert said.figure(price.latest.value, price.unit, EN) == "100.00 CNY/pc"
    coat = workspace.save(Product(sku="C1", name="coat", unit="pc")).id
    shipped(workspace, date(2025, 6, 3), 500, product=coat)
    goal(workspace, brand, "export_value", 9000, baseline=Decimal(0), product=coat, by=date(2025, 12, 1))
    value = row(workspace, "export_value")
    assert value.latest is not None and value.latest.value == 5000
    assert said.name(value, EN) == "Export value · C1 coat · all markets"
    assert said.latest_basis(value, EN) == "1 order line in 12 months"


def test_less_than_a_quarter_ahead_what_is_left_is_said_not_a_pace(workspace: Workspace, brand: int) -> None:
    goal(workspace, brand, "honours", 3, baseline=Decimal(0))
    assert said.pace(row(workspace, "honours"), EN) == "+1.5"
    assert said.pace(row(workspace, "honours", today=date(2025, 12, 1)), EN) == "+3 in 31 days"
    assert said.pace(row(workspace, "honours", today=BY), EN) == ""


@pytest.mark.parametrize(
    ("honours", "leads"), [(1, "heads for 2–4"), (2, "heads for 4–6"), (3, "heads for 6–8")]
)
def test_a_count_leads_to_the_target_where_it_is_on_track(
    workspace: Workspace, brand: int, honours: int, leads: str
) -> None:
    goal(workspace, brand, "honours", 5, baseline=Decimal(0))  # by now 2.5
    for number in range(honours):
        workspace.save(Honour(title=f"h{number}", day=date(2025, 5, 1), brand=brand))
    found = row(workspace, "honours")
    assert found.prospect is not None and found.prospect.high is not None
    assert said.leads(found, EN) == leads
    assert (found.status is Status.ON_TRACK) == (found.prospect.high >= 5)


def test_a_projection_is_a_value_that_the_measure_can_have(workspace: Workspace, brand: int) -> None:
    goal(workspace, brand, "press", 12, baseline=Decimal(4))
    goal(workspace, brand, "own_brand_share", 99, baseline=Decimal(10))
    shipped(workspace, date(2025, 6, 1), 100, brand)
    shipped(workspace, date(2025, 6, 2), 5)
    press, share = row(workspace, "press"), row(workspace, "own_brand_share")
    assert press.prospect is not None and press.prospect.value == 0
    assert said.leads(press, EN) == "heads for 0"
    assert share.prospect is not None and share.prospect.value == 100


def test_an_appearance_that_is_over_but_not_marked_as_held_is_counted_as_left_out(
    workspace: Workspace, brand: int
) -> None:
    show = workspace.save(Show(name="Milano Unica", country="IT")).id
    for season, day, status in (
        ("2024AW", date(2024, 7, 9), "held"),
        ("2025SS", date(2025, 2, 4), "planned"),
        ("2025AW", TODAY, "confirmed"),
        ("2024SS", date(2024, 2, 1), "cancelled"),
    ):
        workspace.save(Appearance(show=show, season=season, starts_on=day, status=status, brand=brand))
    found = row(workspace, "appearances")
    assert found.latest is not None and found.latest.value == 1
    assert said.latest_basis(found, EN) == "held in all, 1 that is over but not marked as held left out"


def test_what_is_still_to_be_done_is_said_in_words(workspace: Workspace, brand: int) -> None:
    goal(workspace, brand, "honours", 3, baseline=Decimal(0))
    assert said.needed_by_now(row(workspace, "honours"), EN) == "due then 1.5"
    assert said.to_do(row(workspace, "honours"), EN) == "+1.5 a quarter needed"
    assert said.to_do(row(workspace, "honours", today=date(2025, 12, 1)), EN) == "+3 in 31 days"


def test_what_was_reported_stands_once_a_measure(workspace: Workspace, brand: int) -> None:
    fact = ReportedFact(
        subject="Qinghe", measure="average_price", comparator=">", value=Decimal(30), unit="%", stated_by="P"
    )
    workspace.save(fact)
    for market in ("FR", "IT"):
        goal(workspace, brand, "average_price", 400, baseline=Decimal(0), market=market)
    found = scoreboard(workspace, EN, TODAY)
    assert found is not None
    assert [bool(each.reported) for each in found.rows if each.measure == "average_price"] == [True, False]


def test_own_brands_against_contract_manufacturing(workspace: Workspace, brand: int) -> None:
    shipped(workspace, date(2024, 6, 1), 100, brand)
    shipped(workspace, date(2024, 6, 2), 300)
    shipped(workspace, date(2025, 6, 1), 100, brand)
    shipped(workspace, date(2025, 6, 2), 100)
    found = scoreboard(workspace, EN, TODAY)
    assert found is not None and found.move is not None
    assert (found.move.own, found.move.contract) == (Decimal(1000), Decimal(1000))
    assert (found.move.share, found.move.before) == (0.5, 0.25)
    assert EN.say(said.moved(found, EN)) == (
        "Exports in the 12 months to 2 Jun 2025: 50.0% under own brands (+25.0 points on a year before), "
        "50.0% contract manufacturing."
    )
    assert said.parts(found.move, EN) == (
        "Own brands 50.0% · 1,000 CNY",
        "Contract manufacturing 50.0% · 1,000 CNY",
    )


def test_what_is_counted(workspace: Workspace, brand: int) -> None:
    other = workspace.save(Brand(name="Other", kind="competitor")).id
    show = workspace.save(Show(name="Fair", country="IT")).id
    for season, day, status, whose in (
        ("2024AW", date(2024, 9, 1), "held", brand), ("2025SS", date(2025, 2, 1), "held", None),
        ("2025AW", date(2025, 3, 1), "held", other), ("2025SS", date(2025, 4, 1), "cancelled", brand),
        ("2026SS", date(2025, 9, 1), "held", brand),
    ):  # fmt: skip
        workspace.save(Appearance(show=show, brand=whose, season=season, starts_on=day, status=status))
    for partner, since, until in (
        ("a", None, None), ("b", date(2024, 1, 1), date(2025, 3, 1)), ("c", date(2025, 2, 1), None)
    ):  # fmt: skip
        workspace.save(Partnership(partner=partner, brand=brand, stage="dyeing", since=since, until=until))
    for day, country in ((date(2024, 6, 1), "IT"), (date(2024, 12, 1), "IT"), (date(2025, 6, 1), "FR")):
        workspace.save(PressMention(brand=brand, outlet=f"o{day}", day=day, country=country))
    workspace.save(Honour(title="old"))
    workspace.save(Honour(title="new", day=date(2025, 6, 1), brand=brand))
    counted = {each: row(workspace, each).latest for each in COUNTS}
    assert {name: each and each.value for name, each in counted.items()} == {
        "appearances": 2, "partnerships": 2, "press": 2, "honours": 2,
    }  # fmt: skip
    goal(workspace, brand, "press", 3, market="FR")
    found = row(workspace, "press")
    assert found.latest is not None and found.latest.value == 1 and found.terms is not None
    assert found.terms.baseline == 0 and found.status is Status.ON_TRACK  # 1 against 1.5, rounded down


def test_a_goal_is_too_young_and_a_goal_is_over(workspace: Workspace, brand: int) -> None:
    goal(workspace, brand, "honours", 2, set_on=date(2025, 6, 1))
    found = row(workspace, "honours")
    assert found.status is Status.UNMEASURABLE and "too early" in said.grounds(found, EN)
    over = row(workspace, "honours", today=date(2026, 2, 1))
    assert over.status is Status.MISSED and over.latest is not None and over.latest.day == BY


def test_recognition_goes_by_its_courses(workspace: Workspace, brand: int) -> None:
    series = waves(workspace, brand, 10, 25, 40, 60)
    goal(workspace, brand, "aided", 17, series=series)
    found = row(workspace, "aided")
    assert found.terms is not None and found.latest is not None and found.prospect is not None
    assert found.terms.baseline == 15  # the wave of December 2024
    assert found.status is Status.ON_TRACK and found.prospect.chances == (10, 10)
    assert said.grounds(found, EN) == "heads for 24.6–38.2% · chance: over 90%"
    assert said.latest_basis(found, EN).endswith("60 of 400 people")


def test_a_small_base_is_a_sentence_of_its_own(workspace: Workspace, brand: int) -> None:
    goal(workspace, brand, "aided", 17, series=waves(workspace, brand, 10, 25))
    last = workspace.all("survey_wave", Query(descending=True))[0]
    workspace.save(replace(last, asked=92))
    found = row(workspace, "aided")
    assert said.latest_basis(found, EN).endswith(", 25 of 92 people. Small base")
    assert said.latest_basis(found, language("it")).endswith(", 25 su 92 persone. Base ridotta")
    assert said.latest_basis(found, language("zh")).endswith("，92 人中 25 人。样本量较小")


def test_a_goal_that_was_over_before_the_first_wave_is_not_measurable(
    workspace: Workspace, brand: int
) -> None:
    series = waves(workspace, brand, 10, 40)
    goal(workspace, brand, "aided", 20, series=series, set_on=date(2022, 1, 1), by=date(2023, 1, 1))
    found = row(workspace, "aided")
    assert found.status is Status.UNMEASURABLE
    assert said.latest_basis(found, EN) == "no wave had been asked by 1 Jan 2023"


def test_three_waves_go_by_the_interval(workspace: Workspace, brand: int) -> None:
    series = waves(workspace, brand, 10, 40, 60)  # 15.0% (11.8-18.8%) in June 2024
    goal(workspace, brand, "aided", 20, series=series, set_on=date(2024, 1, 1), by=date(2025, 1, 1))
    found = row(workspace, "aided", today=date(2024, 7, 1))
    assert found.terms is not None and found.terms.baseline == 10
    assert found.status is Status.UNTOLD  # needed: 14.5%
    assert "Too few waves" in said.grounds(found, EN)


def test_nothing_is_to_come_of_a_goal_whose_day_has_passed(workspace: Workspace, brand: int) -> None:
    series = waves(workspace, brand, 10, 25, 40, 60)  # until December 2024: 15.0% (11.8-18.8%)
    for target in (10, 16, 30):
        goal(workspace, brand, "aided", target, series=series, set_on=SET, by=date(2025, 6, target))
    rows = [each for each in scoreboard(workspace, EN, TODAY).rows if each.measure == "aided"]
    assert [each.status for each in rows] == [Status.REACHED, Status.UNTOLD, Status.MISSED]
    for each in rows:
        assert (each.pace, each.needed, each.prospect) == (None, None, None)
        assert said.grounds(each, EN) == "by the last wave up to that day"
    known = recognition(workspace, EN, today=TODAY)
    assert known is not None and known.around.goal is not None and known.around.goal.over
    assert not recognition(workspace, EN, today=date(2025, 6, 30)).around.goal.over


def test_a_gain_that_is_hardly_any_is_not_said_to_be_none() -> None:
    percent = Unit(percent=True)
    gains = [said.gained(Decimal(each), percent, EN) for each in ("0.017", "0.1", "1.44")]
    assert gains == ["<0.1 points", "+0.1 points", "+1.4 points"]


def test_without_goals_or_records_every_measure_is_there(workspace: Workspace, brand: int) -> None:
    found = scoreboard(workspace, EN, TODAY)
    assert found is not None and [each.measure for each in found.rows] == list(MEASURES)
    assert {EN.say(said.status(each)) for each in found.rows} == {"no goal set"}
    assert said.goals_said(found, EN) == "No goal is set yet."
    assert "begins with it" in EN.say(said.moved(found, EN))
    assert said.latest_basis(found.rows[0], EN) == "No survey of this brand yet."


def test_no_brand_no_scoreboard(workspace: Workspace) -> None:
    assert scoreboard(workspace, EN, TODAY) is None


def test_reported_facts_keep_their_comparator_and_enter_no_figure(workspace: Workspace, brand: int) -> None:
    waves(workspace, brand, 10, 40, 60)
    before = row(workspace, "aided")
    fact = ReportedFact(
        subject="Qinghe", measure="recognition", comparator=">", value=Decimal(20), unit="%",
        period="by 2025", stated_by="a paper",
    )  # fmt: skip
    saved = workspace.save(fact)
    after = row(workspace, "aided")
    assert said.reported(after) == [(">20%", "Qinghe · by 2025")] and replace(after, reported=()) == before
    workspace.delete(saved)
    assert row(workspace, "aided") == before


@pytest.fixture
def sample(sample_file: Path) -> Iterator[Workspace]:
    with Workspace(sample_file) as opened:
        yield opened


def test_the_sample_shows_every_measure_with_a_goal(sample: Workspace) -> None:
    found = scoreboard(sample, EN, date(2025, 10, 31))
    assert found is not None and found.goals == 11 and found.sample
    assert {each.measure for each in found.rows} == set(MEASURES)
    assert {Status.REACHED, Status.ON_TRACK, Status.BEHIND, Status.UNTOLD} <= {r.status for r in found.rows}
