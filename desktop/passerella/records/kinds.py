"""Field kinds: how one value is read, shown, stored and checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any

from passerella.texts.label import Label, Wrong, _
from passerella.texts.language import Language
from passerella.texts.typed import plain, read_day

LONGEST = 200
_NOT_IN_A_LINE = re.compile("[\x00-\x1f\ud800-\udfff]")
_NOT_IN_A_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_NOT_A_SEASON = _("This is not a season. Type it like 2026SS or 2025AW.")
_NO_COUNTRY = _("No country or region of this name. Type its name or its two letters, like IT.")


@dataclass(frozen=True, slots=True)
class Typing:
    """What reading depends on: the typist's language and today."""

    code: str
    today: date


class FieldKind:
    """What one kind of value knows. The base serves short text."""

    sql = "TEXT"
    right = False
    searched = False
    paired = False
    suggests = False
    width = 14

    def read(self, text: str, typing: Typing) -> Any:
        """The value that a typed text means, None when empty. Raises `Wrong`."""
        return text.strip() or None

    def suggest(self, text: str, language: Language) -> Sequence[tuple[Any, str]]:
        """Values that may be meant by what is typed so far and how to name them; of `suggests` kinds only."""
        return ()

    def show(self, value: Any, language: Language) -> str:
        """The value as a person reads it."""
        return "" if value is None else str(value)

    def write(self, value: Any) -> str:
        """The value as files write it: the same in every language, read back by `read`."""
        return "" if value is None else str(value)

    def store(self, value: Any, row: Mapping[str, Any]) -> Any:
        """The value as its column holds it; `row` has the record's other values."""
        return value

    def load(self, raw: Any, row: Mapping[str, Any]) -> Any:
        """The value a column holds."""
        return raw

    def check(self, column: str) -> str:
        """SQL that is true for every value the column may hold, without regard to NULL."""
        return f"length({column}) > 0"

    def problem(self, value: Any) -> Label | None:
        """What is wrong with a value by itself."""
        return None

    def misfit(self, value: Any, record: object) -> Label | None:
        """What is wrong with a value beside the others of its record; asked of `paired` kinds only."""
        return None


class Text(FieldKind):
    """One line of text, at most 200 characters."""

    searched = True
    width = 24

    def read(self, text: str, typing: Typing) -> str | None:
        return " ".join(text.split()) or None

    def check(self, column: str) -> str:
        return f"length({column}) BETWEEN 1 AND {LONGEST}"

    def problem(self, value: str) -> Label | None:
        return _text_problem(value, LONGEST, _NOT_IN_A_LINE)


class LongText(FieldKind):
    """Several lines of text, at most 10,000 characters."""

    width = 40

    def check(self, column: str) -> str:
        return f"length({column}) BETWEEN 1 AND 10000"

    def problem(self, value: str) -> Label | None:
        return _text_problem(value, 10000, _NOT_IN_A_TEXT)


def _text_problem(value: str, most: int, never: re.Pattern[str]) -> Label | None:
    if not value:
        return _("This must be filled in.")
    if len(value) > most:
        return _("At most {most} characters; these are {n}.")(most=most, n=len(value))
    if never.search(value):
        return _("This text contains a control character. Type it again.")
    return None


class Day(FieldKind):
    """A calendar day."""

    width = 11

    def read(self, text: str, typing: Typing) -> date | None:
        return read_day(text, code=typing.code, today=typing.today)

    def show(self, value: date | None, language: Language) -> str:
        return "" if value is None else language.day(value)

    def write(self, value: date | None) -> str:
        return "" if value is None else value.isoformat()

    def store(self, value: date | None, row: Mapping[str, Any]) -> str | None:
        return None if value is None else value.isoformat()

    def load(self, raw: str | None, row: Mapping[str, Any]) -> date | None:
        return None if raw is None else date.fromisoformat(raw)

    def check(self, column: str) -> str:
        return f"{column} IS date({column}, '+0 days')"

    def problem(self, value: date) -> Label | None:
        if not 1900 <= value.year <= 2199:
            return _("The year must lie between 1900 and 2199.")
        return None


