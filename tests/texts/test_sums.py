"""A sum may be typed wherever a number is typed."""

from __future__ import annotations

import pytest

from passerella.texts.label import Wrong
from passerella.texts.sums import worked_out


@pytest.mark.parametrize(
    ("typed", "comes_to"),
    [
        ("12*3", "36"),
        ("0.1+0.2", "0.3"),
        ("2+3*4", "14"),
        ("(2+3)*4", "20"),
        ("10-3-2", "5"),
        ("100/8/2", "6.25"),
        ("-5+8", "3"),
        ("2*-3", "-6"),
        ("12 × 3 ÷ 4", "9"),
        ("（１２＋３）＊２", "30"),
        ("1,234.5+0.5", "1235.0"),
    ],
)
def test_a_sum_comes_to_its_exact_number(typed, comes_to):
    assert worked_out(typed, code="en") == comes_to


def test_italian_sums_are_typed_and_written_with_the_comma():
    assert worked_out("1.000,5*2", code="it") == "2001,0"


@pytest.mark.parametrize("typed", ["", "12.5", "-5", "+5", "−5", "ten", "1e9", "１２．５"])
def test_what_is_no_sum_stays_as_it_is(typed):
    assert worked_out(typed, code="en") == typed


@pytest.mark.parametrize("typed", ["5+", "1+*5", "(5", "5)", "2**3", "1/0", "3+ten", "()", "(" * 500 + "1"])
def test_what_cannot_be_worked_out_is_refused(typed):
    with pytest.raises(Wrong):
        worked_out(typed, code="en")
