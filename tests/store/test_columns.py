"""What a field takes goes into its column: no one meets the words of SQL."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing, suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerella.records.core import Field
from passerella.records.everything import kinds
from passerella.records.kinds import FieldKind, Reference, Typing
from passerella.records.numbers import Money
from passerella.records.percentages import Percentage
from passerella.store.schema import _column
from passerella.texts.label import Wrong

TYPING = Typing("en", date(2026, 3, 5))
FIELDS = {
    f"{type(field.kind).__name__} {field.kind.check('it')}"[:90]: field
    for outer in kinds().values()
    for kind in (outer, *([outer.lines.kind] if outer.lines else []))
    for field in kind.typed
    if not isinstance(field.kind, Reference)
}
TEXTS = [
    name
    for name, field in FIELDS.items()
    if field.kind.sql == "TEXT" and type(field.kind).store is FieldKind.store
]
WORDS = (
    "2026SS 2025-26AW ٢٠٢٦SS 26春夏 Italia 中国 EUR ＥＵＲ cny 12.5 -3 1e5 999999999999999 12,345.678 ½ ٣ "
    "2026-03-05 ٢٠٢٦-٠٣-٠٥ 1899-12-31 15% kg confirmed 0 0.00000001"
)
NUMBERS = st.text("0123456789.,-+%eE٣", max_size=20)
TYPED = st.one_of(st.text(max_size=12), NUMBERS, st.just("x" * 10001), st.sampled_from(re.split(" ", WORDS)))
ODD = st.sampled_from(["\x00", "a\x00b", "\ud800", "x" * 200 + "é", " ", "\n", "\x00" * 9, "𝄞" * 200])


def stored(field: Field, value: object) -> None:
    """Put a value into a table of the field's column alone."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f"CREATE TABLE one ({_column(field)}) STRICT")
        row = {field.kind.currency: "KWD"} if isinstance(field.kind, Money) else {}
        db.execute("INSERT INTO one VALUES (?)", (field.kind.store(value, row),))


@pytest.mark.parametrize("name", FIELDS)
@given(text=st.one_of(TYPED, ODD))
def test_what_is_typed_is_taken_or_said_to_be_wrong(name: str, text: str) -> None:
    field = FIELDS[name]
    with suppress(Wrong):
        value = field.kind.read(text, TYPING)
        if value is not None and field.kind.problem(value) is None and not isinstance(value, Percentage):
            stored(field, value)


@pytest.mark.parametrize("name", TEXTS)
@given(text=st.one_of(TYPED, ODD))
def test_any_text_is_taken_or_said_to_be_wrong(name: str, text: str) -> None:
    if FIELDS[name].kind.problem(text) is None:
        stored(FIELDS[name], text)
