"""How a brand stands in public: what is said, written, agreed and awarded."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from passerella.records.addresses import Url
from passerella.records.core import Lookup, Problem, Record
from passerella.records.declaring import field, needed, record
from passerella.records.kinds import Choice, Country, Name, Note, On, Reference
from passerella.records.numbers import Count, Number
from passerella.texts.label import _, _c

COMPARATORS = {
    "=": _c("comparator", "exactly"),
    "<": _c("comparator", "less than"),
    "<=": _c("comparator", "at most"),
    ">": _c("comparator", "more than"),
    ">=": _c("comparator", "at least"),
    "~": _c("comparator", "about"),
    "yes": _c("comparator", "stated"),
}
SIGNS = {"≤": "<=", "≥": ">=", "≈": "~"}
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
MILESTONES = {
    "campaign": _c("milestone", "campaign"),
    "award": _c("milestone", "award"),
    "shop": _c("milestone", "shop opening"),
    "other": _c("milestone", "other"),
}
TONES = {
    "praising": _c("tone", "praising"),
    "neutral": _c("tone", "neutral"),
    "critical": _c("tone", "critical"),
}
STAGES = {
    "fibre": _c("stage", "fibre"),
    "spinning": _c("stage", "spinning"),
    "dyeing": _c("stage", "dyeing"),
    "knitting": _c("stage", "knitting"),
    "weaving": _c("stage", "weaving"),
    "design": _c("stage", "design"),
    "retail": _c("stage", "retail"),
    "media": _c("stage", "media"),
}
LEVELS = {
    "national": _c("honour", "national"),
    "provincial": _c("honour", "provincial"),
    "local": _c("honour", "city or county"),
    "industry": _c("honour", "industry"),
    "international": _c("honour", "international"),
}


@record(
    label=_("Reported fact"),
    plural=_("Reported facts"),
    new=_("New reported fact"),
    why=_("Figures from the press or an authority, with their source; never computed with."),
    title=("subject", "measure"),
    on="published_on",
    unique=(("subject", "measure", "place", "period", "stated_by", "published_on", "said"),),
    code="facts",
    columns=("subject", "measure", "comparator", "value", "unit", "said", "period", "as_of", "stated_by"),
)
class ReportedFact(Record):
    """What others published, word for number, with its comparator and source."""

    subject: Name = needed(_("Subject"), hint=_("A brand as it is named here, or who else."), carried=True)
    measure: Annotated[str, Choice(FACT_MEASURES)] = needed(_("Measure"))
    place: Name | None = field(
        _("Place"), hint=_("Named like a series or its audience, it bounds that course."), carried=True
    )
    comparator: Annotated[str, Choice(COMPARATORS, SIGNS)] = field(_("Comparator"), default="=")
    value: Annotated[Decimal, Number(places=4, least=None)] | None = field(_("Value"))
    unit: Name | None = field(_("Unit"))
    said: Note | None = field(_("In words"))
    period: Name | None = field(_("Period and base"), carried=True)
    as_of: On | None = field(_("Holds on"), hint=_("Where charts draw it."))
    stated_by: Name = needed(_("Stated by"), carried=True)
    published_on: On | None = field(_("Published on"), carried=True)
    address: Name | None = field(_("Address of the source"), carried=True)

    def problems(self, look: Lookup) -> Iterator[Problem]:
        """A number needs its unit; a comparator other than 'stated' needs its number."""
        if self.comparator != "yes" and self.value is None:
            yield Problem("value", _("Enter the number, or choose 'stated'."))
        if self.value is not None and not self.unit:
            yield Problem("unit", _("Enter the unit of the number, like % or CNY."))


@record(
    label=_("Milestone"),
    plural=_("Milestones"),
    new=_("New milestone"),
    why=_("What may have made the brand better known; charts mark the day."),
    title=("what",),
    on="day",
    unique=(("what", "day", "kind", "brand", "country"),),
)
class Milestone(Record):
    """A day on which something happened that recognition may follow: charts mark it."""

    day: On = needed(_("Day"))
    kind: Annotated[str, Choice(MILESTONES)] = field(_("Kind of milestone"), default="campaign")
    what: Name = needed(_("What happened"))
    brand: Annotated[int, Reference("brand")] | None = field(
        _("Brand"), hint=_("Empty: every brand."), carried=True
    )
    country: Country | None = field(_("Country or region"))
    link: Url | None = field(_("Link"))
    notes: Note | None = field(_("Notes"))


@record(
    label=_("Press mention"),
    plural=_("Press mentions"),
    new=_("New press mention"),
    why=_("What was written or said about the brand, where and when."),
    title=("outlet", "headline"),
    on="day",
    unique=(("outlet", "day", "brand", "headline"),),
    code="press",
)
class PressMention(Record):
    """One piece in one outlet that speaks of a brand."""

    brand: Annotated[int, Reference("brand")] = needed(_("Brand"), carried=True)
    outlet: Name = needed(_("Outlet"))
    country: Country | None = field(_("Country or region"))
    day: On = needed(_("Day"), carried=True)
    headline: Name | None = field(_("Headline"))
    tone: Annotated[str, Choice(TONES)] = field(_("Tone"), default="neutral")
    reach: Count | None = field(_("Reach"), hint=_("As the outlet states it."))
    appearance: Annotated[int, Reference("appearance")] | None = field(_("On the appearance"), carried=True)
    link: Url | None = field(_("Link"))
    notes: Note | None = field(_("Notes"))


@record(
    label=_("Partnership"),
    plural=_("Partnerships"),
    new=_("New partnership"),
    why=_("Who works with the brand, and since when."),
    title=("partner",),
    on="since",
    unique=(("partner", "stage", "since", "brand"),),
)
class Partnership(Record):
    """Work together with another firm or brand at one stage of the supply chain."""

    partner: Name = needed(_("Partner"))
    country: Country | None = field(_("Country or region"))
    brand: Annotated[int, Reference("brand")] | None = field(
        _("Our brand"), hint=_("Empty: every brand."), carried=True
    )
    stage: Annotated[str, Choice(STAGES)] = needed(_("Stage of the supply chain"))
    since: On | None = field(_c("partnership", "Since"))
    until: On | None = field(_c("partnership", "Until"), hint=_("Empty: it goes on."), after="since")
    met_at: Annotated[int, Reference("appearance")] | None = field(_("Met at the appearance"), carried=True)
    notes: Note | None = field(_("Notes"))

    def problems(self, look: Lookup) -> Iterator[Problem]:
        """Days in order."""
        if self.since and self.until and self.until < self.since:
            yield Problem("until", _("Not before the start day {day}.")(day=self.since))


@record(
    label=_("Honour"),
    plural=_("Honours"),
    new=_("New honour"),
    why=_("What the brand was awarded, and by whom."),
    title=("title",),
    on="day",
    unique=(("title", "issuer", "day", "brand"),),
)
class Honour(Record):
    """A title or award that was conferred."""

    title: Name = needed(_c("honour", "Title"))
    issuer: Name | None = field(_("Conferred by"), carried=True)
    level: Annotated[str, Choice(LEVELS)] = field(_c("honour", "Level"), default="national", carried=True)
    day: On | None = field(_("Day"))
    brand: Annotated[int, Reference("brand")] | None = field(
        _("Brand"), hint=_("Empty: every brand."), carried=True
    )
    notes: Note | None = field(_("Notes"))
