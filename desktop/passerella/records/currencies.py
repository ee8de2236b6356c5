"""Names of the currencies that exports are invoiced in."""

from __future__ import annotations

from functools import cache

from babel import Locale

from passerella.records.meant import meant, spellings

_TRADED = (
    "CNY", "USD", "EUR", "JPY", "GBP", "HKD", "KRW", "AUD", "CAD", "CHF", "SEK", "NOK", "DKK", "RUB", "SGD",
    "TWD", "THB", "MYR", "IDR", "INR", "VND", "PHP", "AED", "SAR", "TRY", "BRL", "MXN", "ZAR", "NZD", "PLN",
    "CZK", "HUF", "RON", "KZT", "MNT", "UAH", "ILS", "CLP",
)  # fmt: skip
_ALSO = {"RMB": "CNY", "美金": "USD", "港币": "HKD", "€": "EUR"}


def currency_name(currency: str, code: str) -> str:
    """The name of an ISO 4217 code in a language, or the code itself where there is none."""
    return str(Locale.parse(code).currencies.get(currency, currency))


def _called(currency: str) -> list[str]:
    """All that a currency is called."""
    also = (name for name, meaning in _ALSO.items() if meaning == currency)
    return [currency, *(currency_name(currency, code) for code in ("zh", "en", "it")), *also]


@cache
def _codes() -> dict[str, str]:
    return {name.casefold(): each for each in _TRADED for name in _called(each)}


def currency_code(text: str) -> str | None:
    """The code that a name stands for in any of the three languages, or a code itself; None for neither."""
    code = text.upper()
    if code in _TRADED:
        return code
    return _codes().get(text.casefold()) or (code if code in _known() else None)


@cache
def _known() -> frozenset[str]:
    return frozenset(Locale.parse("en").currencies) - {"XTS", "XXX"}


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    return {each: spellings(_called(each)) for each in _TRADED}


def currencies_like(text: str) -> list[str]:
    """The codes that a beginning may mean: of a name, of its pinyin, of a code."""
    return meant(text, _spellings())
