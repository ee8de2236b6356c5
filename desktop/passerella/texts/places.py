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


def commit() -> str:
    """The commit this program is of: what its build wrote down, else that of the checkout it runs from;
    empty where neither is known."""
    told = resources() / "commit"
    try:
        if told.is_file():
            return told.read_text(encoding="ascii").strip()
        return _checked_out(resources().parent / ".git")
    except (OSError, ValueError):
        return ""


def _checked_out(git: Path) -> str:
    if git.is_file():  # a work tree beside the repository
        git = Path(git.read_text(encoding="utf-8").partition(":")[2].strip())
    head = (git / "HEAD").read_text(encoding="ascii").strip()
    _is_ref, _colon, name = head.partition("ref: ")
    if not name:
        return head
    shared = git / "commondir"
    holder = git / shared.read_text(encoding="utf-8").strip() if shared.is_file() else git
    return (holder / name).read_text(encoding="ascii").strip()
