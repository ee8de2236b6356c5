"""Numbers, percentages and amounts of money as kinds of field: exact, and stored as whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from passerella.records.kinds import FieldKind, Typing
from passerella.records.money import minor_units, rounded, scaled, unscaled
from passerella.texts.label import Label, Wrong, _
from passerella.texts.language import Language
from passerella.texts.typed import plain, read_number


@dataclass(frozen=True)
class Number(FieldKind):
    """An exact number with a fixed count of decimals, between two bounds."""

    places: int = 0
    least: Decimal | None = Decimal(0)
    most: Decimal = Decimal(10) ** 12
    unit: Label | None = None
    sql = "INTEGER"
    right = True
    width = 12

    def read(self, text: str, typing: Typing) -> Decimal | int | None:
        value = read_number(text, code=typing.code)
        if value is None:
            return None
        if abs(value) > self.most:
            raise Wrong(_("Not more than {most}.")(most=self.most))
        if value != value.quantize(Decimal(1).scaleb(-self.places)):
            raise Wrong(
                _("At most {places} decimals.")(places=self.places)
                if self.places
                else _("Only a whole number.")
            )
        return value if self.places else int(value)

    def show(self, value: Decimal | int | None, language: Language) -> str:
        if value is None:
            return ""
        value = Decimal(value)
        return language.number(
            value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
        )

    def store(self, value: Decimal | int | None, row: Mapping[str, Any]) -> int | None:
        return None if value is None else scaled(Decimal(value), self.places)

    def load(self, raw: int | None, row: Mapping[str, Any]) -> Decimal | int | None:
        if raw is None:
            return None
        return unscaled(raw, self.places) if self.places else raw

    def check(self, column: str) -> str:
        least = -self.most if self.least is None else self.least
        return f"{column} BETWEEN {scaled(least, self.places)} AND {scaled(self.most, self.places)}"

    def problem(self, value: Decimal | int) -> Label | None:
        least = -self.most if self.least is None else self.least
        if value < least:
            return _("Not less than {least}.")(least=least)
        if value > self.most:
            return _("Not more than {most}.")(most=self.most)
        return None


@dataclass(frozen=True)
class YearKind(Number):
    """A calendar year."""

    least: Decimal | None = Decimal(1900)
    most: Decimal = Decimal(2199)
    width = 6

    def show(self, value: Decimal | int | None, language: Language) -> str:
        return "" if value is None else str(value)


@dataclass(frozen=True)
class PriceKind(Number):
    """What one costs, in the currency that another field of the same record names."""

    places: int = 4
    currency: str = "currency"

    def show_in(self, currency: str, value: Decimal | None, language: Language) -> str:
        """With at least the decimals of amounts in that currency, so that prices under each other align."""
        if value is None:
            return ""
        exponent = value.normalize().as_tuple().exponent
        assert isinstance(exponent, int)
        return language.number(value, max(minor_units(currency), -exponent))


@dataclass(frozen=True)
class PercentKind(Number):
    """A percentage; the sign may be typed and is always shown."""

    places: int = 2
    most: Decimal = Decimal(100)

    def read(self, text: str, typing: Typing) -> Decimal | int | None:
        return super().read(plain(text).removesuffix("%"), typing)

    def show(self, value: Decimal | int | None, language: Language) -> str:
        return "" if value is None else super().show(value, language) + "%"


@dataclass(frozen=True)
class Money(FieldKind):
    """An amount in the currency that another field of the same record names, in ISO minor units."""

    currency: str = "currency"
    signed: bool = False
    sql = "INTEGER"
    right = True
    paired = True
    width = 14

    def read(self, text: str, typing: Typing) -> Decimal | None:
        return read_number(text, code=typing.code)

    def show(self, value: Decimal | None, language: Language) -> str:
        return "" if value is None else language.number(value)

    def store(self, value: Decimal | None, row: Mapping[str, Any]) -> int | None:
        return None if value is None else scaled(value, minor_units(row[self.currency] or ""))

    def load(self, raw: int | None, row: Mapping[str, Any]) -> Decimal | None:
        return None if raw is None else unscaled(raw, minor_units(row[self.currency] or ""))

    def check(self, column: str) -> str:
        most = 10**16
        return f"{column} BETWEEN {-most if self.signed else 0} AND {most}"

    def problem(self, value: Decimal) -> Label | None:
        if not self.signed and value < 0:
            return _("Not less than {least}.")(least=Decimal(0))
        if abs(value) > 10**13:
            return _("Not more than {most}.")(most=Decimal(10**13))
        return None

    def misfit(self, value: Decimal, record: object) -> Label | None:
        currency = getattr(record, self.currency) or ""
        places = minor_units(currency)
        if value == rounded(value, places):
            return None
        if not places:
            return _("Amounts in {currency} have no decimals.")(currency=currency)
        return _("Amounts in {currency} have at most {places} decimals.")(currency=currency, places=places)


Count = Annotated[int, Number()]
Year = Annotated[int, YearKind()]
Quantity = Annotated[Decimal, Number(places=3, least=None)]
Area = Annotated[Decimal, Number(places=3, unit=_("m²"))]
Rate = Annotated[Decimal, Number(places=8, least=Decimal("0.00000001"), most=Decimal(10) ** 9)]
UnitPrice = Annotated[Decimal, PriceKind()]
Percent = Annotated[Decimal, PercentKind()]
