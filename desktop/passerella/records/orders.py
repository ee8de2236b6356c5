"""Export orders and their lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Any

from passerella.records.core import Lookup, Problem, Record, Told, altered, kind_of
from passerella.records.declaring import derived, field, lines, needed, record
from passerella.records.kinds import Choice, Country, Currency, Name, Note, On, Reference, Season
from passerella.records.money import minor_units, rounded
from passerella.records.numbers import Money, Percent, PriceKind, Quantity, Rate, UnitPrice
from passerella.records.trade import INCOTERMS, RATE_DAYS, UNITS, UNITS_ALSO
from passerella.texts.label import Label, _, _c, _n
from passerella.texts.language import Language

MOST = Decimal(10) ** 13
_NOTHING, _ONE = Decimal(0), Decimal(1)
STATUSES = {
    "enquiry": _c("order", "enquiry"),
    "quoted": _c("order", "quoted"),
    "sample": _c("order", "sample"),
    "confirmed": _c("order", "confirmed"),
    "production": _c("order", "in production"),
    "shipped": _c("order", "shipped"),
    "closed": _c("order", "closed"),
    "lost": _c("order", "lost"),
    "cancelled": _c("order", "cancelled"),
}
SHIPPED = ("shipped", "closed")
BOOKED = ("confirmed", "production", *SHIPPED)
INCOTERM_YEARS = {year: _(year) for year in ("2020", "2010", "2000")}
CARRIAGE_PAID = ("CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP")
LINE_KINDS = {
    "goods": _c("line", "goods"),
    "freight": _c("line", "freight"),
    "insurance": _c("line", "insurance"),
    "sample": _c("line", "sample"),
    "tooling": _c("line", "tooling"),
    "return": _c("line", "return"),
    "other": _c("line", "other"),
}


@record(label=_("Order line"), plural=_("Order lines"), title=("product",), inside=True, columns=("value",))
class OrderLine(Record):
    """One row of an order."""

    kind: Annotated[str, Choice(LINE_KINDS)] = field(_("Kind of line"), default="goods")
    product: Annotated[int, Reference("product")] | None = field(_("Product"))
    brand: Annotated[int, Reference("brand")] | None = field(_("Brand"))
    quantity: Quantity = needed(_("Quantity"))
    unit: Annotated[str, Choice(UNITS, UNITS_ALSO)] = field(_("Unit"), default="pc", follows="product.unit")
    unit_price: UnitPrice = needed(_("Unit price"))
    discount: Percent | None = field(_("Discount"))
    currency: Currency | None = derived(_("Currency"))
    value: Annotated[Decimal, Money(signed=True)] | None = derived(_("Amount"))
    fob: Annotated[Decimal, Money(signed=True)] | None = derived(_("Amount FOB"))
    home: Currency | None = derived(_("Home currency"))
    home_value: Annotated[Decimal, Money("home", signed=True)] | None = derived(_("FOB in home currency"))

    def amount(self, currency: str) -> Decimal:
        """What the row comes to after its discount, in the order's currency; a return is negative."""
        value = self.quantity * self.unit_price
        if self.discount:
            value = value * (100 - self.discount) / 100
        value = rounded(value, minor_units(currency))
        return -abs(value) if self.kind == "return" else value


