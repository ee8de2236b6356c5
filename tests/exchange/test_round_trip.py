"""The workbook of everything comes back to the same records, whatever stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passerella.exchange.exporting import export_file
from passerella.exchange.importing import import_file
from passerella.records.core import Field, Kind, Record, kind_of
from passerella.records.everything import kinds
from passerella.records.goals import RECOGNITION
from passerella.records.kinds import (
    Choice,
    CountryKind,
    CurrencyKind,
    Day,
    LongText,
    Reference,
    SeasonKind,
    Typing,
)
from passerella.records.numbers import Money, Number
from passerella.records.percentages import People, Percentage
from passerella.store.errors import Refused
from passerella.store.workspace import Workspace

TYPING = Typing("en", date(2026, 3, 5))
SIGNS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))
DAY = st.dates(date(2024, 1, 1), date(2026, 12, 31))


def values(field: Field, there: dict[str, list[int]]) -> st.SearchStrategy[Any]:
    """What may stand in a field."""
    kind = field.kind
    if isinstance(kind, Reference):
        return st.sampled_from(there[kind.kind]) if there[kind.kind] else st.none()
    if isinstance(kind, People):
        percent = st.decimals(0, 100, places=1).map(lambda value: Percentage(value, 1))
        return st.integers(0, 60) | percent
    if isinstance(kind, Number):
        low = max(kind.least if kind.least is not None else -kind.most, Decimal(-(10**6)))
        high = min(kind.most, Decimal(10**6))
        if not kind.places:
            return st.integers(int(low), int(min(high, Decimal(1000))))
        return st.decimals(low, high, places=kind.places)
    simple: dict[type, st.SearchStrategy[Any]] = {
        Choice: st.sampled_from(list(getattr(kind, "options", "x"))),
        Money: st.integers(0, 10**6).map(Decimal),
        Day: DAY,
        SeasonKind: st.sampled_from(["2026SS", "2025AW"]),
        CountryKind: st.sampled_from(["IT", "CN", "FR"]),
        CurrencyKind: st.sampled_from(["EUR", "CNY", "JPY", "KWD"]),
    }
    text = st.text(SIGNS, min_size=1, max_size=8).map(lambda each: " ".join(each.split()) or "x")
    if isinstance(kind, LongText):
        return text | st.just("one\ntwo")
    return simple.get(type(kind), text)


def records(kind: Kind, there: dict[str, list[int]]) -> st.SearchStrategy[Record]:
    """Records of a kind, right or wrong; needed fields and lines are filled."""
    drawn = {
        each.name: values(each, there) if each.filled else st.none() | values(each, there)
        for each in kind.typed
    }
    if kind.lines is not None:
        drawn[kind.lines.name] = st.lists(records(kind.lines.kind, there), min_size=1, max_size=2).map(tuple)
    return st.fixed_dictionaries(drawn).map(lambda given: kind.make(**mended(kind, given)))


def mended(kind: Kind, given: dict[str, Any]) -> dict[str, Any]:
    """Values that follow from each other, so that the rules let most of the records pass."""
    if kind.name == "goal":
        share = given["measure"] not in ("average_price", "export_value")
        given |= {"by": given["set_on"] + timedelta(days=400), "baseline": None, "unit": None}
        given |= {"target": Decimal(int(given["target"]) % 100) if share else given["target"]}
        given["product"] = None if share else given["product"]
        given["series"] = given["series"] if given["measure"] in RECOGNITION else None
    if kind.name == "reported_fact":
        given |= {"comparator": "yes"} if given["value"] is None else {"unit": given["unit"] or "%"}
    if kind.name == "exchange_rate":
        given |= {"per": 100 if given["per"] > 50 else 1, "into": "USD"}
    if kind.name in ("order", "appearance", "price", "partnership"):
        begins = {"order": "ordered_on", "appearance": "starts_on", "price": "valid_from"}
        first = given.get(begins.get(kind.name, "since"))
        names = {"confirmed_on", "shipped_on", "ship_by", "ends_on", "valid_to", "until"}
        given |= {each: first for each in names & given.keys() if given[each]}
    if kind.name == "order":
        given["shipped_on"] = given["shipped_on"] or given["ordered_on"]
    if kind.name == "order_line":
        given["kind"] = given["kind"] if given["product"] else "freight"
        given["quantity"] = abs(given["quantity"])
    if kind.name == "survey_wave":
        given |= {"fielded_from": None, "effective": None, "approached": None, "asked": given["asked"] + 60}
    if kind.name == "survey_result":
        given |= dict.fromkeys(("recognised", "considered", "inquired", "bought", "first_named", "unaided"))
        given["aided"] = given["aided"] or 0
    return given


@st.composite
def many(draw: st.DrawFn, workspace: Workspace) -> int:
    """Fill a workspace with what it takes; returns how many it took."""
    there: dict[str, list[int]] = {}
    taken = 0
    for kind in kinds().values():
        there[kind.name] = there.get(kind.name, [])
        if kind.name == "enterprise":
            there[kind.name] = [1]
            continue
        for record in draw(
            st.lists(records(kind, {**{each: [] for each in kinds()}, **there}), min_size=1, max_size=3)
        ):
            with suppress(Refused):
                there[kind.name].append(workspace.save(record).id)
                taken += 1
    return taken


def said(workspace: Workspace) -> Iterator[tuple[str, object]]:
    """What every record says, those it refers to by what they say themselves."""
    for kind in kinds().values():
        for record in workspace.all(kind.name):
            yield kind.name, told(workspace, record)


def told(workspace: Workspace, record: Record) -> tuple[object, ...]:
    kind = kind_of(record)
    found: list[object] = []
    for each in kind.fields:
        value = getattr(record, each.name)
        if isinstance(each.kind, Reference) and value is not None:
            value = told(workspace, workspace.get(each.kind.kind, value))
        found.append((each.name, value))
    if kind.lines is not None:
        found += [told(workspace, row) for row in getattr(record, kind.lines.name)]
    return tuple(found)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_everything_comes_back_as_it_was(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder, Workspace.create(Path(folder, "a.passerella"), "A") as one:
        data.draw(many(one))
        target = Path(folder, "all.xlsx")
        export_file(one, "all", target)
        with Workspace.create(Path(folder, "b.passerella"), "B") as two:
            report = import_file(two, "all", target, typing=TYPING)
            assert report.problems == []
            assert sorted(map(repr, said(two))) == sorted(map(repr, said(one)))
            assert two.check() == []
