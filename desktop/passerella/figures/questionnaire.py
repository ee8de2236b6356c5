"""What a survey series asks: its brands and, of each, the steps that its last wave counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from passerella.figures.recognition import STEPS
from passerella.store.workspace import Query, Workspace
from passerella.texts.label import Label, _, _c

LABELS: Mapping[str, Label] = {
    "first_named": _c("a person's answer", "named first"),
    "unaided": _c("a person's answer", "named unprompted"),
    "aided": _c("a person's answer", "known when shown"),
    "considered": _c("a person's answer", "would consider it"),
    "inquired": _c("a person's answer", "asked for an offer"),
    "bought": _c("a person's answer", "has bought"),
}
"""What one person answers about a brand, step by step, on the questionnaire and in the table of answers."""

NOTHING_TO_ASK = _("There is no survey series with brands to ask about yet.")
_RECOGNITION = ("unaided", "aided")
_COUNTRIES = {
    "zh": "CN HK MO TW",
    "it": "IT SM VA",
    "fr": "FR MC BE LU GP MQ GF RE YT NC PF DZ MA TN CI SN CM",
    "de": "DE AT CH LI",
    "es": "ES AD MX AR CL CO PE UY PY BO EC VE CR PA GT HN NI SV DO CU PR",
    "pt": "PT BR AO MZ CV",
    "ja": "JP",
    "ru": "RU BY KZ KG",
}
_SPOKEN = {country: code for code, countries in _COUNTRIES.items() for country in countries.split()}
"""Where several languages are spoken it is the one that most business people there read; a series can
name another one."""


def spoken_in(series: Any | None, usual: str) -> str:
    """The code of the language that people of a series are asked in: the one it names, else that of its
    country, English where we speak none of its languages; the usual one where no country is known."""
    if series is None:
        return usual
    country = series.country
    return series.further or (_SPOKEN.get(country, "en") if country else usual)


@dataclass(frozen=True, slots=True)
class AskedBrand:
    """A brand, by its names, and what is asked of it."""

    id: int
    name: str
    name_en: str
    name_it: str
    steps: tuple[str, ...]

    def called(self, code: str) -> str:
        """Its name in a language, else in English, which more people read; else the one it is kept under."""
        if code == "zh":
            return self.name
        return (self.name_it if code == "it" else "") or self.name_en or self.name


def asked_brands(workspace: Workspace, series: int) -> tuple[AskedBrand, ...]:
    """The brands of the series' last wave with what it counted, own brand first; without a wave all
    brands, of which only own ones are asked for more than recognition."""
    brands = {each.id: each for each in workspace.all("brand", Query(sort="name"))}
    waves = workspace.all("survey_wave", Query(equal=(("series", series),), descending=True))
    if waves:
        asked = {row.brand: _counted(row) for row in waves[0].results if row.brand in brands}
    else:
        asked = {id: STEPS if each.kind == "own" else _RECOGNITION for id, each in brands.items()}
    chosen = sorted(asked, key=lambda id: (brands[id].kind != "own", list(asked).index(id)))
    return tuple(_brand(brands[id], asked[id]) for id in chosen)


def _counted(row: Any) -> tuple[str, ...]:
    return tuple(step for step in STEPS if step == "aided" or row.count(step) is not None)


def _brand(brand: Any, steps: tuple[str, ...]) -> AskedBrand:
    return AskedBrand(brand.id, brand.name, brand.name_en or "", brand.name_it or "", steps)
