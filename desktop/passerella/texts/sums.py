"""Sums typed where a number is wanted: + - * / and brackets over exact decimals."""

from __future__ import annotations

import re
from decimal import Decimal

from passerella.texts.label import Wrong, _
from passerella.texts.typed import plain, read_number

_LONGEST = 200
_NOT_A_SUM = _("This sum cannot be worked out. Type it like (12.5 + 3) * 2.")


def worked_out(text: str, *, code: str) -> str:
    """What a sum comes to, written as the language `code` writes numbers; any other text as it is.

    Raises `Wrong`.
    """
    folded = re.sub(r"[\s'’_]", "", plain(text)).replace("×", "*").replace("÷", "/")
    if not re.search(r".[-+*/()]|^\(", folded):
        return text
    if len(folded) > _LONGEST:
        raise Wrong(_NOT_A_SUM)
    written = f"{_Sum(folded, code).value():f}"
    return written.replace(".", ",") if code == "it" else written


class _Sum:
    """A sum as it is read, from left to right."""

    def __init__(self, text: str, code: str) -> None:
        self._code = code
        self._rest = re.findall(r"[\d.,]+|.", text)[::-1]

    def value(self) -> Decimal:
        """What the whole text comes to."""
        found = self._terms()
        if self._rest:
            raise Wrong(_NOT_A_SUM)
        return found

    def _take(self, signs: str) -> str:
        return self._rest.pop() if self._rest and self._rest[-1] in signs else ""

    def _terms(self) -> Decimal:
        total = self._factors()
        while sign := self._take("+-"):
            other = self._factors()
            total = total + other if sign == "+" else total - other
        return total

    def _factors(self) -> Decimal:
        total = self._single()
        while sign := self._take("*/"):
            other = self._single()
            if sign == "/" and not other:
                raise Wrong(_("Nothing can be divided by 0."))
            total = total * other if sign == "*" else total / other
        return total

    def _single(self) -> Decimal:
        if sign := self._take("+-"):
            return -self._single() if sign == "-" else self._single()
        if self._take("("):
            inner = self._terms()
            if not self._take(")"):
                raise Wrong(_NOT_A_SUM)
            return inner
        number = read_number(self._rest.pop(), code=self._code) if self._rest else None
        if number is None:
            raise Wrong(_NOT_A_SUM)
        return number
