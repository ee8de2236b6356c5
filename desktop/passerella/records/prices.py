"""Price lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from passerella.records.core import Lookup, Problem, Record
from passerella.records.declaring import field, needed, record
from passerella.records.kinds import Choice, Country, Currency, Name, On, Reference
from passerella.records.numbers import Quantity, UnitPrice
from passerella.records.trade import INCOTERMS, UNITS, UNITS_ALSO
from passerella.texts.label import _


@record(
    label=_("Price"),
    plural=_("Prices"),
    new=_("New price"),
    why=_("What a product costs in one list, and from when."),
    title=("product", "valid_from"),
    on="valid_from",
    unique=(("product", "list", "market", "currency", "unit", "least", "incoterm", "valid_from"),),
)
class Price(Record):
    """What one product costs on a list from a day on."""

    product: Annotated[int, Reference("product")] = needed(_("Product"))
    list: Name = field(_("Price list"), default="A", carried=True)
    market: Country | None = field(_("Market"), carried=True)
    currency: Currency = needed(_("Currency"), carried=True, like="product")
    unit_price: UnitPrice = needed(_("Unit price"))
    unit: Annotated[str, Choice(UNITS, UNITS_ALSO)] | None = field(
        _("Unit"), hint=_("Empty: the product's own."), follows="product.unit"
    )
    least: Quantity | None = field(_("From quantity"))
    incoterm: Annotated[str, Choice(INCOTERMS)] | None = field(_("Incoterm"), carried=True)
    valid_from: On = needed(_("Valid from"), carried=True)
    valid_to: On | None = field(
        _("Valid to"), hint=_("Empty: until the next price."), carried=True, after="valid_from"
    )
    reason: Name | None = field(_("Reason for the change"), carried=True)

    def priced_unit(self, look: Lookup) -> str | None:
        """What one of costs the price: the typed unit, else the product's."""
        product = None if self.unit else look.get("product", self.product)
        return self.unit or (product and str(product.unit))

    def problems(self, look: Lookup) -> Iterator[Problem]:
        """Days in order; two prices of one product on one list never hold on the same day."""
        if self.valid_to and self.valid_to < self.valid_from:
            yield Problem("valid_to", _("Not before the first day {day}.")(day=self.valid_from))
        same = {
            each: getattr(self, each)
            for each in ("product", "list", "market", "currency", "least", "incoterm")
        }
        for other in look.others("price", self.id, **same):
            if other.priced_unit(look) != self.priced_unit(look):
                continue
            if other.valid_from == self.valid_from:
                yield Problem("valid_from", _("Another price begins on this day already."))
            elif other.valid_from < self.valid_from <= (other.valid_to or other.valid_from) or (
                self.valid_to and self.valid_from < other.valid_from <= self.valid_to
            ):
                yield Problem(
                    "valid_from", _("Overlaps the price that holds from {day}.")(day=other.valid_from)
                )
