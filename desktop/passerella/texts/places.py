"""Where the files that travel with the program lie."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def _beside(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parents[1] / name


def resources() -> Path:
    """The folder of icons, fonts, sheet templates and translations."""
    return _beside("resources")


def seeds() -> Path:
    """The folder of the reported facts that the sample workspace grows from."""
    return _beside("seeds")
