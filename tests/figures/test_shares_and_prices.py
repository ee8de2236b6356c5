"""Figures against hand-made workspaces and the sample."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from passerella.analysis.planning import power
from passerella.analysis.shares import wilson
from passerella.figures import sentences
from passerella.figures.course import course
from passerella.figures.facts import facts, strip
from passerella.figures.periods import Period, whole_year
from passerella.figures.price_drivers import price_drivers
from passerella.figures.price_sentences import driven_by, on_reference
from passerella.figures.recognition import brand_results, main_series, recognition, waves
from passerella.figures.recognition_result import GoalLine, WavePoint
from passerella.figures.telling import told
from passerella.figures.trade import average_price, export_value, latest_period, own_brand_share
from passerella.records.brands import Brand
from passerella.records.goals import Goal
from passerella.records.orders import Order, OrderLine
from passerella.records.standing import ReportedFact
from passerella.records.surveys import SurveyResult, SurveySeries, SurveyWave
from passerella.records.trade import Product
from passerella.store.workspace import Query, Workspace
from passerella.texts.language import language

EN = language("en")
PERIOD = Period(date(2025, 1, 1), date(2025, 10, 29))


@pytest.fixture
def sample(sample_file: Path) -> Iterator[Workspace]:
    with Workspace(sample_file) as opened:
        yield opened


def series(workspace: Workspace, name: str = "Milan", sampling: str = "quota") -> int:
    return workspace.save(
        SurveySeries(name=name, audience="buyers", method="interview", sampling=sampling)
    ).id


def wave(workspace: Workspace, of: int, brand: int, day: date, asked: int, aided: int) -> SurveyWave:
    rows = (SurveyResult(brand=brand, aided=aided),)
    return workspace.save(SurveyWave(series=of, fielded_to=day, asked=asked, results=rows))


@pytest.fixture
def published(workspace: Workspace) -> Workspace:
    brand, of = workspace.save(Brand(name="Yuanrong")).id, series(workspace)
    wave(workspace, of, brand, date(2025, 4, 18), 400, 60)
    wave(workspace, of, brand, date(2025, 10, 17), 400, 84)
    workspace.save(
        Goal(
            brand=brand, measure="aided", series=of, target=Decimal(25),
            set_on=date(2025, 1, 1), by=date(2026, 6, 30),
        )
    )  # fmt: skip
    return workspace


def test_two_waves_as_published(published: Workspace) -> None:
    result = recognition(published, EN)
    assert result is not None and result.change is not None
    first, last = result.points
    assert (round(first.low, 3), round(first.high, 3)) == (0.118, 0.188)
    assert (round(last.low, 3), round(last.high, 3)) == (0.173, 0.253)
    change = result.change
    assert tuple(round(each, 3) for each in (change.points, change.low, change.high)) == (0.06, 0.007, 0.113)
    assert EN.say(sentences.moved(result, EN)).startswith("From 15.0% to 21.0%: +6.0 points (0.7–11.3)")


def test_a_weighted_wave_rests_on_its_effective_sample(published: Workspace) -> None:
    before = recognition(published, EN)
    last = published.all("survey_wave", Query(descending=True))[0]
    published.save(replace(last, effective=Decimal("200.5")))
    result = recognition(published, EN)
    assert before is not None and result is not None and result.change is not None
    point = result.points[-1]
    assert (point.hits, point.asked, point.share) == (84, 400, 0.21)
    expected = wilson(0.21 * 200.5, 200.5)
    assert (point.low, point.high) == (expected.low, expected.high)
    assert before.change is not None and before.change.more_than_chance
    assert not result.change.more_than_chance


@pytest.mark.parametrize(
    ("chance", "said"),
    [(0.0, "0%"), (0.004, "<1%"), (0.27, "27%"), (0.994, "99%"), (0.996, ">99%"), (1.0, "100%")],
)
def test_a_chance_is_never_said_to_be_certain_that_is_not(chance: float, said: str) -> None:
    assert sentences.odds(chance, EN) == said


def test_the_planner_counts_with_the_population_and_the_weights_of_the_last_wave() -> None:
    goal = GoalLine(date(2024, 1, 1), date(2026, 1, 1), 0.25)
    point = WavePoint(date(2025, 1, 1), 84, 400, 0.21, 0.0, 1.0)
    for wave, words in (
        (point, "about 1,737 people; with 400 the chance is 27%."),
        (replace(point, population=2100), "about 951 people; with 400 the chance is 32%."),
        (replace(point, effective=200.0), "about 3,474 people; with 400 the chance is 16%."),
        (replace(point, population=400), "about 326 people; with 400 the chance is 100%."),
    ):
        plan = sentences.planner(wave, goal, EN)
        assert plan is not None and words in EN.say(plan)


def test_the_people_that_the_planner_names_are_enough_by_its_own_count() -> None:
    """Also where answers are weighted and the audience is known: an effective sample of a population."""
    goal = GoalLine(date(2024, 1, 1), date(2026, 1, 1), 0.25)
    for effective, population in ((400.0, None), (320.0, None), (400.0, 2100), (320.0, 2100)):
        point = WavePoint(date(2025, 1, 1), 84, 400, 0.21, 0.0, 1.0, effective, population=population)
        plan = sentences.planner(point, goal, EN)
        assert plan is not None
        people = dict(plan.values)["n"]
        assert isinstance(people, int)
        chances = [
            power(0.21, 0.25, n * effective / 400, population=population) for n in (people, people - 2)
        ]
        assert chances[0] >= 0.8 - 1e-9 > chances[1]


def test_the_planner_has_no_way_to_a_goal_that_is_said_as_the_last_wave_is() -> None:
    goal = GoalLine(date(2024, 1, 1), date(2026, 1, 1), 0.12)
    point = WavePoint(date(2025, 1, 1), 11, 92, 11 / 92, 0.07, 0.2)
    assert sentences.planner(point, goal, EN) is None
    assert sentences.planner(replace(point, hits=10, share=10 / 92), goal, EN) is not None


def test_the_planner_says_how_many_people_the_goal_needs(published: Workspace) -> None:
    result = recognition(published, EN)
    assert result is not None
    plan = sentences.planner(result.points[-1], result.around.goal, EN)
    assert plan is not None
    assert "1,737 people" in EN.say(plan) and "27%" in EN.say(plan)
    assert result.around.goal is not None
    assert sentences.planner(result.points[-1], replace(result.around.goal, share=0.2), EN) is None
    assert sentences.planner(result.points[-1], None, EN) is None


def test_waves_come_newest_first_with_their_numbers(published: Workspace) -> None:
    of, brand = published.all("survey_series")[0].id, published.all("brand")[0].id
    assert [(row.number, row.point and row.point.hits) for row in waves(published, of, brand, "aided")] == [
        (2, 84),
        (1, 60),
    ]
    assert [row.point for row in waves(published, of, brand, "unaided")] == [None, None]


def test_a_fact_without_words_of_its_own_says_of_whom_where_and_when(workspace: Workspace) -> None:
    stated = {"measure": "recognition", "comparator": ">", "unit": "%", "stated_by": "a paper"}
    for number, place in enumerate(("Milan buyers", None)):
        told = {"value": Decimal(60 + number), "as_of": date(2025, 4, 1 + number), "place": place}
        workspace.save(ReportedFact(subject="Yuanrong", **stated, **told))
    assert [fact.words for fact in facts(workspace, EN)] == [
        "Yuanrong, Milan buyers, Recognition, 1 Apr 2025",
        "Yuanrong, Recognition, 2 Apr 2025",
    ]


def test_own_visitors_are_never_the_headline(published: Workspace) -> None:
    of, brand = series(published, "Stand", "visitors"), published.all("brand")[0].id
    wave(published, of, brand, date(2025, 12, 1), 50, 49)
    assert main_series(published).name == "Milan"
    few, many, light = (
        SimpleNamespace(asked=n, effective=worth) for n, worth in ((50, None), (400, None), (400, 61.3))
    )
    assert "counting error only" in EN.say(sentences.caution("visitors", few) or "")
    assert "counting error only" in EN.say(sentences.caution("convenience", many) or "")
    assert sentences.caution("quota", many) is None and sentences.caution("quota") is None
    assert EN.say(sentences.caution("quota", many, few) or "") == "Small base: 50 people."
    weighted = "Small base: 400 people, weighted, are worth 61.3."
    assert EN.say(sentences.caution("quota", light, many) or "") == weighted


def test_a_chart_says_what_its_intervals_do_not_cover_wherever_it_goes(published: Workspace) -> None:
    plain = recognition(published, EN)
    assert plain is not None and not plain.reservations
    of, brand = series(published, "Stand", "visitors"), published.all("brand")[0].id
    wave(published, of, brand, date(2025, 12, 1), 50, 49)
    own = recognition(published, EN, series=of)
    assert own is not None
    for result in (own, course(own)):
        assert told(result, EN).note.startswith("Own visitors: counting error only.")


def test_only_visitors_means_no_headline(workspace: Workspace) -> None:
    brand, of = workspace.save(Brand(name="Yuanrong")).id, series(workspace, sampling="visitors")
    wave(workspace, of, brand, date(2025, 12, 1), 50, 49)
    assert main_series(workspace) is None and recognition(workspace, EN) is None


def test_results_by_brand_of_the_sample(sample: Workspace) -> None:
    last = sample.all("survey_wave", Query(descending=True))[0]
    rows = brand_results(sample, last)
    own = next(row for row in rows if row.kind == "own")
    assert own.counts == {
        "first_named": 10, "unaided": 37, "aided": 84, "considered": 31, "inquired": 16, "bought": 8,
    }  # fmt: skip
    assert (round(own.low, 3), round(own.high, 3)) == (0.173, 0.253)
    assert [row.counts["aided"] for row in rows] == sorted(
        (row.counts["aided"] for row in rows), key=lambda count: -(count or 0)
    )


def test_reported_comparators_are_kept(sample: Workspace) -> None:
    joined = strip(sample, EN)[0]
    assert joined.figure == "<1% → >20%"
    assert "2025-06-08" in strip(sample, language("zh"))[0].source
    assert {"<1%", ">20%", ">30%"} <= {fact.figure for fact in facts(sample, EN)}
    assert "<1%" not in [fact.figure for fact in strip(sample, EN)]
    fact = next(
        each for each in sample.all("reported_fact") if each.subject == "清河羊绒" and each.comparator == "<"
    )
    sample.delete(fact)
    assert ">20%" in [fact.figure for fact in strip(sample, EN)]


def sell(workspace: Workspace, number: str, day: date, product: int, brand: int | None, price: str) -> None:
    line = OrderLine(product=product, brand=brand, quantity=Decimal(100), unit_price=Decimal(price))
    workspace.save(
        Order(
            number=number, ordered_on=day, shipped_on=day, status="shipped", currency="USD",
            rate=Decimal("7.2") if day.year == 2025 else Decimal(7), lines=(line,),
        )
    )  # fmt: skip


def test_own_brand_share_and_its_change(workspace: Workspace) -> None:
    assert own_brand_share(workspace, PERIOD).share is None
    own = workspace.save(Brand(name="Own")).id
    mark = workspace.save(Brand(name="Mark", kind="collective")).id
    buyer = workspace.save(Brand(name="Buyer", kind="buyer")).id
    product = workspace.save(Product(sku="A")).id
    for number, (year, brand, price) in enumerate(
        ((2024, own, "10"), (2024, buyer, "30"), (2025, own, "20"), (2025, mark, "30"), (2025, None, "50"))
    ):
        sell(workspace, str(number), date(year, 5, 1), product, brand, price)
    found = own_brand_share(workspace, PERIOD)
    assert (found.share, found.before) == (0.5, 0.25)
    assert found.change == pytest.approx(0.25)


def test_price_drivers_of_one_product(workspace: Workspace) -> None:
    product = workspace.save(Product(sku="A")).id
    sell(workspace, "1", date(2025, 5, 1), product, None, "110")
    assert price_drivers(workspace, PERIOD) is None
    sell(workspace, "2", date(2024, 5, 1), product, None, "100")
    found = price_drivers(workspace, PERIOD)
    assert found is not None and found.a_year_before
    for words, begins in ((EN, "year before: price "), (language("zh"), "%：价格 ")):
        assert begins in driven_by(found, words)
    each = found.drivers
    assert (each.price, each.rate) == (pytest.approx(1.1), pytest.approx(7.2 / 7))
    assert (each.mix, each.range) == (pytest.approx(1), pytest.approx(1))
    assert found.index == pytest.approx(each.price * each.rate)


def test_price_drivers_have_the_base_of_the_average_price(workspace: Workspace) -> None:
    product = workspace.save(Product(sku="A")).id
    sell(workspace, "1", date(2025, 5, 1), product, None, "110")
    sell(workspace, "2", date(2022, 5, 1), product, None, "100")
    sell(workspace, "3", date(2024, 5, 1), product, None, "105")
    found, price = price_drivers(workspace, PERIOD), average_price(workspace, PERIOD)
    assert found is not None and found.reference == whole_year(2022) and not found.a_year_before
    assert price.growth is not None and found.index - 1 == pytest.approx(float(price.growth), abs=1e-4)


def test_the_enterprise_chooses_the_year_that_exports_and_prices_are_compared_with(
    workspace: Workspace,
) -> None:
    product = workspace.save(Product(sku="A")).id
    for number, year, price in (("1", 2025, "120"), ("2", 2022, "100"), ("3", 2023, "80")):
        sell(workspace, number, date(year, 5, 1), product, None, price)
    for chosen in (2022, 2023, 2025):
        workspace.save(replace(workspace.all("enterprise")[0], reference_year=chosen))
        value, price_now = export_value(workspace, PERIOD), average_price(workspace, PERIOD)
        split = price_drivers(workspace, PERIOD)
        assert value.reference_year == price_now.reference_year == chosen
        if chosen == 2025:
            assert value.reference is None and value.growth_on_reference is None
            continue
        same_days = Period(date(chosen, 1, 1), date(chosen, 10, 29))
        assert value.reference == export_value(workspace, same_days).value
        assert value.growth_on_reference == value.value / value.reference - 1
        assert split is not None and split.reference == whole_year(chosen)
        said = EN.say(on_reference(value, EN))
        assert said == f"{EN.points(float(value.growth_on_reference))}% on the same days of {chosen}"


def test_the_latest_period_ends_with_what_was_shipped_not_with_what_will_be(workspace: Workspace) -> None:
    product = workspace.save(Product(sku="P1")).id
    rows = (OrderLine(product=product, quantity=Decimal(1), unit_price=Decimal(5)),)
    for number, day, status in (("A", date(2025, 5, 6), "shipped"), ("B", date(2026, 2, 1), "production")):
        workspace.save(
            Order(
                number=number, ordered_on=date(2025, 1, 2), shipped_on=day, status=status,
                currency="CNY", lines=rows,
            )
        )  # fmt: skip
    assert latest_period(workspace, date(2026, 3, 1)) == Period(date(2025, 1, 1), date(2025, 5, 6))
