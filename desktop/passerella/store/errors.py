"""What can go wrong with a workspace, each with a sentence for the person in front of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from passerella.texts.label import Label, _

if TYPE_CHECKING:
    from passerella.records.core import Problem

READ_ONLY = _("This workspace is open read-only.")


class CannotOpen(Exception):
    """The file is left as it is; `label` says why it is no workspace we can open."""

    def __init__(self, label: Label) -> None:
        super().__init__(label.message)
        self.label = label


class Held(CannotOpen):
    """The workspace can be read, but not written to: someone else does, or there is no right to it."""


class Refused(Exception):
    """A record is not saved; `problems` name the fields."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{each.field}: {each.label.message}" for each in problems))
        self.problems = tuple(problems)


class CannotWrite(Exception):
    """The file could not be written (disk full, read-only, in use); nothing was changed."""

    def __init__(self, label: Label) -> None:
        super().__init__(label.message)
        self.label = label
