"""A record is made from named values, whole, and stays as it was made."""

from dataclasses import FrozenInstanceError, replace

import pytest

from passerella.records.brands import Brand


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
