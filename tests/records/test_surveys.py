"""What a survey refuses and flags, and the one total that everything counts with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerella.records.brands import Brand
from passerella.records.core import Problem
from passerella.records.surveys import SurveyResult, SurveySeries, SurveyWave
from passerella.store.errors import Refused
from passerella.store.workspace import Workspace

DAY = date(2026, 3, 5)
few = st.none() | st.integers(0, 6)


class OneSeries:
    """A lookup that knows one series."""

    home = "CNY"

    def __init__(self, **more: Any) -> None:
        self.series = SurveySeries(name="S", audience="all", method="street", **more)

    def get(self, kind: str, id: int) -> SurveySeries:
        return self.series

    def latest(self, kind: str, on: str, upto: date, **equal: object) -> None:
        return None

    def others(self, kind: str, but: int, **equal: object) -> list[Any]:
        return []


def wave(asked: int = 400, *, effective: str = "", **counts: int | None) -> SurveyWave:
    row = SurveyResult(brand=1, **counts)
    size = Decimal(effective) if effective else None
    return SurveyWave(series=1, fielded_to=DAY, asked=asked, effective=size, results=(row,))


def found(record: SurveyWave, **series: Any) -> list[Problem]:
    return list(record.problems(OneSeries(**series)))


def errors(record: SurveyWave, **series: Any) -> list[str]:
    return [each.field for each in found(record, **series) if not each.notice]


@given(asked=st.integers(1, 6), aided=few, unaided=few, recognised=few, first_named=few)
def test_the_total_is_given_in_one_of_two_ways_and_the_counts_are_in_order(
    asked: int, aided: int | None, unaided: int | None, recognised: int | None, first_named: int | None
) -> None:
    sum = None if unaided is None or recognised is None else unaided + recognised
    total = sum if aided is None else aided
    chain = [each for each in (0, first_named, unaided, total, asked) if each is not None]
    holds = (
        total is not None
        and chain == sorted(chain)
        and (sum is None or aided in (None, sum))
        and (recognised or 0) <= total
    )
    record = wave(asked, aided=aided, unaided=unaided, recognised=recognised, first_named=first_named)
    assert (not errors(record)) == holds


def test_the_total_is_kept_whichever_way_it_was_given(workspace: Workspace) -> None:
    first, second = (workspace.save(Brand(name=name)).id for name in "AB")
    series = workspace.save(SurveySeries(name="S", audience="all", method="street")).id
    rows = (
        SurveyResult(brand=first, aided=84),
        SurveyResult(brand=second, unaided=37, recognised=47),
    )
    saved = workspace.save(SurveyWave(series=series, fielded_to=DAY, asked=400, results=rows))
    kept = workspace.get("survey_wave", saved.id)
    assert kept is not None
    assert [(row.known, row.count("aided"), row.count("unaided")) for row in kept.results] == [
        (84, 84, None),
        (84, 84, 37),
    ]


def test_what_does_not_agree_is_named_where_it_was_typed() -> None:
    assert errors(wave(aided=80, unaided=37, recognised=47)) == ["results.1.recognised"]
    assert errors(wave(unaided=37)) == ["results.1.aided"]
    assert errors(wave(80, unaided=37, recognised=47)) == ["results.1.recognised"]


def test_no_step_of_the_funnel_is_above_all_who_know_the_brand() -> None:
    assert errors(wave(aided=60, considered=61, inquired=62, bought=63)) == [
        "results.1.considered",
        "results.1.inquired",
        "results.1.bought",
    ]


def test_a_step_above_the_one_before_is_flagged_only() -> None:
    flagged = found(wave(aided=60, considered=20, inquired=25, bought=25))
    assert [(each.field, each.notice) for each in flagged] == [("results.1.inquired", True)]


@pytest.mark.parametrize(("size", "wrong"), [("400", []), ("312.5", []), ("400.1", ["effective"])])
def test_weighting_never_makes_more_of_a_sample(size: str, wrong: list[str]) -> None:
    assert errors(wave(aided=60, effective=size)) == wrong


@pytest.mark.parametrize(
    ("sampling", "population", "wrong"),
    [("random", 399, ["asked"]), ("random", 400, []), ("random", None, []), ("quota", 399, [])],
)
def test_a_random_sample_fits_into_its_audience(
    sampling: str, population: int | None, wrong: list[str]
) -> None:
    assert errors(wave(aided=60), sampling=sampling, population=population) == wrong


def test_an_audience_is_not_made_smaller_than_its_random_samples(workspace: Workspace) -> None:
    workspace.save(Brand(name="A"))
    series = workspace.save(SurveySeries(name="S", audience="all", method="street", sampling="random"))
    workspace.save(wave(aided=60))
    small = SurveySeries(
        id=series.id, name="S", audience="all", method="street", sampling="random", population=399
    )
    with pytest.raises(Refused) as refused:
        workspace.save(small)
    assert [each.field for each in refused.value.problems] == ["population"]
