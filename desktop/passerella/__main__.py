"""The one way in: a command or the window, importing only what that needs."""

from __future__ import annotations

import gc
import os
import sys

COMMANDS = frozenset(
    (
        *("new", "sample", "import", "export", "tally", "figures", "chart", "sheet"),
        *("check", "backup", "restore", "erase", "--help", "-h", "--version"),
    )
)
NO_SCREEN = (
    "没有屏幕，窗口打不开；终端命令可用：passerella --help\n"
    "There is no screen for the window; the terminal commands work: passerella --help\n"
    "Nessuno schermo per la finestra; i comandi da terminale funzionano: passerella --help"
)


def screenless() -> bool:
    """Whether Qt would find no screen and abort."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in names)


def settle(argv: list[str]) -> list[str]:
    """Decide where settings, drafts and pictures are kept; returns the arguments that are left.

    `--config FOLDER` names the place. `--portable` and a file `.portable` beside the program mean `config`
    beside it.
    """
    if argv[:1] == ["--config"] and len(argv) > 1:
        os.environ["PASSERELLA_HOME"] = os.path.abspath(argv[1])  # noqa: PTH100 - pathlib is dear at start
        return argv[2:]
    beside = os.path.dirname(sys.executable)  # noqa: PTH120
    place = os.path.join(beside, "config")  # noqa: PTH118
    if argv[:1] == ["--portable"]:
        os.environ["PASSERELLA_HOME"] = place
        return argv[1:]
    if os.path.exists(os.path.join(beside, ".portable")):  # noqa: PTH110, PTH118
        os.environ.setdefault("PASSERELLA_HOME", place)
    return argv


def mistyped(argv: list[str]) -> str:
    """The first word of a command line that can be neither a command nor a file; empty where it may be one.

    What is asked for in a terminal is answered there. A desktop hands over the paths of files: of one that is
    gone the window says so, as nobody sees a terminal then.
    """
    word = argv[0] if argv and not argv[0].startswith("-") else ""
    if not word or os.path.exists(word):  # noqa: PTH110
        return ""
    bare = not os.path.dirname(word) and not os.path.splitext(word)[1]  # noqa: PTH120, PTH122
    return word if bare or (sys.stderr is not None and sys.stderr.isatty()) else ""


def main() -> int:
    """Run a command when the first argument names one, else the window; returns the exit code."""
    argv = settle(sys.argv[1:])
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy draws charts only: threads cost more to start
    if argv and argv[0] in COMMANDS:
        from passerella.commands.cli import run as run_command

        return run_command(argv)
    if argv[:1] == ["tour"]:
        if screenless():
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from passerella.ui.tour import run as run_tour

        return run_tour(argv[1:])
    if word := mistyped(argv):
        from passerella.commands.common import say_mistyped

        return say_mistyped(word)
    if screenless():
        print(NO_SCREEN, file=sys.stderr)
        return 3
    gc.disable()  # all that is loaded now stays; `ui.app` wakes it once the window stands
    from passerella.ui.app import run

    return run(argv)


if __name__ == "__main__":
    raise SystemExit(main())
