"""Who buys, what is sold, and what currencies are worth; the terms that orders and prices share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Annotated

from passerella.records.core import Affected, Lookup, Problem, Record
from passerella.records.declaring import field, needed, record
from passerella.records.kinds import Choice, Country, Currency, Name, Note, On
from passerella.records.numbers import Number, Percent, Rate
from passerella.texts.label import _, _c

RATE_DAYS = 7
UNITS = {
    "pc": _c("unit", "pc"),
    "kg": _c("unit", "kg"),
    "m": _c("unit", "m"),
    "set": _c("unit", "set"),
}
UNITS_ALSO = {
    **dict.fromkeys(("只", "个", "pcs", "PCS", "piece", "pieces"), "pc"),
    **dict.fromkeys(("公斤", "KGS", "kgs"), "kg"),
    **dict.fromkeys(("套装", "sets", "SETS"), "set"),
}
INCOTERMS = {
    code: _(code) for code in ("EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP")
}
RATE_KINDS = {
    "parity": _("Central parity"),
    "ecb": _("ECB reference rate"),
    "bank": _("Bank rate"),
    "contract": _("Contract rate"),
}


@record(
    label=_("Buyer"),
    plural=_("Buyers"),
    new=_("New buyer"),
    why=_("Who orders."),
    title=("company",),
    unique=(("company",),),
    personal=True,
)
class Buyer(Record):
    """A firm that orders."""

    company: Name = needed(_("Company"))
    latin: Name | None = field(_("Name in Latin letters"))
    country: Country | None = field(_("Country or region"))
    people: Name | None = field(_("People"))
    agent: Name | None = field(_("Agent"))
    commission: Percent | None = field(_("Commission"))
    notes: Note | None = field(_("Notes"))


@record(
    label=_("Product"),
    plural=_("Products"),
    new=_("New product"),
    why=_("What is sold, and in which unit."),
    title=("sku", "name"),
    unique=(("sku",),),
)
class Product(Record):
    """What is sold."""

    sku: Name = needed(_("Product number"))
    name: Name | None = field(_("Name"))
    name_en: Name | None = field(_("English name"))
    name_it: Name | None = field(_("Italian name"))
    hs_code: Name | None = field(_("HS code"), carried=True)
    unit: Annotated[str, Choice(UNITS, UNITS_ALSO)] = field(_("Unit"), default="pc", carried=True)
    family: Name | None = field(_("Family"), carried=True)
    cashmere: Percent | None = field(_("Cashmere"))
    yarn: Name | None = field(_("Yarn count"))
    gauge: Name | None = field(_("Gauge"))
    group: Name | None = field(_("Comparable group"), hint=_("Prices are compared within it."))

    def called(self, code: str) -> str:
        """What it is called in a language: its name there, else its own, else its number."""
        return getattr(self, f"name_{code}", None) or self.name or self.sku


@record(
    label=_("Exchange rate"),
    plural=_("Exchange rates"),
    new=_("New exchange rate"),
    why=_("What other currencies are worth in your own, day by day."),
    title=("currency", "day"),
    on="day",
    unique=(("currency", "into", "day", "kind"),),
    code="rates",
)
class ExchangeRate(Record):
    """What so many units of one currency were worth in another on a day."""

    currency: Currency = needed(_c("rate", "From"))
    into: Currency = needed(_c("rate", "To"), carried=True)
    per: Annotated[int, Number(least=Decimal(1), most=Decimal(100))] = field(_c("rate", "Per"), default=1)
    day: On = needed(_("Day"), carried=True)
    rate: Rate = needed(_("Rate"))
    kind: Annotated[str, Choice(RATE_KINDS)] = field(_("Kind of rate"), default="parity", carried=True)
    source: Name | None = field(_("Source"), carried=True)

    def problems(self, look: Lookup) -> Iterator[Problem]:
        """Two different currencies, per 1 or 100."""
        if self.currency == self.into:
            yield Problem("into", _("The two currencies must differ."))
        if self.per not in (1, 100):
            yield Problem("per", _("Either 1 or 100."))

    def affects(self) -> Iterator[Affected]:
        """The orders in this currency that may find their rate here."""
        yield Affected(
            "order", "ordered_on", self.day, self.day + timedelta(days=RATE_DAYS), {"currency": self.currency}
        )
