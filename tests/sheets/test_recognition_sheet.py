"""The sheet 'Recognition progress' says what the workspace says."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from passerella.figures.comparing import brands
from passerella.figures.recognition import main_brand, main_series
from passerella.sheets.compared import lines_table
from passerella.sheets.parts import Chart
from passerella.sheets.recognition import recognition_data
from passerella.sheets.voice import Voice
from passerella.store.workspace import Query

NAME = "recognition"


def english(printed, workspace):
    return printed(workspace, ["en"], NAME).text


def milan(workspace):
    waves = workspace.all("survey_wave", Query(equal=(("series", main_series(workspace).id),)))
    return sorted(waves, key=lambda wave: wave.fielded_to)


def test_every_wave_stands_with_its_people_interval_and_change(sample, printed):
    text = english(printed, sample)
    for wanted in (
        "21Apr202340030.8%(0.3–2.2%)––",
        "19Apr2024400225.5%(3.7–8.2%)+4.8(2.4–7.5)morethanchance",
        "17Oct20254008421.0%(17.3–25.3%)+6.0(0.7–11.3)morethanchance,butperhapsbarely",
    ):
        assert wanted in text


def test_what_moved_the_trend_and_the_outlook_in_tenths(sample, printed):
    text = english(printed, sample)
    assert "From15.0%to21.0%:+6.0points(0.7–11.3)" in text
    assert "Over5wavesitrises" in text
    assert "thechanceof25%ormoreon30Jun2026isover90%." in text


def test_of_a_goal_whose_day_has_passed_the_sheets_speak_in_the_past(sample, printed):
    """Its day may be after the last wave, of 17 October, too: the sheets are of the 28th."""
    goal = next(each for each in sample.all("goal") if each.series == main_series(sample).id)
    sample.save(replace(goal, by=date(2025, 10, 20)))
    wanted = "Whetherthegoalof25%by20Oct2025wasreachedisnotknown"
    for name in (NAME, "brand-progress"):
        text = printed(sample, ["en"], name).text
        assert wanted in text and "Nogoalisset" not in text and "thechanceof" not in text


def test_too_few_waves_have_no_course_and_the_reason(sample, printed):
    for wave in milan(sample)[:2]:
        sample.delete(wave)
    text = english(printed, sample)
    assert "Toofewwaves:acourseneedsfour,thereare3." in text
    assert "thechanceof" not in text


def test_the_funnel_of_the_last_wave_has_people_rates_and_intervals(sample, printed):
    text = english(printed, sample)
    for wanted in ("84·21.0%", "31·36.9%", "16·51.6%", "8·50.0%", "27.4–47.6%"):
        assert wanted in text


def test_brands_and_markets_beside_each_other_warn_of_many_looks(sample, printed):
    text = english(printed, sample)
    assert "LanaServenti17Oct202558.3%(53.4–63.0%)233/400" in text
    for looks in (2, 3, 4):  # markets, brands, and the changes from wave to wave
        assert f"Of20comparisonsonelookslikemorethanchancebychancealone;theseare{looks}." in text


def test_a_market_in_which_only_own_visitors_were_asked_says_so(sample, printed):
    series = sample.all("survey_series", Query(equal=(("country", "FR"),)))[0]
    sample.save(replace(series, sampling="visitors", population=None))
    assert ":Ownvisitors:countingerroronly." in english(printed, sample)


def test_one_market_is_not_compared_with_itself(sample, printed):
    series = main_series(sample)
    for wave in sample.all("survey_wave"):
        if wave.series != series.id:
            sample.delete(wave)
    assert "bymarket" not in english(printed, sample)


def test_a_reported_bound_keeps_its_comparator_apart_from_the_waves(sample, printed):
    text = english(printed, sample)
    assert "<1%①" in text and ">20%①" in text
    assert "ofanotheraudience:shown,notcomputedwith" in text


def test_weighted_and_rounded_waves_are_named(sample, printed):
    last, brand = milan(sample)[-1], main_brand(sample)
    results = tuple(
        replace(row, basis="percentage" if row.brand == brand.id else row.basis) for row in last.results
    )
    sample.save(replace(last, effective=Decimal("310.5"), results=results))
    text = english(printed, sample)
    assert "itscountsareroundedtowholepeople,itsintervalrestsontheeffectivesamplesize,310.5." in text
    assert "Countsofthewaveof17Oct2025wereworkedoutfromaroundedpercentage." in text


def test_a_brand_without_a_survey_says_so(workspace, printed):
    assert "Nosurveyofthisbrandyet." in english(printed, workspace)


def test_words_in_the_chart_are_explained_in_the_second_language(sample, printed):
    text = printed(sample, ["zh", "it"], NAME).text
    for wanted in ("米兰=Milano", "2026春夏=P/E2026", "据报道=riportato"):
        assert wanted in text
    assert "=" not in printed(sample, ["it"], NAME).text


def test_the_charts_have_room_on_two_pages_in_two_languages(sample, printed):
    for second in ("en", "it"):
        found = printed(sample, ["zh", second], NAME)
        assert found.pages == 2 and "此处版面放不下图" not in found.text


def test_what_the_marks_of_a_chart_mean_is_said_once(sample, printed):
    assert english(printed, sample).count("Seriesareneverjoined.") == 1


def test_a_chart_without_room_says_so_in_both_languages(sample):
    voice = Voice(["zh", "it"])
    made = {words: brands(sample, words, main_series(sample).id) for words in voice.languages}
    table = lines_table(voice, made, 3, "远绒", drawn=False)
    assert "各品牌提示后认知度" in table.title
    assert "此处版面放不下图" in table.caption and "Qui non c’è spazio per il grafico" in table.caption


def test_of_many_waves_the_latest_are_listed_and_all_counted(sample, printed):
    last = milan(sample)[-1]
    for month in range(1, 13):
        sample.save(replace(last, id=0, fielded_from=None, fielded_to=date(2022, month, 1)))
    found = printed(sample, ["zh", "en"], NAME)
    assert found.pages == 2 and "of17" in found.text
    assert "2025-10-17400" in found.text and "2022-01-01400" not in found.text


def test_markets_have_a_chart_of_their_own_where_a_brand_is_named_like_its_series(sample):
    series = main_series(sample)
    sample.save(replace(main_brand(sample), name="Milan"))
    sample.save(replace(series, name="Milan"))
    made = recognition_data(sample, ["en"], date(2025, 10, 28))
    pictures = [block.svg for block in made.blocks if isinstance(block, Chart)]
    assert len(pictures) == len(set(pictures)) == 3
