"""A record is made from named values, whole, and stays as it was made."""

from dataclasses import FrozenInstanceError, replace
from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_type_hints

import pytest

from passerella.records.brands import Brand
from passerella.records.core import Kind
from passerella.records.everything import kinds
from passerella.records.orders import Order, OrderLine
from passerella.store.errors import Refused
from passerella.store.workspace import Workspace

KINDS = [each for kind in kinds().values() for each in (kind, *([kind.lines.kind] if kind.lines else []))]


def test_what_is_not_given_has_its_default() -> None:
    brand = Brand(name="Yuanrong")
    assert (brand.id, brand.kind, brand.owner) == (0, "own", None)


@pytest.mark.parametrize("values", [{}, {"owner": "Firm"}, {"name": "Yuanrong", "colour": "red"}])
def test_a_missing_or_unknown_field_is_refused_by_name(values: dict[str, str]) -> None:
    with pytest.raises(TypeError, match=r"name|colour"):
        Brand(**values)


def test_a_record_does_not_change() -> None:
    brand = Brand(name="Yuanrong")
    with pytest.raises(FrozenInstanceError):
        brand.name = "Lana"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del brand.name
    assert replace(brand, name="Lana").name == "Lana"
    assert brand.name == "Yuanrong"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_may_be_empty_is_declared_so_and_has_no_default(kind: Kind) -> None:
    hints = get_type_hints(kind.make, include_extras=True)
    for each in kind.fields:
        assert (type(None) in get_args(hints[each.name])) is not each.filled, each.name


def order(line: dict[str, Any], **values: Any) -> Order:
    rows = (OrderLine(**{"kind": "freight", "quantity": Decimal(1), "unit_price": Decimal(9), **line}),)
    return Order(number="1", ordered_on=date(2026, 3, 5), currency="CNY", lines=rows, **values)


@pytest.mark.parametrize(
    ("line", "own", "field"),
    [
        ({}, {"status": None}, "status"),
        ({"unit": None}, {}, "lines.1.unit"),
        ({"kind": None}, {}, "lines.1.kind"),
    ],
)
def test_what_has_a_default_is_never_empty_and_named(
    workspace: Workspace, line: dict[str, Any], own: dict[str, Any], field: str
) -> None:
    shipped = {"status": "shipped", "shipped_on": date(2026, 3, 6), **own}
    with pytest.raises(Refused) as refused:
        workspace.save(order(line, **shipped))
    assert [each.field for each in refused.value.problems] == [field]
    assert workspace.count("order") == 0
