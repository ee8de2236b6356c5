"""The sheet 'Brand scoreboard' says what the page says, on one page in every language."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from passerella.charts.setup import missing_glyphs
from passerella.exchange.sample import make_sample
from passerella.figures.recognition import main_series
from passerella.records.brands import Brand
from passerella.records.goals import MEASURES
from passerella.sheets.catalogue import sheet
from passerella.sheets.parts import Split, Ways
from passerella.store.workspace import Query, Workspace
from passerella.texts.language import language

TODAY = date(2025, 10, 31)
KIND = sheet("scoreboard")


@pytest.fixture
def sample(sample_file: Path) -> Iterator[Workspace]:
    with Workspace(sample_file) as workspace:
        yield workspace


def plain(text: str) -> str:
    """Without spaces and hyphens: a line may break at either."""
    return "".join(text.split()).translate({ord(each): None for each in "-\ufffe\u0002"})


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return plain("".join(page.get_textpage().get_text_range() for page in document))


def rows(workspace: Workspace, codes: tuple[str, ...] = ("en",)) -> tuple[object, ...]:
    (found,) = (each for each in KIND.build(workspace, codes, TODAY).blocks if isinstance(each, Ways))
    return found.rows


def test_the_move_to_own_brands_is_drawn_with_its_words_and_the_year_before(sample: Workspace) -> None:
    data = KIND.build(sample, ("en",), TODAY)
    (split,) = (each for each in data.blocks if isinstance(each, Split))
    assert 0 < (split.before or 0) < split.share < 1
    share, before = (language("en").percent(each) for each in (split.share, split.before or 0))
    assert f"Own brands {share}" in split.first
    assert "Contract manufacturing" in split.rest
    assert f"a year before, {before}" in split.was
    assert plain(split.first) in text_of(KIND.pdf(data))


@pytest.mark.parametrize("codes", [("zh",), ("en",), ("it",), ("zh", "en"), ("zh", "it")])
def test_the_bar_of_the_sample_keeps_its_words_in_every_language(sample: Workspace, codes) -> None:
    (split,) = (each for each in KIND.build(sample, codes, TODAY).blocks if isinstance(each, Split))
    first = language(codes[0])
    assert first.percent(split.share) in split.first
    assert first.percent(split.before or 0) in split.was
    assert split.rest


def test_what_was_reported_of_a_second_audience_stands_in_its_row(sample: Workspace) -> None:
    (paris,) = (row for row in rows(sample) if "巴黎" in row.cells[0][1])
    assert paris.cells[-1][0].startswith("<2%")
    assert sum("<2%" in row.cells[-1][0] for row in rows(sample)) == 1


def test_without_exports_there_is_no_bar(workspace: Workspace) -> None:
    workspace.save(Brand(name="B"))
    assert not any(isinstance(each, Split) for each in KIND.build(workspace, ("en",), TODAY).blocks)


@pytest.mark.parametrize("codes", [("zh",), ("en",), ("it",), ("zh", "en"), ("zh", "it")])
def test_the_sample_fits_one_page_and_its_text_can_be_searched(sample: Workspace, codes) -> None:
    data = KIND.build(sample, codes, TODAY)
    assert not missing_glyphs(KIND.texts(data))
    pdf = KIND.pdf(data)
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    text = text_of(pdf)
    for code in codes:
        for measure in MEASURES.values():
            assert plain(language(code).say(measure)) in text
    first = language(codes[0])
    by = first.day(date(2026, 6, 30))
    for figure in (first.percent(0.21), ">20%", "<1%", ">30%", first.percent(0.25), by):
        assert plain(figure) in text


def test_a_deleted_fact_leaves_its_column_and_nothing_else(sample: Workspace) -> None:
    before = rows(sample)
    for fact in sample.all("reported_fact", Query(equal=(("measure", "average_price"),))):
        sample.delete(fact)
    after = rows(sample)
    assert before[4].cells[-1][0] == ">30% ①" and after[4].cells[-1] == ("", "")
    assert [each.cells[:-1] for each in before] == [each.cells[:-1] for each in after]
    assert [each.bar for each in before] == [each.bar for each in after]


def test_a_changed_goal_changes_bar_and_status(sample: Workspace) -> None:
    (share,) = sample.all("goal", Query(equal=(("measure", "own_brand_share"),)))
    assert rows(sample)[6].mood == "bad"
    sample.save(replace(share, target=Decimal(20)))
    changed = rows(sample)[6]
    assert changed.mood == "good" and changed.cells[4][0] == "reached"
    assert changed.bar.target < changed.bar.done == 1


def test_without_a_brand_it_says_where_to_enter_one(workspace: Workspace) -> None:
    data = KIND.build(workspace, ("en",), TODAY)
    text = text_of(KIND.pdf(data))
    assert data.title == "Brand scoreboard" and "Nobrandyet:enteritonthepage“Lists”." in text


@pytest.mark.parametrize("codes", KIND.papers, ids="+".join)
def test_longer_words_and_a_later_day_still_take_one_page(tmp_path: Path, codes) -> None:
    path = tmp_path / "sample.passerella"
    make_sample(path, "it")
    with Workspace(path) as workspace:
        pdf = KIND.pdf(KIND.build(workspace, codes, date(2026, 11, 25)))
    assert len(pypdfium2.PdfDocument(pdf)) == 1


def test_where_it_is_tight_it_is_said_how_much_reported_in_words_is_left_out(sample: Workspace) -> None:
    def notes() -> tuple[str, ...]:
        (found,) = (each for each in KIND.build(sample, ("en",), TODAY).blocks if isinstance(each, Ways))
        return found.notes

    assert "要成为“清河品牌”. Partnerships: " in notes()[1]
    (fact,) = (each for each in sample.all("reported_fact") if each.said == "要成为“清河品牌”")
    sample.save(replace(fact, said="A very long story. " * 100))
    assert notes()[1:] == (
        "Reported of 清河羊绒, 远绒, 清河羊绒出口. Aided recognition: <1% → >20%, 2023 年前 → 至 2025 年. "
        "Aided recognition: <2%, 2023 年前. Average export price: >30%, 与 2022 年相比. "
        "Appearances: 3 次, 截至 2025 年.",
        "6 reported facts are left out here.",
    )


@pytest.mark.parametrize("codes", [("en",), ("it",), ("zh", "en"), ("zh", "it")], ids="+".join)
def test_how_sure_a_status_is_stands_beside_where_it_leads(sample: Workspace, codes) -> None:
    chance = {"en": "chance: over 90%", "it": "prob. oltre il 90%", "zh": "可能性：超过 90%"}[codes[0]]
    assert [row.cells[4][1].split("\n")[1] for row in rows(sample, codes)[:3:2]] == [chance, chance]


def test_counts_from_a_rounded_percentage_say_so(sample: Workspace) -> None:
    series = main_series(sample)
    waves = sample.all("survey_wave", Query(equal=(("series", series.id),)))
    last = max(waves, key=lambda wave: wave.fielded_to)
    assert "fromarounded%" not in text_of(KIND.pdf(KIND.build(sample, ("en",), TODAY)))
    rounded = tuple(replace(row, basis="percentage") for row in last.results)
    sample.save(replace(last, results=rounded))
    assert "fromarounded%" in text_of(KIND.pdf(KIND.build(sample, ("en",), TODAY)))
    progress = sheet("brand-progress")
    assert "84/400,fromarounded%" in text_of(progress.pdf(progress.build(sample, ("en",), TODAY)))
