"""The language of a paper, or the two of it: both stand in one text, a line each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from unicodedata import east_asian_width

from passerella import __version__
from passerella.figures.sentences import joined
from passerella.sheets.parts import Block, Paper
from passerella.store.workspace import Workspace
from passerella.texts.label import Label, _
from passerella.texts.language import Language, language

_SENDER = 120


def cut(text: str, letters: int) -> str:
    """A text no wider than so many letters, 0 for all of them, a Chinese one counting for two; dots where
    some are left out."""
    wide = 0
    for kept, letter in enumerate(text):
        wide += 2 if east_asian_width(letter) in "WF" else 1
        if 0 < letters < wide:
            return text[:kept].rstrip() + "…"
    return text


class Voice:
    """Says labels in every language of the paper; figures stand in the first one's form."""

    def __init__(self, codes: Sequence[str]) -> None:
        self.languages = [language(code) for code in codes]
        self.first = self.languages[0]

    def say(self, label: Label) -> str:
        """A label in each language."""
        return self.each(lambda words: words.say(label))

    def each(self, make: Callable[[Language], str]) -> str:
        """What `make` says in each language, once where they agree."""
        return "\n".join(dict.fromkeys(make(words) for words in self.languages))

    def short(self, label: Label, between: str = " / ") -> str:
        """A label in each language on one line, for where a line is dear."""
        return between.join(dict.fromkeys(words.say(label) for words in self.languages))

    def sentences(self, make: Callable[[Language], Iterable[Label]], between: str = " ") -> str:
        """The sentences that `make` finds for each language, one language after the other."""
        return between.join(joined(make(words), words) for words in self.languages)


def paper(
    workspace: Workspace,
    voice: Voice,
    *,
    title: Label,
    period: str,
    today: date,
    blocks: Sequence[Block | None],
    footnotes: Sequence[str],
) -> Paper:
    """A sheet of the workspace's enterprise; blocks that are None are left out."""
    enterprise = next(iter(workspace.all("enterprise")), None)
    made = _("Made by Passerella {version}, {day}")(version=__version__, day=today)
    return Paper(
        sender=cut(enterprise.name, _SENDER) if enterprise else "",
        period=period,
        title=voice.say(title),
        foot=voice.short(made),
        page_of=voice.short(_("page {x} of {y}")(x="{x}", y="{y}")),
        language=voice.first.code,
        bilingual=len(voice.languages) > 1,
        sample_badge=voice.short(_("sample data")) if workspace.sample else "",
        blocks=tuple(block for block in blocks if block is not None),
        footnotes=tuple(footnotes),
    )
