"""Where someone is reached: web pages, e-mail addresses and telephones, kept as they are typed."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from passerella.records.kinds import Text, Typing
from passerella.texts.label import Label, Wrong, _
from passerella.texts.typed import plain


class _Address(Text):
    """A line in which full-width signs are read as plain ones and that must look like what it is."""

    form: ClassVar[re.Pattern[str]]
    wrong: ClassVar[Label]

    def read(self, text: str, typing: Typing) -> str | None:
        value = super().read(plain(text), typing)
        if value is not None and not self.form.fullmatch(value):
            raise Wrong(self.wrong)
        return value

    def problem(self, value: str) -> Label | None:
        return super().problem(value) or (None if self.form.fullmatch(value) else self.wrong)


class UrlKind(_Address):
    """The address of a web page, with or without its scheme."""

    form = re.compile(r"(https?://)?[^\s/.:@]+(\.[^\s/.:@]+)+(:\d+)?([/?#]\S*)?", re.IGNORECASE)
    wrong = _("This is not the address of a web page. Type it like www.example.com.")


class EmailKind(_Address):
    """An e-mail address."""

    form = re.compile(r"[^\s@,;]+@[^\s@,;.]+(\.[^\s@,;.]+)+")
    wrong = _("This is not an e-mail address. Type it like name@example.com.")


class PhoneKind(_Address):
    """A telephone number: digits with what people write between them."""

    form = re.compile(r"\+?(?:[ ()/.-]*\d){5,20}(?: ?(?:ext\.?|int\.?|转) ?\d{1,6})?", re.IGNORECASE)
    wrong = _("This is not a telephone number. Type it like +39 02 123456.")


Url = Annotated[str, UrlKind()]
Email = Annotated[str, EmailKind()]
Phone = Annotated[str, PhoneKind()]
