"""A planned survey in words."""

from __future__ import annotations

from collections.abc import Iterator

from passerella.figures.planner import Planned, Window
from passerella.figures.sentences import odds
from passerella.texts.label import Label, _, _n
from passerella.texts.language import Language

POWERS: dict[str, tuple[float, Label]] = {
    "70": (0.7, _("7 of 10 tries")),
    "80": (0.8, _("4 of 5 tries")),
    "90": (0.9, _("9 of 10 tries")),
    "95": (0.95, _("19 of 20 tries")),
}
"""The powers to choose from, and how often that is."""


def needed(found: Planned, language: Language) -> Label:
    """How many people the change wants."""
    wish = found.wish
    if not wish.change:
        return _("A change of 0 points cannot be seen: enter how large it is to be.")
    if found.needed is None:
        return _("A share of {share} cannot move by {points} points.")(
            share=language.percent(wish.share), points=language.points(wish.change)
        )
    label = _("To see {share} become {target} in {tries}, ask {n} people a wave.")
    return label(
        share=language.percent(wish.share),
        target=language.percent(wish.share + wish.change),
        tries=_tries(found),
        n=found.needed,
    )


def shown(found: Planned, language: Language) -> Label:
    """What the number that is planned can show."""
    size, tries = found.planned, _tries(found)
    if found.population is not None and size.people > found.population:
        return _("The whole audience is {all} people: {n} cannot be asked.")(
            all=found.population, n=size.people
        )
    if size.visible is None:
        label = _n(
            "With {n} person no change at all will be seen in {tries}.",
            "With {n} people no change at all will be seen in {tries}.",
        )
        return label(n=size.people, tries=tries)
    if size.visible == 0:
        return _("{n} people are the whole audience: every change is seen.")(n=size.people)
    label = _(
        "With {n} people a change of {points} points will be seen in {tries}, larger ones more often, "
        "smaller ones less."
    )
    points = language.percent(size.visible)[:-1]
    return label(n=size.people, points=points, tries=tries)


def chance(found: Planned, language: Language) -> Label | None:
    """How likely the planned number finds the wished change; None where that cannot be."""
    if found.needed is None or (found.population is not None and found.planned.people > found.population):
        return None
    label = _("They find the change of {points} points with a chance of {chance}.")
    return label(points=language.points(found.wish.change), chance=odds(found.planned.chance, language))


def cost(found: Planned) -> Label:
    """What the planned number costs."""
    if not found.total:
        return _("Cost: not entered yet.")
    label = _n(
        "Cost: {cost} {currency}.", "Cost: {cost} {currency} a wave, {total} {currency} for {n} waves."
    )
    return label(n=found.wish.waves, cost=found.planned.cost, total=found.total, currency=found.wish.currency)


def population(found: Planned) -> Label | None:
    """That sizes are corrected for a known population."""
    if found.population is None:
        return None
    return _("Corrected for a random sample from {n} people in all.")(n=found.population)


def said(found: Planned, language: Language) -> Iterator[Label]:
    """Everything in words, the answer to the question first."""
    for each in (shown(found, language), chance(found, language), needed(found, language), cost(found)):
        if each is not None:
            yield each
    if (corrected := population(found)) is not None:
        yield corrected


def when(window: Window) -> Label:
    """Days of fieldwork and the show they stand by."""
    values = {"show": window.show, "day": window.shown_on, "first": window.first, "last": window.last}
    if window.before:
        return _("{first} – {last}: ends a week before {show} opens ({day})")(**values)
    return _("{first} – {last}: begins two weeks after {show} closes")(**values)


def overlap(window: Window) -> Label | None:
    """That days overlap another wave."""
    if window.overlaps is None:
        return None
    return _("Overlaps the wave that ended on {day}.")(day=window.overlaps)


def _tries(found: Planned) -> Label:
    return next(label for value, label in POWERS.values() if value == found.wish.power)
