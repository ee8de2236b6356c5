"""Where this user's settings, drafts and remembered pictures lie, and how they are written."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path, user_config_path

from passerella.texts.whole import write_whole


def home() -> Path:
    """The folder of this user's settings: `PASSERELLA_HOME`, else the system's place for it."""
    given = os.environ.get("PASSERELLA_HOME")
    return Path(given) if given else user_config_path("Passerella", appauthor=False)


def cache_folder() -> Path:
    """Where pictures and font lists are remembered: under `PASSERELLA_HOME`, else the system's place."""
    given = os.environ.get("PASSERELLA_HOME")
    return Path(given) / "cache" if given else user_cache_path("Passerella", appauthor=False)


def drafts_folder(workspace_uid: str) -> Path:
    """Where the half-filled forms of a workspace are kept."""
    return home() / "drafts" / workspace_uid


def draft_files(workspace_uid: str, kind: str, id: int) -> tuple[Path, Path]:
    """Where a form is kept as it is being typed, and as it was last cancelled."""
    folder = drafts_folder(workspace_uid)
    return folder / f"{kind}-{id}.json", folder / f"{kind}-{id}-cancelled.json"


def pictures_folder() -> Path:
    """Where pictures of charts are remembered."""
    return cache_folder() / "pictures"


def write(path: Path, value: Any) -> None:
    """Write JSON so that the file is whole at every moment; a full disk loses the new text only."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(value).encode("utf-8"))
