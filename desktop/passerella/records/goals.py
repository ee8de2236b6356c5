"""What is to be reached, and by when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated

from passerella.records.core import Lookup, Problem, Record
from passerella.records.declaring import field, needed, record
from passerella.records.kinds import Choice, Country, Note, On, Reference
from passerella.records.numbers import Number
from passerella.records.trade import UNITS
from passerella.texts.label import Label, _, _c

MEASURES = {
    "aided": _("Aided recognition"),
    "unaided": _("Unaided recognition"),
    "first_named": _("First named"),
    "average_price": _("Average export price"),
    "export_value": _("Export value"),
    "own_brand_share": _("Own-brand share"),
    "appearances": _("Appearances"),
    "partnerships": _("Partnerships"),
    "press": _("Press mentions"),
    "honours": _("Honours"),
}
COUNTED = {
    "appearances": _c("counted", "appearances"),
    "partnerships": _c("counted", "partnerships"),
    "press": _c("counted", "mentions"),
    "honours": _c("counted", "honours"),
}
RECOGNITION = ("aided", "unaided", "first_named")
SHARES = (*RECOGNITION, "own_brand_share")
COUNTS = tuple(COUNTED)
_OF_TRADE = ("average_price", "export_value")
_Amount = Annotated[Decimal, Number(places=4)]


@record(
    label=_("Goal"),
    plural=_("Goals"),
    new=_("New goal"),
    why=_("What is to be reached, and by when."),
    title=("brand", "measure"),
    on="by",
    unique=(("brand", "measure", "series", "market", "product", "unit", "by"),),
)
class Goal(Record):
    """A measure, where it stood, where it is to stand, and by when."""

    brand: Annotated[int, Reference("brand")] = needed(_("Brand"), carried=True)
    measure: Annotated[str, Choice(MEASURES)] = needed(_("Measure"))
    series: Annotated[int, Reference("survey_series")] | None = field(
        _("Series"), hint=_("Of recognition only.")
    )
    target: _Amount = needed(_("Target"))
    set_on: On = needed(_("Set on"), carried=True)
    by: On = needed(_("To be reached by"), carried=True, after="set_on")
    baseline: _Amount | None = field(_("Baseline"), hint=_("On the day it was set."))
    market: Country | None = field(_("Market"))
    product: Annotated[int, Reference("product")] | None = field(
        _("Product"), hint=_("Of price and value only.")
    )
    unit: Annotated[str, Choice(UNITS)] | None = field(_("Unit"), hint=_("Of an average price only."))
    notes: Note | None = field(_("Notes"))

    def problems(self, look: Lookup) -> Iterator[Problem]:
        """Days in order; amounts fit the measure; only what the measure is measured by is named."""
        if self.by <= self.set_on:
            yield Problem("by", _("Must be after the day it was set ({day}).")(day=self.set_on))
        for name in ("target", "baseline"):
            yield from self._amount(name)
        if self.measure in RECOGNITION and self.series is None:
            yield Problem("series", _("Recognition is measured in a series: choose it."))
        yield from self._beside("series", RECOGNITION)
        yield from self._beside("product", _OF_TRADE)
        yield from self._beside("unit", ("average_price",))

    def units(self, look: Lookup) -> Mapping[str, Label | str]:
        """A target and its baseline are in what the measure is in."""
        unit: Label | str = ""
        if self.measure in SHARES:
            unit = "%"
        elif self.measure == "export_value":
            unit = look.home
        elif self.measure == "average_price":
            each = self.unit or _product_unit(self.product, look)
            unit = _("{currency}/{unit}")(currency=look.home, unit=UNITS[each]) if each else look.home
        elif self.measure in COUNTS:
            unit = COUNTED[self.measure]
        return {"target": unit, "baseline": unit}

    def _amount(self, name: str) -> Iterator[Problem]:
        amount: Decimal | None = getattr(self, name)
        if amount is None:
            return
        if self.measure in SHARES and amount > 100:
            yield Problem(name, _("A percentage: at most 100."))
        if self.measure in COUNTS and amount != amount.to_integral_value():
            yield Problem(name, _("Only a whole number."))

    def _beside(self, name: str, measures: tuple[str, ...]) -> Iterator[Problem]:
        if getattr(self, name) is not None and self.measure not in measures:
            label = _("{measure} is not measured by it: leave it empty.")
            yield Problem(name, label(measure=MEASURES[self.measure]))


def _product_unit(product: int | None, look: Lookup) -> str | None:
    found = look.get("product", product) if product else None
    return found and str(found.unit)
