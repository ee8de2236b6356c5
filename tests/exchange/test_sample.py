"""The sample workspace: grown from the seed files alone, and plausible."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from passerella.exchange.sample import make_sample
from passerella.figures.course import course
from passerella.figures.recognition import recognition
from passerella.figures.scoreboard import scoreboard
from passerella.records.everything import kinds
from passerella.records.goals import MEASURES
from passerella.records.surveys import SMALL_BASE
from passerella.sheets.catalogue import sheet
from passerella.store.workspace import Query, Workspace
from passerella.texts import places
from passerella.texts.language import language
from passerella.ui.pages.overview_figures import overview

SEEDS = places.seeds()


def rows(name: str) -> list[dict[str, str]]:
    with (SEEDS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_row(fact: Any) -> dict[str, str]:
    """A fact as its row in the file."""
    row = {name: str(getattr(fact, name) or "") for name in rows("facts.csv")[0]}
    return row | {"value": "" if fact.value is None else f"{fact.value.normalize():f}"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    path = tmp_path_factory.mktemp("sample") / "sample.passerella"
    make_sample(path)
    with Workspace(path, writing=False) as workspace:
        yield workspace


@pytest.fixture
def grown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str, str], Workspace]]:
    """Makes a sample from a copy of the seeds in which a piece of one file was replaced."""
    opened: list[Workspace] = []

    def make(name: str, old: str, new: str) -> Workspace:
        seeds = tmp_path / "seeds"
        shutil.copytree(SEEDS, seeds)
        text = (seeds / name).read_text(encoding="utf-8")
        assert old in text
        (seeds / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        monkeypatch.setattr(places, "seeds", lambda: seeds)
        make_sample(tmp_path / "changed.passerella")
        opened.append(Workspace(tmp_path / "changed.passerella", writing=False))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


def test_every_row_becomes_one_fact(sample: Workspace) -> None:
    published, invented = rows("facts.csv"), rows("sample/facts.csv")
    assert len(published) == 18
    expected = [{name: each.get(name, "") for name in published[0]} for each in (*published, *invented)]
    found = [as_row(each) for each in sample.all("reported_fact")]
    assert sorted(map(repr, found)) == sorted(map(repr, expected))


def test_bounds_keep_their_comparators(sample: Workspace) -> None:
    found = sample.all("reported_fact", Query(equal=(("measure", "recognition"),)))
    bounds = {(each.comparator, each.value, each.as_of.isoformat()) for each in found}
    published = {("<", Decimal(1), "2022-12-31"), (">", Decimal(20), "2025-06-08")}
    assert bounds == {*published, ("<", Decimal(2), "2022-12-31")}


def test_what_is_invented_of_recognition_says_so_and_bounds_a_course(sample: Workspace) -> None:
    (row,) = rows("sample/facts.csv")
    assert "虚构" in row["stated_by"] and "示例" in row["said"]
    paris = sample.all("survey_series", Query(equal=(("country", "FR"),)))[0]
    known = recognition(sample, language("zh"), series=paris.id)
    assert known is not None
    lines = course(known).lines
    assert {line.bounded for line in lines if line.curve} == {True, False}


def test_what_was_reported_of_one_series_audience_stands_beside_no_other(sample: Workspace) -> None:
    zh = language("zh")
    main, found = recognition(sample, zh), scoreboard(sample, zh, date(2025, 10, 31))
    assert main is not None and found is not None
    assert {bound.subject for bound in main.around.bounds} == {"清河羊绒"}
    assert [fact.figure for fact in found.rows[0].reported] == ["<1% → >20%"]


def test_a_reported_fall_is_no_level(sample: Workspace) -> None:
    changes = {each.measure: each.value for each in sample.all("reported_fact")}
    assert (changes["cost"], changes["efficiency"], changes["loan_growth"]) == (-15, 46, Decimal("16.3"))


def test_is_marked_as_sample_and_sound(sample: Workspace) -> None:
    assert sample.sample
    assert sample.all("enterprise")[0].name == "远绒羊绒（虚构企业）"
    assert sample.check() == []


def test_its_day_stands_still_and_any_other_workspaces_is_the_clocks(
    sample: Workspace, tmp_path: Path
) -> None:
    clock = date(2031, 1, 1)
    assert sample.today(clock) == date(2025, 10, 31)
    with Workspace.create(tmp_path / "own.passerella", "Yuanrong") as own:
        assert not own.sample and own.today(clock) == clock


@pytest.mark.parametrize(
    "kind",
    [
        "order",
        "price",
        "survey_wave",
        "appearance",
        "goal",
        "milestone",
        "press_mention",
        "partnership",
        "honour",
        "reported_fact",
        "product",
        "buyer",
        "exchange_rate",
    ],
)
def test_no_record_has_an_error(sample: Workspace, kind: str) -> None:
    found = sample.all(kind)
    assert found
    assert [each for record in found for each in sample.problems(record) if not each.notice] == []


def test_recognition_is_the_pictured_one(sample: Workspace) -> None:
    own = sample.all("brand", Query(equal=(("name", "远绒"),)))[0].id
    waves = _waves(sample, "IT")
    counts = [(row.aided, wave.asked) for wave in waves for row in wave.results if row.brand == own]
    assert counts == [(3, 400), (22, 400), (38, 400), (60, 400), (84, 400)]
    for wave in waves:
        assert len(wave.results) == 3
        for row in wave.results:
            assert row.aided >= row.unaided >= row.first_named
            assert row.aided >= row.considered >= row.inquired >= row.bought


def _waves(sample: Workspace, country: str) -> list[Any]:
    series = sample.all("survey_series", Query(equal=(("country", country),)))[0].id
    return sample.all("survey_wave", Query(sort="fielded_to", equal=(("series", series),)))


def test_paris_is_asked_in_another_way(sample: Workspace) -> None:
    own = sample.all("brand", Query(equal=(("name", "远绒"),)))[0].id
    waves = _waves(sample, "FR")
    rows = [row for wave in waves for row in wave.results if row.brand == own]
    assert [row.known for row in rows] == [6, 15, 29, 11]
    assert [row.aided for row in rows] == [None, 15, None, None]
    assert [row.basis for row in rows] == ["counts", "percentage", "counts", "counts"]
    assert [wave.effective for wave in waves] == [None, None, Decimal("268.4"), None]
    assert waves[-1].asked < SMALL_BASE


def test_goals_span_the_measures(sample: Workspace) -> None:
    assert {each.measure for each in sample.all("goal")} == set(MEASURES)


def test_orders_include_freight_by_their_terms_or_by_a_line(sample: Workspace) -> None:
    for order in sample.all("order"):
        lines = [line for line in order.lines if line.kind == "freight"]
        if order.incoterm not in ("CIF", "DAP"):
            assert not lines and order.freight is None
        else:
            assert not (lines and order.freight)
    kept = [each for each in sample.all("order") if each.freight and each.home_total is not None]
    assert kept
    for order in kept:
        assert sum(line.fob for line in order.lines) == order.total - order.freight


def test_two_dollar_orders_lack_a_rate(sample: Workspace) -> None:
    orders = sample.all("order")
    assert len(orders) == 180
    lacking = [each for each in orders if each.home_total is None]
    assert [(each.currency, f"{each.ordered_on:%Y-%m}") for each in lacking] == [
        ("USD", "2025-09"),
        ("USD", "2025-10"),
    ]
    assert {each.currency for each in orders} == {"EUR", "USD", "GBP", "JPY"}


def test_no_price_is_absurd(sample: Workspace) -> None:
    """Every price lies within 15% of the list price of its day, in the same currency."""
    listed = sample.all("price")
    levels = {row["month"]: row for row in rows("sample/rates.csv")}
    for order in sample.all("order"):
        month = levels[f"{order.ordered_on:%Y-%m}"]
        unit = Decimal(month[order.currency]) / (100 if order.currency == "JPY" else 1)
        for line in order.lines:
            if line.product is not None:
                valid = [p for p in listed if p.product == line.product and p.valid_from <= order.ordered_on]
                price = max(valid, key=lambda each: each.valid_from).unit_price
                euros = line.unit_price * unit / Decimal(month["EUR"])
                assert Decimal("0.85") < euros / price < Decimal("1.15"), (order.number, line.unit_price)


def test_average_price_rises_by_a_fifth_to_a_third(sample: Workspace) -> None:
    first, last = (_average(sample, year) for year in (2022, 2025))
    assert Decimal("1.2") < last / first < Decimal("1.34")


def _average(sample: Workspace, year: int) -> Decimal:
    lines = [
        line
        for order in sample.all("order")
        if order.shipped_on and order.shipped_on.year == year and order.home_total is not None
        for line in order.lines
        if line.kind == "goods" and line.unit == "pc"
    ]
    return Decimal(sum(line.home_value for line in lines)) / Decimal(sum(line.quantity for line in lines))


def test_the_own_brand_gains(sample: Workspace) -> None:
    own = sample.all("brand", Query(equal=(("name", "远绒"),)))[0].id
    shares = [_share(sample, year, own) for year in (2022, 2023, 2024, 2025)]
    assert shares == sorted(shares)
    assert Decimal("0.25") < shares[-1] < Decimal("0.35")


def _share(sample: Workspace, year: int, brand: int) -> Decimal:
    lines = [
        line
        for order in sample.all("order")
        if order.shipped_on and order.shipped_on.year == year and order.home_total is not None
        for line in order.lines
        if line.kind == "goods"
    ]
    own = sum(line.home_value for line in lines if line.brand == brand)
    return Decimal(own) / Decimal(sum(line.home_value for line in lines))


def test_each_step_names_what_who_day_and_money(sample: Workspace) -> None:
    text = sample.all("sheet_text")[0]
    assert text.decision
    assert [line.count(" | ") for line in text.steps.splitlines()] == [3, 3, 3]


@pytest.fixture(scope="module", params=["en", "it"])
def abroad(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The sample in another language."""
    path = tmp_path_factory.mktemp(request.param) / "sample.passerella"
    make_sample(path, request.param)
    with Workspace(path, writing=False) as workspace:
        yield workspace


