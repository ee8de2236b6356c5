"""The enterprise and its brands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from passerella.records.core import Affected, Record
from passerella.records.declaring import field, needed, record
from passerella.records.kinds import Choice, Currency, Name, Note, On
from passerella.records.numbers import Percent, Year
from passerella.texts.label import _

REFERENCE_YEAR = 2022
"""What exports and prices are compared with until an enterprise chooses another year."""
ROLES = {"enterprise": _("Enterprise"), "association": _("Association")}
BRAND_KINDS = {
    "own": _("Own brand"),
    "collective": _("Collective or geographical mark"),
    "buyer": _("Buyer's label"),
    "competitor": _("Competitor"),
}


@record(
    label=_("Enterprise"),
    plural=_("Enterprises"),
    new=_("New enterprise"),
    why=_("Who keeps this workspace: its name, currency and address stand on the sheets."),
    title=("name",),
    unique=(("name",),),
)
class Enterprise(Record):
    """Who keeps this workspace."""

    name: Name = needed(_("Name"))
    name_en: Name | None = field(_("English name"))
    role: Annotated[str, Choice(ROLES)] = field(_("Role"), default="enterprise")
    place: Name | None = field(_("Place"))
    home: Currency = field(_("Home currency"), default="CNY")
    reference_year: Year = field(
        _("Reference year"), default=REFERENCE_YEAR, hint=_("Exports and prices are compared with it.")
    )
    margin: Percent | None = field(_("Usual margin, own brand"))
    margin_contract: Percent | None = field(_("Usual margin, contract work"))
    address: Note | None = field(_("Address for buyers"))

    def affects(self) -> Iterator[Affected]:
        """Every order: its amounts are in the home currency too."""
        yield Affected("order", "ordered_on", date.min, date.max, {})


@record(
    label=_("Brand"),
    plural=_("Brands"),
    new=_("New brand"),
    why=_("The name that the market is to know."),
    title=("name",),
    unique=(("name",),),
)
class Brand(Record):
    """A name that the market may know."""

    name: Name = needed(_("Name"))
    name_en: Name | None = field(_("Name as spoken in English"))
    name_it: Name | None = field(_("Name as spoken in Italian"))
    kind: Annotated[str, Choice(BRAND_KINDS)] = field(_("Kind of brand"), default="own", carried=True)
    owner: Name | None = field(_("Owner"), carried=True)
    trademark: Name | None = field(_("Trademark number"))
    expires_on: On | None = field(_("Trademark expires"))
