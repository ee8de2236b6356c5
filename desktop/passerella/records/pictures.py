"""A small picture inside a record: a logo, a card, a photograph of a piece."""

from __future__ import annotations

import base64
from typing import Annotated

from passerella.records.kinds import FieldKind, Typing
from passerella.texts.label import Label, Wrong, _
from passerella.texts.language import Language

MOST = 32_000
"""Characters of the text that a picture is kept as; a cell of Excel holds it."""
_HEADS = {"data:image/png;base64,": b"\x89PNG\r\n\x1a\n", "data:image/jpeg;base64,": b"\xff\xd8\xff"}
_NO_PICTURE = _("This is no small picture. Choose a file of one, like PNG or JPEG.")


class PictureKind(FieldKind):
    """A PNG or JPEG, kept as a `data:` address, so that it goes wherever texts go."""

    def read(self, text: str, typing: Typing) -> str | None:
        text = text.strip()
        if text and self.problem(text) is not None:
            raise Wrong(_NO_PICTURE)
        return text or None

    def show(self, value: str | None, language: Language) -> str:
        return "" if value is None else language.say(_("picture"))

    def check(self, column: str) -> str:
        return f"length({column}) BETWEEN 1 AND {MOST}"

    def problem(self, value: str) -> Label | None:
        try:
            good = len(value) <= MOST and any(
                value.startswith(head)
                and base64.b64decode(value[len(head) :], validate=True).startswith(first)
                for head, first in _HEADS.items()
            )
        except ValueError:
            good = False
        return None if good else _NO_PICTURE


def kept_as(content: bytes) -> str | None:
    """The text that a PNG or JPEG is kept as; None where it is none, or too large."""
    for head, first in _HEADS.items():
        text = head + base64.b64encode(content).decode("ascii")
        if content.startswith(first) and len(text) <= MOST:
            return text
    return None


def content_of(text: str) -> bytes:
    """The PNG or JPEG that a kept text holds."""
    return base64.b64decode(text.partition(",")[2])


Picture = Annotated[str, PictureKind()]
