"""Web pages, e-mail addresses and telephones: what is taken as typed, and what is refused in words."""

from datetime import date

import pytest

from passerella.records.addresses import EmailKind, PhoneKind, UrlKind
from passerella.records.kinds import FieldKind, Typing
from passerella.texts.label import Wrong

URL, EMAIL, PHONE = UrlKind(), EmailKind(), PhoneKind()


def read(kind: FieldKind, text: str) -> str | None:
    found: str | None = kind.read(text, Typing("en", date(2026, 3, 10)))
    return found


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (URL, "www.pittimmagine.com"),
        (URL, "https://www.cameramoda.it/en/press?id=3#top"),
        (URL, "http://例子.中国/页面"),
        (URL, "localhost.lan:8080/a"),
        (EMAIL, "anna.rossi+fair@maglificio-valle.it"),
        (EMAIL, "王五@例子.中国"),
        (PHONE, "+39 02 1234567"),
        (PHONE, "(0319) 816-1234 转 12"),
        (PHONE, "13800138000"),
    ],
)
def test_what_one_writes_down_is_kept(kind: FieldKind, text: str) -> None:
    assert read(kind, f" {text} ") == text
    assert kind.problem(text) is None
    assert kind.show(text, None) == kind.write(text) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "typed", "meant"),
    [
        (EMAIL, "ａｎｎａ＠ｅｘａｍｐｌｅ。ｃｏｍ", "anna@example.com"),
        (PHONE, "＋３９　０２　１２３４５６", "+39 02 123456"),
        (URL, "ｗｗｗ．ｅｘａｍｐｌｅ．ｃｏｍ", "www.example.com"),
        (URL, "", None),
    ],
)
def test_full_width_signs_are_plain_ones(kind: FieldKind, typed: str, meant: str | None) -> None:
    assert read(kind, typed) == meant


@pytest.mark.parametrize(
    ("kind", "text", "word"),
    [
        (URL, "see the folder", "web page"),
        (URL, "example", "web page"),
        (URL, "javascript:alert(1)", "web page"),
        (URL, "file:///etc/passwd", "web page"),
        (URL, "anna@example.com", "web page"),
        (EMAIL, "anna", "e-mail"),
        (EMAIL, "anna@example", "e-mail"),
        (EMAIL, "a@b.com, c@d.com", "e-mail"),
        (PHONE, "call her", "telephone"),
        (PHONE, "12", "telephone"),
        (PHONE, "1" * 30, "telephone"),
        (URL, "www.example.com/" + "x" * 200, "At most"),
    ],
)
def test_what_is_none_is_refused_in_words(kind: FieldKind, text: str, word: str) -> None:
    reason = kind.problem(text)
    assert reason is not None and word in reason.message


@pytest.mark.parametrize(("kind", "text"), [(URL, "example"), (EMAIL, "anna"), (PHONE, "call her")])
def test_it_is_refused_while_one_types_too(kind: FieldKind, text: str) -> None:
    with pytest.raises(Wrong):
        read(kind, text)
