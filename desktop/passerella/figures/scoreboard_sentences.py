"""The scoreboard in words and short figures: the same on screen, on paper and in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from passerella.analysis.pace import QUARTER_DAYS, Status
from passerella.figures.facts import Fact
from passerella.figures.scoreboard_result import Move, Row, Scoreboard, Terms, Unit
from passerella.figures.sentences import amount, to_gain
from passerella.records.goals import COUNTS, MEASURES
from passerella.texts.label import Label, _, _c, _n
from passerella.texts.language import Language

STATUSES = {
    Status.REACHED: _c("goal", "reached"),
    Status.ON_TRACK: _c("goal", "on track"),
    Status.BEHIND: _c("goal", "behind"),
    Status.MISSED: _c("goal", "not reached"),
    Status.UNTOLD: _c("goal", "cannot be told"),
    Status.UNMEASURABLE: _c("goal", "not yet measurable"),
}
NO_GOAL = _("no goal set")
COLUMNS = (
    _("Measure"),
    _("Latest"),
    _("From baseline to target"),
    _("Needed a quarter"),
    _("Status and how sure"),
    _("Reported"),
)
LEGEND = _(
    "Bar: filled to the latest figure, red where it fell; thin line: its interval; upright line: what "
    "was due on its day; diamond: target. Reported figures are never computed with."
)
BASIS = _(
    "Exports, prices, press: 12 months to the day; appearances, honours: in all. On track: on or above the "
    "straight line from baseline to target; recognition: a chance of 80% or more under every ceiling "
    "assumed, which give the range it heads for. After is not because."
)


def figure(value: Decimal, unit: Unit, language: Language) -> str:
    """A value with its unit, short: `21.0%`, `CNY 692.43/pc`, `2,199 万元`, `4`."""
    if unit.percent:
        return language.number(value, 1) + "%"
    if unit.each is not None:
        return f"{language.number(value, 2)} {unit.currency}/{language.say(unit.each)}"
    if unit.currency:
        return " ".join(amount(value, unit.currency, language))
    return language.number(value, 0 if value == value.to_integral_value() else 1)


def ends(terms: Terms, unit: Unit, language: Language) -> str:
    """Baseline and target, the unit said once: `15.27 → 30 million CNY`."""
    if terms.baseline is None:
        return f"– → {figure(terms.target, unit, language)}"
    return span(terms.baseline, terms.target, unit, language, " → ")


def span(low: Decimal, high: Decimal, unit: Unit, language: Language, dash: str = "–") -> str:
    """From one value to another, the unit said once where it is the same: `17.3–25.3%`."""
    first, last = figure(low, unit, language), figure(high, unit, language)
    shared = "%" if unit.percent else last[last.find(" ") :] if " " in last else ""
    return f"{first.removesuffix(shared)}{dash}{last}" if shared else f"{first}{dash}{last}"


def needed_by_now(row: Row, language: Language) -> str:
    """Where the straight line to the target stands on the latest figure's day."""
    if row.needed is None:
        return ""
    return language.say(_("due then {figure}")(figure=figure(row.needed, row.unit, language)))


def to_do(row: Row, language: Language) -> str:
    """What is to be gained a quarter, or in the days that are left, in words; empty where nothing is."""
    gain = pace(row, language)
    if not gain or _left(row) < QUARTER_DAYS:
        return gain
    return language.say(_("{gain} a quarter needed")(gain=gain))


def pace(row: Row, language: Language) -> str:
    """What is to be gained a quarter from the latest figure on; in all, where less than one is left."""
    if not row.pace or row.terms is None or row.latest is None:
        return ""
    if _left(row) >= QUARTER_DAYS:
        return gained(row.pace, row.unit, language)
    gain = gained(row.terms.target - row.latest.value, row.unit, language)
    return language.say(_n("{gain} in {n} day", "{gain} in {n} days")(gain=gain, n=_left(row)))


def _left(row: Row) -> int:
    """The days from the latest figure to the goal's day."""
    return (row.terms.by - row.latest.day).days if row.terms and row.latest else 0


def gained(value: Decimal, unit: Unit, language: Language) -> str:
    """What is to be gained, with its unit; percentages in points, hardly any as `<0.1`."""
    if unit.percent:
        return language.say(_("{points} points")(points=to_gain(value, language, "+")))
    return f"+{figure(value, unit, language)}"


