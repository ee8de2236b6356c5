"""What the market knows of brands: series of surveys and their waves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Annotated, Any

from passerella.records.core import Lookup, Problem, Record
from passerella.records.declaring import derived, field, lines, needed, record
from passerella.records.kinds import Choice, Country, Currency, Name, Note, On, Reference
from passerella.records.numbers import Count, Money, Number
from passerella.records.percentages import PeopleCount, Percentage
from passerella.texts.label import Label, _

SMALL_BASE = 100
SAMPLINGS = {
    "random": _("Random sample"),
    "quota": _("Quota sample"),
    "convenience": _("Convenience sample"),
    "visitors": _("Own visitors"),
}
SHOWN_TO = {
    "everyone": _("Everyone"),
    "not_named": _("Only those who did not name it"),
}
BASES = {
    "counts": _("Counts as given"),
    "percentage": _("From a rounded percentage"),
}
AIDED, UNAIDED, RECOGNISED = _("Aided, in all"), _("Unaided"), _("Recognised additionally when shown")
COUNTS = ("aided", "unaided", "recognised", "first_named", "considered", "inquired", "bought")
FURTHER = {
    "fr": _("French"),
    "de": _("German"),
    "es": _("Spanish"),
    "pt": _("Portuguese"),
    "ja": _("Japanese"),
    "ru": _("Russian"),
}
_NOT_MORE = _("Not more than {what} ({n}).")


@record(
    label=_("Survey series"),
    plural=_("Survey series (list)"),
    new=_("New survey series"),
    why=_("Who is asked, where and how. Only waves asked alike can be compared."),
    title=("name",),
    unique=(("name",),),
    code="series",
)
class SurveySeries(Record):
    """What makes waves comparable: the same question, asked of the same people in the same way."""

    name: Name = needed(_("Name"))
    country: Country | None = field(_("Country or region"))
    place: Name | None = field(_("Place"))
    audience: Name = needed(_("Audience"), carried=True)
    method: Name = needed(_("Method"), carried=True)
    sampling: Annotated[str, Choice(SAMPLINGS)] = field(
        _("Sampling"),
        default="quota",
        carried=True,
        hint=_("How those asked were found: it says how far intervals can be trusted."),
    )
    population: Count | None = field(_("People in the whole audience"), hint=_("Of random samples only."))
    shown_to: Annotated[str, Choice(SHOWN_TO)] = field(
        _("Names are shown to"),
        default="everyone",
        hint=_("It decides whether waves ask for all who know a brand or for those recognised additionally."),
    )
    unprompted: Note | None = field(_("Question without names, in Chinese"))
    unprompted_en: Note | None = field(_("Question without names, in English"))
    unprompted_it: Note | None = field(_("Question without names, in Italian"))
    question: Note | None = field(_("Question with the names, in Chinese"))
    question_en: Note | None = field(_("Question with the names, in English"))
    question_it: Note | None = field(_("Question with the names, in Italian"))
    further: Annotated[str, Choice(FURTHER)] | None = field(
        _("Further language"),
        hint=_("Only if the market is asked in none of these three."),
    )
    unprompted_further: Note | None = field(_("Question without names, in the further language"))
    question_further: Note | None = field(_("Question with the names, in the further language"))

    def asked_in(self, code: str, *, names: bool) -> str:
        """The question in a language, with the names shown or without them; empty where it was not entered
        in it."""
        what = "question" if names else "unprompted"
        if code in FURTHER:
            return (getattr(self, f"{what}_further") or "") if code == self.further else ""
        return getattr(self, what if code == "zh" else f"{what}_{code}") or ""

    @property
    def known_population(self) -> int | None:
        """The people in all that random samples are drawn from, None where that is not so."""
        return self.population if self.sampling == "random" else None

    def problems(self, look: Lookup) -> Iterator[Problem]:
        """A question needs its language; a random sample is never larger than its audience."""
        if self.further is None and (self.unprompted_further or self.question_further):
            yield Problem("further", _("Choose the language of the question."))
        for wave in look.others("survey_wave", 0, series=self.id) if self.id else ():
            yield from _too_few(self, wave.asked, "population")


@record(label=_("Result"), plural=_("Results"), title=("brand",), inside=True)
class SurveyResult(Record):
    """How many of those asked know one brand."""

    brand: Annotated[int, Reference("brand")] = needed(_("Brand"))
    aided: PeopleCount | None = field(AIDED)
    unaided: PeopleCount | None = field(UNAIDED)
    recognised: PeopleCount | None = field(RECOGNISED)
    first_named: PeopleCount | None = field(_("Named first"))
    considered: PeopleCount | None = field(_("Would consider"))
    inquired: PeopleCount | None = field(_("Inquired"))
    bought: PeopleCount | None = field(_("Bought"))
    basis: Annotated[str, Choice(BASES)] = field(_("Counts are"), default="counts")
    known: Count | None = derived(_("Known, in all"))

    def counted(self, asked: int) -> SurveyResult:
        """With the nearest counts where percentages of the people asked were given."""
        given = {each: getattr(self, each) for each in COUNTS}
        found = {name: each.of(asked) for name, each in given.items() if isinstance(each, Percentage)}
        return replace(self, **found, basis="percentage") if found else self

    @property
    def total(self) -> int | None:
        """People who know the brand: named unprompted or recognised when shown; None when not given."""
        if self.aided is not None:
            return self.aided
        if self.unaided is None or self.recognised is None:
            return None
        return self.unaided + self.recognised

    def count(self, measure: str) -> int | None:
        """People counted by a measure or step, None where not asked; 'aided' are all who know it."""
        found: int | None = getattr(self, "known" if measure == "aided" else measure)
        return found


@record(
    label=_("Survey wave"),
    plural=_("Survey waves"),
    new=_("New survey wave"),
    why=_("How many were asked, and how many of them know each brand."),
    title=("series", "fielded_to"),
    on="fielded_to",
    unique=(("series", "fielded_to"),),
    code="surveys",
)
class SurveyWave(Record):
    """One round of asking."""

    series: Annotated[int, Reference("survey_series")] = needed(_("Series"), carried=True)
    fielded_from: On | None = field(_("Fieldwork began"))
    fielded_to: On = needed(_("Fieldwork ended"), after="fielded_from")
    approached: Count | None = field(_("Approached"), hint=_("With those who declined."))
    asked: Annotated[int, Number(least=Decimal(1))] = needed(
        _("People asked"), hint=_("Eligible and answered.")
    )
    effective: Annotated[Decimal, Number(places=1, least=Decimal("0.1"))] | None = field(
        _("Effective sample"),
        hint=_("Only of a weighted tally."),
    )
    agency: Name | None = field(_("Agency"), carried=True)
    currency: Currency = field(_("Cost in"), default="CNY", carried=True)
    cost: Annotated[Decimal, Money()] | None = field(_("Cost"))
    notes: Note | None = field(_("Notes"))
    results: tuple[SurveyResult, ...] = lines(_("Results by brand"))

    def derived(self, look: Lookup) -> Mapping[str, Any]:
        """Each brand's counts, of percentages too, and its total, whichever way it was given."""
        rows = (row.counted(self.asked) for row in self.results)
        return {"results": tuple(replace(row, known=row.total) for row in rows)}

    def problems(self, look: Lookup) -> Iterator[Problem]:
        """Days in order; samples no larger than asked or than the audience; counts in order.

        Overlapping fieldwork and few people asked are flagged.
        """
        if self.fielded_from and self.fielded_from > self.fielded_to:
            yield Problem("fielded_to", _("Not before the start day {day}.")(day=self.fielded_from))
        yield from self._sizes(look)
        if not self.results:
            yield Problem("results", _("Enter at least one brand."))
        seen: set[int] = set()
        for position, row in enumerate(self.results, 1):
            if row.brand in seen:
                yield Problem(f"results.{position}.brand", _("This brand stands here twice."))
            seen.add(row.brand)
            yield from _counts(row.counted(self.asked), self.asked, f"results.{position}.")
        yield from self._overlaps(look)

    def _sizes(self, look: Lookup) -> Iterator[Problem]:
        if self.approached is not None and self.approached < self.asked:
            yield Problem("approached", _("Not less than the people asked ({n}).")(n=self.asked))
        if self.effective is not None and self.effective > self.asked:
            yield Problem("effective", _NOT_MORE(what=_("people asked"), n=self.asked))
        yield from _too_few(look.get("survey_series", self.series), self.asked, "asked")
        if self.asked < SMALL_BASE:
            yield Problem("asked", _("Few people asked: the interval will be wide."), notice=True)
        elif self.effective is not None and self.effective < SMALL_BASE:
            label = _("Weighted, they are worth few people: the interval will be wide.")
            yield Problem("effective", label, notice=True)

    def _overlaps(self, look: Lookup) -> Iterator[Problem]:
        for other in look.others("survey_wave", self.id, series=self.series):
            begun = self.fielded_from or self.fielded_to
            if begun <= other.fielded_to and (other.fielded_from or other.fielded_to) <= self.fielded_to:
                label = _("Overlaps the wave that ended on {day}.")(day=other.fielded_to)
                yield Problem("fielded_to", label, notice=True)


