"""Counts from a rounded percentage are said to be so wherever they are shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from passerella.figures import sentences, telling
from passerella.figures.course import course
from passerella.figures.recognition import brand_results, recognition
from passerella.records.brands import Brand
from passerella.records.percentages import Percentage
from passerella.records.surveys import SurveyResult, SurveySeries, SurveyWave
from passerella.store.workspace import Workspace
from passerella.texts.language import language

EN = language("en")


def test_the_wave_of_a_percentage_is_named(workspace: Workspace) -> None:
    brand = workspace.save(Brand(name="远绒")).id
    series = workspace.save(SurveySeries(name="S", audience="A", method="M")).id
    for day, basis in ((date(2025, 1, 1), "percentage"), (date(2025, 7, 1), "counts")):
        row = SurveyResult(brand=brand, aided=60, basis=basis)
        wave = workspace.save(SurveyWave(series=series, fielded_to=day, asked=400, results=(row,)))
        assert brand_results(workspace, wave)[0].rounded is (basis == "percentage")
    result = recognition(workspace, EN)
    assert result is not None
    note = sentences.rounded_note(result)
    assert note is not None and EN.say(note) == "From a rounded %: the wave of 1 Jan 2025."
    for shown in (result, course(result)):
        told = telling.told(shown, EN)
        card = " ".join((told.title, *told.said, told.note, told.source))
        assert card.lower().count("rounded") == 1 and told.note.endswith(EN.say(note))


@pytest.mark.parametrize(
    ("percent", "decimals", "asked", "said"),
    [
        ("15", 0, 400, "15%: 60 of 400; 58 to 62 fit"),
        ("15.0", 1, 400, "15.0%: 60 of 400"),
        ("33.3", 1, 10, "33.3%: 3 of 10 is nearest; no count makes it."),
    ],
)
def test_which_counts_fit_a_percentage(percent: str, decimals: int, asked: int, said: str) -> None:
    assert EN.say(sentences.fitting(Percentage(Decimal(percent), decimals), asked, EN)) == said