def latest(row: Row, language: Language) -> str:
    """The latest figure and its day."""
    found = row.latest
    return f"{figure(found.value, row.unit, language)}  {language.day(found.day)}" if found else "–"


def way(row: Row, language: Language) -> str:
    """Baseline, target and day of the goal."""
    terms = row.terms
    return f"{ends(terms, row.unit, language)} · {language.day(terms.by)}" if terms else ""


def latest_basis(row: Row, language: Language) -> str:
    """What the latest figure rests on: interval, people or orders, what was left out."""
    found = row.latest
    if found is None:
        return language.listed(language.say(each) for each in row.why)
    end, more = language.full_stop, [language.say(each) for each in found.left_out]
    parts = [language.say(found.basis), *(each for each in more if not each.endswith(end))]
    if found.sampled and found.high is not None:
        parts.insert(0, span(found.low, found.high, row.unit, language))
    sentences = [each for each in more if each.endswith(end)]
    told = language.clauses(parts) + (end if sentences else "")
    return language.in_a_row((told, *sentences)).rstrip(end)


def name(row: Row, language: Language) -> str:
    """A measure with what of it is meant: `Average export price · all markets`."""
    return " · ".join(language.say(each) for each in (MEASURES[row.measure], *row.scope))


def status(row: Row) -> Label:
    """Where a row stands in a word or two."""
    return NO_GOAL if row.status is None else STATUSES[row.status]


def grounds(row: Row, language: Language) -> str:
    """Where it leads and how sure the status is."""
    return " · ".join(filter(None, (leads(row, language), *map(language.say, row.why))))


def leads(row: Row, language: Language) -> str:
    """Where it leads by the goal's day."""
    found = row.prospect
    if found is None:
        return ""
    said = figure(found.value, row.unit, language)
    if found.ends is not None and any(figure(each, row.unit, language) != said for each in found.ends):
        said = span(*found.ends, row.unit, language)
    if row.measure in COUNTS and found.high is not None and found.high > found.value:
        said = f"{said}–{figure(found.high, row.unit, language)}"
    return language.say(_("heads for {figure}")(figure=said))


def reported(row: Row) -> list[tuple[str, str]]:
    """What others published on the measure: figure with its comparator, and whose and of when it is.

    What has no number stands in its words.
    """
    return [(each.figure, about(each)) if each.numbered else (each.words, "") for each in row.reported]


def about(fact: Fact) -> str:
    """Whose a reported figure is and of when; its words where no time was stated."""
    return f"{fact.subject} · {fact.period}" if fact.period else fact.words


def moved(found: Scoreboard, language: Language) -> Label:
    """The move from manufacturing to branding, in one sentence."""
    move = found.move
    if move is None:
        return _("Nothing shipped with a rate yet: the move from manufacturing to branding begins with it.")
    values = {
        "day": move.day,
        "own": language.percent(move.share),
        "contract": language.percent(1 - move.share),
    }
    if move.before is None:
        return _(
            "Exports in the 12 months to {day}: {own} under own brands, {contract} contract manufacturing."
        )(**values)
    return _(
        "Exports in the 12 months to {day}: {own} under own brands ({points} points on a year before), "
        "{contract} contract manufacturing."
    )(points=language.points(move.share - move.before), **values)


def parts(move: Move, language: Language) -> tuple[str, str]:
    """What own brands and contract manufacturing were worth, each with its share."""
    names = _("Own brands"), _("Contract manufacturing")
    amounts, shares = (move.own, move.contract), (move.share, 1 - move.share)
    own, contract = (
        f"{language.say(name)} {language.percent(share)} · {' '.join(amount(value, move.currency, language))}"
        for name, share, value in zip(names, shares, amounts, strict=True)
    )
    return own, contract


def was(move: Move, language: Language) -> str:
    """The share of own brands a year before, a line across the bar; empty where it is not known."""
    if move.before is None:
        return ""
    return language.say(_("line: a year before, {share}")(share=language.percent(move.before)))


def goals_said(found: Scoreboard, language: Language) -> str:
    """How many goals stand where, in one line."""
    if not found.goals:
        return language.say(_("No goal is set yet."))
    goals = _n("{n} goal", "{n} goals")(n=found.goals)
    return language.headed(language.say(goals), language.listed(_by_status(found, language)))


def _by_status(found: Scoreboard, language: Language) -> Iterator[str]:
    for each, label in STATUSES.items():
        if count := found.count(each):
            yield f"{language.say(label)} {language.number(count)}"
