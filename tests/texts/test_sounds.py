"""The table of how offered names are read says what pypinyin says."""

import re

import pytest
from pypinyin import lazy_pinyin

from passerella.records.countries import countries_like, country_name
from passerella.records.currencies import currencies_like, currency_name
from passerella.texts.sounds import sound, syllables

COUNTRIES = [country_name(code, "zh") for code in countries_like("")]
CURRENCIES = [currency_name(code, "zh") for code in currencies_like("")]


@pytest.mark.parametrize("name", [*COUNTRIES, *CURRENCIES, "香港", "台湾", "澳门", "美金", "港币"])
def test_an_offered_name_is_read_as_pypinyin_reads_it(name):
    assert syllables(name) == " ".join(lazy_pinyin(re.sub("[^\u3400-\u9fff]", "", name)))


def test_a_name_has_its_initials_and_its_whole_sound():
    assert sound("意大利") == ("ydl", "yidali")
    assert sound("清河") == ()
