"""Markets, brands, two waves and the funnel, side by side and never joined."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from passerella.analysis.shares import change
from passerella.figures.comparing import brands, funnel_of, markets, slope
from passerella.figures.recognition import recognition
from passerella.figures.recognition_result import ALONE, Around, GoalLine
from passerella.figures.telling import Charted, note, said, scope, table, title, told
from passerella.records.brands import Brand
from passerella.records.goals import Goal
from passerella.records.shows import Appearance, Show
from passerella.records.standing import Milestone, PressMention, ReportedFact
from passerella.records.surveys import SurveyResult, SurveySeries, SurveyWave
from passerella.store.workspace import Workspace
from passerella.texts.language import language

EN = language("en")
DUE = date(2026, 6, 30)
START = date(2024, 4, 21)


def series(workspace: Workspace, name: str, sampling: str = "quota") -> int:
    return workspace.save(
        SurveySeries(name=name, audience="buyers", method="interview", sampling=sampling)
    ).id


def wave(workspace: Workspace, of: int, number: int, asked: int, *rows: SurveyResult) -> int:
    day = START + timedelta(180 * number)
    return workspace.save(SurveyWave(series=of, fielded_to=day, asked=asked, results=rows)).id


def words(result: Charted | None) -> str:
    assert result is not None
    return "\n".join(EN.say(each) for each in said(result, EN))


@pytest.fixture
def two(workspace: Workspace) -> tuple[Workspace, int, int]:
    """A workspace, our brand and a series of two waves, in which a rival lacks the second."""
    ours = workspace.save(Brand(name="Ours")).id
    rival = workspace.save(Brand(name="Rival", kind="competitor")).id
    of = series(workspace, "Milan")
    steps = {"considered": 30, "inquired": 12, "bought": 6}
    wave(workspace, of, 0, 400, SurveyResult(brand=ours, aided=60), SurveyResult(brand=rival, aided=200))
    wave(workspace, of, 1, 400, SurveyResult(brand=ours, aided=84, **steps))
    return workspace, ours, of


def test_the_slope_is_newcombes_change_between_the_two_waves(two: tuple[Workspace, int, int]) -> None:
    workspace, _, of = two
    found = slope(workspace, EN, of)
    assert found is not None
    expected = change(60, 400, 84, 400)
    (ours,) = found.slopes
    assert (ours.change.points, ours.change.low, ours.change.high) == (
        expected.difference, expected.low, expected.high,
    )  # fmt: skip
    assert found.left_out == ("Rival",)
    assert "Ours: rose by 6.0 points (0.7–11.3): more than chance, but perhaps barely." in words(found)
    assert "Left out, without this figure: Rival." in words(found)


def test_two_chosen_waves_in_either_order(two: tuple[Workspace, int, int]) -> None:
    workspace, ours, of = two
    second = max(workspace.all("survey_wave"), key=lambda each: each.fielded_to).id
    third = wave(workspace, of, 2, 400, SurveyResult(brand=ours, aided=86))
    found = slope(workspace, EN, of, first=third, last=second)
    assert found is not None and found.first < found.last
    assert "no change proved: +0.5 points" in words(found)
    assert slope(workspace, EN, of, first=third, last=third) is None


def test_a_wave_of_another_series_is_no_end_of_a_slope(two: tuple[Workspace, int, int]) -> None:
    workspace, ours, of = two
    other = wave(workspace, series(workspace, "Paris"), 0, 400, SurveyResult(brand=ours, aided=9))
    assert slope(workspace, EN, of, first=other) is None
    assert funnel_of(workspace, EN, of, wave=other) is None


def test_markets_stay_apart_and_name_what_is_left_out(two: tuple[Workspace, int, int]) -> None:
    workspace, ours, _ = two
    paris = series(workspace, "Paris", "convenience")
    wave(workspace, paris, 0, 50, SurveyResult(brand=ours, aided=5))
    series(workspace, "Tokyo")
    found = markets(workspace, EN, ours)
    assert found is not None
    assert [(line.name, len(line.points)) for line in found.lines] == [("Milan", 2), ("Paris", 1)]
    assert found.left_out == ("Tokyo",)
    assert "Convenience sample: counting error only." in words(found)
    assert "comparisons" not in words(found), "one change is no crowd"
    assert markets(workspace, EN, 999) is None


def test_a_line_has_its_goal_shows_and_milestones_around_it_and_a_competitors_none(
    two: tuple[Workspace, int, int],
) -> None:
    workspace, ours, of = two
    show = workspace.save(Show(name="Pitti", city="Firenze", country="IT"))
    held = {"season": "2025SS", "starts_on": date(2024, 6, 11), "status": "held"}
    workspace.save(Appearance(show=show.id, brand=ours, **held))
    workspace.save(Milestone(brand=ours, day=date(2024, 7, 1), kind="award", what="Filo d’Oro"))
    goal = Goal(brand=ours, measure="aided", series=of, target=Decimal(25), set_on=date(2024, 1, 1), by=DUE)
    workspace.save(goal)
    beside, amid = markets(workspace, EN, ours), brands(workspace, EN, of)
    assert beside is not None and amid is not None
    (line,), (mine, rival) = beside.lines, amid.lines
    assert mine.around == line.around and rival.around == ALONE
    assert line.around.goal == GoalLine(date(2024, 1, 1), DUE, 0.25)
    assert [(mark.place, mark.season) for mark in line.around.shows] == [("Florence", "SS25")]
    assert [mark.what for mark in line.around.events] == ["Filo d’Oro"]
    between = slope(workspace, EN, of)
    assert between is not None and between.slopes[0].around == line.around


def _told(workspace: Workspace, subject: str, place: str, day: date) -> None:
    workspace.save(
        ReportedFact(
            subject=subject, measure="recognition", place=place, comparator=">", value=10, unit="%",
            as_of=day, stated_by="a paper", said=f"{subject} {day}",
        )
    )  # fmt: skip


def test_reports_stand_where_they_speak_of_what_is_drawn(two: tuple[Workspace, int, int]) -> None:
    workspace, ours, of = two
    for subject, place, months in (
        ("Ours", "buyers", 0),
        ("Ours", "buyers", 5),
        ("Ours", "buyers", 9),
        ("Rival", "buyers", 5),
        ("The county", "everywhere", 5),
    ):
        _told(workspace, subject, place, START + timedelta(30 * months))

    def subjects(around: Around) -> list[tuple[str, int]]:
        return [(bound.subject, (bound.day - START).days // 30) for bound in around.bounds]

    beside, amid = markets(workspace, EN, ours), brands(workspace, EN, of)
    between, steps = slope(workspace, EN, of), funnel_of(workspace, EN, of)
    assert beside is not None and amid is not None and between is not None and steps is not None
    assert subjects(beside.lines[0].around) == [("Ours", 0), ("Ours", 5), ("Ours", 9)]
    assert len(amid.lines[0].around.bounds) == 5
    assert subjects(amid.lines[1].around) == [("Rival", 5)]
    assert subjects(between.slopes[0].around) == [
        ("Ours", 0), ("Ours", 5), ("Rival", 5), ("The county", 5),
    ]  # fmt: skip
    assert subjects(steps.funnels[0].around) == [("Ours", 5)]
    assert "a paper" in told(between, EN).source and "a paper" in told(steps, EN).source


def test_a_report_of_the_place_stands_in_its_market_only(workspace: Workspace) -> None:
    ours = workspace.save(Brand(name="Ours")).id
    for place in ("Milan", "Paris"):
        of = SurveySeries(name=place, place=place, audience="buyers", method="interview", sampling="quota")
        wave(workspace, workspace.save(of).id, 0, 400, SurveyResult(brand=ours, aided=60))
    _told(workspace, "The county", "Milan fashion scene", START)
    found = markets(workspace, EN, ours)
    assert found is not None
    assert [len(line.around.bounds) for line in found.lines] == [1, 0]


def test_the_funnel_tells_what_its_wave_follows(two: tuple[Workspace, int, int]) -> None:
    workspace, ours, of = two
    for days, what in ((-3, "before"), (30, "a shop"), (300, "later")):
        day = START + timedelta(days)
        workspace.save(Milestone(brand=ours, day=day, kind="shop", what=what))
        workspace.save(PressMention(brand=ours, day=day, outlet="Filo"))
    found = funnel_of(workspace, EN, of)
    assert found is not None and found.since == START
    assert [(mark.kind, mark.what) for mark in found.funnels[0].around.events] == [
        ("shop", "a shop"), ("press", "Filo"),
    ]  # fmt: skip
    day = EN.day(START + timedelta(30))
    assert f"From {EN.day(START)} to this wave: a shop ({day}). After is not because." in words(found)
    first = min(workspace.all("survey_wave"), key=lambda each: each.fielded_to).id
    alone = funnel_of(workspace, EN, of, wave=first)
    assert alone is not None and (alone.day - alone.since).days == 365


def test_the_note_of_a_funnel_explains_the_marks_that_are_there(two: tuple[Workspace, int, int]) -> None:
    workspace, ours, of = two

    def explained() -> tuple[bool, bool]:
        found = funnel_of(workspace, EN, of)
        assert found is not None
        words = EN.say(note(found))
        return "Tall tick" in words, f"what happened from {EN.day(START)} on" in words

    assert explained() == (False, False)
    workspace.save(Milestone(brand=ours, day=START + timedelta(9), kind="shop", what="a shop"))
    assert explained() == (False, True)
    workspace.save(Goal(brand=ours, measure="aided", series=of, target=Decimal(25), set_on=START, by=DUE))
    assert explained() == (True, True)


def test_many_looks_are_said(two: tuple[Workspace, int, int]) -> None:
    workspace, ours, _ = two
    told = "Of 20 comparisons one looks like more than chance by chance alone"
    for number in range(39):
        of = series(workspace, f"Market {number}")
        for part in range(2):
            wave(workspace, of, part, 400, SurveyResult(brand=ours, aided=60))
        if number == 10:
            assert f"{told}; these are 12." in words(markets(workspace, EN, ours))
    assert f"{told}: of these 40 about 2." in words(markets(workspace, EN, ours))


def test_every_picture_says_what_its_intervals_do_not_cover(two: tuple[Workspace, int, int]) -> None:
    workspace, ours, _ = two
    of = series(workspace, "Stand", "visitors")
    for number in range(2):
        wave(workspace, of, number, 60, SurveyResult(brand=ours, aided=30, considered=9))
    own = "Own visitors: counting error only. Small base: 60 people."
    made = (brands(workspace, EN, of), slope(workspace, EN, of), funnel_of(workspace, EN, of))
    for result in made:
        assert result is not None
        assert told(result, EN).note.startswith(own) and own in words(result)

    def beside() -> str:
        found = markets(workspace, EN, ours)
        assert found is not None
        return told(found, EN).note

    assert beside().startswith(f"Stand: {own}")
    for number in range(3):
        fair = series(workspace, f"Fair {number}", "convenience")
        wave(workspace, fair, 0, 400, SurveyResult(brand=ours, aided=60))
    few = "In 4 of 5 markets few were asked, or only own visitors or whoever was at hand."
    assert beside().startswith(few)


def test_brands_of_a_series_best_known_last(two: tuple[Workspace, int, int]) -> None:
    workspace, ours, of = two
    found = brands(workspace, EN, of)
    assert found is not None and [line.name for line in found.lines] == ["Ours", "Rival"]
    chosen = brands(workspace, EN, of, chosen=(ours,))
    assert chosen is not None and [line.name for line in chosen.lines] == ["Ours"]
    assert "50.0% (45.1–54.9%), one wave" in words(found)


def test_the_funnel_is_conditional_on_the_step_before(two: tuple[Workspace, int, int]) -> None:
    workspace, _, of = two
    found = funnel_of(workspace, EN, of)
    assert found is not None
    (ours,) = found.funnels
    assert [(step.step, step.people) for step in ours.steps] == [
        ("aided", 84), ("considered", 30), ("inquired", 12), ("bought", 6),
    ]  # fmt: skip
    assert ours.steps[1].rate == pytest.approx(30 / 84) and ours.steps[1].share == pytest.approx(30 / 400)
    assert table(found, EN).rows[-1][2:5] == ("6", "1.5%", "50.0%")


def test_a_funnel_that_widens_is_left_out_by_name(two: tuple[Workspace, int, int]) -> None:
    workspace, ours, _ = two
    of = series(workspace, "Paris")
    wave(workspace, of, 0, 90, SurveyResult(brand=ours, aided=8, inquired=2, bought=3))
    found = funnel_of(workspace, EN, of)
    assert found is not None and found.funnels == () and found.left_out == ("Ours",)
    assert "a later step holds more people: Ours" in words(found)


def test_a_funnel_in_which_nobody_is_left_has_no_rate(two: tuple[Workspace, int, int]) -> None:
    workspace, ours, _ = two
    of = series(workspace, "Paris")
    wave(workspace, of, 0, 90, SurveyResult(brand=ours, aided=0, considered=0))
    found = funnel_of(workspace, EN, of)
    assert found is not None and found.funnels[0].steps[1].rate is None
    assert "Small base: 90 people." in words(found)
    assert table(found, EN).rows[-1][-1] == "–"


def test_a_weighted_wave_rests_on_its_effective_size(two: tuple[Workspace, int, int]) -> None:
    workspace, ours, _ = two
    of = series(workspace, "Paris")
    rows = (SurveyResult(brand=ours, aided=80),)
    workspace.save(SurveyWave(series=of, fielded_to=START, asked=400, effective=Decimal(100), results=rows))
    found = funnel_of(workspace, EN, of)
    assert found is not None
    step = found.funnels[0].steps[0]
    assert step.people == 80 and step.low is not None and step.high is not None
    assert step.high - step.low > 0.14


def test_every_result_is_told_whole(two: tuple[Workspace, int, int]) -> None:
    workspace, ours, of = two
    for found in (
        recognition(workspace, EN), markets(workspace, EN, ours), brands(workspace, EN, of),
        slope(workspace, EN, of), funnel_of(workspace, EN, of),
    ):  # fmt: skip
        assert found is not None
        numbers = table(found, EN)
        assert numbers.rows and all(len(row) == len(numbers.heads) for row in numbers.rows)
        assert EN.say(title(found)) and EN.say(note(found)) and all(scope(found)) and words(found)


def test_no_series_no_wave_no_result(workspace: Workspace) -> None:
    empty = series(workspace, "Milan")
    assert brands(workspace, EN, 999) is None and funnel_of(workspace, EN, empty) is None
    assert slope(workspace, EN, empty) is None
    found = brands(workspace, EN, empty)
    assert found is not None and found.lines == ()
