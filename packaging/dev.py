"""The work around the program: set-up, start, tests, checks, translations.

Needs nothing but Python 3.11 or newer.

python packaging/dev.py setup          make .venv and put into it what is needed
python packaging/dev.py run            start the program on a sample workspace
python packaging/dev.py test [ARG...]  run the tests; ARGs go to pytest
python packaging/dev.py check          lint, format, types, layers
python packaging/dev.py bench [NAME [ARG...]]
                                       speed, as ratios: all, or start, window, lists, figures, importing
python packaging/dev.py coverage       how often the course's 95% band holds the truth (docs/statistics.md)
python packaging/dev.py faults         kills, full disks, damaged and locked files: minutes of trouble
python packaging/dev.py translate      take new messages into the .po files

Every command does the set-up first; when nothing changed that takes a moment.
Exit 3: something of the system is missing and was named.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
PINS = ROOT / "packaging" / "pins" / "dev.txt"
STAMP = VENV / "passerella-setup.txt"
SAMPLE = Path.home() / "Passerella-sample.passerella"
TOUR = ROOT / "build" / "tour"
SIDE_BY_SIDE = ("--numprocesses=auto", "--maxprocesses=4", "--dist=worksteal")
"""Each process takes some 600 MB."""
BENCHES = ("start", "window", "lists", "figures", "importing")
ON_LINUX = sys.platform.startswith("linux")

# What Qt loads on Linux, and the Debian package that brings it.
ALWAYS = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
ON_A_SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libcups.so.2": "libcups2",
}
# Run in the environment's Python: whether this version opens a workspace.
OPEN = """
import sys
from pathlib import Path
from passerella.store.workspace import Workspace
Workspace(Path(sys.argv[1]), writing=False).close()
"""
# Run in a Python of its own: prints each library of its arguments that cannot be loaded.
LOOK = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
"""


