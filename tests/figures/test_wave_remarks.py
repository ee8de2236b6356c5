"""What has to be known of waves beside their figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from passerella.figures.recognition import recognition
from passerella.figures.wave_remarks import wave_remarks
from passerella.records.brands import Brand
from passerella.records.surveys import SurveyResult, SurveySeries, SurveyWave
from passerella.store.workspace import Workspace
from passerella.texts.language import language

EN = language("en")


def said(workspace: Workspace, waves: list[dict[str, Any]], **series: Any) -> list[str]:
    brand = workspace.save(Brand(name="Y")).id
    kept = workspace.save(SurveySeries(name="S", audience="buyers", method="by phone", **series))
    for each in waves:
        workspace.save(
            SurveyWave(series=kept.id, asked=400, results=(SurveyResult(brand=brand, aided=60),), **each)
        )
    result = recognition(workspace, EN, series=kept.id, brand=brand)
    assert result is not None
    return [EN.say(each) for each in wave_remarks(result)]


def test_a_quota_sample_says_who_was_asked_and_how(workspace: Workspace) -> None:
    assert said(workspace, [{"fielded_to": date(2025, 1, 1)}]) == ["Quota sample: buyers, by phone."]


def test_a_known_population_corrects_random_samples_only(workspace: Workspace) -> None:
    waves = [{"fielded_to": date(2025, 1, 1)}]
    assert said(workspace, waves, sampling="random", population=2100)[1:] == [
        "Intervals are corrected for random samples from 2,100 people in all."
    ]


def test_a_sample_of_convenience_and_a_weighted_wave_are_named(workspace: Workspace) -> None:
    waves = [{"fielded_to": date(2025, 1, 1), "effective": Decimal("210.5")}]
    assert said(workspace, waves, sampling="convenience")[1:] == [
        "Convenience sample: counting error only.",
        "The wave of 1 Jan 2025 is weighted: its counts are rounded to whole people, its interval rests on "
        "the effective sample size, 210.5.",
    ]


def test_waves_whose_fieldwork_overlaps_are_named(workspace: Workspace) -> None:
    waves = [
        {"fielded_from": date(2025, month, 1), "fielded_to": date(2025, month, last)}
        for month, last in ((1, 31), (3, 10), (3, 20))
    ]
    assert said(workspace, waves)[1:] == [
        "Fieldwork of the wave of 20 Mar 2025 overlaps the one before: people may have been asked twice."
    ]


def test_of_many_waves_the_number_and_the_last_are_named(workspace: Workspace) -> None:
    waves = [{"fielded_to": date(2025, month, 1), "effective": Decimal(200)} for month in range(1, 13)]
    assert said(workspace, waves)[1:] == [
        "12 waves are weighted: their counts are rounded to whole people, intervals rest on the effective "
        "sample size, in the last (1 Dec 2025) 200.0."
    ]


def test_few_people_are_said_whoever_they_were(workspace: Workspace) -> None:
    for number, (sampling, people) in enumerate((("quota", 60), ("convenience", 70), ("visitors", 80))):
        brand = workspace.save(Brand(name=f"B{number}")).id
        kept = workspace.save(
            SurveySeries(name=f"S{number}", audience="buyers", method="phone", sampling=sampling)
        )
        row = SurveyResult(brand=brand, aided=6)
        workspace.save(SurveyWave(series=kept.id, fielded_to=date(2025, 1, 1), asked=people, results=(row,)))
        result = recognition(workspace, EN, series=kept.id, brand=brand)
        assert result is not None
        assert f"Small base: {people} people." in " ".join(EN.say(each) for each in wave_remarks(result))


def test_weighted_answers_are_judged_by_what_they_are_worth(workspace: Workspace) -> None:
    small = "Small base: 400 people, weighted, are worth 61.3."
    assert small in said(workspace, [{"fielded_to": date(2025, 1, 1), "effective": Decimal("61.3")}])
