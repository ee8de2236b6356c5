"""How the Chinese names that forms offer are read: a table, as learning to read takes longer than a key."""

from __future__ import annotations

from functools import cache

from passerella.texts.places import resources


@cache
def _table() -> dict[str, str]:
    lines = (resources() / "pinyin.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines)


def syllables(name: str) -> str:
    """The pinyin of a name in the table, a space between syllables; of others nothing."""
    return _table().get(name.replace(" ", ""), "")


def sound(name: str) -> tuple[str, ...]:
    """The initials of a name in the table and its whole pinyin; of others nothing."""
    parts = syllables(name).split()
    return ("".join(each[0] for each in parts), "".join(parts)) if parts else ()