class SeasonKind(FieldKind):
    """A collection's season: `2026SS` (spring-summer) or `2025AW` (autumn-winter 2025-26)."""

    width = 11

    def read(self, text: str, typing: Typing) -> str | None:
        text = plain(text).upper()
        text = re.sub(r"春夏|S/S|P/?E", "SS", text)
        text = re.sub(r"秋冬|A/W|F/?W|A/?I", "AW", text)
        text = re.sub(r"[\s年季]", "", text).replace("/", "-")
        if not text:
            return None
        if found := re.fullmatch(r"([12]\d{3}|\d{2})(?:-(\d{2}))?(SS|AW)", text, re.ASCII):
            year, span, half = ("20" + found[1])[-4:], found[2], found[3]
        elif found := re.fullmatch(r"(SS|AW)(?:20)?(\d{2})(?:-(\d{2}))?", text, re.ASCII):
            year, span, half = f"20{found[2]}", found[3], found[1]
        else:
            raise Wrong(_NOT_A_SEASON)
        if span and (half == "SS" or int(span) != (int(year) + 1) % 100):
            raise Wrong(_NOT_A_SEASON)
        return year + half

    def show(self, value: str | None, language: Language) -> str:
        if value is None:
            return ""
        year, half = int(value[:4]), value[4:]
        span = f"{year}-{(year + 1) % 100:02}" if half == "AW" else str(year)
        if language.code == "zh":
            return span + ("春夏" if half == "SS" else "秋冬")
        if language.code == "it":
            return ("P/E " if half == "SS" else "A/I ") + span
        return half + span[2:]

    def check(self, column: str) -> str:
        return f"{column} GLOB '[12][0-9][0-9][0-9]SS' OR {column} GLOB '[12][0-9][0-9][0-9]AW'"

    def problem(self, value: str) -> Label | None:
        return None if re.fullmatch("[12][0-9]{3}(SS|AW)", value) else _NOT_A_SEASON


class CurrencyKind(FieldKind):
    """An ISO 4217 code; the name of a currency in trade may be typed for it."""

    suggests = True
    width = 6

    def read(self, text: str, typing: Typing) -> str | None:
        from passerella.records.currencies import currency_code

        text = plain(text)
        if not text:
            return None
        code = currency_code(text)
        if code is None:
            raise Wrong(_("Type the three letters of the currency, like EUR."))
        return code

    def suggest(self, text: str, language: Language) -> Sequence[tuple[str, str]]:
        from passerella.records.currencies import currencies_like, currency_name

        return [(code, f"{code} {currency_name(code, language.code)}") for code in currencies_like(text)]

    def check(self, column: str) -> str:
        return f"{column} GLOB '[A-Z][A-Z][A-Z]'"

    def problem(self, value: str) -> Label | None:
        if not re.fullmatch(r"[A-Z]{3}", value):
            return _("Type the three letters of the currency, like EUR.")
        return None


class CountryKind(FieldKind):
    """An ISO 3166 country or region, typed as code or name in the three languages."""

    suggests = True
    width = 12

    def read(self, text: str, typing: Typing) -> str | None:
        from passerella.records.countries import country_code

        text = plain(text)
        if not text:
            return None
        code = country_code(text)
        if code is None:
            raise Wrong(_NO_COUNTRY)
        return code

    def suggest(self, text: str, language: Language) -> Sequence[tuple[str, str]]:
        from passerella.records.countries import countries_like

        found = [(code, self.show(code, language)) for code in countries_like(text)]
        by_letters = language.code != "zh" and not text.strip()
        return sorted(found, key=lambda each: each[1].casefold()) if by_letters else found

    def show(self, value: str | None, language: Language) -> str:
        from passerella.records.countries import country_name

        return "" if value is None else country_name(value, language.code)

    def check(self, column: str) -> str:
        return f"{column} GLOB '[A-Z][A-Z]'"

    def problem(self, value: str) -> Label | None:
        return None if re.fullmatch("[A-Z]{2}", value) else _NO_COUNTRY


@dataclass(frozen=True)
class Choice(FieldKind):
    """One of a few words; files and tables hold the code, people see the label. `also` has other
    spellings of codes."""

    options: Mapping[str, Label] = field(default_factory=dict, hash=False)
    also: Mapping[str, str] = field(default_factory=dict, hash=False)
    width = 10

    def read(self, text: str, typing: Typing) -> str | None:
        from passerella.texts.language import CODES, language

        text = plain(text)
        if not text:
            return None
        text = self.also.get(text, text)
        for code, label in self.options.items():
            if text.casefold() in {code, *(language(each).say(label).casefold() for each in CODES)}:
                return code
        raise Wrong(_("Choose one of the listed words."))

    def show(self, value: str | None, language: Language) -> str:
        return "" if value is None else language.say(self.options[value])

    def check(self, column: str) -> str:
        return f"{column} IN ({', '.join(repr(code) for code in self.options)})"

    def problem(self, value: str) -> Label | None:
        return None if value in self.options else _("Choose one of the listed words.")


@dataclass(frozen=True)
class Reference(FieldKind):
    """Another record, by the name of its kind; the value is that record's id."""

    kind: str = ""
    sql = "INTEGER"
    width = 20

    def check(self, column: str) -> str:
        return f"{column} > 0"


Name = Annotated[str, Text()]
Note = Annotated[str, LongText()]
On = Annotated[date, Day()]
Season = Annotated[str, SeasonKind()]
Currency = Annotated[str, CurrencyKind()]
Country = Annotated[str, CountryKind()]
