"""A renamed record takes its place in every list that is sorted by its name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from passerella.records.brands import Brand
from passerella.records.goals import Goal
from passerella.records.shows import Appearance, Show
from passerella.store.workspace import Query, Workspace

DAY = date(2026, 3, 5)


@pytest.fixture
def two(workspace: Workspace) -> Workspace:
    """Two shows with an appearance each, the first by name first."""
    for name in ("阿尔法展", "贝塔展"):
        show = workspace.save(Show(name=name)).id
        workspace.save(Appearance(show=show, season="2026SS", starts_on=DAY))
    return workspace


def shows_in_order(workspace: Workspace) -> list[int]:
    order = workspace.read.execute("SELECT show FROM appearance ORDER BY sort_key")
    return [row[0] for row in order]


def test_a_new_name_moves_what_is_titled_by_it(two: Workspace) -> None:
    assert shows_in_order(two) == [1, 2]
    two.save(replace(two.get("show", 1), name="中国展"))  # type: ignore[type-var]
    assert shows_in_order(two) == [2, 1]
    two.undo()
    assert shows_in_order(two) == [1, 2]
    two.redo()
    assert shows_in_order(two) == [2, 1]


def test_a_change_of_something_else_moves_nothing(two: Workspace) -> None:
    before = two.read.execute("SELECT id, sort_key, changed_in FROM appearance").fetchall()
    two.save(replace(two.get("show", 1), city="米兰"))  # type: ignore[type-var]
    after = two.read.execute("SELECT id, sort_key, changed_in FROM appearance").fetchall()
    assert list(map(tuple, after)) == list(map(tuple, before))


def test_a_new_name_is_no_change_of_what_is_titled_by_it(two: Workspace) -> None:
    before = two.read.execute("SELECT changed_in FROM appearance WHERE id = 1").fetchone()[0]
    two.save(replace(two.get("show", 1), name="中国展"))  # type: ignore[type-var]
    assert two.read.execute("SELECT changed_in FROM appearance WHERE id = 1").fetchone()[0] == before


def test_goals_follow_their_brand(workspace: Workspace) -> None:
    for name in "AB":
        brand = workspace.save(Brand(name=name)).id
        workspace.save(Goal(brand=brand, measure="press", target=Decimal(3), set_on=DAY, by=date(2027, 1, 1)))
    workspace.save(replace(workspace.get("brand", 1), name="C"))  # type: ignore[type-var]
    keys = workspace.read.execute("SELECT brand FROM goal ORDER BY sort_key")
    assert [row[0] for row in keys] == [2, 1]
    assert [each.brand for each in workspace.all("goal", Query(search="C"))] == [1]
