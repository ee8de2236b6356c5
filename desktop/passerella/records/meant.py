"""Which of a list of things a person may mean by the beginning of a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from passerella.texts.chinese import search_word
from passerella.texts.sounds import sound

_MOST = 50


def spellings(names: Iterable[str]) -> tuple[str, ...]:
    """What a thing of these names may be typed as: the names, folded, and the pinyin of Chinese ones."""
    return tuple(dict.fromkeys(each for name in names for each in (search_word(name), *sound(name))))


def meant(text: str, things: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The codes of `things` (code to spellings) that the text may mean, the likeliest first, else in order.

    An empty text may mean any.
    """
    word = search_word(text)
    if not word:
        return list(things)
    ranked = []
    for at, (code, names) in enumerate(things.items()):
        if word in names:
            ranked.append((0, at, code))
        elif code.casefold().startswith(word):
            ranked.append((1, at, code))
        elif any(name.startswith(word) for name in names):
            ranked.append((2, at, code))
        elif any(f" {word}" in name or (not word.isascii() and word in name) for name in names):
            ranked.append((3, at, code))
    return [code for _rank, _at, code in sorted(ranked)][:_MOST]
