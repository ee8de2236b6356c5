"""Exact amounts: fixed scales, products in whole numbers, rounding half up."""

from decimal import ROUND_HALF_UP, Decimal

_MINOR_UNITS = dict.fromkeys(
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ],
    0,
) | dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3)


_UNITS = [Decimal(1).scaleb(-places) for places in range(10)]


def minor_units(currency: str) -> int:
    """How many decimals an amount in an ISO 4217 currency has."""
    return _MINOR_UNITS.get(currency, 2)


def rounded(value: Decimal, places: int) -> Decimal:
    """`value` with `places` decimals, halves away from zero."""
    return value.quantize(_UNITS[places], ROUND_HALF_UP)


def scaled(value: Decimal, places: int) -> int:
    """The whole number that stands for `value` at a fixed scale; more decimals are rounded half up."""
    return int(value.quantize(_UNITS[places], ROUND_HALF_UP).scaleb(places))


def unscaled(number: int, places: int) -> Decimal:
    """The value a stored whole number stands for."""
    return Decimal(number).scaleb(-places)
