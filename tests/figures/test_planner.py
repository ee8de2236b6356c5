"""A survey planned: published sizes, what can be seen, what it costs, when to ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from passerella.figures import planner_sentences as words
from passerella.figures.planner import Wish, offer, plan
from passerella.records.brands import Brand
from passerella.records.shows import Appearance, Show
from passerella.records.surveys import SurveyResult, SurveySeries, SurveyWave
from passerella.store.workspace import Query, Workspace
from passerella.texts.language import language

EN, TODAY = language("en"), date(2026, 1, 10)
WISH = Wish(None, 0.21, 0.04, 0.8, 400, 2, Decimal("30"), Decimal("5000"), "EUR")


def said(workspace: Workspace, wish: Wish = WISH) -> list[str]:
    return [EN.say(each) for each in words.said(plan(workspace, wish, EN, TODAY), EN)]


def test_21_to_25_percent_wants_1737_people_and_400_see_8_6_points(workspace: Workspace) -> None:
    assert said(workspace) == [
        "With 400 people a change of 8.6 points will be seen in 4 of 5 tries, "
        "larger ones more often, smaller ones less.",
        "They find the change of +4.0 points with a chance of 27%.",
        "To see 21.0% become 25.0% in 4 of 5 tries, ask 1,737 people a wave.",
        "Cost: 17,000 EUR a wave, 34,000 EUR for 2 waves.",
    ]


def test_a_cost_that_no_one_entered_is_not_called_nothing(workspace: Workspace) -> None:
    free = replace(WISH, per_interview=Decimal(0), fixed=Decimal(0))
    assert said(workspace, free)[-1] == "Cost: not entered yet."


def test_half_to_three_quarters_at_90_percent_wants_77(workspace: Workspace) -> None:
    found = plan(workspace, replace(WISH, share=0.5, change=0.25, power=0.9), EN, TODAY)
    assert found.needed == 77


def test_the_table_rises_and_holds_what_is_planned_and_needed(workspace: Workspace) -> None:
    found = plan(workspace, WISH, EN, TODAY)
    people = [each.people for each in found.sizes]
    assert people == sorted(people) and {400, 1737} <= set(people)
    visible = [each.visible for each in found.sizes if each.visible is not None]
    assert visible == sorted(visible, reverse=True)
    at = next(each for each in found.sizes if each.people == 1737)
    assert at.visible == pytest.approx(0.04, abs=1e-4) and at.chance == pytest.approx(0.8, abs=1e-3)


def test_a_random_sample_of_a_known_population_needs_fewer(workspace: Workspace) -> None:
    series = SurveySeries(name="S", audience="A", method="M", sampling="random", population=2100)
    id = workspace.save(series).id
    found = plan(workspace, replace(WISH, series=id), EN, TODAY)
    assert found.needed == 951 and found.population == 2100
    assert all(each.people <= 2100 for each in found.sizes)
    assert found.planned.visible < 0.0859
    assert (
        said(workspace, replace(WISH, series=id))[-1]
        == "Corrected for a random sample from 2,100 people in all."
    )
    whole = said(workspace, replace(WISH, series=id, people=2100))
    assert whole[0] == "2,100 people are the whole audience: every change is seen."


def test_more_people_than_the_audience_has_cannot_be_asked(workspace: Workspace) -> None:
    series = SurveySeries(name="S", audience="A", method="M", sampling="random", population=2100)
    told = said(workspace, replace(WISH, series=workspace.save(series).id, people=5000))
    assert told[0] == "The whole audience is 2,100 people: 5,000 cannot be asked."
    assert not any("every change" in each or "They find" in each for each in told)


def test_no_change_and_one_person_are_told_as_what_they_are(workspace: Workspace) -> None:
    assert "enter how large it is to be" in said(workspace, replace(WISH, change=0.0))[1]
    told = said(workspace, replace(WISH, people=1))
    assert told[0] == "With 1 person no change at all will be seen in 4 of 5 tries."


def test_a_quota_sample_is_not_corrected(workspace: Workspace) -> None:
    id = workspace.save(SurveySeries(name="S", audience="A", method="M", population=2100)).id
    assert plan(workspace, replace(WISH, series=id), EN, TODAY).population is None


def test_a_fall_is_planned_as_well(workspace: Workspace) -> None:
    found = plan(workspace, replace(WISH, change=-0.04), EN, TODAY)
    assert found.planned.visible == pytest.approx(0.0748, abs=1e-4) and found.needed is not None


def test_a_change_beyond_100_percent_is_said_to_be_impossible(workspace: Workspace) -> None:
    assert "A share of 21.0% cannot move by +80.0 points." in said(workspace, replace(WISH, change=0.8))


def test_very_few_people_see_nothing(workspace: Workspace) -> None:
    assert (
        said(workspace, replace(WISH, people=2))[0]
        == "With 2 people no change at all will be seen in 4 of 5 tries."
    )


@pytest.fixture
def show(workspace: Workspace) -> None:
    brand = workspace.save(Brand(name="远绒")).id
    place = workspace.save(Show(name="Milan", city="Milan", country="IT")).id
    for status, season, opens in (("planned", "2026AW", 24), ("cancelled", "2026SS", 25)):
        days = {"starts_on": date(2026, 2, opens), "ends_on": date(2026, 2, opens + 2)}
        workspace.save(Appearance(show=place, brand=brand, season=season, status=status, **days))
    series = workspace.save(SurveySeries(name="S", audience="A", method="M")).id
    row = SurveyResult(brand=brand, aided=60)
    cost = {"currency": "EUR", "cost": Decimal(9000)}
    wave = SurveyWave(series=series, **cost, fielded_to=date(2026, 3, 20), asked=300, results=(row,))
    workspace.save(wave)


@pytest.mark.usefixtures("show")
@pytest.mark.parametrize("status", ["planned", "confirmed", "held"])
def test_a_show_that_is_confirmed_counts_and_one_that_has_just_closed_is_asked_about(
    workspace: Workspace, status: str
) -> None:
    coming = workspace.all("appearance", Query(equal=(("season", "2026AW"),)))[0]
    workspace.save(replace(coming, status=status))
    assert len(plan(workspace, WISH, EN, TODAY).windows) == 2
    closed = plan(workspace, WISH, EN, date(2026, 3, 1)).windows
    assert [(each.first, each.before) for each in closed] == [(date(2026, 3, 12), False)]
    assert plan(workspace, WISH, EN, date(2026, 3, 13)).windows == ()


@pytest.mark.usefixtures("show")
def test_fieldwork_is_proposed_around_the_next_planned_show(workspace: Workspace) -> None:
    found = plan(workspace, replace(WISH, series=1), EN, TODAY).windows
    assert [(each.first, each.last, each.before) for each in found] == [
        (date(2026, 2, 4), date(2026, 2, 17), True),
        (date(2026, 3, 12), date(2026, 3, 26), False),
    ]
    assert [each.overlaps for each in found] == [None, date(2026, 3, 20)]
    assert EN.say(words.when(found[0])).endswith("ends a week before Milan AW26-27 opens (24 Feb 2026)")


@pytest.mark.usefixtures("show")
def test_what_is_past_is_not_proposed(workspace: Workspace) -> None:
    found = plan(workspace, WISH, EN, date(2026, 2, 10)).windows
    assert [each.before for each in found] == [False]


@pytest.mark.usefixtures("show")
def test_a_plan_begins_with_the_last_wave(workspace: Workspace) -> None:
    begun = offer(workspace)
    assert (begun.chosen, begun.share, begun.people, begun.currency) == (1, 0.2, 300, "EUR")
    assert begun.per_interview == 30
    without = offer(workspace, none=True)
    assert (without.chosen, without.people) == (None, 400)
