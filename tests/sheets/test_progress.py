"""The sheet 'Brand progress' says what the workspace says."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from passerella.figures.recognition import main_brand, main_series, recognition
from passerella.figures.shows import show_results
from passerella.records.surveys import SurveyResult
from passerella.store.workspace import Query
from passerella.texts.language import language

PAPERS = [["zh"], ["en"], ["it"], ["zh", "en"], ["zh", "it"]]


@pytest.mark.parametrize("codes", PAPERS, ids="+".join)
def test_the_sample_fits_one_page_in_every_language(sample, printed, codes):
    found = printed(sample, codes)
    assert found.pages == 1
    share = "21,0%" if codes[0] == "it" else "21.0%"
    for wanted in (share, ">20%", "<1%", "远绒", "84/400", "687"):
        assert wanted in found.text


@pytest.mark.parametrize("codes", PAPERS, ids="+".join)
def test_all_that_the_intervals_do_not_cover_has_room_too(sample, printed, codes):
    series = sample.save(replace(main_series(sample), sampling="random", population=21000))
    waves = sample.all("survey_wave", Query(equal=(("series", series.id),)))
    first, *_others, before, last = sorted(waves, key=lambda wave: wave.fielded_to)
    few = SurveyResult(brand=main_brand(sample).id, aided=2)
    sample.save(replace(first, asked=80, results=(few,)))
    for wave, effective in (before, Decimal("350.5")), (last, Decimal("310.5")):
        rounded = tuple(replace(row, basis="percentage") for row in wave.results)
        begun = min(wave.fielded_to, before.fielded_to)
        sample.save(replace(wave, fielded_from=begun, effective=effective, results=rounded))
    found = printed(sample, codes)
    assert found.pages == 1 and "310" in found.text and "80" in found.text
    assert len(codes) == 1 or "(中文)" in found.text, "it is said where the basis stands"


def test_the_goal_has_its_chance_once_there_are_four_waves(sample, printed):
    assert "thechanceofreachingitbythatdayisover90%." in printed(sample, ["en"]).text
    for wave in sample.all("survey_wave", Query(equal=(("series", main_series(sample).id),)))[:2]:
        sample.delete(wave)
    assert "Toofewwaves:acourseneedsfour,thereare3." in printed(sample, ["en"]).text


def test_shows_for_which_there_is_no_room_are_counted(sample, printed):
    last = sample.all("appearance", Query(equal=(("status", "held"),)))[-1]
    for year in range(2015, 2021):
        day = date(year, 2, 20)
        sample.save(replace(last, id=0, season=f"{year}AW", starts_on=day, ends_on=day))
    found = printed(sample, ["en"])
    assert found.pages == 1
    assert "thelatest4of9" in found.text


def test_a_fact_that_is_deleted_leaves_the_sheet(sample, printed):
    assert ">30%" in printed(sample, ["en"]).text
    (fact,) = sample.all("reported_fact", Query(equal=(("measure", "average_price"),)))
    sample.delete(fact)
    assert ">30%" not in printed(sample, ["en"]).text


def test_the_price_and_its_drivers_have_one_base(sample, printed):
    text = printed(sample, ["en"]).text
    assert "+28.0%on2022price+15.6,rate+11.5,mix−0.7,range0.0(%)" in text


def test_no_buyer_is_named(sample, printed):
    text = printed(sample, ["zh"]).text
    assert not [each for each in sample.all("buyer") if "".join(each.company.split()) in text]


def test_a_changed_wave_changes_the_sheet(sample, printed):
    last = sample.all("survey_wave")[-1]
    results = tuple(replace(row, aided=row.aided + 8) for row in last.results)
    sample.save(replace(last, results=results))
    assert "23.0%" in printed(sample, ["zh"]).text


def test_two_languages_share_a_paper(sample, printed):
    text = printed(sample, ["zh", "en"]).text
    assert "Brandprogress" in text
    assert "Whatmoved" in text


def test_an_empty_workspace_makes_an_honest_sheet(workspace, printed):
    assert "Nosurveyofthisbrandyet" in printed(workspace, ["en"]).text


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


def test_the_day_of_a_step_stands_as_days_do_on_the_sheet_and_what_is_no_day_as_typed(sample, printed):
    (typed,) = sample.all("sheet_text")
    sample.save(replace(typed, steps="Book | Wang | 2026-01-09 | EUR 1\nCall | Li | soon"))
    text = printed(sample, ["it"]).text
    assert "Wang09/01/2026EUR1" in text and "Lisoon" in text
