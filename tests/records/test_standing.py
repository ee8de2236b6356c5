"""Goals, press, partnerships and honours: what they refuse."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from passerella.records.brands import Brand
from passerella.records.core import own_problems
from passerella.records.everything import kinds
from passerella.records.goals import MEASURES, Goal
from passerella.records.kinds import Reference
from passerella.records.standing import Honour, Milestone, Partnership, PressMention
from passerella.store.workspace import Query, Workspace
from passerella.texts.language import language

DAY = date(2026, 3, 5)


def errors(workspace: Workspace, record: Any) -> list[str]:
    return [each.field for each in own_problems(record, workspace.lookup()) if not each.notice]


def goal(measure: str, target: str, **more: Any) -> Goal:
    return Goal(brand=1, measure=measure, target=Decimal(target), set_on=date(2026, 1, 1), by=DAY, **more)


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_can_be_a_goal(workspace: Workspace, measure: str) -> None:
    series = 1 if "aided" in measure or measure == "first_named" else None
    assert errors(workspace, goal(measure, "12", series=series, baseline=Decimal(3))) == []


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        (goal("own_brand_share", "100.5"), ["target"]),
        (goal("own_brand_share", "40", baseline=Decimal(101)), ["baseline"]),
        (goal("aided", "101", series=1), ["target"]),
        (goal("unaided", "10"), ["series"]),
        (goal("press", "2.5"), ["target"]),
        (goal("export_value", "2.5", series=1), ["series"]),
        (goal("honours", "2", product=1), ["product"]),
        (goal("export_value", "2", unit="kg"), ["unit"]),
    ],
)
def test_a_goal_fits_its_measure(workspace: Workspace, wrong: Goal, fields: list[str]) -> None:
    assert errors(workspace, wrong) == fields


def test_kinds_are_declared_after_those_they_refer_to() -> None:
    declared: set[str] = set()
    for name, kind in kinds().items():
        declared.add(name)
        inner = kind.lines.kind.fields if kind.lines else ()
        named = {each.kind.kind for each in (*kind.fields, *inner) if isinstance(each.kind, Reference)}
        assert named <= declared, name


def test_a_partnership_does_not_end_before_it_begins(workspace: Workspace) -> None:
    early = Partnership(partner="P", stage="spinning", since=DAY, until=date(2026, 3, 4))
    assert errors(workspace, early) == ["until"]
    assert errors(workspace, Partnership(partner="P", stage="spinning", until=DAY)) == []


def test_what_a_brand_is_known_for_is_kept_and_found(workspace: Workspace) -> None:
    brand = workspace.save(Brand(name="远绒")).id
    workspace.save(PressMention(brand=brand, outlet="Filo e Moda", day=DAY, headline="云上羊绒"))
    workspace.save(Milestone(what="米兰快闪店", kind="shop", day=DAY, country="IT"))
    workspace.save(Partnership(partner="Tintoria Alba", stage="dyeing"))
    workspace.save(Honour(title="省级消费名品", level="provincial", issuer="省厅"))
    chinese = language("zh")
    for kind, search, title in (
        ("press_mention", "ysyr", "Filo e Moda 云上羊绒"),
        ("press_mention", "远绒", "Filo e Moda 云上羊绒"),
        ("milestone", "米兰", "米兰快闪店"),
        ("partnership", "alba", "Tintoria Alba"),
        ("honour", "省厅", "省级消费名品"),
    ):
        only = workspace.all(kind, Query(search=search))
        assert [workspace.title(each, chinese) for each in only] == [title]
