"""A sheet keeps to its pages, whatever a workspace holds, and says what it left out."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from passerella.records.brands import Brand
from passerella.records.goals import Goal
from passerella.records.sheets import SheetText
from passerella.records.shows import Appearance, Show
from passerella.records.standing import Milestone, ReportedFact
from passerella.records.surveys import SurveyResult, SurveySeries, SurveyWave
from passerella.sheets.catalogue import sheet
from passerella.sheets.parts import Headlines, Table, Ways
from passerella.sheets.voice import cut

LAST = date(2025, 10, 1)
SHORT = "{kind} {number}"
ITALIAN = "{kind} {number} del consorzio dei produttori di cashmere per la promozione sui mercati"
CHINESE = "{kind}{number}" + "清河羊绒时装国际品牌推广与设计研发中心" * 10
PAGES = {"recognition": 2, "brand-progress": 1, "scoreboard": 1}


def filled(workspace, *, waves, brands, markets, beside=False, named=SHORT):
    """Surveys of so many brands in so many markets; `beside` them goals, reports, shows and milestones."""

    def name(kind, number):
        return named.format(kind=kind, number=number)[:200]

    called = [Brand(name=name("Brand", at), kind="competitor" if at else "own") for at in range(brands)]
    ids = [each.id for each in workspace.save_all(called)]
    asked = [
        SurveySeries(name=name("Market", at), audience="Buyers", method="Online") for at in range(markets)
    ]
    shows = [Show(name=name("Show", at), city="Milano", country="IT") for at in range(20 if beside else 0)]
    records = []
    for market, series in enumerate(workspace.save_all(asked)):
        for back in range(waves if market == 0 else min(waves, 2)):
            rows = tuple(
                SurveyResult(brand=id, aided=60 + 15 * at - back % 50, considered=9, bought=5)
                for at, id in enumerate(ids)
            )
            day = LAST - timedelta(market + back * 40)
            records.append(SurveyWave(series=series.id, fielded_to=day, asked=400, results=rows))
        if beside:
            goal = Goal(
                brand=ids[0], measure="aided", series=series.id, target=Decimal(45),
                set_on=date(2025, 1, 1), by=date(2026, 6, 30) + timedelta(market),
            )  # fmt: skip
            records.append(goal)
    for number, show in enumerate(workspace.save_all(shows)):
        day = LAST - timedelta(700 - 30 * number)
        fact = ReportedFact(
            subject=name("Brand", 0), measure="recognition", comparator=">", value=Decimal(1 + number),
            unit="%", as_of=day, stated_by=name("Paper", number),
        )  # fmt: skip
        held = Appearance(show=show.id, season="2024SS", starts_on=day, ends_on=day, status="held")
        records += [fact, held, Milestone(what=name("Campaign", number), day=day)]
    workspace.save_all(records)
    return workspace


@pytest.mark.parametrize(
    ("named", "markets", "names"),
    [(SHORT, 40, ["recognition"]), (ITALIAN, 9, ["recognition"]), (CHINESE, 9, list(PAGES))],
    ids=["short", "long", "longest"],
)
def test_many_of_everything_and_long_names_keep_to_their_pages(workspace, printed, named, markets, names):
    filled(workspace, waves=6, brands=8, markets=markets, beside=True, named=named)
    workspace.save(SheetText(decision="Shall we? " * 90, steps="Book the hall again | Wang | soon\n" * 25))
    for name in names:
        assert printed(workspace, ["zh", "it"], name).pages <= PAGES[name], name


@pytest.mark.parametrize(("waves", "beside"), [(1, False), (2, True), (200, True)])
def test_few_waves_and_very_many_keep_to_two_pages(workspace, printed, waves, beside):
    filled(workspace, waves=waves, brands=8, markets=1, beside=beside)
    assert printed(workspace, ["it", "en"], "recognition").pages <= 2


def tables(workspace, codes=("en",)):
    paper = sheet("recognition").build(workspace, codes, date(2025, 10, 28))
    return [block for block in paper.blocks if isinstance(block, Table)]


def test_of_many_brands_this_one_and_the_best_known_stand_and_the_page_of_the_others(workspace):
    filled(workspace, waves=5, brands=20, markets=2)
    _waves, funnel, brands, _markets = tables(workspace)
    for table in (funnel, brands):
        names = [row[0] for row in table.rows]
        assert names[table.strong[0]] == "Brand 0" and "Brand 19" in names and "Brand 1" not in names
        left_out = f"{len(names)} of 20 brands: this one, then the best known."
        assert left_out in table.caption and "“Brands of the series”" in table.caption


def test_of_many_markets_this_one_and_those_asked_last_stand(workspace):
    filled(workspace, waves=5, brands=1, markets=40)
    *_others, markets = tables(workspace)
    assert [row[0] for row in markets.rows] == [f"Market {at}" for at in range(len(markets.rows))]
    assert f"{len(markets.rows)} of 40 series: this one, then those asked last and most." in markets.caption
    assert f"these are {len(markets.rows)}" in markets.caption


def test_earlier_waves_are_counted_with_the_page_they_stand_on(workspace):
    filled(workspace, waves=30, brands=1, markets=1)
    waves, *_others = tables(workspace)
    assert f"{30 - len(waves.rows)} earlier waves stand on the page “Survey waves”." in waves.caption
    assert waves.rows[-1][0] == "1 Oct 2025"


def test_that_no_goal_is_set_is_said_in_both_languages(workspace):
    filled(workspace, waves=5, brands=1, markets=1)
    paper = sheet("recognition").build(workspace, ("zh", "en"), LAST)
    (heads,) = (block for block in paper.blocks if isinstance(block, Headlines))
    assert "No goal is set for this series and measure." in heads.items[-1][1]


def test_only_the_sources_of_what_stands_on_a_sheet_are_named(workspace, printed):
    filled(workspace, waves=5, brands=1, markets=1)
    for number, measure in enumerate(("recognition", "cost"), 1):
        fact = ReportedFact(
            subject="B", measure=measure, value=Decimal(9), unit="%", as_of=LAST, stated_by=f"Paper {number}"
        )
        workspace.save(fact)
    assert "①Paper1" in (text := printed(workspace, ["en"], "recognition").text) and "Paper2" not in text
    both = printed(workspace, ["en"], "brand-progress").text
    assert "9%①" in both and "9%②" in both and "②Paper2" in both


def test_fifteen_goals_stand_on_the_scoreboard_and_of_forty_those_due_first(sample, printed):
    goal = next(goal for goal in sample.all("goal") if goal.measure == "honours")
    for number in range(4):
        sample.save(replace(goal, id=0, by=date(2027, 1, 1) + timedelta(number)))
    kind = sheet("scoreboard")

    def ways():
        paper = kind.build(sample, ("it",), date(2025, 10, 31))
        (found,) = (block for block in paper.blocks if isinstance(block, Ways))
        return found

    assert len(ways().rows) == 15
    for number in range(25):
        sample.save(replace(goal, id=0, by=date(2028, 1, 1) + timedelta(number)))
    found = ways()
    days = [row.cells[2][1] for row in found.rows]
    assert any("01/01/2027" in day for day in days) and not any("25/01/2028" in day for day in days)
    assert found.notes[-1].startswith(f"{40 - len(found.rows)} altre righe: pagina Quadro obiettivi.")


def test_the_second_language_of_a_tight_scoreboard_stands_below(sample, printed):
    goal = next(goal for goal in sample.all("goal") if goal.measure == "honours")
    for number in range(3):
        sample.save(replace(goal, id=0, by=date(2027, 1, 1) + timedelta(number)))
    found = printed(sample, ["it", "en"], "scoreboard")
    assert found.pages == 1 and "Marchipropri=Own-brandshare" in found.text


def test_a_name_is_cut_by_its_width_on_paper():
    assert cut("Lana", 4) == "Lana" and cut("Lana Serventi", 6) == "Lana S…" and cut("清河羊绒", 4) == "清河…"
    assert cut("Lana Serventi", 0) == "Lana Serventi"
