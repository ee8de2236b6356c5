"""The course of recognition and its outlook, from waves to sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from passerella.analysis.shares import wilson
from passerella.figures.chart_tables import course_table
from passerella.figures.course import course
from passerella.figures.course_result import CourseResult, GoalOutlook
from passerella.figures.course_sentences import (
    ahead_said,
    chances_said,
    course_said,
    goal_outlook,
    goal_said,
    no_chance,
)
from passerella.figures.recognition import recognition
from passerella.figures.recognition_result import (
    Around,
    GoalLine,
    RecognitionResult,
    ReportedBound,
    WavePoint,
)
from passerella.figures.sentences import against_goal, planner
from passerella.records.brands import Brand
from passerella.records.standing import Milestone, PressMention, ReportedFact
from passerella.records.surveys import SurveyResult, SurveySeries, SurveyWave
from passerella.store.workspace import Workspace
from passerella.texts.language import language

EN = language("en")
START = date(2023, 4, 21)
GOAL = GoalLine(date(2024, 1, 1), date(2026, 6, 30), 0.25)


def known(
    hits: list[int],
    *,
    bounds: tuple[ReportedBound, ...] = (),
    goal: GoalLine | None = GOAL,
    step: int = 180,
    asked: int = 400,
) -> RecognitionResult:
    points = tuple(
        WavePoint(START + timedelta(step * number), count, asked, count / asked, 0.0, 1.0)
        for number, count in enumerate(hits)
    )
    return RecognitionResult("Y", "Milan", "aided", points, Around(goal, bounds), None, False)


def with_intervals(found: RecognitionResult) -> RecognitionResult:
    points = tuple(
        replace(point, low=wilson(point.hits, point.asked).low, high=wilson(point.hits, point.asked).high)
        for point in found.points
    )
    return replace(found, points=points)


def sentences(found: CourseResult) -> str:
    return " ".join(EN.say(each) for each in course_said(found, EN))


def test_the_outlook_names_goal_chance_days_and_pace() -> None:
    found = course(known([3, 22, 38, 60, 84]))
    ahead = found.main.outlook
    assert isinstance(ahead, GoalOutlook)
    assert ahead.earliest and ahead.middle and ahead.latest
    assert ahead.earliest < ahead.middle < ahead.latest
    assert [line.ceiling for line in found.lines] == [1.0, 0.5, 0.36]
    said = sentences(found)
    assert "If it goes on like this, the chance of 25% or more on 30 Jun 2026 is over 90%." in said
    assert "With ceiling 36%: " in said
    assert "points a quarter are needed" in sentences(found)


def test_where_the_ceilings_disagree_every_sentence_says_so() -> None:
    found = course(known([3, 22, 38, 60, 84], goal=replace(GOAL, share=0.4)))
    assert found.chances == (0, 10)
    for said in (goal_said(found, EN), goal_outlook(found, EN)):
        assert said is not None and EN.say(said).endswith("under 10% to over 90%, by ceiling.")
    told = sentences(found)
    assert "The course meets the goal about" in told and "(ceiling 100%)" in told
    assert "With ceiling 100%: over 90%" in told and "With ceiling 36%: under 10%" in told
    agreed = sentences(course(known([3, 22, 38, 60, 84])))
    assert "ceiling 100%" not in agreed
    assert EN.say(chances_said(5, 7)) == "about 50–70%, by ceiling"
    assert EN.say(chances_said(5, 10)) == "about 50% to over 90%, by ceiling"


def test_the_band_holds_the_curve_and_reaches_the_goal() -> None:
    curve = course(known([3, 22, 38, 60, 84])).main.curve
    assert curve[0].day == START and curve[-1].day == GOAL.by
    assert all(point.low < point.share < point.high for point in curve)


@pytest.mark.parametrize(
    ("hits", "words"),
    [
        ([], "there are 0"),
        ([9], "there is 1"),
        ([9, 12, 15], "Too few waves: a course needs four, there are 3."),
        ([0, 0, 0, 0, 0], "fixes no course"),
        ([400, 400, 400, 400], "fixes no course"),
        ([20, 200, 20, 200, 20], "no smooth course"),
        ([40, 41, 39, 40, 41], "No growth is proved"),
        ([90, 70, 50, 30], "No growth is proved"),
        ([240, 260, 280, 300], "The surveys reach above this ceiling. (ceiling 50%)"),
    ],
)
def test_a_refusal_says_why(hits: list[int], words: str) -> None:
    assert words in sentences(course(known(hits)))


def test_a_goal_that_is_reached_may_be_lost_again() -> None:
    falling = known([240, 220, 200, 180])
    points = tuple(replace(point, low=point.share - 0.05) for point in falling.points)
    said = sentences(course(replace(falling, points=points)))
    assert "it falls" in said and "it may be lost again" in said
    assert "no chance of reaching" not in said and "are needed" not in said


def test_less_than_a_quarter_ahead_the_whole_gain_is_named_not_a_pace() -> None:
    found = course(known([3, 22, 38, 60, 84], goal=replace(GOAL, by=date(2025, 5, 1))))
    assert "4.0 points are still to be gained by 1 May 2025" in sentences(found)
    assert "a quarter" not in sentences(found)


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (date(2023, 4, 20), "cannot be judged: no wave had been asked by that day"),
        (
            date(2024, 2, 1),
            "was not reached, as far as surveys tell: in the last wave up to that day (18 Oct 2023) the "
            "interval 3.7–8.2% lay below it.",
        ),
        (date(2026, 6, 30), "lies within the interval 17.3–25.3%: whether it is reached is not known."),
    ],
)
def test_a_goal_is_judged_by_the_last_wave_up_to_its_day(by: date, words: str) -> None:
    found = with_intervals(known([3, 22, 38, 60, 84], goal=replace(GOAL, set_on=date(2023, 1, 1), by=by)))
    said = against_goal(found, EN)
    assert said is not None and words in EN.say(said)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (
            0.15,
            "The goal of 15% by 30 Jun 2026 was reached, as far as surveys tell: in the last wave up to that "
            "day (10 Apr 2025) the interval 17.3–25.3% lay at or above it.",
        ),
        (0.3, "The goal of 30% by 30 Jun 2026 was not reached, as far as surveys tell: in the last wave"),
        (0.25, "Whether the goal of 25% by 30 Jun 2026 was reached is not known"),
    ],
)
def test_a_goal_whose_day_has_passed_is_told_as_past(share: float, words: str) -> None:
    """Even where no wave was asked since: no chance, no pace, no day is foretold of it."""
    found = course(with_intervals(known([3, 22, 38, 60, 84], goal=replace(GOAL, share=share, over=True))))
    said = sentences(found)
    assert said.count("30 Jun 2026") == 1 and words in said
    assert not any(each in said for each in ("chance of", "If it goes on", "a quarter", "meets", "gained"))
    assert found.main.curve[-1].day == found.known.points[-1].day
    assert goal_said(found, EN) is None and goal_outlook(found, EN) is None
    assert planner(found.known.points[-1], found.known.around.goal, EN) is None


def test_of_a_goal_that_is_over_no_missing_course_is_said_to_hide_the_chance() -> None:
    assert goal_said(course(known([60, 84], goal=replace(GOAL, over=True))), EN) is None
    assert goal_said(course(known([60, 84])), EN) is not None


def test_nothing_is_foretold_of_a_goal_in_twenty_years() -> None:
    found = course(known([3, 22, 38, 60, 84], goal=replace(GOAL, by=date(2045, 1, 1))))
    assert found.main.outlook is None and "nothing is foretold so far ahead" in sentences(found)


def test_a_goal_long_reached_is_not_said_to_be_met_before_the_first_wave() -> None:
    rising = known([160, 170, 180, 190])
    points = tuple(replace(point, low=point.share - 0.05) for point in rising.points)
    said = sentences(course(replace(rising, points=points)))
    assert "is over 90%" in said and "meets the goal" not in said


def test_a_goal_keeps_its_decimals() -> None:
    found = course(known([3, 22, 38, 60, 84], goal=replace(GOAL, share=0.125)))
    assert "the chance of 12.5% or more" in sentences(found)


def test_waves_of_one_day_have_no_course() -> None:
    found = course(known([9, 12, 15, 20], step=0))
    assert "a single day" in sentences(found) and found.trend is None


def test_two_hundred_waves() -> None:
    found = course(known([20 + n // 4 for n in range(200)], step=7))
    assert len(found.main.curve) == 61 and found.trend is not None and found.trend.direction == 1


def test_a_bound_of_the_series_is_fitted_beside_the_fit_without_it() -> None:
    bound = ReportedBound(date(2025, 6, 8), ">", 0.16, "Y", 1, True)
    found = course(known([3, 22, 38, 60, 84], bounds=(bound,)))
    assert [(line.ceiling, line.bounded) for line in found.lines if line.curve] == [
        (1.0, False), (1.0, True), (0.5, False), (0.5, True), (0.36, False), (0.36, True),
    ]  # fmt: skip
    assert found.main.bounded and "with the reported bounds" in sentences(found)


def test_an_upper_bound_sets_the_third_ceiling() -> None:
    bound = ReportedBound(date(2022, 12, 31), "<", 0.3, "Y", 1, True)
    assert {line.ceiling for line in course(known([3, 22, 38, 60], bounds=(bound,))).lines} == {1, 0.5, 0.4}


def test_a_bound_of_another_brand_or_that_bounds_nothing_is_not_fitted() -> None:
    bounds = (
        ReportedBound(date(2022, 12, 31), "<", 0.3, "Z", 1, False),
        ReportedBound(date(2022, 12, 31), "~", 0.3, "Y", 1, True),
    )
    found = course(known([3, 22, 38, 60], bounds=bounds))
    assert not any(line.bounded for line in found.lines)
    assert found.known.around.bounds == bounds


def test_a_bound_against_the_surveys_is_named() -> None:
    bound = ReportedBound(date(2025, 4, 1), ">", 0.6, "Y", 1, True)
    found = course(known([3, 22, 38, 60, 84], bounds=(bound,)))
    assert found.against == (bound,) and not found.main.bounded
    assert "Reported >60% (1 Apr 2025): this contradicts the surveys." in sentences(found)


@pytest.mark.parametrize("hits", [[84], [60, 84], [38, 60, 84], [84, 84, 84, 6, 84]])
def test_without_a_course_too_a_bound_against_the_surveys_is_named(hits: list[int]) -> None:
    day = START + timedelta(180 * (len(hits) - 1))
    bound = ReportedBound(day, ">", 0.6, "Y", 1, True)
    found = course(known(hits, bounds=(bound,)))
    said = [EN.say(each) for each in course_said(found, EN)]
    assert not found.main.curve and found.against == (bound,)
    assert (
        f"Reported >60% ({EN.day(day)}): this contradicts the surveys. It is shown, and not computed with."
        in said
    )
    why = "Too few waves" if len(hits) < 4 else "follow no smooth course"
    assert any(why in each and "(ceiling" not in each for each in said)


def test_of_one_bound_that_two_reported_both_are_named() -> None:
    day = date(2025, 4, 1)
    stated = ("a paper, 3 Apr 2025", "another, 5 Apr 2025")
    bounds = tuple(
        ReportedBound(day, ">", 0.6, "Y", note, True, source) for note, source in enumerate(stated, 1)
    )
    for hits in ([3, 22, 38, 60, 84], [38, 60, 84]):
        hits_until = known(hits, bounds=bounds, step=180 if len(hits) > 3 else 360)
        found = course(hits_until)
        assert found.against == bounds
        assert f"Reported >60% (1 Apr 2025; {stated[0]}; {stated[1]}): this contradicts" in sentences(found)
        rows = [row for row in course_table(found, EN).rows if row[1] == ">60%"]
        assert [row[0] for row in rows] == [f"Y (reported {mark}, 1 Apr 2025)" for mark in "①②"]
        assert {row[-1] for row in rows} == {"against the surveys"}


def test_of_many_bounds_against_the_surveys_the_last_are_named() -> None:
    bounds = tuple(ReportedBound(date(2025, month, 1), ">", 0.6, "Y", 1, True) for month in range(1, 6))
    said = sentences(course(known([3, 22, 38, 60, 84], bounds=bounds)))
    assert "Reported …, >60% (1 Mar 2025), >60% (1 Apr 2025), >60% (1 May 2025): this contradicts" in said


def test_a_goal_of_the_past_has_no_outlook() -> None:
    found = course(known([3, 22, 38, 60, 84], goal=replace(GOAL, by=date(2024, 6, 30))))
    assert found.main.outlook is None and found.pace is None
    assert found.main.curve[-1].day == found.known.points[-1].day


def test_what_is_further_ahead_than_the_waves_reach_back_is_said_to_be_unsure() -> None:
    far = "further ahead than all waves together reach back"
    assert far not in sentences(course(known([3, 22, 38, 60, 84])))
    assert far in sentences(course(known([3, 22, 38, 60, 84], step=30)))
    assert far not in sentences(course(known([60, 61, 60, 61], step=30))), "nothing is foretold"


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"share": 1.0}, "No course ever reaches 100%"), ({"by": date(2045, 1, 1)}, "more than 10 years")],
)
def test_why_nothing_is_foretold_is_told_once(changes: dict[str, Any], words: str) -> None:
    found = course(known([3, 22, 38, 60, 84], goal=replace(GOAL, **changes)))
    why_not = no_chance(found, EN)
    assert why_not is not None and words in EN.say(why_not) and goal_said(found, EN) == why_not
    assert sentences(found).count(words) == 1


def test_a_pace_that_is_hardly_any_is_not_said_to_be_none() -> None:
    found = course(known([60, 61], goal=replace(GOAL, share=0.153)))
    assert "<0.1 points a quarter are needed" in sentences(found)


def test_a_goal_of_nothing_is_reached_and_not_said_to_be_none() -> None:
    found = course(with_intervals(known([3, 22, 38, 60, 84], goal=replace(GOAL, share=0.0))))
    assert [EN.say(each) for each in ahead_said(found, EN)] == [
        "The goal of 0% by 30 Jun 2026 is reached: the interval 17.3–25.3% lies at or above it."
    ]


def test_of_a_goal_of_a_hundred_percent_no_chance_is_given() -> None:
    found = course(known([3, 22, 38, 60, 84], goal=replace(GOAL, share=1.0)))
    assert "No course ever reaches 100%" in sentences(found) and "chance of 100%" not in sentences(found)


def test_a_trend_in_words() -> None:
    assert "Over 4 waves no trend is proved" in sentences(course(known([40, 41, 39, 42])))
    assert "it rises: chance alone would do as much less than once" in sentences(course(known([3, 22, 60])))
    assert "it falls" in sentences(course(known([60, 22, 3])))


@pytest.fixture
def milan(workspace: Workspace) -> Workspace:
    brand = workspace.save(Brand(name="远绒", name_en="Yuanrong")).id
    series = workspace.save(
        SurveySeries(name="Milan buyers", country="IT", place="Milan", audience="Buyers", method="m")
    ).id
    for number, count in enumerate([3, 22, 38, 60]):
        workspace.save(
            SurveyWave(
                series=series, fielded_to=START + timedelta(180 * number), asked=400,
                results=(SurveyResult(brand=brand, aided=count),),
            )
        )  # fmt: skip
    return workspace


@pytest.mark.parametrize(
    ("subject", "place", "same"),
    [
        ("yuanrong", "milan  buyers", True),
        ("远绒", "Buyers", True),
        ("清河羊绒", "Milan buyers", False),
        ("Yuanrong", "Milan fashion scene", False),
        ("Yuanrong", "Milan", False),
        ("Yuanrong", None, False),
    ],
)
def test_a_fact_speaks_of_a_series_by_the_very_same_names_only(
    milan: Workspace, subject: str, place: str | None, same: bool
) -> None:
    milan.save(
        ReportedFact(
            subject=subject, measure="recognition", place=place, comparator=">", value=10, unit="%",
            as_of=date(2025, 1, 1), stated_by="a paper",
        )
    )  # fmt: skip
    found = recognition(milan, EN)
    assert found is not None and [bound.same for bound in found.around.bounds] == [same]
    other = place if place in ("Milan", "Milan fashion scene") else ""
    assert [bound.place for bound in found.around.bounds] == [other], "the very audience needs no name"
    unaided = recognition(milan, EN, measure="unaided")
    assert unaided is not None and not unaided.around.bounds[0].same
    assert unaided.left_out == 4


def test_milestones_and_press_of_the_brand_and_country_are_marked(milan: Workspace) -> None:
    brand = milan.all("brand")[0].id
    other = milan.save(Brand(name="Other")).id
    day = date(2024, 3, 1)
    milan.save(Milestone(day=day, kind="shop", what="shop", brand=brand, country="IT"))
    milan.save(Milestone(day=day, kind="award", what="everywhere"))
    milan.save(Milestone(day=day, kind="campaign", what="Paris", country="FR"))
    milan.save(Milestone(day=day, kind="campaign", what="of another", brand=other))
    milan.save(PressMention(brand=brand, outlet="Filo", day=day, country="IT"))
    found = recognition(milan, EN)
    assert found is not None
    assert {(mark.kind, mark.what) for mark in found.around.events} == {
        ("shop", "shop"), ("award", "everywhere"), ("press", "Filo"),
    }  # fmt: skip
