"""Reported facts as short figures, comparators kept: 'more than 20%' never becomes '20%'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from passerella.figures.recognition import of_another_audience, source_line
from passerella.figures.sentences import amount, comparator_sign
from passerella.records.standing import COMPARATORS, FACT_MEASURES
from passerella.store.workspace import Query, Workspace
from passerella.texts.label import _
from passerella.texts.language import Language

_FIRST = ("recognition", "export_value", "average_price", "appearances", "efficiency", "cost")


@dataclass(frozen=True, slots=True)
class Fact:
    """One reported fact: its figure with comparator and unit, whose it is, its words, its source, when
    it held.

    `numbered` is whether a number was stated.
    """

    figure: str
    subject: str
    words: str
    source: str
    period: str = ""
    numbered: bool = True


def facts(workspace: Workspace, language: Language) -> list[Fact]:
    """Every reported fact, those that the Overview speaks of first."""
    found = workspace.all("reported_fact", Query())
    return [_fact(each, language) for each in sorted(found, key=_order)]


def facts_on(workspace: Workspace, language: Language, measure: str, series: Any | None = None) -> list[Fact]:
    """The reported facts on one measure, by the day on which they hold; steps of one story joined. Beside a
    survey series none stands that names the audience of another."""
    found = workspace.all("reported_fact", Query(equal=(("measure", measure),)))
    if series is not None:
        elsewhere = of_another_audience(workspace, series)
        found = [each for each in found if not elsewhere(each)]
    return _joined(sorted(found, key=_order), language)


def strip(workspace: Workspace, language: Language) -> list[Fact]:
    """The facts for a short list, one story a measure before the next of any: the recognition of one subject
    in one place, joined, comes first."""
    found = [each for each in workspace.all("reported_fact", Query()) if each.value is not None]
    found.sort(key=_order)
    stories: dict[str, list[Any]] = {}
    for fact in found:
        if _story(fact) not in stories.setdefault(fact.measure, []):
            stories[fact.measure].append(_story(fact))
    return _joined(sorted(found, key=lambda each: stories[each.measure].index(_story(each))), language)


def _joined(found: list[Any], language: Language) -> list[Fact]:
    """The facts, the recognition of one subject in one place by one source as one that leads from to."""
    steps: list[Any] = []
    for fact in found:
        same = not steps or _story(fact) == _story(steps[0])
        if fact.measure == "recognition" and fact.as_of and fact.value is not None and same:
            steps.append(fact)
    if len(steps) < 2:
        return [_fact(each, language) for each in found]
    first, last = steps[0], steps[-1]
    days = " → ".join(each.period or language.day(each.as_of) for each in (first, last))
    joined = Fact(
        f"{_figure(first, language)} → {_figure(last, language)}",
        first.subject,
        f"{_about(first, language)}\n{days}",
        _fact(last, language).source,
        days,
    )
    return [joined, *(_fact(each, language) for each in found if each not in (first, last))]


def _story(fact: Any) -> tuple[Any, ...]:
    return fact.subject, fact.place, fact.stated_by, fact.published_on


def _order(fact: Any) -> tuple[Any, ...]:
    return _rank(fact.measure), fact.as_of is None, fact.as_of, fact.id


def _rank(measure: str) -> int:
    return _FIRST.index(measure) if measure in _FIRST else len(_FIRST)


def _fact(fact: Any, language: Language) -> Fact:
    period = fact.period or (language.day(fact.as_of) if fact.as_of else "")
    return Fact(
        _figure(fact, language),
        fact.subject,
        fact.said or language.clauses(filter(None, (_about(fact, language), period))),
        source_line(fact.stated_by, fact.published_on, language),
        period,
        fact.value is not None,
    )


def _about(fact: Any, language: Language) -> str:
    """Of whom a fact speaks, where, and of what."""
    named = (fact.subject, fact.place, language.say(FACT_MEASURES[fact.measure]))
    return language.listed(filter(None, named))


def _figure(fact: Any, language: Language) -> str:
    if fact.value is None:
        return (
            language.say(COMPARATORS[fact.comparator]) if fact.comparator != "yes" else language.say(_("yes"))
        )
    sign = comparator_sign(fact.comparator)
    if len(fact.unit) == 3 and fact.unit.isupper():
        figure, unit = amount(fact.value, fact.unit, language)
        return f"{sign}{figure} {unit}"
    number = language.number(
        fact.value.normalize() if fact.value % 1 else fact.value.quantize(fact.value.__class__(1))
    )
    return f"{sign}{number}{fact.unit if fact.unit == '%' else ' ' + fact.unit}"
