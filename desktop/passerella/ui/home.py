"""What the program remembers between starts."""

from __future__ import annotations

import json
from typing import Any

from passerella.charts.setup import REACHES
from passerella.texts.home import home, write

LOG = "passerella.log"
"""The name of the log, in the home."""


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

    @property
    def reach(self) -> int:
        """How far the axis of every chart of shares goes at least, in percent; 0 for as far as needed."""
        kept = self.get("chart/reach", 0)
        return kept if kept in REACHES else 0

    def set(self, name: str, value: Any) -> None:
        """Remember a value at once."""
        if self._values.get(name) == value:
            return
        self._values[name] = value
        write(self._path, self._values)
