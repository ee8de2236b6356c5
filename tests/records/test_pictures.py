"""Small pictures are kept as texts, and only pictures are."""

import base64
from datetime import date

import pytest

from passerella.records.kinds import Typing
from passerella.records.pictures import MOST, PictureKind, content_of, kept_as
from passerella.texts.label import Wrong
from passerella.texts.language import language

PNG = b"\x89PNG\r\n\x1a\n and more"
KIND, TYPING = PictureKind(), Typing("en", date(2026, 3, 10))


@pytest.mark.parametrize("content", [PNG, b"\xff\xd8\xff\xe0 and more"])
def test_a_picture_is_kept_as_it_was(content: bytes) -> None:
    text = kept_as(content)
    assert text is not None and KIND.problem(text) is None
    assert KIND.read(KIND.write(text), TYPING) == text and content_of(text) == content
    assert KIND.show(text, language("en")) == "picture"


@pytest.mark.parametrize(
    "text",
    [
        "a.png",
        "data:image/png;base64,!!!",
        "data:image/png;base64,abc",
        "data:image/png;base64,图",
        "data:image/svg+xml;base64," + base64.b64encode(b"<svg/>").decode(),
        "data:image/jpeg;base64," + base64.b64encode(PNG).decode(),
        "data:image/png;base64," + base64.b64encode(PNG + bytes(MOST)).decode(),
    ],
)
def test_what_is_none_is_refused(text: str) -> None:
    assert KIND.problem(text) is not None
    with pytest.raises(Wrong):
        KIND.read(text, TYPING)


def test_what_is_no_picture_or_too_large_is_not_kept() -> None:
    assert kept_as(b"GIF89a") is None and kept_as(PNG + bytes(MOST)) is None
