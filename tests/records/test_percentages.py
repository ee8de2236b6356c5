"""A count given as a percentage is the nearest count of the people asked, and says so."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from passerella.records.brands import Brand
from passerella.records.kinds import Typing
from passerella.records.percentages import People, Percentage
from passerella.records.surveys import SurveyResult, SurveySeries, SurveyWave
from passerella.store.errors import Refused
from passerella.store.workspace import Workspace
from passerella.texts.label import Wrong
from passerella.texts.language import CODES, language

DAY = date(2026, 3, 5)


def read(text: str, code: str = "en") -> Any:
    return People().read(text, Typing(code, DAY))


@pytest.fixture
def wave(workspace: Workspace) -> dict[str, Any]:
    brand = workspace.save(Brand(name="远绒")).id
    series = workspace.save(SurveySeries(name="S", audience="A", method="M")).id
    return {"series": series, "fielded_to": DAY, "asked": 400, "brand": brand}


def saved(workspace: Workspace, wave: dict[str, Any], **counts: Any) -> SurveyResult:
    values = {name: value for name, value in wave.items() if name != "brand"}
    row = SurveyResult(brand=wave["brand"], **counts)
    made: SurveyWave = workspace.save(SurveyWave(**values, results=(row,)))
    return made.results[0]


@pytest.mark.parametrize(
    ("text", "code", "percent", "decimals"),
    [
        ("15%", "en", "15", 0),
        ("15.3 %", "zh", "15.3", 1),
        ("15,3%", "it", "15.3", 1),
        ("１５％", "zh", "15", 0),
        ("0%", "en", "0", 0),
        ("100.0%", "en", "100.0", 1),
    ],
)
def test_a_percentage_is_read_with_its_decimals(text: str, code: str, percent: str, decimals: int) -> None:
    assert read(text, code) == Percentage(Decimal(percent), decimals)


@pytest.mark.parametrize("text", ["100.1%", "-1%", "%", "a%"])
def test_what_is_no_percentage_is_refused(text: str) -> None:
    with pytest.raises(Wrong):
        read(text)


def test_a_number_without_the_sign_is_a_count() -> None:
    assert read("15") == 15 and read("") is None


@pytest.mark.parametrize("code", CODES)
def test_a_shown_percentage_reads_back_as_itself(code: str) -> None:
    given = Percentage(Decimal("15.30"), 2)
    assert read(People().show(given, language(code)), code) == given


def test_it_becomes_the_nearest_count_and_the_wave_says_so(
    workspace: Workspace, wave: dict[str, Any]
) -> None:
    row = saved(workspace, wave, aided=read("15%"), unaided=read("5.1%"))
    assert (row.aided, row.unaided, row.known, row.basis) == (60, 20, 60, "percentage")
    assert workspace.all("survey_wave")[0].results[0].aided == 60


def test_halves_go_up() -> None:
    assert Percentage(Decimal("12.5"), 1).of(20) == 3


def test_counts_stay_counts(workspace: Workspace, wave: dict[str, Any]) -> None:
    assert saved(workspace, wave, aided=60).basis == "counts"


def test_percentages_are_held_to_the_rules_of_counts(workspace: Workspace, wave: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        saved(workspace, wave, aided=read("15%"), unaided=read("20%"))
    assert [each.field for each in refused.value.problems] == ["results.1.unaided"]


def test_without_people_asked_it_is_no_count(workspace: Workspace, wave: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        saved(workspace, {**wave, "asked": 0}, aided=read("15%"))
    assert [each.field for each in refused.value.problems] == ["asked"]
