"""A typed number is the number that was meant, or it is refused with words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerella.texts.label import Wrong
from passerella.texts.language import CODES, language
from passerella.texts.typed import read_number

EVERYWHERE = {
    "12.5": "12.5",
    "12,5": "12.5",
    "1.234,50": "1234.50",
    "1,234.50": "1234.50",
    "1,234,567": "1234567",
    "1.234.567": "1234567",
    "1.234.567,8": "1234567.8",
    "1'234.50": "1234.50",
    "1 234,50": "1234.50",
    "１２．５": "12.5",
    "１，２３４．５０": "1234.50",
    "12。5": "12.5",
    "-12.5": "-12.5",
    "\N{MINUS SIGN}12.5": "-12.5",
    "+7": "7",
    "0,125": "0.125",
    "0": "0",
    ".5": "0.5",
}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(("text", "number"), EVERYWHERE.items())
def test_a_clear_number_reads_the_same_in_every_language(text: str, number: str, code: str) -> None:
    assert read_number(text, code=code) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "code", "number"),
    [
        ("1,234", "en", "1234"),
        ("1,234", "zh", "1234"),
        ("1,234", "it", "1.234"),
        ("1.234", "it", "1234"),
        ("1.234", "en", "1.234"),
        ("1.234", "zh", "1.234"),
    ],
)
def test_a_lone_sign_before_three_digits_follows_the_language(text: str, code: str, number: str) -> None:
    assert read_number(text, code=code) == Decimal(number)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "text",
    ["12..3", "1,,2", "1.2,3.4", "1,23,4", "twelve", "--1", "1-", "1e5", ".", ",", "12a", "1.23.456,7"],
)
def test_what_is_no_number_is_refused_with_an_example(text: str, code: str) -> None:
    with pytest.raises(Wrong) as refused:
        read_number(text, code=code)
    assert "1234.50" in language("en").say(refused.value.label)


@pytest.mark.parametrize("code", CODES)
def test_nothing_typed_is_no_number(code: str) -> None:
    assert read_number("  ", code=code) is None


@given(
    number=st.decimals(-(10**12), 10**12, places=2) | st.integers(-(10**12), 10**12).map(Decimal),
    code=st.sampled_from(CODES),
)
def test_a_shown_number_reads_back_as_itself(number: Decimal, code: str) -> None:
    assert read_number(language(code).number(number), code=code) == number


@given(number=st.decimals(-(10**6), 10**6, places=4), code=st.sampled_from(CODES))
def test_a_number_with_four_decimals_reads_back_in_every_language(number: Decimal, code: str) -> None:
    assert read_number(f"{number:f}", code=code) == number


@given(text=st.text(max_size=20), code=st.sampled_from(CODES))
def test_no_typed_text_does_worse_than_be_refused(text: str, code: str) -> None:
    try:
        assert isinstance(read_number(text, code=code), Decimal | None)
    except Wrong as reason:
        assert language(code).say(reason.label)
