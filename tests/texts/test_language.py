"""Each language writes days, numbers and sentences in its own way."""

from datetime import date
from decimal import Decimal

import pytest

from passerella.texts.label import Label, _, _n
from passerella.texts.language import CODES, language


@pytest.mark.parametrize(
    ("code", "day", "number", "share", "names"),
    [
        ("zh", "2026-03-05", "1,234.50", "12.5%", "a、b"),
        ("en", "5 Mar 2026", "1,234.50", "12.5%", "a, b"),
        ("it", "05/03/2026", "1.234,50", "12,5%", "a, b"),
    ],
)
def test_formats_follow_the_language(code: str, day: str, number: str, share: str, names: str) -> None:
    shown = language(code)
    assert shown.day(date(2026, 3, 5)) == day
    assert shown.number(Decimal("1234.50")) == number
    assert shown.percent(0.125) == share
    assert shown.listed(["a", "b"]) == names


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [("2.5", 0, "3"), ("-2.5", 0, "−3"), ("0.005", 2, "0.01"), ("-0.001", 2, "0.00")],
)
def test_halves_round_away_from_zero_and_zero_has_no_sign(value: str, places: int, shown: str) -> None:
    assert language("en").number(Decimal(value), places) == shown


@pytest.mark.parametrize(
    ("code", "clauses", "apart"), [("zh", "a，b", "a；b"), ("en", "a, b", "a; b"), ("it", "a, b", "a; b")]
)
def test_what_is_no_list_of_equals_is_parted_as_the_language_does(
    code: str, clauses: str, apart: str
) -> None:
    shown = language(code)
    assert shown.clauses(["a", "b"]) == clauses
    assert shown.apart(["a", "b"]) == apart


def test_points_are_signed() -> None:
    assert [language("en").points(share) for share in (0.052, -0.052, 0)] == ["+5.2", "−5.2", "0.0"]


@pytest.mark.parametrize(
    ("code", "inside"),
    [("zh", "2026-03-05 1,200 0.5"), ("en", "5 Mar 2026 1,200 0.5"), ("it", "05/03/2026 1.200 0,5")],
)
def test_label_values_are_written_by_the_language(code: str, inside: str) -> None:
    label = Label("{day} {n} {share}")(day=date(2026, 3, 5), n=1200, share=Decimal("0.5"))
    assert language(code).say(label) == inside


def test_a_label_inside_a_label_is_said_too() -> None:
    assert language("en").say(Label("[{what}]")(what=Label("<{n}>")(n=3))) == "[<3>]"


def test_a_count_chooses_its_form() -> None:
    label = _n("one {n}", "many {n}")
    assert [language("en").say(label(n=n)) for n in (1, 2)] == ["one 1", "many 2"]


@pytest.mark.parametrize("code", [*CODES, "xx"])
def test_a_message_without_translation_is_its_source(code: str) -> None:
    assert language(code).say(_("zzz no catalogue has this")) == "zzz no catalogue has this"
