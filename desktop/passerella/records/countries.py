"""Names of countries and regions, as offices in the three languages write them."""

from __future__ import annotations

from functools import cache

from babel import Locale

from passerella.records.meant import meant, spellings
from passerella.texts.sounds import syllables

_NO_PLACES = frozenset(["EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"])
_ALIASES = {"uk": "GB", "usa": "US", "台湾": "TW", "香港": "HK", "澳门": "MO"}
_ZH = {"TW": "中国台湾", "HK": "中国香港", "MO": "中国澳门"}


@cache
def _names(code: str) -> dict[str, str]:
    names = {
        key: name for key, name in Locale.parse(code).territories.items() if len(key) == 2 and key.isalpha()
    }
    return names | _ZH if code == "zh" else names


def country_name(country: str, code: str) -> str:
    """The name of an ISO 3166 code in a language, or the code itself where there is none."""
    return _names(code).get(country, country)


@cache
def _codes() -> dict[str, str]:
    found = {name.casefold(): key for code in ("zh", "en", "it") for key, name in _names(code).items()}
    found |= {key.casefold(): key for key in _names("en")}
    return found | _ALIASES


def country_code(text: str) -> str | None:
    """The ISO 3166 code of a name in any of the three languages, or of a code."""
    return _codes().get(text.casefold())


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    """Every country by the sound of its Chinese name, with all that it is called."""
    names = [_names(code) for code in ("zh", "en", "it")]
    called = {code: [code, *(each.get(code, code) for each in names)] for code in names[0]}
    for alias, code in _ALIASES.items():
        called[code].append(alias)
    codes = sorted(called.keys() - _NO_PLACES, key=lambda code: syllables(names[0][code]))
    return {code: spellings(called[code]) for code in codes}


def countries_like(text: str) -> list[str]:
    """The codes of the countries that a beginning may mean: of a name, of its pinyin, of a code."""
    return meant(text, _spellings())
