"""What holds of every sheet in every language."""

from dataclasses import replace
from datetime import date

import pytest

from passerella.charts.setup import missing_glyphs
from passerella.records.brands import Brand
from passerella.sheets.catalogue import SHEETS, sheet

NAMES = [each.name for each in SHEETS]
MOST_PAGES = {"brand-progress": 1, "recognition": 2, "scoreboard": 1}


@pytest.mark.parametrize("codes", (*SHEETS[0].papers, ("it", "en"), ("en", "zh")), ids="+".join)
@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_is_readable_text_in_our_fonts(sample, printed, name, codes):
    found = printed(sample, codes, name)
    assert found.pages <= MOST_PAGES[name]
    assert all(font.startswith(("NotoSans-", "PasserellaSansSC-")) for font in found.fonts) and found.fonts
    assert min(found.sizes) >= 8.5
    assert found.images == 0


@pytest.mark.parametrize("name", NAMES)
def test_invented_data_wear_their_badge(sample, workspace, printed, name):
    assert "sampledata" in printed(sample, ["en"], name).text
    assert "sampledata" not in printed(workspace, ["en"], name).text


@pytest.mark.parametrize("name", NAMES)
def test_a_title_names_the_brand_where_there_is_one(workspace, name):
    kind = sheet(name)
    assert not kind.build(workspace, ["en"], date(2025, 10, 28)).title.rstrip().endswith(":")
    workspace.save(Brand(name="Yuanrong"))
    assert kind.build(workspace, ["en"], date(2025, 10, 28)).title.endswith(": Yuanrong")


@pytest.mark.parametrize("name", NAMES)
def test_what_no_font_can_show_is_named(sample, name):
    kind = sheet(name)
    (enterprise,) = sample.all("enterprise")
    sample.save(replace(enterprise, name="Firm 𓀀"))
    assert missing_glyphs(kind.texts(kind.build(sample, ["en"], date(2025, 10, 28)))) == {"𓀀"}


@pytest.mark.parametrize("typed", ["长" * 200, "W" * 200, "long name " * 19, "שלום עולם مرحبا " * 12])
@pytest.mark.parametrize("name", NAMES)
def test_long_and_right_to_left_names_stay_within_the_margins(sample, printed, name, typed):
    for kind, field in (("enterprise", "name"), ("brand", "name"), ("survey_series", "name")):
        first = sample.all(kind)[0]
        sample.save(replace(first, **{field: typed}))
    found = printed(sample, ["en"], name)
    drawn = [box for box in found.boxes if box[2] > box[0]]
    assert min(box[0] for box in drawn) >= 45
    assert max(box[2] for box in drawn) <= 550
