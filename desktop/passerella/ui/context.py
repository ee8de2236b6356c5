"""What every page needs to know, handed down once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from passerella.records.kinds import Typing
from passerella.store.workspace import Workspace
from passerella.texts.label import Label
from passerella.texts.language import Language
from passerella.ui.drafts import Drafts
from passerella.ui.home import Settings
from passerella.ui.look import Theme


@dataclass(frozen=True, slots=True)
class Context:
    """One open workspace as one window shows it."""

    workspace: Workspace
    language: Language
    theme: Theme
    settings: Settings
    drafts: Drafts
    today: Callable[[], date]
    go: Callable[..., None]
    tell: Callable[[Label], None]

    def say(self, text: Label | str) -> str:
        """A text in the window's language."""
        return self.language.say(text)

    @property
    def typing(self) -> Typing:
        """How typed texts are read."""
        return Typing(self.language.code, self.today())
