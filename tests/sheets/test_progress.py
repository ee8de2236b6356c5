"""The sheet 'Brand progress' says what the workspace says."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from passerella.exchange.sample import make_sample
from passerella.figures.recognition import main_brand, recognition
from passerella.figures.shows import show_results
from passerella.sheets.catalogue import sheet
from passerella.store.workspace import Workspace
from passerella.texts.language import language

TODAY = date(2025, 10, 28)


@pytest.fixture
def sample(tmp_path):
    path = tmp_path / "sample.passerella"
    make_sample(path)
    with Workspace(path) as workspace:
        yield workspace


def made(workspace, codes, today):
    kind = sheet("brand-progress")
    return kind.pdf(kind.build(workspace, codes, today))


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def test_the_sample_fits_one_page_with_its_figures(sample):
    pdf = made(sample, ["zh"], TODAY)
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    text = text_of(pdf)
    for wanted in ("21.0%", "17.3–25.3%", ">20%", "<1%", "远绒", "米兰时装周2026春夏"):
        assert wanted in text


def test_a_changed_wave_changes_the_sheet(sample):
    last = sample.all("survey_wave")[-1]
    results = tuple(replace(row, aided=row.aided + 8) for row in last.results)
    sample.save(replace(last, results=results))
    assert "23.0%" in text_of(made(sample, ["zh"], TODAY))


def test_two_languages_share_a_paper(sample):
    text = text_of(made(sample, ["zh", "en"], TODAY))
    assert "Brandprogress" in text
    assert "Whatmoved" in text


def test_an_empty_workspace_makes_an_honest_sheet(workspace):
    assert "Nosurveyofthisbrandyet" in text_of(made(workspace, ["en"], TODAY))


def test_waves_around_a_show_and_credited_orders(sample):
    english = language("en")
    brand = main_brand(sample)
    found = show_results(sample, english, recognition(sample, english), brand.id)
    last = found[-1]
    assert (last.before.hits, last.after.hits) == (60, 84)
    credited = [
        order
        for order in sample.all("order")
        if order.appearance and order.status in ("confirmed", "production", "shipped", "closed")
    ]
    assert sum(each.orders + each.without_rate for each in found) == len(credited)
