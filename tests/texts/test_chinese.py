"""Names stand in the order and answer to the letters that people expect."""

import pytest

from passerella.texts.chinese import search_text, search_word, sort_key


@pytest.mark.parametrize(
    "ordered",
    [
        ["阿玛尼", "古驰", "李四", "王五", "张三"],
        ["2", "10", "100"],
        ["A-2", "A-10", "A-100"],
        ["2号", "10号"],
        ["cote", "Côté b", "cotz"],
        ["Ermenegildo", "Étoile", "Fendi"],
    ],
)
def test_names_are_in_order(ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=sort_key) == ordered


def test_accents_and_case_make_no_difference_to_order() -> None:
    assert sort_key("Étoile") == sort_key("etoile")


@pytest.mark.parametrize("typed", ["c", "z", "曾", "cgf", "zgf", "国藩"])
def test_a_name_is_found_by_the_initials_of_every_reading(typed: str) -> None:
    assert search_word(typed) in search_text("曾国藩")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("张三", "张三羊绒"),
        ("羊绒", "张三羊绒"),
        ("zs", "张三"),
        ("cq", "重庆"),
        ("zq", "重庆"),
        ("ÉTOILE", "étoile"),
        ("etoile", "Étoile"),
        ("ＧＵＣＣＩ", "Gucci"),
        ("gu", "Gucci"),
    ],
)
def test_a_word_finds_its_name(typed: str, name: str) -> None:
    assert search_word(typed) in search_text(name)


def test_a_long_name_does_not_grow_without_end() -> None:
    assert len(search_text("曾" * 30)) < 2000
