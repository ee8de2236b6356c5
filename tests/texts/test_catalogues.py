"""The catalogues hold every message they should, whole and with the same placeholders."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import passerella
from passerella.records.everything import kinds
from passerella.records.surveys import FURTHER
from passerella.texts.language import ASKED_IN, language
from passerella.texts.places import resources

SOURCE = Path(passerella.__file__).parent
TRANSLATED = ("zh", "it")
ASKED = ("sheets/questionnaire.py", "figures/questionnaire.py")
"""What the further languages of markets say: the sentences of the questionnaire and no others."""

ALSO = {"{name} and {n} more": {"{name}", "{all}"}}
"""Placeholders that a translation may have instead: Chinese counts all, not the others."""

Message = tuple[str, str, str]
"""Context, message, plural; empty where there is none."""


@cache
def catalogue(code: str) -> Catalog:
    with (resources() / "translations" / code / "LC_MESSAGES" / "passerella.po").open("rb") as file:
        return read_po(file, locale=code, charset="utf-8")


@cache
def messages(*only: str) -> dict[Message, str]:
    """Every marked message with the place of one use, also those that stand inside an f-string; of only
    these modules, if any are named."""
    found: dict[Message, str] = {}
    for path in [SOURCE / each for each in only] or sorted(SOURCE.rglob("*.py")):
        for name, line, texts in marked(ast.parse(path.read_text(encoding="utf-8"))):
            context, texts = (texts[0], texts[1:]) if name == "_c" else ("", texts)
            message = (context, texts[0], texts[1] if name == "_n" else "")
            found.setdefault(message, f"{path.relative_to(SOURCE).as_posix()}:{line}")
    return found


def marked(tree: ast.AST) -> Iterator[tuple[str, int, list[str]]]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("_", "_n", "_c")
        ):
            texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
            if len(texts) == len(node.args):
                yield node.func.id, node.lineno, [str(each) for each in texts]


def forms(code: str, message: Message) -> tuple[str, ...]:
    """What the catalogue says for a message; nothing if it does not hold it."""
    context, text, _plural = message
    found = catalogue(code).get(text, context or None)
    if found is None or found.fuzzy:
        return ()
    return (found.string,) if isinstance(found.string, str) else tuple(found.string)


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{[^{}]*\}", text))


def test_the_source_has_messages() -> None:
    assert len(messages()) > 400


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_is_translated(code: str) -> None:
    lacking = []
    for message, place in messages().items():
        found = forms(code, message)
        wanted = catalogue(code).num_plurals if message[2] else 1
        if len(found) != wanted or not all(found):
            lacking.append(f"{place} {message[1]!r}")
    assert lacking == []


def test_a_colon_in_chinese_is_a_chinese_one() -> None:
    wrong = [
        said for message in messages() for said in forms("zh", message) if re.search(r":(?![/\d])", said)
    ]
    assert wrong == []
    assert language("zh").headed("甲", "乙") == "甲：乙"


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_keep_the_placeholders(code: str) -> None:
    wrong = [
        (message[1], said)
        for message in messages()
        for said in forms(code, message)
        if placeholders(said) not in (*map(placeholders, filter(None, message[1:])), ALSO.get(message[1]))
    ]
    assert wrong == []


def test_a_series_can_name_every_language_that_a_questionnaire_speaks_besides_ours() -> None:
    assert list(FURTHER) == list(ASKED_IN)


@pytest.mark.parametrize("code", ASKED_IN)
def test_a_questionnaire_is_whole_in_every_language_of_a_market(code: str) -> None:
    asked = messages(*ASKED)
    assert len(asked) > 25
    said = {(each.context or "", each.id, "") for each in catalogue(code) if each.id}
    assert said == set(asked)
    for message in asked:
        (found,) = forms(code, message)
        assert found and placeholders(found) == placeholders(message[1])


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_shortcut_letter_stays(code: str) -> None:
    wrong = [
        (message[1], said)
        for message in messages()
        for said in forms(code, message)
        if said.count("&") != message[1].count("&")
    ]
    assert wrong == []


def test_chinese_shortcut_letters_are_the_english_ones() -> None:
    for message in messages():
        letter = re.search(r"&(\w)", message[1])
        if letter:
            for said in forms("zh", message):
                assert f"(&{letter[1].upper()})" in said


@pytest.mark.parametrize("code", TRANSLATED)
@pytest.mark.parametrize("name", sorted(kinds()))
def test_the_labels_of_a_kind_stay_apart(code: str, name: str) -> None:
    labels = [
        forms(code, (field.label.context, field.label.message, ""))[0].casefold()
        for field in kinds()[name].fields
    ]
    assert sorted(labels) == sorted(set(labels))


@pytest.mark.parametrize(("code", "plurals"), [("zh", 1), ("it", 2)])
def test_a_catalogue_has_the_plurals_of_its_language(code: str, plurals: int) -> None:
    assert catalogue(code).num_plurals == plurals
