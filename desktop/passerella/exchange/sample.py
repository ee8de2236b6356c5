"""The sample workspace: a fictional firm, grown from the files under `seeds/`."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

from passerella.exchange.sample_orders import Plan, orders
from passerella.records.core import Kind, Record, kind_of, kinds
from passerella.records.everything import brands, goals, prices, sheets, shows, standing, surveys, trade
from passerella.records.kinds import Choice, Reference, Typing
from passerella.store.errors import CannotOpen
from passerella.store.reasons import why
from passerella.store.workspace import Workspace
from passerella.texts import places
from passerella.texts.label import _

Row = Mapping[str, str]

_NAME = "远绒羊绒（虚构企业）"
_SOURCE = "seeds"
_RATE_SOURCE = "示例（虚构）"
_DAY = date(2025, 10, 31)
"""The day on which the sample stays, whenever it is looked at: what it tells is not yet to come."""
_TYPING = Typing("en", _DAY)
_CENT = Decimal("0.01")
_RATE_PLACES = Decimal("0.0001")
_PLAIN: tuple[tuple[str, type[Record]], ...] = (
    ("facts.csv", standing.ReportedFact),
    ("sample/facts.csv", standing.ReportedFact),
    ("sample/brands.csv", brands.Brand),
    ("sample/shows.csv", shows.Show),
    ("sample/survey_series.csv", surveys.SurveySeries),
    ("sample/buyers.csv", trade.Buyer),
    ("sample/products.csv", trade.Product),
    ("sample/sheet_texts.csv", sheets.SheetText),
)
_IN_EACH_LANGUAGE = (("products", "name"), ("brands", "name"))
_KNOWN_FOR: tuple[tuple[str, type[Record]], ...] = (
    ("sample/milestones.csv", standing.Milestone),
    ("sample/press.csv", standing.PressMention),
    ("sample/partnerships.csv", standing.Partnership),
    ("sample/honours.csv", standing.Honour),
)


def make_sample(path: Path, code: str = "zh") -> None:
    """Create the sample workspace at `path` and fill it, its texts in the language of `code`."""
    if path.exists():
        raise CannotOpen(_("{name} exists already. Choose another name.")(name=path.name))
    part = path.with_name(path.name + ".making")
    try:
        part.unlink(missing_ok=True)
        seeds = _Seeds(places.seeds(), code)
        with Workspace.create(part, seeds.say(_NAME), "CNY", sample=_DAY) as workspace:
            _fill(workspace, seeds)
            workspace.seal()
        part.rename(path)
    except OSError as reason:
        label = _("{name} cannot be created: {reason}.")
        raise CannotOpen(label(name=path.name, reason=why(reason))) from reason
    finally:
        for each in (part, part.with_name(part.name + ".lock")):
            with suppress(OSError):
                each.unlink(missing_ok=True)


@dataclass(frozen=True)
class _Seeds:
    """The seed files, and the ids of what was saved from them, by kind and name."""

    folder: Path
    code: str
    ids: dict[tuple[str, str], int] = field(default_factory=dict)

    def rows(self, name: str) -> list[dict[str, str]]:
        """The rows of one file, what is said in them in the language of `code`."""
        return [{name: self.say(text) for name, text in row.items()} for row in self._read(name)]

    def say(self, text: str) -> str:
        """A text of the files in the language of `code`, or as it stands where there are no words for it."""
        return self._words.get(text, text)

    @cached_property
    def _words(self) -> Mapping[str, str]:
        if self.code == "zh":
            return {}
        found = {row["zh"]: row[self.code] for row in self._read("words.csv")}
        for name, what in _IN_EACH_LANGUAGE:
            found |= {row[what]: row[f"{what}_{self.code}"] for row in self._read(f"sample/{name}.csv")}
        return found

    def _read(self, name: str) -> list[dict[str, str]]:
        with (self.folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def records(self, name: str, cls: type[Record]) -> list[Record]:
        """One record a row."""
        return [self.record(cls, row) for row in self.rows(name)]

    def record(self, cls: type[Record], row: Row, **more: Any) -> Record:
        """The record that a row means; columns that begin with `_` are not for the record."""
        kind = kind_of(cls)
        values = {
            name: self._value(kind, name, text) for name, text in row.items() if text and name[0] != "_"
        }
        made: Record = kind.make(**values, **more)
        return made

    def _value(self, kind: Kind, name: str, text: str) -> Any:
        found = kind.field(name).kind
        if isinstance(found, Reference):
            return self.ids[found.kind, text]
        return text if isinstance(found, Choice) else found.read(text, _TYPING)

    def keep(self, saved: Sequence[Any]) -> None:
        """Remember the ids of saved records by their first title field."""
        self.keep_by(saved, [str(getattr(each, kind_of(each).title[0])) for each in saved])

    def keep_by(self, saved: Sequence[Any], names: Sequence[str]) -> None:
        """Remember the ids of saved records by the names that the files call them."""
        for each, name in zip(saved, names, strict=True):
            self.ids[kind_of(each).name, name] = each.id


def _fill(workspace: Workspace, seeds: _Seeds) -> None:
    plain = [each for name, cls in _PLAIN for each in seeds.records(name, cls)]
    seeds.keep(workspace.save_all([*plain, *_rates(seeds)], _SOURCE))
    appearances = seeds.records("sample/appearances.csv", shows.Appearance)
    aims = seeds.records("sample/goals.csv", goals.Goal)
    saved = workspace.save_all([*appearances, *_waves(seeds), *aims, *_prices(seeds)], _SOURCE)
    held = saved[: len(appearances)]
    seeds.keep_by(held, [f"{row['show']} {row['season']}" for row in seeds.rows("sample/appearances.csv")])
    known_for = [each for name, cls in _KNOWN_FOR for each in seeds.records(name, cls)]
    workspace.save_all([*known_for, *orders(_plan(seeds, held))], _SOURCE)


def _waves(seeds: _Seeds) -> Iterator[Record]:
    inner = kinds()["survey_wave"].lines
    names = {each.name for each in inner.kind.fields} if inner else set()
    for head, rows in groupby(
        seeds.rows("sample/waves.csv"), lambda row: {name: row[name] for name in row if name not in names}
    ):
        results = tuple(
            seeds.record(surveys.SurveyResult, {name: row[name] for name in row if name in names})
            for row in rows
        )
        yield seeds.record(surveys.SurveyWave, head, results=results)


def _levels(seeds: _Seeds) -> dict[str, dict[str, Decimal]]:
    """What a unit (JPY: a hundred) was worth in CNY, by month and currency."""
    found = {}
    for row in seeds.rows("sample/rates.csv"):
        found[row["month"]] = {name: Decimal(text) for name, text in row.items() if name != "month"}
    return found


def _rates(seeds: _Seeds) -> Iterator[trade.ExchangeRate]:
    """A rate for every Monday, on the line between the levels of two months; gaps are left out."""
    levels = _levels(seeds)
    gaps = [
        (row["currency"], date.fromisoformat(row["since"]), date.fromisoformat(row["until"]))
        for row in seeds.rows("sample/rate_gaps.csv")
    ]
    day = date.fromisoformat(f"{min(levels)}-01")
    day += timedelta(days=-day.weekday())
    while f"{day:%Y-%m}" <= max(levels):
        for currency in levels[max(levels)]:
            if not any(name == currency and since <= day <= until for name, since, until in gaps):
                yield _rate(currency, day, levels, seeds.say(_RATE_SOURCE))
        day += timedelta(days=7)


def _rate(
    currency: str, day: date, levels: Mapping[str, Mapping[str, Decimal]], source: str
) -> trade.ExchangeRate:
    after = f"{day + timedelta(days=31 - day.day + 1):%Y-%m}"
    first = levels.get(f"{day:%Y-%m}", levels[min(levels)])[currency]
    then = levels.get(after, {currency: first})[currency]
    rate = (first + (then - first) * (day.day - 1) / 31).quantize(_RATE_PLACES)
    per = 100 if currency == "JPY" else 1
    return trade.ExchangeRate(currency=currency, into="CNY", per=per, day=day, rate=rate, source=source)


def _prices(seeds: _Seeds) -> Iterator[prices.Price]:
    changes = seeds.rows("sample/price_changes.csv")
    for row in seeds.rows("sample/products.csv"):
        price = Decimal(row["_price"])
        for change in changes:
            price += price * Decimal(change["percent"]) / 100
            yield prices.Price(
                product=seeds.ids["product", row["sku"]],
                currency="EUR",
                unit_price=price.quantize(_CENT),
                incoterm="FOB",
                valid_from=date.fromisoformat(change["valid_from"]),
                reason=change["reason"],
            )


def _plan(seeds: _Seeds, appearances: Sequence[Any]) -> Plan:
    return Plan(
        buyers=seeds.rows("sample/buyers.csv"),
        products=seeds.rows("sample/products.csv"),
        changes=seeds.rows("sample/price_changes.csv"),
        years=seeds.rows("sample/years.csv"),
        levels=_levels(seeds),
        appearances=[each for each in appearances if each.status == "held"],
        own=next(row["name"] for row in seeds.rows("sample/brands.csv") if row["kind"] == "own"),
        ids=seeds.ids,
    )
