"""A text file is read in the encoding it was written in, and another can be named."""

from __future__ import annotations

from pathlib import Path

import pytest

from passerella.exchange.encodings import guessed
from passerella.exchange.tables import read_tables
from passerella.texts.label import Wrong

ITALIAN = "Cliente;Città;Note\nSocietà Rossi;Forlì;Perù: è già qui\nMaison d'été;Orléans;café crème\n"
FRENCH = "Client,Ville\nHôtel Générale,Besançon\nL’Œuvre créée,Nîmes\n"
GERMAN = "Kunde;Stadt\nMüller & Söhne;Köln\nGroß;Düsseldorf\n"
ONE_LETTER = "number,buyer\nA-1,Società Rossi\n"
CHINESE = "订单号,客户,备注\nPI-1,清河县羊绒制品有限公司,交期：三月\nPI-2,李珺贸易行,价格￥120\n"
RARE = "订单号,客户\nPI-1,王喆\nPI-2,堃昇\n"
MIXED = "订单号,客户\nPI-1,Maglificio Rossi\nPI-2,清河绒业\n"
ORDINARY = {"it": ITALIAN, "fr": FRENCH, "de": GERMAN, "one": ONE_LETTER}


def written(path: Path, text: str, encoding: str) -> Path:
    file = path / "file.csv"
    file.write_bytes(text.encode(encoding))
    return file


def text_of(file: Path, encoding: str = "") -> str:
    table = next(iter(read_tables(file, encoding).values()))
    return "\n".join(" ".join(map(str, row)) for row in [table.header, *table.first(99)])


@pytest.mark.parametrize("text", ORDINARY.values(), ids=ORDINARY)
def test_accents_of_western_windows_are_never_taken_for_chinese(tmp_path: Path, text: str) -> None:
    file = written(tmp_path, text, "cp1252")
    assert guessed(file) == "cp1252"
    for word in text.replace("\n", ";").replace(",", ";").split(";"):
        assert word in text_of(file)


@pytest.mark.parametrize("text", [CHINESE, RARE, MIXED])
def test_chinese_of_chinese_windows_is_read_as_chinese(tmp_path: Path, text: str) -> None:
    file = written(tmp_path, text, "gb18030")
    assert guessed(file) == "gb18030"
    for word in text.replace("\n", ",").split(","):
        assert word in text_of(file)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("text", [ITALIAN, CHINESE, MIXED])
def test_unicode_is_known_with_and_without_its_mark(tmp_path: Path, text: str, encoding: str) -> None:
    file = written(tmp_path, text, encoding)
    assert guessed(file) == encoding.removesuffix("-sig")
    assert text_of(file).split("\n")[0] == " ".join(text.split("\n")[0].replace(";", ",").split(","))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("chosen", ["", "utf-16"])
@pytest.mark.parametrize("text", [ITALIAN, CHINESE, MIXED])
def test_utf_16_without_its_mark_is_known_by_its_zeros(
    tmp_path: Path, text: str, encoding: str, chosen: str
) -> None:
    file = written(tmp_path, text, encoding)
    assert guessed(file) == "utf-16"
    for word in text.replace("\n", ";").replace(",", ";").split(";"):
        assert word in text_of(file, chosen)


def test_the_euro_sign_of_chinese_windows_is_read(tmp_path: Path) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes("订单号,单价\nPI-1,".encode("gbk") + b"\x80" + b"12.50\n")
    assert guessed(file) == "gb18030"
    assert "€12.50" in text_of(file)


def test_a_damaged_utf_8_file_is_said_to_be_one_and_not_read_as_something_else(tmp_path: Path) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes((CHINESE * 20).encode("utf-8") + b"PI-9,\xe6\xb8,\n")
    with pytest.raises(Wrong) as told:
        guessed(file)
    assert "UTF-8" in str(told.value.label)


def test_another_encoding_can_be_named(tmp_path: Path) -> None:
    file = written(tmp_path, ONE_LETTER, "cp1252")
    assert "Società Rossi" in text_of(file, "cp1252")
    with pytest.raises(Wrong):
        text_of(file, "utf-8")
