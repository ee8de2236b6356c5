"""Cities of the trade: said in the reader's language, in whichever of ours they were typed."""

from __future__ import annotations

from functools import cache

from passerella.texts.label import Label, _
from passerella.texts.language import CODES, Language, language

CITIES = (
    _("Milan"),
    _("Florence"),
    _("Biella"),
    _("Prato"),
    _("Rome"),
    _("Venice"),
    _("Turin"),
    _("Bologna"),
    _("Paris"),
    _("London"),
    _("Berlin"),
    _("Munich"),
    _("Düsseldorf"),
    _("Zurich"),
    _("Copenhagen"),
    _("Stockholm"),
    _("Madrid"),
    _("Barcelona"),
    _("Moscow"),
    _("New York"),
    _("Los Angeles"),
    _("Las Vegas"),
    _("Tokyo"),
    _("Osaka"),
    _("Seoul"),
    _("Shanghai"),
    _("Beijing"),
    _("Shenzhen"),
    _("Guangzhou"),
    _("Hangzhou"),
    _("Hong Kong"),
    _("Dubai"),
)


@cache
def _known() -> dict[str, Label]:
    return {language(code).say(city).casefold(): city for code in CODES for city in CITIES}


def city(name: str, words: Language) -> str:
    """The name of a city in a language; a city that is not listed stays as it was typed."""
    found = _known().get(name.strip().casefold())
    return words.say(found) if found else name
