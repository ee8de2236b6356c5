"""Translations: kept as .po, made into .mo here, both for a checkout and (as a build hook) for every wheel.

python packaging/translations.py compile    make each .mo that is older than its .po
python packaging/translations.py update     take new messages from the source into the .po files
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parents[1]
SOURCE = Path("desktop", "passerella")
FOLDER = Path("resources", "translations")
LANGUAGES = ("zh", "it")
ASKED_IN = ("de", "es", "fr", "ja", "pt", "ru")
"""Languages that only the questionnaire speaks: the messages of ASKED."""
ASKED = ("sheets/questionnaire.py", "figures/questionnaire.py")
KEYWORDS: dict[str, Any] = {"_": None, "_n": (1, 2), "_c": ((1, "c"), 2)}
# Header lines that change although no message did, or that only hold a place.
LEFT_OUT = tuple(
    f'"{name}:'
    for name in (
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Generated-By",
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
        "Last-Translator",
        "Language-Team",
    )
)


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Called by hatchling before it packs a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "wheel":
            compile_all(Path(self.root))


def compile_all(root: Path) -> None:
    """Make every .mo that is missing or older than its .po."""
    for source in sorted((root / FOLDER).glob("*/LC_MESSAGES/passerella.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime > source.stat().st_mtime:
            continue
        content = io.BytesIO()
        write_mo(content, _read(source, source.parents[1].name))
        target.write_bytes(content.getvalue())


def update_all(root: Path) -> None:
    """Bring the messages of the source into the .po files, say how many lack a translation."""
    every, asked = Catalog(charset="utf-8"), Catalog(charset="utf-8")
    found = extract_from_dir(
        root / SOURCE,
        method_map=[("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("TRANSLATORS:",),
        strip_comment_tags=True,
    )
    for name, line, message, comments, context in found:
        place = (Path(name).as_posix(), line)
        for template in (every, asked) if place[0] in ASKED else (every,):
            template.add(message, None, [place], auto_comments=comments, context=context)
    for code in LANGUAGES:
        _update(root, code, every)
    for code in ASKED_IN:
        _update(root, code, asked)


def _update(root: Path, code: str, template: Catalog) -> None:
    path = root / FOLDER / code / "LC_MESSAGES" / "passerella.po"
    catalog = _read(path, code)
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_written(catalog), encoding="utf-8", newline="\n")
    lacking = sum(not _translated(message.string) for message in catalog if message.id)
    print(f"{code}: {len(catalog)} messages, {lacking} not translated")


def _read(path: Path, code: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=code, project="Passerella", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=code, charset="utf-8")


def _written(catalog: Catalog) -> str:
    """The .po text without LEFT_OUT and what is said no more: a comparison shows messages only."""
    catalog.header_comment = f"# Passerella: {catalog.locale_identifier}"
    content = io.BytesIO()
    write_po(content, catalog, width=0, no_location=True, sort_by_file=True, ignore_obsolete=True)
    lines = content.getvalue().decode("utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(LEFT_OUT))


def _translated(text: Any) -> bool:
    return bool(text) if isinstance(text, str) else bool(text) and all(text)


if __name__ == "__main__":
    {"compile": compile_all, "update": update_all}[sys.argv[1]](ROOT)
