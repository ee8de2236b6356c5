"""Reading what a person types: days and numbers, in any of the three languages' habits.

Nothing is guessed. A text that can be read in two ways is refused with both readings named.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from passerella.texts.label import Wrong, _

_MONTH_NAMES = {
    name: number
    for names in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "gen feb mar apr mag giu lug ago set ott nov dic",
    )
    for number, name in enumerate(names.split(), 1)
}
_NOT_A_DAY = _("This is not a day. Type it like 2026-03-05, or t for today.")
_NOT_A_NUMBER = _("This is not a number. Type it like 1234.50.")


def plain(text: str) -> str:
    """Full-width letters, digits and signs as ordinary ones, without space around."""
    folded = unicodedata.normalize("NFKC", text).replace("。", ".").replace("、", ",")
    return folded.replace("\N{MINUS SIGN}", "-").strip()


def read_day(text: str, *, code: str, today: date) -> date | None:
    """The day that `text` names, or None when it is empty.

    `code` is the language (only Italian reads 5/3 as 5 March); `today` serves `t` and days
    without a year. Raises `Wrong`.
    """
    text = plain(text).lower()
    if not text:
        return None
    if text == "t":
        return today
    try:
        return _read_day(text, code, today)
    except (ValueError, OverflowError) as reason:
        if isinstance(reason, Wrong):
            raise
        raise Wrong(_("There is no such day. Type it like 2026-03-05.")) from reason


def _read_day(text: str, code: str, today: date) -> date:
    if found := re.fullmatch(r"[+-]\d{1,4}", text):
        return today + timedelta(days=int(found[0]))
    if re.fullmatch(r"\d{8}", text):
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    if found := re.fullmatch(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", text):
        return date(*map(int, found.groups()))
    if found := re.fullmatch(r"(\d{1,2})\s*[-月]\s*(\d{1,2})\s*日?", text):
        return date(today.year, int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(\d{1,2})\.?\s+([a-z]{3})[a-z]*\.?,?\s+(\d{4})", text):
        month = _MONTH_NAMES.get(found[2])
        if month is not None:
            return date(int(found[3]), month, int(found[1]))
    if found := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?", text):
        year = int(found[3]) if found[3] else today.year
        return _slashed(int(found[1]), int(found[2]), year, code)
    raise Wrong(_NOT_A_DAY)


def _slashed(first: int, second: int, year: int, code: str) -> date:
    if code == "it" or first > 12 or first == second:
        return date(year, second, first)
    if second > 12:
        return date(year, first, second)
    raise Wrong(
        _("Two days can be meant: {one} or {other}. Type it like {one}.")(
            one=date(year, second, first).isoformat(), other=date(year, first, second).isoformat()
        )
    )


def read_number(text: str, *, code: str) -> Decimal | None:
    """The number that `text` names, or None when it is empty.

    Signs of thousands and decimals are told apart where the text shows which is which; a lone
    sign before three digits (`1,234`) follows the language. Raises `Wrong`.
    """
    text = re.sub(r"[\s'’_]", "", plain(text))
    if not text:
        return None
    if not re.fullmatch(r"[+-]?[\d.,]*\d[\d.,]*", text):
        raise Wrong(_NOT_A_NUMBER)
    try:
        return Decimal(_with_point(text, "," if code == "it" else "."))
    except InvalidOperation as reason:
        raise Wrong(_NOT_A_NUMBER) from reason


def _with_point(text: str, point: str) -> str:
    last = max(text.rfind("."), text.rfind(","))
    if last < 0:
        return text
    sign = text[last]
    other = "." if sign == "," else ","
    if text.count(sign) > 1:
        if other in text:
            raise Wrong(_NOT_A_NUMBER)
        return _grouped(text, sign)
    if other in text:
        return _grouped(text[:last], other) + "." + text[last + 1 :]
    if sign != point and re.fullmatch(r"[+-]?[1-9]\d{0,2}.\d{3}", text):
        return _grouped(text, sign)
    return text[:last] + "." + text[last + 1 :]


def _grouped(text: str, sign: str) -> str:
    if not re.fullmatch(rf"[+-]?\d{{1,3}}(?:{re.escape(sign)}\d{{3}})+", text):
        raise Wrong(_NOT_A_NUMBER)
    return text.replace(sign, "")
