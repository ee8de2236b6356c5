"""Whether a workspace file was written to, told without opening it."""

from __future__ import annotations

from pathlib import Path

_HEAD = 100
"""SQLite's header; it holds a counter that every save moves on
(https://www.sqlite.org/fileformat2.html#file_change_counter)."""


def stamp(path: Path) -> str:
    """What is another after every save, undo, repair or replacement of the file, by whichever program.

    '' when the file cannot be read, or a save that was broken off is still to be rolled back.
    """
    try:
        if path.with_name(path.name + "-journal").exists():
            return ""
        with path.open("rb") as file:
            head = file.read(_HEAD)
        about = path.stat()
    except OSError:
        return ""
    return f"{path.resolve()} {about.st_ino} {about.st_size} {about.st_mtime_ns} {head.hex()}"
