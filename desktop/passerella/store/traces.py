"""What is kept of a workspace beside its file, as far as it may hold someone's words."""

from __future__ import annotations

import json
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Any

from passerella.store import backups
from passerella.texts.home import draft_files, drafts_folder, pictures_folder, write


def erase(workspace_uid: str, kind: str, id: int, words: Collection[str]) -> None:
    """Drop the drafts of a record, write its number for its words in other drafts, and forget the
    pictures of charts."""
    folder = drafts_folder(workspace_uid)
    for own in draft_files(workspace_uid, kind, id):
        own.unlink(missing_ok=True)
    for path in folder.glob("*.json"):
        with suppress(OSError, ValueError):  # nor is such a one offered again
            write(path, _replaced(json.loads(path.read_text(encoding="utf-8")), words, f"#{id}"))
    for picture in pictures_folder().glob("*.png"):
        picture.unlink(missing_ok=True)


def _replaced(kept: Any, words: Collection[str], by: str) -> Any:
    if isinstance(kept, dict):
        return {name: _replaced(each, words, by) for name, each in kept.items()}
    if isinstance(kept, list):
        return [_replaced(each, words, by) for each in kept]
    return by if isinstance(kept, str) and kept.strip() in words else kept


def copies(path: Path) -> list[Path]:
    """Every copy of a workspace that stands in its folder of backups, damaged ones too."""
    folder = backups.folder(path)
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(each for each in found if each.is_file() and each.name.startswith(f"{path.stem}-"))
