"""Texts that are looked up when they are shown, so that a language can change under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from passerella.texts.language import Language


class Label(NamedTuple):
    """A message in the source language with the values that go into its `{braces}`.

    `Language.say` turns it into words. Values are formatted by that language: dates, decimals,
    whole numbers and other labels each in its way.
    """

    message: str
    plural: str = ""
    context: str = ""
    values: tuple[tuple[str, object], ...] = ()

    def __call__(self, **values: object) -> Label:
        """The same message with `values` filled in."""
        return self._replace(values=(*self.values, *values.items()))


class Spoken:
    """A value of a label that knows by itself how a language says it."""

    __slots__ = ()

    def said(self, words: Language) -> str:
        """The value in a language."""
        raise NotImplementedError


def _(message: str) -> Label:
    """Mark a message for translation."""
    return Label(message)


def _n(one: str, many: str) -> Label:
    """Mark a message that depends on the value `n`."""
    return Label(one, plural=many)


def _c(context: str, message: str) -> Label:
    """Mark a message whose translation depends on where it stands."""
    return Label(message, context=context)


class Wrong(ValueError):
    """Something a person typed cannot be taken; `label` says why in their words."""

    def __init__(self, label: Label) -> None:
        super().__init__(label.message)
        self.label = label
