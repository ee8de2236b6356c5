"""Fairs and fashion weeks, and the appearances there."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from passerella.records.addresses import Url
from passerella.records.core import Lookup, Problem, Record
from passerella.records.declaring import field, needed, record
from passerella.records.kinds import Choice, Country, Currency, Name, Note, On, Reference, Season
from passerella.records.numbers import Area, Count, Money
from passerella.texts.label import _, _c

FORMATS = {
    "runway": _("Runway"),
    "presentation": _("Static presentation"),
    "showroom": _("Showroom"),
    "stand": _("Stand"),
}
STATUSES = {
    "planned": _c("appearance", "planned"),
    "confirmed": _c("appearance", "confirmed"),
    "held": _c("appearance", "held"),
    "cancelled": _c("appearance", "cancelled"),
}


@record(
    label=_("Show"),
    plural=_("Shows"),
    new=_("New show"),
    why=_("The fair or fashion week, whatever the year."),
    title=("name",),
    unique=(("name",),),
)
class Show(Record):
    """A fair or fashion week, as a series of editions."""

    name: Name = needed(_("Name"))
    organiser: Name | None = field(_("Organiser"))
    city: Name | None = field(_("City"))
    country: Country | None = field(_("Country or region"))
    home_page: Url | None = field(_("Home page"))


@record(
    label=_("Appearance"),
    plural=_("Appearances"),
    new=_("New appearance"),
    why=_("One time at a show: season, days, stand, cost, what came of it."),
    title=("show", "season"),
    on="starts_on",
    unique=(("show", "season", "brand"),),
)
class Appearance(Record):
    """One time at a show."""

    show: Annotated[int, Reference("show")] = needed(_("Show"))
    brand: Annotated[int, Reference("brand")] | None = field(
        _("Brand"), hint=_("Empty: every brand."), carried=True
    )
    season: Season = needed(_("Season"), carried=True)
    starts_on: On = needed(_("Begins"))
    ends_on: On | None = field(_("Ends"), after="starts_on")
    status: Annotated[str, Choice(STATUSES)] = field(_("Status"), default="planned", carried=True)
    format: Annotated[str, Choice(FORMATS)] = field(_("Format"), default="stand")
    hall: Name | None = field(_("Venue and hall"))
    stand: Name | None = field(_("Stand number"))
    area_m2: Area | None = field(_("Area"))
    collection: Name | None = field(_("Collection"))
    looks: Count | None = field(_("Looks or styles shown"))
    currency: Currency = field(_("Cost in"), default="CNY", carried=True)
    cost: Annotated[Decimal, Money()] | None = field(_("Net cost"))
    visitors: Count | None = field(_("Visitors"))
    press: Count | None = field(_("Press reports"))
    enquiries: Count | None = field(_("Enquiries"))
    notes: Note | None = field(_("Notes"))

    def problems(self, look: Lookup) -> Iterator[Problem]:
        """Days in order."""
        if self.ends_on and self.ends_on < self.starts_on:
            yield Problem("ends_on", _("Not before the start day {day}.")(day=self.starts_on))
