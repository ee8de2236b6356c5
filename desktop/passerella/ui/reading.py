"""What a text that someone typed means for a field."""

from __future__ import annotations

from typing import Any

from passerella.records.core import Field
from passerella.records.numbers import Money, Number
from passerella.texts.sums import worked_out
from passerella.ui.context import Context


def read(context: Context, field: Field, text: str) -> Any:
    """The value of a text; a sum may stand where a number is wanted. Raises `Wrong`."""
    if isinstance(field.kind, (Number, Money)):
        text = worked_out(text, code=context.typing.code)
    return field.kind.read(text, context.typing)
