"""What exports and the average price did, and what drove it, in words: the base of each is named."""

from __future__ import annotations

from passerella.figures.price_drivers import PriceDrivers
from passerella.figures.trade_result import AveragePrice, ExportValue
from passerella.texts.label import Label, _, _n
from passerella.texts.language import Language

NOTHING_SHIPPED = _("Nothing shipped with a rate yet.")


def compared_with(found: AveragePrice) -> Label:
    """What the average price is compared with, or that there is nothing to compare it with."""
    label = _("no price in {year} to compare with") if found.growth is None else _("on {year}")
    return label(year=str(found.reference_year))


def on_reference(found: ExportValue, language: Language) -> Label:
    """How exports compare with the same days of the reference year, where they can be compared."""
    label = _("{growth}% on the same days of {year}")
    growth = language.points(float(found.growth_on_reference or 0))
    return label(growth=growth, year=str(found.reference_year))


def left_out(without_rate: int, free_samples: int = 0) -> list[Label]:
    """What a figure of trade does not hold, a sentence each."""
    samples = _n("{n} free sample was left out.", "{n} free samples were left out.")
    orders = _n("{n} order without a rate was left out.", "{n} orders without a rate were left out.")
    counted = ((samples, free_samples), (orders, without_rate))
    return [label(n=n) for label, n in counted if n]


def drivers_base(split: PriceDrivers, language: Language) -> Label | None:
    """What the drivers are counted from where that is not the base of the price; else None."""
    if not split.a_year_before:
        return None
    return _("{growth}% on a year before:")(growth=language.points(split.index - 1))


def drivers(split: PriceDrivers, language: Language) -> list[tuple[Label, str]]:
    """Each driver's name and what it did, in percent."""
    each = split.drivers
    named = (
        (_("price"), each.price),
        (_("rate"), each.rate),
        (_("mix"), each.mix),
        (_("range"), each.range),
    )
    return [(name, language.points(factor - 1)) for name, factor in named]


def driven_by(split: PriceDrivers, language: Language) -> str:
    """The drivers on one line, with their base."""
    parts = [f"{language.say(name)} {moved}" for name, moved in drivers(split, language)]
    base = drivers_base(split, language)
    said = language.aside(language.listed(parts), "%")
    return language.in_a_row([language.say(base), said]) if base else said
