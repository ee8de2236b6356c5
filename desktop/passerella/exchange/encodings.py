"""In which encoding a text file was written: told by its mark, proved by UTF-8, else judged by its letters.

UTF-8 that is no UTF-8 is all but impossible (RFC 3629, 1). GB18030 and cp1252 read nearly the same bytes,
so that what they make of them is weighed: Chinese is written in pairs of bytes above 0xA0 (the signs of
GB 2312), an accented Latin letter stands alone between plain ones.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from passerella.texts.label import Label, Wrong, _

ENCODINGS: Mapping[str, Label] = {
    "utf-8": _("UTF-8"),
    "utf-16": _("UTF-16"),
    "gb18030": _("Chinese (GBK)"),
    "cp1252": _("Western European"),
}
"""The encodings that files may be read in, and what people call them."""

EURO = "passerella-euro"
"""How Windows in Chinese writes the euro sign into GBK: as a byte that GB18030 does not know."""

_BLOCK = 2**20
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SELDOM = 20
"""Of so many bytes fewer than one is no sign of anything."""
_PARTS = re.compile(
    rb"[\x81-\xfe][\x30-\x39][\x81-\xfe][\x30-\x39]|[\x81-\xfe][\x40-\x7e\x80-\xfe]|[\x80-\xff]"
)
_UNREADABLE = _("The text of the file cannot be read as {encoding}. Choose another encoding.")


def _euro(reason: UnicodeError) -> tuple[str, int]:
    if isinstance(reason, UnicodeDecodeError) and reason.object[reason.start] == 0x80:
        return "€", reason.start + 1
    raise reason


codecs.register_error(EURO, _euro)


def errors_of(encoding: str) -> str:
    """How `open` is to treat the bytes that an encoding does not know."""
    return EURO if encoding == "gb18030" else "strict"


def guessed(path: Path) -> str:
    """The encoding that a text file seems to have, of `ENCODINGS`. Raises `Wrong`."""
    head = _sample(path)
    if head[:2] in _MARKS or _order_of_utf_16(head):
        return "utf-16"
    if _decodes(path, "utf-8"):
        return "utf-8"
    if _broken_utf_8(path):
        raise Wrong(_("The text of the file is UTF-8 but damaged in places. Save it as CSV UTF-8 again."))
    likely = ("gb18030", "cp1252") if _chinese(path) else ("cp1252", "gb18030")
    for encoding in likely:
        if _decodes(path, encoding):
            return encoding
    raise Wrong(_("The text of the file is neither UTF-8 nor GBK. Save it as CSV UTF-8."))


def codec_of(path: Path, encoding: str) -> str:
    """What Python calls the encoding of a file: UTF-16 without a mark has its bytes in one of two orders."""
    if encoding != "utf-16":
        return encoding
    head = _sample(path)
    return encoding if head[:2] in _MARKS else _order_of_utf_16(head) or encoding


def _order_of_utf_16(head: bytes) -> str:
    """The UTF-16 that bytes without a mark seem to be, '' for none: its separators and digits have a zero on
    one side."""
    zeros = [head[side::2].count(0) for side in (0, 1)]
    if max(zeros) * _SELDOM < len(head) or min(zeros) * _SELDOM > max(zeros):
        return ""
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def lines_in(path: Path, encoding: str) -> int:
    """About how many lines a file has. Raises `Wrong` when it cannot be read in an encoding."""
    try:
        codec = codec_of(path, encoding)
        with path.open(encoding=codec, errors=errors_of(encoding), newline="") as text:
            blocks = iter(partial(text.read, _BLOCK), "")
            return sum(block.count("\n") or block.count("\r") for block in blocks)
    except UnicodeError as reason:
        raise Wrong(_UNREADABLE(encoding=ENCODINGS[encoding])) from reason


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)(errors_of(encoding))
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _sample(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_BLOCK)


def _broken_utf_8(path: Path) -> bool:
    """Whether nearly all beyond ASCII is proper UTF-8."""
    read = _sample(path).decode("utf-8", errors="replace")
    beyond = sum(not sign.isascii() for sign in read)
    return read.count("\ufffd") * 10 < beyond


def _chinese(path: Path) -> bool:
    """Whether what is beyond ASCII looks like pairs of Chinese rather than like single accented letters."""
    parts: list[bytes] = _PARTS.findall(_sample(path))
    pairs = sum(len(each) == 2 and each[0] > 0xA0 and each[1] > 0xA0 for each in parts)
    return 2 * pairs >= len(parts)
