"""The four tiles of a sheet: how well known, how much, at what price, under whose name."""

from __future__ import annotations

from passerella.figures import sentences
from passerella.figures.price_drivers import PriceDrivers
from passerella.figures.price_sentences import NOTHING_SHIPPED, compared_with, drivers, drivers_base
from passerella.figures.recognition_result import RecognitionResult
from passerella.figures.trade_result import AveragePrice, ExportValue, OwnBrandShare
from passerella.records.trade import UNITS
from passerella.sheets.parts import Tile
from passerella.sheets.voice import Voice
from passerella.texts.label import Label, _, _n

_NOTHING = "–"
_YEAR_BEFORE = _("on a year before")


def recognition_tile(voice: Voice, result: RecognitionResult | None) -> Tile:
    """The share of the last wave, its interval, and the change on the wave before."""
    if result is None or not result.points:
        return _empty(voice, _("Aided recognition"), sentences.NO_WAVE)
    last, moved = result.points[-1], result.change
    people = f"{voice.first.number(last.hits)}/{voice.first.number(last.asked)}"
    rounded = [voice.short(sentences.ROUNDED)] if last.rounded else []
    tile = Tile(
        voice.say(sentences.measure_label(result)),
        voice.first.percent(last.share),
        basis=voice.first.clauses((sentences.span(last.low, last.high, voice.first), people, *rounded)),
    )
    if moved is None:
        return tile
    against = voice.each(
        lambda words: words.say(_("points on last wave ({span})")(span=sentences.points_span(moved, words)))
    )
    sure = moved.points if moved.more_than_chance else 0.0
    return _moved(tile, voice.first.points(moved.points), against, sure)


def value_tile(voice: Voice, found: ExportValue) -> Tile:
    """What was shipped, against the same days a year before."""
    if found.unknown:
        return _empty(voice, _("Exports shipped"), NOTHING_SHIPPED)
    figure, unit = sentences.amount(found.value, found.currency, voice.first)
    orders = _n("{n} order", "{n} orders")(n=found.orders)
    tile = Tile(voice.say(_("Exports shipped")), figure, unit, basis=voice.say(orders))
    growth = found.growth
    return tile if growth is None else _grown(voice, tile, float(growth), _YEAR_BEFORE)


def price_tile(voice: Voice, found: AveragePrice, split: PriceDrivers | None) -> Tile:
    """The average price, against the reference year, and what drove it."""
    unit = UNITS[found.unit]
    what = _("Average price, per {unit}")(unit=unit)
    if found.price is None:
        return _empty(voice, what, NOTHING_SHIPPED)
    goods = _("{quantity} {unit} of goods")(quantity=found.quantity.normalize(), unit=unit)
    tile = Tile(
        voice.say(what),
        voice.first.number(found.price, 2),
        f"{found.currency}/{voice.first.say(unit)}",
        basis=_drivers(voice, split) if split else voice.say(goods),
    )
    if found.growth is None:
        return _moved(tile, "", voice.say(compared_with(found)), 0.0)
    return _grown(voice, tile, float(found.growth), compared_with(found))


def _drivers(voice: Voice, split: PriceDrivers) -> str:
    base = drivers_base(split, voice.first)
    parts = [f"{voice.short(name, '/')} {moved}" for name, moved in drivers(split, voice.first)]
    moved = voice.first.aside(voice.first.listed(parts), "%")
    return "\n".join([*([voice.say(base)] if base else []), moved])


def own_tile(voice: Voice, found: OwnBrandShare) -> Tile:
    """The own brands' share of what was shipped."""
    what = _("Own-brand share")
    if found.share is None:
        return _empty(voice, what, NOTHING_SHIPPED)
    basis = voice.say(_("of the value of goods shipped"))
    tile = Tile(voice.say(what), voice.first.percent(found.share), basis=basis)
    moved = found.change
    if moved is None:
        return tile
    against = voice.say(_("points on a year before"))
    return _moved(tile, voice.first.points(moved), against, moved)


def _empty(voice: Voice, what: Label, why: Label) -> Tile:
    return Tile(voice.say(what), _NOTHING, basis=voice.say(why))


def _grown(voice: Voice, tile: Tile, growth: float, against: Label) -> Tile:
    return _moved(tile, f"{voice.first.points(growth)}%", voice.say(against), growth)


def _moved(tile: Tile, change: str, against: str, moved: float) -> Tile:
    """The tile with what changed; coloured where it is more than chance and not nothing."""
    mood = "good" if moved > 0 else "bad" if moved < 0 else ""
    return Tile(tile.what, tile.figure, tile.unit, change, tile.basis, against, mood)
