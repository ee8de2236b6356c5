"""What is being typed and not yet saved, kept outside the workspace and offered again."""

from __future__ import annotations

import json
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Any

from passerella.ui.home import home, write


class Drafts:
    """Half-filled forms of one workspace, by kind and record id (0: a new record)."""

    def __init__(self, workspace_uid: str) -> None:
        self._folder = home() / "drafts" / workspace_uid

    def _path(self, kind: str, id: int) -> Path:
        return self._folder / f"{kind}-{id}.json"

    def keep(self, kind: str, id: int, texts: dict[str, Any]) -> None:
        """Remember a form's texts."""
        write(self._path(kind, id), texts)

    def drop(self, kind: str, id: int) -> None:
        """Forget a form: it was saved or given up."""
        self._path(kind, id).unlink(missing_ok=True)

    def find(self, kind: str, id: int) -> dict[str, Any] | None:
        """The texts kept of a form."""
        try:
            found = json.loads(self._path(kind, id).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def replace(self, words: Collection[str], by: str) -> None:
        """Write `by` for every kept text that is one of these words."""
        for path in self._folder.glob("*.json"):
            with suppress(OSError, ValueError):  # `find` does not read such a one either
                write(path, _replaced(json.loads(path.read_text(encoding="utf-8")), words, by))


def _replaced(kept: Any, words: Collection[str], by: str) -> Any:
    if isinstance(kept, dict):
        return {name: _replaced(each, words, by) for name, each in kept.items()}
    if isinstance(kept, list):
        return [_replaced(each, words, by) for each in kept]
    return by if isinstance(kept, str) and kept.strip() in words else kept
