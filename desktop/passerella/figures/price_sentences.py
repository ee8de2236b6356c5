"""What the average price did, and what drove it, in words: the base of each is named."""

from __future__ import annotations

from passerella.figures.price_drivers import PriceDrivers
from passerella.figures.trade import AveragePrice
from passerella.texts.label import Label, _
from passerella.texts.language import Language


def compared_with(found: AveragePrice) -> Label:
    """What the average price is compared with, or that there is nothing to compare it with."""
    label = _("no price in {year} to compare with") if found.growth is None else _("on {year}")
    return label(year=str(found.reference_year))


def driven_by(split: PriceDrivers, language: Language) -> Label:
    """The four drivers, in percent, and their base where it is not that of the price itself."""
    each = split.drivers
    values = {
        "price": language.points(each.price - 1),
        "rate": language.points(each.rate - 1),
        "mix": language.points(each.mix - 1),
        "range": language.points(each.range - 1),
    }
    if not split.a_year_before:
        return _("by price {price}, rate {rate}, mix {mix}, range {range} (%)")(**values)
    label = _("{growth}% on a year before: price {price}, rate {rate}, mix {mix}, range {range} (%)")
    return label(growth=language.points(split.index - 1), **values)
