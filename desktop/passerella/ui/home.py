"""Where settings, drafts and remembered pictures lie, and the settings themselves."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from platformdirs import user_config_path


def home() -> Path:
    """The folder of this user's settings: `PASSERELLA_HOME`, else the system's place for it."""
    given = os.environ.get("PASSERELLA_HOME")
    return Path(given) if given else user_config_path("Passerella", appauthor=False)


class Settings:
    """What the program remembers between starts: plain values by name in one JSON file."""

    def __init__(self) -> None:
        self._path = home() / "settings.json"
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            found = {}
        self._values: dict[str, Any] = found if isinstance(found, dict) else {}

    def get(self, name: str, default: Any) -> Any:
        """The value of a name when it is of the default's type, else the default."""
        value = self._values.get(name, default)
        return value if isinstance(value, type(default)) else default

    def set(self, name: str, value: Any) -> None:
        """Remember a value at once."""
        if self._values.get(name) == value:
            return
        self._values[name] = value
        write(self._path, self._values)


def write(path: Path, value: Any) -> None:
    """Write JSON so that the file is whole at every moment; a full disk loses the new text only."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(value), encoding="utf-8")
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
