"""A typed day is the day that was meant, or it is refused with words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerella.texts.label import Wrong
from passerella.texts.language import CODES, language
from passerella.texts.typed import read_day

TODAY = date(2026, 3, 10)
FIFTH = date(2026, 3, 5)
EVERYWHERE = {
    "2026-3-5": FIFTH,
    "2026-03-05": FIFTH,
    "20260305": FIFTH,
    "2026/3/5": FIFTH,
    "2026.3.5": FIFTH,
    "3-5": FIFTH,
    "3月5日": FIFTH,
    "2025年3月1日": date(2025, 3, 1),
    "2025 年 3 月 1 日": date(2025, 3, 1),
    "1 Mar 2025": date(2025, 3, 1),
    "1 March 2025": date(2025, 3, 1),
    "1 marzo 2025": date(2025, 3, 1),
    "7 gen 2025": date(2025, 1, 7),
    "t": TODAY,
    "T": TODAY,
    "+3": date(2026, 3, 13),
    "-10": date(2026, 2, 28),
    "２０２６－３－５": FIFTH,
    "２０２６０３０５": FIFTH,
    "ｔ": TODAY,
    "＋３": date(2026, 3, 13),
    " 2026-3-5 ": FIFTH,
    "25/3/2026": date(2026, 3, 25),
    "5/5/2026": date(2026, 5, 5),
    "": None,
    "  ": None,
}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(("text", "day"), EVERYWHERE.items())
def test_a_clear_day_reads_the_same_in_every_language(text: str, day: date | None, code: str) -> None:
    assert read_day(text, code=code, today=TODAY) == day


@pytest.mark.parametrize("text", ["5/3/2026", "5/3", "05/03/2026", "5.3.2026", "５／３／２０２６"])
def test_italian_reads_the_day_before_the_month(text: str) -> None:
    assert read_day(text, code="it", today=TODAY) == FIFTH


@pytest.mark.parametrize("code", ["zh", "en"])
@pytest.mark.parametrize("text", ["5/3/2026", "5/3", "5.3.2026"])
def test_a_day_with_two_readings_is_refused_and_both_are_named(text: str, code: str) -> None:
    with pytest.raises(Wrong) as refused:
        read_day(text, code=code, today=TODAY)
    said = language(code).say(refused.value.label)
    assert "2026-03-05" in said
    assert "2026-05-03" in said


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "text",
    ["30 Feb 2026", "2026-2-30", "20260230", "30/2/2026", "2026年2月30日", "2-30", "2025-2-29", "13/13/2026",
     "0-0", "tomorrow", "2026", "2026-13-1", "5 xyz 2026", "-", "0000-01-01", "x2026-3-5"],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_an_example(text: str, code: str) -> None:
    with pytest.raises(Wrong) as refused:
        read_day(text, code=code, today=TODAY)
    assert "2026-03-05" in language("en").say(refused.value.label)


def test_a_step_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(Wrong):
        read_day("+9999", code="en", today=date(9999, 1, 1))


@given(day=st.dates(date(1900, 1, 1), date(2199, 12, 31)), code=st.sampled_from(CODES))
def test_a_shown_day_reads_back_as_itself(day: date, code: str) -> None:
    assert read_day(language(code).day(day), code=code, today=TODAY) == day


@given(days=st.integers(-9999, 9999), code=st.sampled_from(CODES))
def test_a_signed_count_steps_from_today(days: int, code: str) -> None:
    assert read_day(f"{days:+d}", code=code, today=TODAY) == TODAY + timedelta(days=days)


@given(text=st.text(max_size=20), code=st.sampled_from(CODES))
def test_no_typed_text_does_worse_than_be_refused(text: str, code: str) -> None:
    try:
        assert isinstance(read_day(text, code=code, today=TODAY), date | None)
    except Wrong as reason:
        assert language(code).say(reason.label)
