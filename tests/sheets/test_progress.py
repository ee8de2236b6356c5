"""The sheet 'Brand progress' says what the workspace says."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from passerella.exchange.sample import make_sample
from passerella.figures.recognition import main_brand, main_series, recognition
from passerella.figures.shows import show_results
from passerella.sheets.catalogue import sheet
from passerella.store.workspace import Query, Workspace
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


def sizes_of(pdf: bytes) -> set[float]:
    """The sizes of all letters, in points."""
    found = set()
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            for at in range(text.count_chars()):
                if text.get_text_range(at, 1).strip():
                    found.add(round(pdfium.FPDFText_GetFontSize(text, at), 1))
    return found


PAPERS = [["zh"], ["en"], ["it"], ["zh", "en"], ["zh", "it"]]


@pytest.mark.parametrize("codes", PAPERS, ids="+".join)
def test_the_sample_fits_one_page_in_every_language(sample, codes):
    pdf = made(sample, codes, TODAY)
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    text = text_of(pdf)
    share = "21,0%" if codes[0] == "it" else "21.0%"
    for wanted in (share, ">20%", "<1%", "远绒", "84/400", "687"):
        assert wanted in text
    assert min(sizes_of(pdf)) >= 8.5


def test_the_goal_has_its_chance_once_there_are_four_waves(sample):
    assert "Atthispaceitwillbereached:over90%." in text_of(made(sample, ["en"], TODAY))
    for wave in sample.all("survey_wave", Query(equal=(("series", main_series(sample).id),)))[:2]:
        sample.delete(wave)
    assert "Toofewwaves:acourseneedsfour,thereare3." in text_of(made(sample, ["en"], TODAY))


def test_shows_for_which_there_is_no_room_are_counted(sample):
    last = sample.all("appearance", Query(equal=(("status", "held"),)))[-1]
    for year in range(2015, 2021):
        day = date(year, 2, 20)
        sample.save(replace(last, id=0, season=f"{year}AW", starts_on=day, ends_on=day))
    pdf = made(sample, ["en"], TODAY)
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    assert "5earlieronesareleftout." in text_of(pdf)


def test_a_fact_that_is_deleted_leaves_the_sheet(sample):
    assert ">30%" in text_of(made(sample, ["en"], TODAY))
    (fact,) = sample.all("reported_fact", Query(equal=(("measure", "average_price"),)))
    sample.delete(fact)
    assert ">30%" not in text_of(made(sample, ["en"], TODAY))


def test_the_price_and_its_drivers_have_one_base(sample):
    text = text_of(made(sample, ["en"], TODAY))
    assert "+28.0%on2022price+15.6,rate+11.5,mix−0.7,range0.0(%)" in text


def test_no_buyer_is_named(sample):
    text = text_of(made(sample, ["zh"], TODAY))
    assert not [each for each in sample.all("buyer") if "".join(each.company.split()) in text]


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
