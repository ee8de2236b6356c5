"""The questionnaire of a series: one page, searchable, the question word for word."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from passerella.charts.setup import missing_glyphs
from passerella.figures.questionnaire import spoken_in
from passerella.records.brands import Brand
from passerella.records.surveys import SurveySeries
from passerella.sheets.catalogue import questionnaire_of
from passerella.sheets.questionnaire import questionnaire, questionnaire_data, texts
from passerella.store.workspace import Workspace

TODAY = date(2025, 10, 28)
LANGUAGES = questionnaire_of(None).papers


@pytest.fixture(scope="module")
def sample(pattern, tmp_path_factory):
    with Workspace(Path(shutil.copy(pattern, tmp_path_factory.mktemp("sample")))) as workspace:
        yield workspace


def pdf_of(workspace, codes, series=None):
    return questionnaire(questionnaire_data(workspace, codes, TODAY, series))


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


@pytest.mark.parametrize("codes", LANGUAGES)
def test_it_is_one_page_with_question_brands_and_boxes_for_each_person(sample, codes):
    for series in sample.all("survey_series"):
        data = questionnaire_data(sample, codes, TODAY, series.id)
        pdf = questionnaire(data)
        assert len(pypdfium2.PdfDocument(pdf)) == 1
        text = text_of(pdf)
        for code in codes:
            for names in (True, False):
                assert "".join(series.asked_in(code, names=names).split()) in text
        assert "sampledata" in text_of(pdf_of(sample, ("en",)))
        for brand in data.brands:
            assert "".join(brand.name.split()) in text
        assert str(data.people) in text
        assert not missing_glyphs(texts(data))


@pytest.mark.parametrize("codes", LANGUAGES)
@pytest.mark.parametrize("count", [1, 9])
def test_few_and_many_brands_fit_the_page(workspace, codes, count):
    for number in range(count):
        workspace.save(Brand(name=f"Un marchio dal nome lungo {number}"))
    workspace.save(SurveySeries(name="S", audience="A", method="M", question="Which? " * 20))
    assert len(pypdfium2.PdfDocument(pdf_of(workspace, codes))) == 1


@pytest.mark.parametrize("codes", [("fr",), ("zh", "ru")])
def test_a_long_question_takes_the_room_of_rows_not_a_second_page(workspace, codes):
    workspace.save(Brand(name="B"))
    long = {"unprompted_en": "Which? " * 90, "question_en": "Which of these? " * 60}
    workspace.save(SurveySeries(name="S", audience="A", method="M", **long))
    pdf = pdf_of(workspace, codes)
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    assert text_of(pdf).count("Whichofthese?") == 60


def test_more_boxes_than_fit_on_a_page_are_refused_with_the_number_that_does(workspace):
    for number in range(33):
        workspace.save(Brand(name=f"B{number}", kind="competitor"))
    workspace.save(SurveySeries(name="S", audience="A", method="M"))
    assert "66boxesapersondonotfitonapage,64do" in text_of(pdf_of(workspace, ("en",)))


def test_a_language_without_its_question_has_the_one_that_was_entered_and_says_so(workspace):
    workspace.save(Brand(name="B"))
    workspace.save(SurveySeries(name="S", audience="A", method="M", question="哪些？", question_it="Quali?"))
    lacking = "No wording was entered for this language"
    italian = questionnaire_data(workspace, ("it",), TODAY).aided
    assert italian.question == "Quali?" and lacking not in italian.note
    english = questionnaire_data(workspace, ("en",), TODAY).aided
    assert english.question == "哪些？" and lacking in english.note
    both = questionnaire_data(workspace, ("zh", "en"), TODAY).aided
    assert both.question == "哪些？" and both.note.count(lacking) == 1
    assert "".join(lacking.split()) in text_of(pdf_of(workspace, ("en",)))


def test_a_question_in_a_further_language_is_printed_as_it_was_entered(workspace):
    workspace.save(Brand(name="远绒", name_en="Yuanrong"))
    own = {
        "unprompted": "哪些？",
        "further": "fr",
        "unprompted_further": "Lesquelles ?",
        "question_en": "Which?",
    }
    workspace.save(SurveySeries(name="S", audience="A", method="M", country="CH", **own))
    data = questionnaire_data(workspace, ("zh", "fr"), TODAY)
    assert data.unaided.question == "哪些？\nLesquelles ?"
    assert data.brands[0].name == "远绒\nYuanrong"
    spanish = questionnaire_data(workspace, ("es",), TODAY)
    assert spanish.unaided.question == "哪些？" and spanish.aided.question == "Which?"
    assert "español" in spanish.unaided.note
    assert spanish.steps.question.startswith("¿Se plantearía comprarla? ")


def test_a_further_question_needs_its_language(workspace):
    series = SurveySeries(name="S", audience="A", method="M", question_further="Welche?")
    assert [each.field for each in workspace.problems(series)] == ["further"]


@pytest.mark.parametrize(
    ("country", "code"),
    [("FR", "fr"), ("BE", "fr"), ("CH", "de"), ("MX", "es"), ("BR", "pt"), ("JP", "ja"), ("KZ", "ru")],
)
def test_a_market_is_asked_in_its_language(country, code):
    series = SurveySeries(name="S", audience="A", method="M", country=country)
    assert spoken_in(series, "zh") == code
    assert spoken_in(replace(series, further="fr"), "zh") == "fr"


def test_where_no_language_of_ours_is_spoken_it_is_english_and_without_a_country_the_usual_one():
    series = SurveySeries(name="S", audience="A", method="M", country="KR")
    assert spoken_in(series, "zh") == "en"
    assert spoken_in(replace(series, country=None), "zh") == "zh" == spoken_in(None, "zh")


def test_what_is_asked_without_names_comes_before_what_is_asked_with_them(workspace):
    workspace.save(Brand(name="B"))
    own = {"unprompted_en": "Which cashmere brands?", "question_en": "Which of these?"}
    workspace.save(SurveySeries(name="S", audience="A", method="M", **own))
    text = text_of(pdf_of(workspace, ("en",)))
    assert "1Whichcashmerebrands?Saynoname" in text and "2Whichofthese?Showthenames" in text
    assert "1您知道" not in text and "Whichbrandsofthiskind" not in text


def test_what_people_typed_is_data(workspace):
    workspace.save(Brand(name='#eval("1") *x*'))
    workspace.save(SurveySeries(name="$y$ `z`", audience="A", method="M", question="#set page(width: 1cm)"))
    text = text_of(pdf_of(workspace, ("en",)))
    for typed in ('#eval("1")*x*', "$y$`z`", "#setpage(width:1cm)"):
        assert typed in text


def test_a_character_that_no_font_has_is_found(workspace):
    workspace.save(Brand(name="𓀀"))
    workspace.save(SurveySeries(name="S", audience="A", method="M"))
    assert missing_glyphs(texts(questionnaire_data(workspace, ("en",), TODAY))) == {"𓀀"}


def test_names_are_shown_to_the_others_where_the_series_says_so(workspace):
    workspace.save(Brand(name="B"))
    workspace.save(SurveySeries(name="S", audience="A", method="M", shown_to="not_named"))
    assert "Showonlythenamesnotyetsaid" in text_of(pdf_of(workspace, ("en",)))


def test_without_a_series_or_a_brand_the_sheet_says_so(workspace):
    assert "nosurveyseries" in text_of(pdf_of(workspace, ("en",)))
    workspace.save(SurveySeries(name="S", audience="A", method="M"))
    assert "nosurveyseries" in text_of(pdf_of(workspace, ("en",)))