def main(arguments: Sequence[str]) -> int:
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command not in COMMANDS or (rest and command not in WITH_ARGUMENTS):
        print(__doc__)
        return 0 if command in ("-h", "--help") else 2
    if sys.version_info < (3, 11):  # noqa: UP036 (an older one may well start this)
        say(f"Passerella needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
        return 3
    setup()
    return COMMANDS[command](*rest)


def setup() -> None:
    """Bring the system packages, .venv and the translations up to date."""
    find_system_packages()
    make_environment()
    install_packages()
    must([PYTHON, "packaging/translations.py", "compile"])


def run() -> int:
    """The program on the sample workspace; without a display, pictures of its pages."""
    if SAMPLE.exists() and not works([PYTHON, "-c", OPEN, SAMPLE]):
        aside = SAMPLE.with_stem(f"{SAMPLE.stem}-earlier")
        say(f"{SAMPLE.name} is of another version: it is {aside.name} now, and a new one is made.")
        SAMPLE.replace(aside)
    if not SAMPLE.exists():
        make_sample()
    if has_display():
        return call([PYTHON, "-m", "passerella", SAMPLE])
    say("There is no display here: making a picture of every page instead.")
    code = call([PYTHON, "-m", "passerella", "tour", SAMPLE, TOUR], QT_QPA_PLATFORM="offscreen")
    if code == 0:
        say(f"The pictures are in {TOUR}")
    return code


def test(*arguments: str) -> int:
    """The tests without a display: all of them, side by side, or what `arguments` tell pytest."""
    return call([PYTHON, "-m", "pytest", *(arguments or SIDE_BY_SIDE)], QT_QPA_PLATFORM="offscreen")


def coverage() -> int:
    """How often the band of recognition holds the truth."""
    return call([PYTHON, "tests/bench/coverage.py"])


def faults() -> int:
    """The long runs of trouble made on purpose."""
    return call([PYTHON, "-m", "pytest", "-rP", *sorted((ROOT / "tests" / "faults").glob("*.py"))])


def translate() -> int:
    """Bring the messages of the source into the .po files."""
    return call([PYTHON, "packaging/translations.py", "update"])


def bench(name: str = "", *arguments: str) -> int:
    """One bench or all, one after the other: each wants the processor for itself."""
    return max(call([PYTHON, f"tests/bench/{each}.py", *arguments]) for each in ([name] if name else BENCHES))


def make_sample() -> None:
    """In the language that the window begins with. Written elsewhere first: one that was broken off is
    never taken for it."""
    say(f"Writing the sample workspace {SAMPLE}")
    with tempfile.TemporaryDirectory(prefix=".passerella-", dir=SAMPLE.parent) as folder:
        made = Path(folder, SAMPLE.name)
        must([PYTHON, "-m", "passerella", "sample", "--language", "zh", made], stdout=subprocess.DEVNULL)
        made.replace(SAMPLE)


def check() -> int:
    """All checks, also after one failed; 1 when any did."""
    checks: list[list[str | Path]] = [
        [PYTHON, "-m", "ruff", "check", "."],
        [PYTHON, "-m", "ruff", "format", "--check", "."],
        [PYTHON, "-m", "mypy"],
        [BIN / "lint-imports"],
    ]
    return int(any([call(each) != 0 for each in checks]))  # noqa: C419 (every one runs)


def find_system_packages() -> None:
    """See that the system has what .venv and Qt need (without it Qt would only abort), all in one go."""
    packages = []
    if lacks_ensurepip():
        say("This Python cannot make virtual environments: its part 'ensurepip' is not installed.")
        packages.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    needed = needed_libraries()
    if missing := missing_libraries(needed):
        say(f"Qt needs libraries that this system lacks: {', '.join(missing)}")
        packages += [needed[name] for name in missing]
    if not packages:
        return
    install_for_system(packages)
    importlib.invalidate_caches()
    if missing := missing_libraries(needed):
        say(f"Still missing: {', '.join(missing)}")
        raise SystemExit(3)


def environment_works() -> bool:
    return PYTHON.exists() and works([PYTHON, "-m", "pip", "--version"])


def lacks_ensurepip() -> bool:
    return importlib.util.find_spec("ensurepip") is None and not environment_works()


def make_environment() -> None:
    """Make .venv unless there is one that works."""
    if environment_works():
        return
    say("Making the virtual environment .venv")
    must([sys.executable, "-m", "venv", "--clear", VENV])


def install_packages() -> None:
    """Install the pinned packages and the program itself, when what asks for them changed."""
    files = (ROOT / "pyproject.toml", PINS)
    wanted = hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    say("Installing the packages that packaging/pins/dev.txt lists")
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    must([*pip, "--require-hashes", "-r", PINS])
    must([*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT])
    STAMP.write_text(wanted, encoding="utf-8")


def needed_libraries() -> Mapping[str, str]:
    if not ON_LINUX:
        return {}
    return ALWAYS | ON_A_SCREEN if os.environ.get("DISPLAY") else ALWAYS


def missing_libraries(names: Mapping[str, str]) -> list[str]:
    if not names:
        return []
    command = [sys.executable, "-c", LOOK, *names]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout.split()


def install_for_system(packages: Sequence[str]) -> None:
    """Install Debian packages when we may, else name the line that does and stop."""
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not (ON_LINUX and os.geteuid() == 0 and shutil.which("apt-get")):
        say("On Debian and its relatives this line installs what is missing:")
        say(f"    sudo {' '.join(install)}")
        raise SystemExit(3)
    say(f"Installing from the system's packages: {' '.join(packages)}")
    must(["apt-get", "update", "-q"])
    must(install, DEBIAN_FRONTEND="noninteractive")


def has_display() -> bool:
    return not ON_LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def works(command: Sequence[str | Path]) -> bool:
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False


def call(command: Sequence[str | Path], stdout: int | None = None, **variables: str) -> int:
    """Run a command at the root; its exit code."""
    return subprocess.run(command, cwd=ROOT, env=os.environ | variables, stdout=stdout).returncode


def must(command: Sequence[str | Path], stdout: int | None = None, **variables: str) -> None:
    if code := call(command, stdout, **variables):
        say(f"Failed: {' '.join(map(str, command))}")
        raise SystemExit(code)


def say(text: str) -> None:
    print(text, flush=True)


COMMANDS = {
    "setup": lambda: 0,
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "coverage": coverage,
    "faults": faults,
    "translate": translate,
}
WITH_ARGUMENTS = ("test", "bench")

if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
