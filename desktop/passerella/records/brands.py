"""The enterprise, its brands, and what the market knows of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated

from passerella.records.core import Affected, Lookup, Problem, Record, field, lines, needed, record
from passerella.records.kinds import (
    Choice,
    Count,
    Country,
    Currency,
    Name,
    Note,
    Number,
    On,
    Percent,
    Reference,
)
from passerella.texts.label import _, _c

SMALL_BASE = 100
ROLES = {"enterprise": _("Enterprise"), "association": _("Association")}
BRAND_KINDS = {
    "own": _("Own brand"),
    "collective": _("Collective or geographical mark"),
    "buyer": _("Buyer's label"),
    "competitor": _("Competitor"),
}
SAMPLINGS = {
    "random": _("Random sample"),
    "quota": _("Quota sample"),
    "convenience": _("Convenience sample"),
    "visitors": _("Own visitors"),
}
COMPARATORS = {
    "=": _c("comparator", "exactly"),
    "<": _c("comparator", "less than"),
    "<=": _c("comparator", "at most"),
    ">": _c("comparator", "more than"),
    ">=": _c("comparator", "at least"),
    "~": _c("comparator", "about"),
    "yes": _c("comparator", "stated"),
}
MEASURES = {
    "aided": _("Aided recognition"),
    "unaided": _("Unaided recognition"),
    "first_named": _("First named"),
    "average_price": _("Average export price"),
    "export_value": _("Export value"),
}
FACT_MEASURES = {
    "recognition": _("Recognition"),
    "appearances": _("Appearances"),
    "partnerships": _("Partnerships"),
    "honours": _("Honours"),
    "export_value": _("Export value"),
    "average_price": _("Average export price"),
    "efficiency": _("Production efficiency"),
    "cost": _("Production cost"),
    "turnaround": _("Turnaround of orders"),
    "factories": _("Shared factories"),
    "loans": _("Loans"),
    "loan_growth": _("Growth of loans"),
    "loan_products": _("Loan products"),
    "design": _("Design"),
    "aim": _("Aim"),
}


@record(label=_("Enterprise"), plural=_("Enterprises"), title=("name",), unique=(("name",),))
class Enterprise(Record):
    """Who keeps this workspace."""

    name: Name = needed(_("Name"))
    name_en: Name | None = field(_("English name"))
    role: Annotated[str, Choice(ROLES)] = field(_("Role"), default="enterprise")
    place: Name | None = field(_("Place"))
    home: Currency = field(_("Home currency"), default="CNY")
    margin: Percent | None = field(_("Usual margin, own brand"))
    margin_contract: Percent | None = field(_("Usual margin, contract work"))
    address: Note | None = field(_("Address for buyers"))

    def affects(self) -> Iterator[Affected]:
        """Every order: its amounts are in the home currency too."""
        yield Affected("order", "ordered_on", date.min, date.max, {})


@record(label=_("Brand"), plural=_("Brands"), title=("name",), unique=(("name",),))
class Brand(Record):
    """A name that the market may know."""

    name: Name = needed(_("Name"))
    name_en: Name | None = field(_("Name as spoken in English"))
    name_it: Name | None = field(_("Name as spoken in Italian"))
    kind: Annotated[str, Choice(BRAND_KINDS)] = field(_("Kind of brand"), default="own")
    owner: Name | None = field(_("Owner"))
    trademark: Name | None = field(_("Trademark number"))
    expires_on: On | None = field(_("Trademark expires"))


@record(
    label=_("Survey series"),
    plural=_("Survey series (list)"),
    title=("name",),
    unique=(("name",),),
    code="series",
)
class SurveySeries(Record):
    """What makes waves comparable: the same question, asked of the same people in the same way."""

    name: Name = needed(_("Name"))
    country: Country | None = field(_("Country or region"))
    place: Name | None = field(_("Place"))
    audience: Name = needed(_("Audience"))
    method: Name = needed(_("Method"))
    sampling: Annotated[str, Choice(SAMPLINGS)] = field(_("Sampling"), default="quota")
    population: Count | None = field(_("People in the whole audience"))
    question: Note | None = field(_("Question as asked"))


@record(label=_("Result"), plural=_("Results"), title=("brand",), inside=True)
class SurveyResult(Record):
    """How many of those asked know one brand."""

    brand: Annotated[int, Reference("brand")] = needed(_("Brand"))
    aided: Count = needed(_("Aided, in all"))
    unaided: Count | None = field(_("Unaided"))
    first_named: Count | None = field(_("Named first"))
    considered: Count | None = field(_("Would consider"))
    inquired: Count | None = field(_("Inquired"))
    bought: Count | None = field(_("Bought"))


@record(
    label=_("Survey wave"),
    plural=_("Survey waves"),
    title=("series", "fielded_to"),
    on="fielded_to",
    code="surveys",
)
class SurveyWave(Record):
    """One round of asking."""

    series: Annotated[int, Reference("survey_series")] = needed(_("Series"))
    fielded_from: On | None = field(_("Fieldwork began"))
    fielded_to: On = needed(_("Fieldwork ended"))
    approached: Count | None = field(_("People approached"))
    asked: Annotated[int, Number(least=Decimal(1))] = needed(_("People asked"))
    agency: Name | None = field(_("Agency"))
    notes: Note | None = field(_("Notes"))
    results: tuple[SurveyResult, ...] = lines(_("Results by brand"))

    def problems(self, look: Lookup) -> Iterator[Problem]:
        """Days in order; never more who know than were asked; overlapping fieldwork is flagged."""
        if self.fielded_from and self.fielded_from > self.fielded_to:
            yield Problem("fielded_to", _("Not before the start day {day}.")(day=self.fielded_from))
        if self.approached is not None and self.approached < self.asked:
            yield Problem("approached", _("Not less than the people asked ({n}).")(n=self.asked))
        if not self.results:
            yield Problem("results", _("Enter at least one brand."))
        seen: set[int] = set()
        for position, row in enumerate(self.results, 1):
            if row.brand in seen:
                yield Problem(f"results.{position}.brand", _("This brand stands here twice."))
            seen.add(row.brand)
            yield from self._order(row, f"results.{position}.")
        for other in look.others("survey_wave", self.id, series=self.series):
            begun = self.fielded_from or self.fielded_to
            if begun <= other.fielded_to and (other.fielded_from or other.fielded_to) <= self.fielded_to:
                yield Problem(
                    "fielded_to",
                    _("Overlaps the wave that ended on {day}.")(day=other.fielded_to),
                    notice=True,
                )
        if self.asked < SMALL_BASE:
            yield Problem("asked", _("Few people asked: the interval will be wide."), notice=True)

    def _order(self, row: SurveyResult, before: str) -> Iterator[Problem]:
        most, name = self.asked, _("people asked")
        for each, label in (
            ("aided", _("aided")),
            ("unaided", _("unaided")),
            ("first_named", _("named first")),
        ):
            count = getattr(row, each)
            if count is None:
                continue
            if count > most:
                yield Problem(before + each, _("Not more than {what} ({n}).")(what=name, n=most))
            most, name = count, label
        for each in ("considered", "inquired", "bought"):
            if (getattr(row, each) or 0) > self.asked:
                label = _("Not more than {what} ({n}).")(what=_("people asked"), n=self.asked)
                yield Problem(before + each, label)


@record(
    label=_("Reported fact"),
    plural=_("Reported facts"),
    title=("subject", "measure"),
    on="published_on",
    code="facts",
)
class ReportedFact(Record):
    """What others published, word for number, with its comparator and source."""

    subject: Name = needed(_("Subject"))
    measure: Annotated[str, Choice(FACT_MEASURES)] = needed(_("Measure"))
    place: Name | None = field(_("Place"))
    comparator: Annotated[str, Choice(COMPARATORS)] = field(_("Comparator"), default="=")
    value: Annotated[Decimal, Number(places=4, least=None)] | None = field(_("Value"))
    unit: Name | None = field(_("Unit"))
    said: Note | None = field(_("In words"))
    period: Name | None = field(_("Period and base"))
    as_of: On | None = field(_("Holds on"), hint=_("The day at which charts draw it."))
    stated_by: Name = needed(_("Stated by"))
    published_on: On | None = field(_("Published on"))
    address: Name | None = field(_("Address of the source"))

    def problems(self, look: Lookup) -> Iterator[Problem]:
        """A number needs its unit; a comparator other than 'stated' needs its number."""
        if self.comparator != "yes" and self.value is None:
            yield Problem("value", _("Enter the number, or choose 'stated'."))
        if self.value is not None and not self.unit:
            yield Problem("unit", _("Enter the unit of the number, like % or CNY."))


@record(label=_("Goal"), plural=_("Goals"), title=("brand", "measure"), on="by")
class Goal(Record):
    """What is to be reached, and by when."""

    brand: Annotated[int, Reference("brand")] = needed(_("Brand"))
    measure: Annotated[str, Choice(MEASURES)] = needed(_("Measure"))
    series: Annotated[int, Reference("survey_series")] | None = field(_("Series"))
    target: Annotated[Decimal, Number(places=4)] = needed(_("Target"))
    set_on: On = needed(_("Set on"))
    by: On = needed(_("To be reached by"))
    notes: Note | None = field(_("Notes"))

    def problems(self, look: Lookup) -> Iterator[Problem]:
        """Days in order; a share lies within 100%; recognition names its series."""
        if self.by <= self.set_on:
            yield Problem("by", _("Must be after the day it was set ({day}).")(day=self.set_on))
        if self.measure in ("aided", "unaided", "first_named"):
            if self.target > 100:
                yield Problem("target", _("A percentage of people: at most 100."))
            if self.series is None:
                yield Problem("series", _("Recognition is measured in a series: choose it."))
