"""What is being typed and not yet saved, kept outside the workspace and offered again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from passerella.records.core import kinds
from passerella.texts.home import draft_files, drafts_folder, write
from passerella.texts.label import Label, _


class Drafts:
    """Half-filled forms of one workspace, by kind and record id (0: a new record)."""

    def __init__(self, workspace_uid: str) -> None:
        self._uid = workspace_uid

    def _path(self, kind: str, id: int) -> Path:
        return draft_files(self._uid, kind, id)[0]

    def _cancelled(self, kind: str, id: int) -> Path:
        return draft_files(self._uid, kind, id)[1]

    def keep(self, kind: str, id: int, texts: dict[str, Any]) -> None:
        """Remember a form's texts."""
        write(self._path(kind, id), texts)

    def drop(self, kind: str, id: int) -> None:
        """Forget a form: it was saved."""
        for path in draft_files(self._uid, kind, id):
            path.unlink(missing_ok=True)

    def cancel(self, kind: str, id: int, texts: dict[str, Any] | None) -> None:
        """Put the texts of a form that was given up aside, if there are any."""
        self._path(kind, id).unlink(missing_ok=True)
        if texts is not None:
            write(self._cancelled(kind, id), texts)

    def find(self, kind: str, id: int) -> dict[str, Any] | None:
        """The texts kept of a form."""
        return _texts(self._path(kind, id))

    def cancelled(self, kind: str, id: int) -> dict[str, Any] | None:
        """The texts of a form as it was last given up."""
        return _texts(self._cancelled(kind, id))

    def kept(self) -> list[str]:
        """What has half-filled forms, by name."""
        names = (path.stem.rsplit("-", 1) for path in drafts_folder(self._uid).glob("*.json"))
        return sorted({kind for kind, id in names if id.isdecimal()})


def _texts(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def half_typed(drafts: Drafts) -> Label | None:
    """Which forms were left half typed when the workspace was last open; None when none was."""
    known = kinds()
    left = tuple(known[each].label for each in drafts.kept() if each in known)
    return _("Typed and not saved yet: {what}. It is offered again in its form.")(what=left) if left else None