def test_in_another_language_only_a_title_and_questions_in_chinese_are_chinese(abroad: Workspace) -> None:
    chinese = {
        ("reported_fact", "address"),
        ("survey_series", "unprompted"),
        ("survey_series", "question"),
    }
    for kind in kinds().values():
        for record in abroad.all(kind.name):
            for name, value in vars(record).items():
                if isinstance(value, str) and (kind.name, name) not in chinese:
                    assert value.isascii() or not re.search("[\u3040-\u30ff\u3400-\u9fff]", value), value


def test_in_another_language_the_facts_are_the_same(sample: Workspace, abroad: Workspace) -> None:
    def numbers(workspace: Workspace) -> list[tuple[object, ...]]:
        found = workspace.all("reported_fact")
        same = ("measure", "comparator", "value", "as_of", "published_on", "address")
        return [tuple(getattr(each, name) for name in same) for each in sorted(found, key=lambda e: e.id)]

    assert numbers(abroad) == numbers(sample)
    assert len({each.said for each in abroad.all("reported_fact")}) == 19


def test_in_another_language_the_orders_are_the_same(sample: Workspace, abroad: Workspace) -> None:
    first, second = (
        [(o.number, o.total, o.home_total, o.status) for o in each.all("order")] for each in (sample, abroad)
    )
    assert first == second


