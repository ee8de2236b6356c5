"""The ' before what a spreadsheet program would compute: written by an export, taken away by an import."""

from __future__ import annotations

import re

_OTHERS = {",": ";\t", ";": ",\t", "\t": ",;"}
_COMPUTED = r"(?='*[=+\-@＝＋－＠\t\r])"
_LIVE = {own: re.compile(rf"(^|[{more}\r\n]){_COMPUTED}") for own, more in _OTHERS.items()}
_GUARDED = {own: re.compile(rf"(^|[{more}\r\n])'{_COMPUTED}") for own, more in _OTHERS.items()}
"""Before what would be computed, by the file's separator: where a cell begins, or what a program with
another separator takes for one."""


def guarded(text: str, separator: str) -> str:
    """A text as it is written into a file with this separator."""
    return _LIVE[separator].sub(r"\1'", text)


def unguarded(text: str, separator: str) -> str:
    """A text as it was before it was guarded."""
    return _GUARDED[separator].sub(r"\1", text) if "'" in text else text