@record(
    label=_("Order"),
    plural=_("Orders"),
    new=_("New order"),
    why=_("Who ordered what, at what price, and when it is shipped."),
    title=("number",),
    columns=(
        "number",
        "buyer",
        "goods",
        "quantity",
        "unit_price",
        "currency",
        "total",
        "home_total",
        "ship_by",
        "status",
    ),
    told=(
        Told("goods", _("Goods")),
        Told("quantity", _("Quantity"), right=True),
        Told("unit_price", _("Unit price"), right=True),
    ),
    on="ordered_on",
    unique=(("number",),),
)
class Order(Record):
    """An export order, from enquiry to closing."""

    number: Name = needed(_("Order number"))
    buyer: Annotated[int, Reference("buyer")] | None = field(_("Buyer"))
    buyer_number: Name | None = field(_("Buyer's order number"))
    market: Country | None = field(
        _("Market"), hint=_("Empty: the buyer's country."), follows="buyer.country"
    )
    season: Season | None = field(_("Season"), carried=True)
    ordered_on: On = needed(_("Order day"), carried=True)
    confirmed_on: On | None = field(_("Confirmed on"), after="ordered_on")
    ship_by: On | None = field(_("Ship by"), after="ordered_on")
    shipped_on: On | None = field(_("Shipped on"), after="ordered_on")
    status: Annotated[str, Choice(STATUSES)] = field(_("Status"), default="confirmed")
    currency: Currency = needed(_("Currency"), like="buyer")
    rate: Rate | None = field(_("Rate to home currency"), hint=_("Empty: by the order day."))
    incoterm: Annotated[str, Choice(INCOTERMS)] | None = field(_("Incoterm"))
    incoterm_place: Name | None = field(_("Named place"))
    incoterm_year: Annotated[str, Choice(INCOTERM_YEARS)] | None = field(_("Edition of the Incoterms"))
    freight: Annotated[Decimal, Money()] | None = field(_("Freight included"), hint=_("Taken off for FOB."))
    insurance: Annotated[Decimal, Money()] | None = field(_("Insurance included"))
    terms: Name | None = field(_("Payment terms"))
    appearance: Annotated[int, Reference("appearance")] | None = field(
        _("Brought by the appearance"), carried=True
    )
    notes: Note | None = field(_("Notes"))
    total: Annotated[Decimal, Money(signed=True)] | None = derived(_("Amount"))
    home: Currency | None = derived(_("Home currency"))
    home_total: Annotated[Decimal, Money("home", signed=True)] | None = derived(_("Home value"))
    lines: tuple[OrderLine, ...] = lines(_("Order lines"))

    def home_rate(self, look: Lookup) -> Decimal | None:
        """Home currency for one unit of the order's: typed, else found by the order day, else None."""
        if self.currency == look.home:
            return Decimal(1)
        if self.rate is not None:
            return self.rate
        found = look.latest("exchange_rate", "day", self.ordered_on, currency=self.currency, into=look.home)
        if found is None or self.ordered_on - found.day > timedelta(days=RATE_DAYS):
            return None
        return Decimal(found.rate) / Decimal(found.per)

    def stands_in(self, look: Lookup) -> Mapping[str, Any]:
        """The rate that is found for the order day."""
        known = self.rate is None and self.ordered_on and self.currency and self.currency != look.home
        return {"rate": self.home_rate(look) if known else None}

    @property
    def included(self) -> Decimal:
        """Freight and insurance that the prices include, in the order's currency: C and D terms only."""
        if self.incoterm not in CARRIAGE_PAID:
            return _NOTHING
        return (self.freight or _NOTHING) + (self.insurance or _NOTHING)

    def derived(self, look: Lookup) -> Mapping[str, Any]:
        """Amounts of the lines and of the whole, in both currencies, each line rounded half up.

        Totals are as invoiced; a line's value in home currency is FOB, as customs count.
        """
        rate, home, currency = self.home_rate(look), look.home, self.currency
        values = [row.amount(currency) for row in self.lines]
        valued = _at_rate(values, rate, home)
        fobs, fobs_valued = values, valued
        if self.included:
            fobs = list(self._fob(values))
            fobs_valued = _at_rate(fobs, rate, home)
        rows = [
            altered(row, currency=currency, value=value, fob=fob, home=home, home_value=home_value)
            for row, value, fob, home_value in zip(self.lines, values, fobs, fobs_valued, strict=True)
        ]
        home_total = None if rate is None else sum(filter(None, valued), _NOTHING)
        total = sum(values, _NOTHING)
        return {"lines": tuple(rows), "total": total, "home": home, "home_total": home_total}

    def units(self, look: Lookup) -> Mapping[str, Label | str]:
        """Prices and amounts are in the order's currency."""
        return {"lines.unit_price": self.currency or "", "lines.value": self.currency or ""}

    def goods(self, look: Lookup, words: Language) -> str:
        """The first product by name, and how many others there are."""
        ids = list(dict.fromkeys(row.product for row in self.lines if row.kind == "goods" and row.product))
        first = look.get("product", ids[0]) if ids else None
        if first is None:
            return ""
        name, n = first.called(words.code), len(ids)
        # A language counts the others, or all of them as Chinese does.
        more = _n("{name} and {n} more", "{name} and {n} more")
        return words.say(more(name=name, n=n - 1, all=n)) if n > 1 else name

    def quantity(self, look: Lookup, words: Language) -> str:
        """How much of goods was ordered, less what came back; empty when the units differ."""
        rows = [row for row in self.lines if row.kind in ("goods", "return")]
        units = {row.unit for row in rows}
        if len(units) != 1:
            return ""
        counted = (row.quantity if row.kind == "goods" else -abs(row.quantity) for row in rows)
        line = kind_of(OrderLine).field
        amount = line("quantity").kind.show(sum(counted, Decimal(0)), words)
        return f"{amount} {line('unit').kind.show(units.pop(), words)}"

    def unit_price(self, look: Lookup, words: Language) -> str:
        """What one costs before discounts, or the lowest and the highest; empty when the units differ."""
        rows = [row for row in self.lines if row.kind == "goods"]
        if len({row.unit for row in rows}) != 1:
            return ""
        prices = {row.unit_price for row in rows}
        kind = kind_of(OrderLine).field("unit_price").kind
        assert isinstance(kind, PriceKind)
        ends = dict.fromkeys((min(prices), max(prices)))
        return " – ".join(kind.show_in(self.currency, each, words) for each in ends)

    def _fob(self, values: Sequence[Decimal]) -> Iterator[Decimal]:
        """The lines' values, goods less their part of what is included, by value: the parts add up."""
        goods = self._goods(values)
        upto = off = Decimal(0)
        for row, value in zip(self.lines, values, strict=True):
            if row.kind != "goods" or not goods:
                yield value
                continue
            upto, before = upto + value, off
            off = rounded(self.included * upto / goods, minor_units(self.currency))
            yield value - (off - before)

    def _goods(self, values: Sequence[Decimal]) -> Decimal:
        pairs = zip(self.lines, values, strict=True)
        return sum((value for row, value in pairs if row.kind == "goods"), Decimal(0))

    def problems(self, look: Lookup) -> Iterator[Problem]:
        """Days in order, a shipping day for shipped goods; a missing rate is a notice."""
        for each in ("confirmed_on", "ship_by", "shipped_on"):
            day = getattr(self, each)
            if day and day < self.ordered_on:
                label = _("Not before the order day {day}.")(day=self.ordered_on)
                yield Problem(each, label, notice=each == "ship_by")
        if self.status in SHIPPED and self.shipped_on is None:
            yield Problem("shipped_on", _("Enter the day on which it was shipped."))
        if self.shipped_on and self.status in BOOKED and self.status not in SHIPPED:
            label = _("It counts as shipped once its status is '{shipped}' or '{closed}'.")
            said = label(shipped=STATUSES["shipped"], closed=STATUSES["closed"])
            yield Problem("shipped_on", said, notice=True)
        if not self.lines:
            yield Problem("lines", _("Enter at least one line."))
        for position, row in enumerate(self.lines, 1):
            if row.kind == "goods" and row.product is None:
                yield Problem(f"lines.{position}.product", _("Goods need a product."))
            if row.kind in ("goods", "sample") and row.quantity < 0:
                label = _("Not less than 0. For goods that came back choose 'return'.")
                yield Problem(f"lines.{position}.quantity", label)
        if self.freight or self.insurance:
            yield from self._carriage()
        rate = self.home_rate(look)
        most = sum([abs(row.quantity * row.unit_price) for row in self.lines], _NOTHING)
        if most * max(rate or _ONE, _ONE) > MOST:
            yield Problem("lines", _("Not more than {most}.")(most=MOST))
        if rate is None:
            yield Problem(
                "rate",
                _(
                    "No rate {currency} to {home} on {day} or up to 7 days before. It can be saved; "
                    "until a rate is entered it is left out of totals in {home}."
                )(currency=self.currency, home=look.home, day=self.ordered_on),
                notice=True,
            )

    def _carriage(self) -> Iterator[Problem]:
        goods = self._goods([row.amount(self.currency) for row in self.lines])
        for name in ("freight", "insurance"):
            if getattr(self, name) and self.incoterm not in CARRIAGE_PAID:
                label = _("Only C and D terms include it: it is not taken off.")
                yield Problem(name, label, notice=True)
        if self.included > max(goods, Decimal(0)):
            name = "freight" if self.freight else "insurance"
            yield Problem(name, _("Together not more than the goods ({amount}).")(amount=goods))


def _at_rate(values: Sequence[Decimal], rate: Decimal | None, currency: str) -> Sequence[Decimal | None]:
    """Amounts in the currency that a rate leads to, each rounded; None without a rate."""
    if rate is None:
        return [None] * len(values)
    places = minor_units(currency)
    return [rounded(value * rate, places) for value in values]
