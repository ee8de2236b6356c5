"""Names of countries and regions, as offices in the three languages write them."""

from __future__ import annotations

from functools import cache

from babel import Locale

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
    return found | {"uk": "GB", "usa": "US", "台湾": "TW", "香港": "HK", "澳门": "MO"}


def country_code(text: str) -> str | None:
    """The ISO 3166 code of a name in any of the three languages, or of a code."""
    return _codes().get(text.casefold())
