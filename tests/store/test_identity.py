"""The same thing is recorded once, even where some of what tells it apart is empty."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from passerella.records.brands import Brand
from passerella.records.core import kinds
from passerella.records.goals import Goal
from passerella.records.prices import Price
from passerella.records.shows import Appearance, Show
from passerella.records.standing import Honour, Milestone, Partnership, PressMention, ReportedFact
from passerella.records.surveys import SurveyResult, SurveySeries, SurveyWave
from passerella.records.trade import ExchangeRate, Product
from passerella.store.errors import Refused
from passerella.store.workspace import Workspace
from passerella.texts.language import language

DAY = date(2026, 3, 5)
LATER = date(2026, 12, 31)
SAME: list[tuple[Callable[..., Any], dict[str, object]]] = [
    (lambda **more: Goal(brand=1, measure="press", target=Decimal(9), set_on=DAY, by=LATER, **more),
     {"market": "IT"}),
    (lambda **more: Price(product=1, currency="EUR", unit_price=Decimal(80), valid_from=DAY, **more),
     {"market": "IT"}),
    (lambda **more: ReportedFact(subject="S", measure="aim", comparator="yes", stated_by="X", **more),
     {"place": "Milan"}),
    (lambda **more: Appearance(show=1, season="2026SS", starts_on=DAY, **more), {"brand": 1}),
    (lambda **more: SurveyWave(series=1, asked=400, results=(SurveyResult(brand=1, aided=9),),
                               **{"fielded_to": DAY, **more}),
     {"fielded_to": LATER}),
    (lambda **more: ExchangeRate(currency="EUR", into="CNY", day=DAY, rate=Decimal(8), **more),
     {"kind": "bank"}),
    (lambda **more: PressMention(brand=1, outlet="Filo", day=DAY, **more), {"headline": "Cashmere"}),
    (lambda **more: Milestone(what="Shop", day=DAY, **more), {"country": "IT"}),
    (lambda **more: Partnership(partner="P", stage="spinning", **more), {"since": DAY}),
    (lambda **more: Honour(title="T", **more), {"day": DAY}),
]  # fmt: skip


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """A workspace with one of each thing that the records below refer to."""
    workspace.save(Brand(name="远绒"))
    workspace.save(Show(name="米兰时装周"))
    workspace.save(Product(sku="P1"))
    workspace.save(SurveySeries(name="S", audience="all", method="street"))
    return workspace


@pytest.mark.parametrize(("make", "different"), SAME)
def test_the_same_is_refused_and_what_differs_is_taken(
    filled: Workspace, make: Callable[..., Any], different: dict[str, object]
) -> None:
    filled.save(make())
    with pytest.raises(Refused):
        filled.save(make())
    assert filled.save(make(**different)).id


@pytest.mark.parametrize(("make", "different"), SAME)
def test_a_record_may_be_saved_over_itself(
    filled: Workspace, make: Callable[..., Any], different: dict[str, object]
) -> None:
    saved = filled.save(make())
    assert filled.save(saved).id == saved.id
    assert [each for each in filled.problems(saved) if not each.notice] == []


def test_the_one_that_stands_already_is_named_in_the_reader_s_language(filled: Workspace) -> None:
    filled.save(Goal(brand=1, measure="press", target=Decimal(9), set_on=DAY, by=LATER))
    again = filled.problems(Goal(brand=1, measure="press", target=Decimal(7), set_on=DAY, by=LATER))
    assert [each.field for each in again] == ["by"]
    assert language("en").say(again[0].label) == "Already recorded as 远绒 Press mentions."


def test_the_file_itself_holds_empty_to_equal_empty(filled: Workspace) -> None:
    filled.save(Appearance(show=1, season="2026SS", starts_on=DAY))
    path = filled.path
    filled.close()
    db = sqlite3.connect(path)
    columns = "created_in, changed_in, sort_key, search_text, show, season, starts_on"
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(
            f"INSERT INTO appearance (uid, {columns}) SELECT randomblob(16), {columns} FROM appearance"
        )
    db.close()


def test_every_kind_that_files_bring_in_again_can_tell_its_records_apart() -> None:
    assert {name for name, kind in kinds().items() if not kind.unique} == {"sheet_text"}
