"""The one way in: a command or the window, importing only what that needs."""

from __future__ import annotations

import sys

COMMANDS = frozenset(["new", "sample", "import", "export", "check", "figures", "chart", "sheet"])


def main() -> int:
    """Run a command when the first argument names one, else the window; returns the exit code."""
    argv = sys.argv[1:]
    if argv and argv[0] in COMMANDS:
        from passerella.commands.cli import run as run_command

        return run_command(argv)
    if argv[:1] == ["tour"]:
        from passerella.ui.tour import run as run_tour

        return run_tour(argv[1:])
    from passerella.ui.app import run

    return run(argv)


if __name__ == "__main__":
    raise SystemExit(main())
