"""Where this user's settings, drafts and remembered pictures lie, and how they are written."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path, user_config_path


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


def pictures_folder() -> Path:
    """Where pictures of charts are remembered."""
    return cache_folder() / "pictures"


def write(path: Path, value: Any) -> None:
    """Write JSON so that the file is whole at every moment; a full disk loses the new text only."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(value), encoding="utf-8")
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
