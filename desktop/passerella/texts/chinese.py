"""Sorting and finding names, Chinese by sound, the same on every system."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = re.compile(r"\d{1,12}")


def _folded(text: str) -> str:
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _has_chinese(text: str) -> bool:
    return not text.isascii() and any("\u3400" <= sign <= "\u9fff" for sign in text)


def sort_key(text: str) -> str:
    """A key whose plain order is: Chinese by sound, then Latin without accents, numbers by value."""
    if _has_chinese(text):
        from pypinyin import Style, lazy_pinyin

        parts = lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True)
        text = "\x01" + " ".join(parts)
    return _DIGITS.sub(lambda found: found[0].zfill(12), _folded(text))


def search_text(*texts: str) -> str:
    """What a search looks through: the words folded, and the initials of every reading of Chinese."""
    said = [text for text in texts if text]
    if all(map(str.isascii, said)):
        return " ".join(said).casefold()
    words = " ".join([_folded(unicodedata.normalize("NFKC", text)) for text in said])
    return f"{words} {_initials(words)}".strip() if _has_chinese(words) else words


def _initials(words: str) -> str:
    from pypinyin import Style, pinyin

    found: list[str] = []
    for word in words.split():
        if not _has_chinese(word):
            continue
        readings = [""]
        for sign in word:  # one by one: a whole phrase would give only its usual reading
            choices = pinyin(sign, style=Style.FIRST_LETTER, heteronym=True)[0]
            readings = [before + after for before in readings for after in sorted(set(choices))][:16]
        found.extend(readings)
    return " ".join(found)


def search_word(text: str) -> str:
    """A typed search folded in the same way."""
    whole = text.encode("utf-8", "ignore").decode()  # half a sign would be no word to SQLite
    return _folded(unicodedata.normalize("NFKC", whole)).strip()
