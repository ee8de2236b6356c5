"""The table of how offered names are read says what pypinyin says."""

import re

import pytest
from pypinyin import lazy_pinyin

from passerella.records.countries import countries_like, country_name
from passerella.records.currencies import currencies_like, currency_name
from passerella.records.everything import kinds
from passerella.records.kinds import Choice
from passerella.texts.language import language
from passerella.texts.sounds import sound, syllables

COUNTRIES = [country_name(code, "zh") for code in countries_like("")]
CURRENCIES = [currency_name(code, "zh") for code in currencies_like("")]
WORDS = {
    language("zh").say(label)
    for kind in kinds().values()
    for field in [*kind.fields, *(kind.lines.kind.fields if kind.lines is not None else ())]
    if isinstance(field.kind, Choice)
    for label in field.kind.options.values()
}


@pytest.mark.parametrize(
    "name", [*COUNTRIES, *CURRENCIES, *sorted(WORDS), "香港", "台湾", "澳门", "美金", "港币"]
)
def test_an_offered_name_is_read_as_pypinyin_reads_it(name):
    assert syllables(name) == " ".join(lazy_pinyin(re.sub("[^\u3400-\u9fff]", "", name)))


def test_a_name_has_its_initials_and_its_whole_sound():
    assert sound("意大利") == ("ydl", "yidali")
    assert sound("清河") == ()
