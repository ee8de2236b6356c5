"""One row a person becomes counts; what cannot be is named by row and column."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from passerella.exchange.answers import (
    AnswerTable,
    Counted,
    count_answers,
    entry_header,
    read_answers,
    said,
    write_entry_sheet,
)
from passerella.figures.questionnaire import asked_brands
from passerella.records.brands import Brand
from passerella.records.surveys import SurveySeries
from passerella.store.workspace import Workspace
from passerella.texts.language import CODES, language


@pytest.fixture(autouse=True)
def brands(workspace: Workspace) -> dict[str, int]:
    made = [
        Brand(name="远绒", name_en="Yuanrong", name_it="Yuanrong"),
        Brand(name="远绒之家", name_en="Yuanrong Home", kind="competitor"),
    ]
    return {each.name_en: workspace.save(each).id for each in made}


def count(workspace: Workspace, text: str, **more: str) -> Counted:
    header, *rows = [line.split(",") for line in text.splitlines()]
    table = AnswerTable(tuple(header), tuple((at, tuple(row)) for at, row in enumerate(rows, 2)))
    return count_answers(workspace, table, code="en", **more)


def reasons(found: Counted) -> list[str]:
    return [language("en").say(each.said) for each in found.problems]


@pytest.mark.parametrize(
    ("yes", "no"),
    [("1", "0"), ("yes", "no"), ("sì", "no"), ("是", "否"), ("√", ""), ("x", ""), ("TRUE", "0")],
)
def test_every_way_of_saying_yes_counts(workspace: Workspace, yes: str, no: str) -> None:
    found = count(workspace, f"no,Yuanrong\n1,{yes}\n2,{no}\n3,{no}\n4,{yes}")
    assert (found.problems, found.asked, found.left_out) == ([], 4, 0)
    assert found.results[0].aided == 2


def test_the_longest_name_of_a_brand_is_meant(workspace: Workspace, brands: dict[str, int]) -> None:
    found = count(
        workspace, "Yuanrong Home unaided,Yuanrong Home,yuanrong: Bought,Yuanrong\n0,1,0,1\n1,1,1,1"
    )
    home, own = found.results
    assert (home.brand, home.unaided, home.aided) == (brands["Yuanrong Home"], 1, 2)
    assert (own.brand, own.aided, own.bought) == (brands["Yuanrong"], 2, 1)


def test_who_names_a_brand_unprompted_knows_it(workspace: Workspace) -> None:
    found = count(workspace, "远绒 unaided,远绒\n1,0\n1,\n0,1\n0,0")
    assert (found.results[0].unaided, found.results[0].aided) == (2, 3)


def test_where_names_are_shown_to_the_others_only_those_are_added(workspace: Workspace) -> None:
    found = count(workspace, "远绒 unaided,远绒\n1,\n0,1\n0,1\n0,0", shown_to="not_named")
    row = found.results[0]
    assert (row.unaided, row.recognised, row.aided, row.total) == (1, 2, None, 3)


def test_a_person_without_an_answer_is_left_out_and_said(workspace: Workspace) -> None:
    found = count(workspace, "no,Yuanrong,Yuanrong Home\n1,1,0\n2,,1\n3,0,1\n4,,")
    assert (found.asked, found.left_out) == (2, 2)
    names = {each.brand: "?" for each in found.results}
    assert next(said(found, names, language("en"))) == "2 people counted, 2 left out for want of an answer"


def test_steps_after_knowing_may_stay_empty_for_who_does_not_know(workspace: Workspace) -> None:
    found = count(workspace, "Yuanrong,Yuanrong bought\n1,1\n0,\n1,0\n0,")
    assert (found.asked, found.results[0].bought) == (4, 1)


def test_weights_make_weighted_counts_and_an_effective_size(workspace: Workspace) -> None:
    found = count(workspace, "Yuanrong,Weight\n1,3\n0,1\n0,1\n0,1")
    assert (found.asked, found.results[0].aided, found.effective) == (4, 2, Decimal("3.0"))


def test_few_weighted_people_are_rounded_half_up_and_how_far_is_said(workspace: Workspace) -> None:
    found = count(workspace, "Yuanrong,Weight\n1,5\n0,1\n0,1\n0,2\n0,1")
    (row,) = found.results
    assert row.aided == 3, "half of five people"
    told = " ".join(said(found, {row.brand: "Yuanrong"}, language("en")))
    assert "counts are whole people: weighted shares move by up to 10.0 points" in told


@pytest.mark.parametrize(
    "text",
    [
        "N°,Yuanrong · citée spontanément,Yuanrong · connue une fois montrée,Poids\n1,oui,oui,1\n2,non,oui,1",
        "№,Yuanrong · названа без подсказки,Yuanrong · известна при показе,Вес\n1,да,да,1\n2,нет,да,1",
        "番号,远绒 自分から挙げた,远绒 見せたら知っていた\n1,はい,はい\n2,いいえ,はい",
        "编号,远绒 提示前,远绒 提示后\n1,是,是\n2,否,是",
        "编号,远绒 提示前认知度,远绒 提示后认知度\n1,是,是\n2,否,是",
    ],
)
def test_headings_may_be_those_of_a_questionnaire_in_any_language_or_of_a_figure(
    workspace: Workspace, text: str
) -> None:
    (row,) = count(workspace, text).results
    assert (row.unaided, row.aided) == (1, 2)


def test_how_far_shares_move_is_said_as_soon_as_one_decimal_shows_it(workspace: Workspace) -> None:
    answers = "\n".join(f"{int(n < 40)},{1 + n % 7 / 5}" for n in range(200))
    found = count(workspace, f"Yuanrong,Weight\n{answers}")
    told = " ".join(said(found, {found.results[0].brand: "Yuanrong"}, language("en")))
    assert "weighted shares move by up to 0.2 points" in told


def test_what_is_wrong_is_told_row_by_row(workspace: Workspace) -> None:
    found = count(workspace, "Yuanrong,Weight\n1,0\nperhaps,-1\n0,x")
    assert [each.row for each in found.problems] == [2, 3, 3, 4]


def test_equal_weights_change_nothing(workspace: Workspace) -> None:
    found = count(workspace, "Yuanrong,权重\n1,2\n0,2")
    assert (found.effective, found.results[0].aided) == (None, 1)


@pytest.mark.parametrize("weight", ["0", "-1", ""])
def test_a_weight_that_is_not_above_0_is_refused(workspace: Workspace, weight: str) -> None:
    found = count(workspace, f"Yuanrong,Weight\n1,1\n0,{weight}")
    assert reasons(found) == ["row 3, column Weight: A weight must be above 0."]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Yuanrong\n1\nmaybe", "row 3, column Yuanrong: Neither yes nor no."),
        ("Yuanrong\n×\n1", "row 2, column Yuanrong: Neither yes nor no."),
        ("Yuanrong,Nobody\n1,1", "row 1, column Nobody: No such column here."),
        ("Yuanrong,远绒\n1,1", "row 1, column 远绒: This column stands here twice."),
        ("no\n1", "row 1, column no: No column is called like a brand."),
        ("Yuanrong unaided\n1", "row 1, column Yuanrong unaided: A column is missing"),
        ("Yuanrong,Yuanrong bought\n0,1\n1,0", "row 2, column Yuanrong bought: This person does not know"),
        (
            "Yuanrong first_named,Yuanrong unaided,Yuanrong\n1,0,1\n0,1,1",
            "row 2, column Yuanrong first_named: Named first, but not unaided.",
        ),
        (
            "Yuanrong,Yuanrong named first,Yuanrong Home,Yuanrong Home named first\n1,1,1,1",
            "row 2, column Yuanrong Home named first: Only one brand is named first.",
        ),
        ("Yuanrong,Yuanrong Home\n,0\n0,", "row 1, column Yuanrong: There is no row with an answer"),
    ],
)
def test_what_cannot_be_is_named_by_row_and_column(workspace: Workspace, text: str, why: str) -> None:
    found = count(workspace, text)
    assert len(found.problems) == 1 and reasons(found)[0].startswith(why)
    assert found.results == ()


@pytest.mark.parametrize("code", CODES)
def test_the_entry_sheet_is_understood_as_it_is(workspace: Workspace, tmp_path: Path, code: str) -> None:
    series = workspace.save(SurveySeries(name="S", audience="A", method="M")).id
    asked = asked_brands(workspace, series)
    assert [len(each.steps) for each in asked] == [6, 2]
    write_entry_sheet(tmp_path / "in.xlsx", asked, language(code))
    table = read_answers(tmp_path / "in.xlsx")
    assert list(table.header) == entry_header(asked, language(code))
    row = (1, *[1.0] * 8, None)
    filled = AnswerTable(table.header, ((2, row),))
    found = count_answers(workspace, filled, code=code)
    assert reasons(found) == [] and found.asked == 1
    assert [each.aided for each in found.results] == [1, 1]