def test_the_same_seeds_give_the_same_orders(sample: Workspace, tmp_path: Path) -> None:
    make_sample(tmp_path / "again.passerella")
    with Workspace(tmp_path / "again.passerella", writing=False) as again:
        first, second = (
            [(o.number, o.total, o.status) for o in each.all("order")] for each in (sample, again)
        )
        assert first == second


def test_a_deleted_row_is_gone(grown: Callable[[str, str, str], Workspace]) -> None:
    line = (SEEDS / "facts.csv").read_text(encoding="utf-8").splitlines(keepends=True)[8]
    found = grown("facts.csv", line, "").all("reported_fact")
    assert len(found) == 18
    assert not [each for each in found if each.comparator == ">" and each.measure == "recognition"]


def test_a_changed_row_changes_the_sample(grown: Callable[[str, str, str], Workspace]) -> None:
    found = grown("facts.csv", "<,1,%", "<,3,%").all("reported_fact")
    assert {each.value for each in found if each.comparator == "<"} == {Decimal(3), Decimal(2)}


def shown(workspace: Workspace) -> dict[str, str]:
    """All that the Overview and the two sheets with reported facts say, in Chinese."""
    today = date(2025, 10, 31)
    made = {name: sheet(name).build(workspace, ("zh",), today) for name in ("brand-progress", "scoreboard")}
    return {name: str(each) for name, each in made.items()} | {
        "overview": str(overview(workspace, language("zh"), today).facts)
    }


@pytest.fixture(scope="module")
def usual(sample: Workspace) -> dict[str, str]:
    return shown(sample)


@pytest.mark.parametrize(
    ("measure", "words", "where"),
    [
        ("recognition", "<1% → >20%", {"overview", "brand-progress", "scoreboard"}),
        ("average_price", "'>30%", {"overview", "brand-progress", "scoreboard"}),
        ("export_value", "10 亿元", {"overview", "brand-progress", "scoreboard"}),
        ("appearances", "3 次", {"overview", "brand-progress", "scoreboard"}),
        ("partnerships", "全产业链合作", {"scoreboard"}),
        ("honours", "列入首批中国消费名品", {"scoreboard"}),
        ("aim", "要成为“清河品牌”", {"scoreboard"}),
    ],
)
def test_a_deleted_row_leaves_the_overview_and_the_sheets(
    grown: Callable[[str, str, str], Workspace],
    usual: dict[str, str],
    measure: str,
    words: str,
    where: set[str],
) -> None:
    lines = (SEEDS / "facts.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    row = [line for line in lines if line.split(",")[1] == measure][-1]
    assert {name for name, said in usual.items() if words in said} == where
    assert not any(words in said for said in shown(grown("facts.csv", row, "")).values())


def test_a_changed_row_changes_the_overview_and_the_sheets(
    grown: Callable[[str, str, str], Workspace],
) -> None:
    changed = shown(grown("facts.csv", ">,20,%", ">=,21.5,%"))
    assert all("<1% → ≥21.5%" in said for said in changed.values())


def test_a_changed_price_changes_the_orders(
    grown: Callable[[str, str, str], Workspace], sample: Workspace
) -> None:
    changed = grown("sample/products.csv", "羊绒衫 12针,75,", "羊绒衫 12针,80,")
    assert sum(each.total for each in changed.all("order")) > sum(each.total for each in sample.all("order"))