def _too_few(series: SurveySeries | None, asked: int, at: str) -> Iterator[Problem]:
    population = series.known_population if series is not None else None
    if population is not None and population < asked:
        label = _("A random sample of {asked} cannot come from an audience of {population}.")
        yield Problem(at, label(asked=asked, population=population))


def _counts(row: SurveyResult, asked: int, before: str) -> Iterator[Problem]:
    """What is wrong with the counts of one brand among `asked` people."""
    total = row.total
    if total is None:
        label = _("Enter “{aided}”, or both “{unaided}” and “{recognised}”.")
        yield Problem(before + "aided", label(aided=AIDED, unaided=UNAIDED, recognised=RECOGNISED))
        return
    yield from _two_ways(row, before)
    order = [
        ("recognised" if row.aided is None else "aided", total, _("aided, in all")),
        ("unaided", row.unaided, _("unaided")),
        ("first_named", row.first_named, _("named first")),
    ]
    yield from _descending(order, asked, _("people asked"), before)
    yield from _funnel(row, total, before)


def _two_ways(row: SurveyResult, before: str) -> Iterator[Problem]:
    if row.aided is None or row.recognised is None:
        return
    if row.unaided is None:
        yield from _descending([("recognised", row.recognised, _("aided"))], row.aided, _("aided"), before)
    elif row.unaided + row.recognised != row.aided:
        label = _("Unaided and recognised make {sum}, not {aided}: correct one or leave one empty.")
        sum = row.unaided + row.recognised
        yield Problem(before + "recognised", label(sum=sum, aided=row.aided))


def _descending(
    order: list[tuple[str, int | None, Label]], most: int, what: Label, before: str
) -> Iterator[Problem]:
    for name, count, label in order:
        if count is None:
            continue
        if count > most:
            yield Problem(before + name, _NOT_MORE(what=what, n=most))
        most, what = count, label


def _funnel(row: SurveyResult, total: int, before: str) -> Iterator[Problem]:
    """No step is above all who know the brand; one above the step before it is flagged."""
    step, what = total, _("aided, in all")
    for name, label in (
        ("considered", _("would consider")),
        ("inquired", _("inquired")),
        ("bought", _("bought")),
    ):
        count = getattr(row, name)
        if count is None:
            continue
        if count > total:
            yield Problem(before + name, _NOT_MORE(what=_("aided, in all"), n=total))
        elif count > step:
            yield Problem(before + name, _("More than {what} ({n}).")(what=what, n=step), notice=True)
        step, what = count, label
