"""The three languages, and those a questionnaire speaks besides: words, numbers, days and amounts."""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from passerella.texts.label import Label, Spoken
from passerella.texts.places import resources

CODES = ("zh", "en", "it")
NAMES = {"zh": "中文", "en": "English", "it": "Italiano"}
ASKED_IN = {
    "fr": "Français",
    "de": "Deutsch",
    "es": "Español",
    "pt": "Português",
    "ja": "日本語",
    "ru": "Русский",
}
"""Further languages of markets: their catalogues hold what a questionnaire says and nothing else."""
ON_PAPER = {**NAMES, **ASKED_IN}
_FULL_WIDTH = ("zh", "ja")
_DAYS = {
    **dict.fromkeys(("it", "fr", "es", "pt"), "{:%d/%m/%Y}"),
    **dict.fromkeys(("de", "ru"), "{:%d.%m.%Y}"),
    "ja": "{0.year}年{0.month}月{0.day}日",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def percentage(share: float) -> Decimal:
    """A share of 1 in percent, without the last digits that binary fractions bring: 0.0375 - 0.02 is 1.75."""
    return Decimal(repr(round(share, 12))) * 100


class Language:
    """One language: `say` looks labels up, the other methods format values."""

    def __init__(self, code: str, words: gettext.NullTranslations) -> None:
        self.code, self.words = code, words

    def say(self, text: Label | str) -> str:
        """The text in this language, its values filled in."""
        if isinstance(text, str):
            return text
        values = dict(text.values)
        if text.plural:
            count = values.get("n", 0)
            found = self.words.ngettext(text.message, text.plural, count if isinstance(count, int) else 0)
        elif text.context:
            found = self.words.pgettext(text.context, text.message)
        else:
            found = self.words.gettext(text.message)
        if not values:
            return found
        return found.format(**{name: self.show(value) for name, value in values.items()})

    def show(self, value: object) -> str:
        """Any value as a sentence shows it."""
        if isinstance(value, Label):
            return self.say(value)
        if isinstance(value, Spoken):
            return value.said(self)
        if isinstance(value, tuple):
            return self.listed(map(self.show, value))
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, Decimal):
            return self.number(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return self.number(Decimal(value))
        return str(value)

    @property
    def point(self) -> str:
        """The decimal sign."""
        return "," if self.code == "it" else "."

    def number(self, value: Decimal | int, places: int | None = None) -> str:
        """With thousands signs; `places` decimals, or as many as the value has."""
        value = Decimal(value)
        if places is not None:
            value = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
        text = f"{value:,f}" if value else f"{abs(value):,f}"
        if self.code == "it":
            text = text.translate({ord(","): ".", ord("."): ","})
        return text.replace("-", "\N{MINUS SIGN}", 1) if text.startswith("-") else text

    def percent(self, share: float, places: int = 1) -> str:
        """A share of 1 as a percentage."""
        return self.number(percentage(share), places) + "%"

    def counted(self, number: str, unit: str) -> str:
        """A number as written with what it counts; nothing where there is no number."""
        if not number or not unit:
            return number
        return number + unit if unit == "%" else f"{number} {unit}"

    def points(self, share: float) -> str:
        """A difference of shares in percentage points, signed, without the unit."""
        sign = "+" if share > 0 else ""
        return sign + self.number(percentage(share), 1)

    def day(self, day: date) -> str:
        """A day, unambiguous in each language."""
        if self.code == "en":
            return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
        return _DAYS.get(self.code, "{}").format(day)

    @property
    def wide(self) -> bool:
        """Whether its signs are as wide as its characters and no spaces stand between sentences."""
        return self.code in _FULL_WIDTH

    def listed(self, parts: Iterable[str]) -> str:
        """Several things of one kind in one line."""
        return ("、" if self.wide else ", ").join(parts)

    def clauses(self, parts: Iterable[str]) -> str:
        """What is not of one kind in one line: a figure and what it rests on, a source and its day."""
        return ("，" if self.wide else ", ").join(parts)

    def apart(self, parts: Iterable[str]) -> str:
        """What may hold commas of its own in one line."""
        return ("；" if self.wide else "; ").join(parts)

    def in_a_row(self, sentences: Iterable[str]) -> str:
        """Sentences one after the other."""
        return ("" if self.wide else " ").join(sentences)

    @property
    def full_stop(self) -> str:
        """What ends a sentence."""
        return "。" if self.wide else "."

    def aside(self, said: str, more: str) -> str:
        """Something with more about it in brackets."""
        return f"{said}（{more}）" if self.wide else f"{said} ({more})"

    def headed(self, head: str, said: str) -> str:
        """Something after the word that it is about."""
        return f"{head}：{said}" if self.wide else f"{head}: {said}"


@cache
def language(code: str) -> Language:
    """The language of a code; an unknown code is English, whose words are the source itself.

    Without its catalogue a language shows the source words.
    """
    if code not in ON_PAPER:
        code = "en"
    words: gettext.NullTranslations = gettext.NullTranslations()
    if code != "en":
        catalogue = resources() / "translations" / code / "LC_MESSAGES" / "passerella.mo"
        with suppress(OSError), catalogue.open("rb") as file:
            words = gettext.GNUTranslations(file)
    return Language(code, words)
