"""What each kind of value takes, shows and refuses."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerella.records.kinds import Choice, CountryKind, CurrencyKind, SeasonKind, Text, Typing
from passerella.records.money import minor_units, rounded, scaled, unscaled
from passerella.records.numbers import Number, YearKind
from passerella.texts.label import Label, Wrong
from passerella.texts.language import CODES, language

TODAY = date(2026, 3, 10)


def typing(code: str = "en") -> Typing:
    return Typing(code, TODAY)


@pytest.mark.parametrize("code", CODES)
def test_a_year_has_no_thousands_sign(code: str) -> None:
    kind = YearKind()
    assert kind.show(2022, language(code)) == "2022" == kind.write(kind.read("２０２２", typing(code)))
    assert kind.problem(22) is not None and kind.problem(2022) is None


@pytest.mark.parametrize(
    ("text", "season"),
    [
        ("2026SS", "2026SS"),
        ("2026 ss", "2026SS"),
        ("SS26", "2026SS"),
        ("SS2026", "2026SS"),
        ("2026春夏", "2026SS"),
        ("2026年春夏季", "2026SS"),
        ("P/E 2026", "2026SS"),
        ("2025-26AW", "2025AW"),
        ("AW25-26", "2025AW"),
        ("2025-26秋冬", "2025AW"),
        ("A/I 2025-26", "2025AW"),
        ("ＡＷ２５", "2025AW"),
        ("1999-00AW", "1999AW"),
        ("26SS", "2026SS"),
        ("25秋冬", "2025AW"),
        ("2025FW", "2025AW"),
        ("F/W 2025/26", "2025AW"),
        ("FW25-26", "2025AW"),
        ("S/S 26", "2026SS"),
        ("PE26", "2026SS"),
        ("", None),
    ],
)
def test_a_season_is_read_in_every_habit(text: str, season: str | None) -> None:
    assert SeasonKind().read(text, typing()) == season


@pytest.mark.parametrize("text", ["2026", "summer", "2025-27AW", "2026-27SS", "9999SS", "SS1", "6SS"])
def test_what_is_no_season_is_refused(text: str) -> None:
    with pytest.raises(Wrong):
        SeasonKind().read(text, typing())


@pytest.mark.parametrize(
    ("code", "summer", "winter"),
    [("zh", "2026春夏", "2025-26秋冬"), ("en", "SS26", "AW25-26"), ("it", "P/E 2026", "A/I 2025-26")],
)
def test_a_season_is_shown_in_each_language(code: str, summer: str, winter: str) -> None:
    assert SeasonKind().show("2026SS", language(code)) == summer
    assert SeasonKind().show("2025AW", language(code)) == winter


@given(year=st.integers(2000, 2098), half=st.sampled_from(["SS", "AW"]), code=st.sampled_from(CODES))
def test_a_shown_season_reads_back_as_itself(year: int, half: str, code: str) -> None:
    shown = SeasonKind().show(f"{year}{half}", language(code))
    assert SeasonKind().read(shown, typing(code)) == f"{year}{half}"


@given(raw=st.integers(-(10**12), 10**12), places=st.integers(0, 8), code=st.sampled_from(CODES))
def test_a_shown_number_reads_back_and_is_stored_as_itself(raw: int, places: int, code: str) -> None:
    kind = Number(places=places, least=None)
    value = unscaled(raw, places)
    read = kind.read(kind.show(value, language(code)), typing(code))
    assert read == value
    assert kind.store(read, {}) == raw


@pytest.mark.parametrize(("places", "text"), [(0, "1.5"), (2, "0.001"), (0, "9" * 13), (2, "9" * 60)])
def test_a_number_that_does_not_fit_is_refused_not_rounded(places: int, text: str) -> None:
    with pytest.raises(Wrong):
        Number(places=places).read(text, typing())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("eur", "EUR"),
        ("欧元", "EUR"),
        ("€", "EUR"),
        ("人民币", "CNY"),
        ("RMB", "CNY"),
        ("ｕｓｄ", "USD"),
        ("ISK", "ISK"),
        ("", None),
    ],
)
def test_a_currency_is_read_by_code_or_name(text: str, code: str | None) -> None:
    assert CurrencyKind().read(text, typing()) == code


@pytest.mark.parametrize("text", ["¥", "dollar", "E1R", "EUT", "XXX"])
def test_a_currency_that_is_not_clear_is_refused(text: str) -> None:
    with pytest.raises(Wrong):
        CurrencyKind().read(text, typing())


@pytest.mark.parametrize("text", ["IT", "it", "Italy", "Italia", "意大利", "italy"])
def test_a_country_is_read_in_three_languages(text: str) -> None:
    assert CountryKind().read(text, typing()) == "IT"


@pytest.mark.parametrize(("code", "name"), [("zh", "意大利"), ("en", "Italy"), ("it", "Italia")])
def test_a_country_is_shown_in_each_language(code: str, name: str) -> None:
    assert CountryKind().show("IT", language(code)) == name


def test_an_unknown_country_is_refused() -> None:
    with pytest.raises(Wrong):
        CountryKind().read("Atlantis", typing())


def test_a_choice_takes_its_code_and_its_label_and_nothing_else() -> None:
    kind = Choice({"own": Label("Own brand")})
    assert kind.read("own", typing()) == kind.read("OWN BRAND", typing()) == "own"
    assert kind.problem("own") is None
    assert kind.problem("other") is not None
    with pytest.raises(Wrong):
        kind.read("other", typing())


def test_a_text_is_one_line_without_control_characters() -> None:
    assert Text().read("  a \n b  ", typing()) == "a b"
    assert Text().problem("a\x00b") is not None
    assert Text().problem("x" * 200) is None
    assert Text().problem("x" * 201) is not None


@pytest.mark.parametrize(
    ("currency", "value", "number"),
    [
        ("EUR", "0.005", 1),
        ("EUR", "-0.005", -1),
        ("JPY", "12.5", 13),
        ("JPY", "12.4", 12),
        ("KWD", "0.0005", 1),
    ],
)
def test_money_is_kept_in_minor_units_halves_away_from_zero(currency: str, value: str, number: int) -> None:
    assert scaled(Decimal(value), minor_units(currency)) == number


@given(value=st.decimals(-(10**9), 10**9, places=5), places=st.integers(0, 4))
def test_rounding_is_never_off_by_more_than_a_half(value: Decimal, places: int) -> None:
    assert abs(rounded(value, places) - value) * 2 <= Decimal(1).scaleb(-places)
