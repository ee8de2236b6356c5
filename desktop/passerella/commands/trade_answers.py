"""Figures of trade from a terminal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from passerella.commands.answers import Answer
from passerella.figures import sentences
from passerella.figures.price_drivers import PriceDrivers, price_drivers
from passerella.figures.price_sentences import NOTHING_SHIPPED, driven_by, left_out, on_reference
from passerella.figures.trade import average_price, export_value, latest_period
from passerella.figures.trade_result import AveragePrice, ExportValue
from passerella.records.trade import UNITS
from passerella.store.workspace import Workspace
from passerella.texts.label import Label, _, _n
from passerella.texts.language import Language

_GOODS = _("Basis: goods less returns of orders shipped {first} – {last}, each at its own rate.")
_PRICES = _("Basis: value over quantity of goods shipped {first} – {last}; reference year {year}.")


def trade_answers(workspace: Workspace, words: Language) -> tuple[Answer, Answer]:
    """Export value and average price of the latest period."""
    period = latest_period(workspace, workspace.today(date.today()))
    value = export_value(workspace, period)
    price = average_price(workspace, period)
    split = price_drivers(workspace, period)
    return _value(value, words), _price(price, split, value.without_rate, words)


def _value(found: ExportValue, words: Language) -> Answer:
    said: list[Label | str] = [f"{words.number(found.value)} {found.currency}"]
    said.append(_n("{n} order, each at its own rate", "{n} orders, each at its own rate")(n=found.orders))
    if found.growth is not None:
        label = _("{growth}% on the same days a year before")
        said.append(label(growth=words.points(float(found.growth))))
    if found.growth_on_reference is not None:
        said.append(on_reference(found, words))
    if found.invoiced_share is not None:
        said.append(sentences.terms(found.invoiced_share, words))
    period = found.period
    values = {
        "value": str(found.value),
        "currency": found.currency,
        "growth": _share(found.growth),
        "growth_on_reference": _share(found.growth_on_reference),
        "reference_year": found.reference_year,
        "inputs": {
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
            "orders": found.orders,
            "without_rate": found.without_rate,
            "as_invoiced": str(found.invoiced),
            "year_before": None if found.before is None else str(found.before),
            "reference": None if found.reference is None else str(found.reference),
        },
    }
    basis = _GOODS(first=period.first, last=period.last)
    return Answer(_("Export value (shipped)"), said, basis, left_out(found.without_rate), values)


def _price(found: AveragePrice, split: PriceDrivers | None, without_rate: int, words: Language) -> Answer:
    unit, period = UNITS[found.unit], found.period
    said: list[Label | str] = [NOTHING_SHIPPED]
    if found.price is not None:
        said = [f"{words.number(found.price, 2)} {found.currency}/{words.say(unit)}"]
        said.append(_("{quantity} {unit} of goods")(quantity=_plain(found.quantity), unit=unit))
    if found.growth is not None:
        label = _("{growth}% on {year}")
        said.append(label(growth=words.points(float(found.growth)), year=str(found.reference_year)))
    if split is not None:
        said.append(_("What moved it: {drivers}")(drivers=driven_by(split, words)))
    basis = _PRICES(first=period.first, last=period.last, year=str(found.reference_year))
    name = _("Average export price, per {unit}")(unit=unit)
    values = _price_values(found) | {"drivers": _driver_values(split)}
    return Answer(name, said, basis, left_out(without_rate, found.free_samples), values)


def _price_values(found: AveragePrice) -> dict[str, Any]:
    return {
        "price": None if found.price is None else str(found.price),
        "currency": found.currency,
        "unit": found.unit,
        "growth": _share(found.growth),
        "reference_year": found.reference_year,
        "reference_price": None if found.reference is None else str(found.reference),
        "inputs": {
            "first": found.period.first.isoformat(),
            "last": found.period.last.isoformat(),
            "quantity": str(_plain(found.quantity)),
            "free_samples": found.free_samples,
        },
    }


def _driver_values(split: PriceDrivers | None) -> dict[str, Any] | None:
    """The factors against the reference days."""
    if split is None:
        return None
    factors = {name: getattr(split.drivers, name) for name in ("price", "rate", "mix", "range")}
    days = {"first": split.reference.first.isoformat(), "last": split.reference.last.isoformat()}
    return {**factors, "index": split.index, "reference": days}


def _plain(value: Decimal) -> Decimal:
    """Without idle zeros after the point."""
    return Decimal(f"{value.normalize():f}")


def _share(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
