"""Sheets from a terminal."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from passerella.charts.setup import use_cache
from passerella.commands.common import (
    FILE,
    check_ending,
    code_of,
    say_missing,
    unwritten,
    words_of,
    wrong_usage,
)
from passerella.sheets.catalogue import SHEETS, Sheet
from passerella.store.workspace import Workspace
from passerella.texts.home import cache_folder
from passerella.texts.label import _
from passerella.texts.language import CODES, Language, language
from passerella.texts.whole import write_whole


@click.group()
def sheet() -> None:
    """Save a sheet as PDF."""


def _command(kind: Sheet) -> click.Command:
    name = language("en").say(kind.label)

    @click.command(kind.name, help=f"{name} of WORKSPACE, to TARGET (.pdf).")
    @click.argument("workspace", type=FILE)
    @click.argument("target", type=FILE)
    @click.option("--language", "codes", type=click.Choice(CODES), multiple=True, help="On paper; up to two.")
    def command(workspace: Path, target: Path, codes: tuple[str, ...]) -> None:
        wanted = languages(target, codes)
        with Workspace(workspace, writing=False) as opened:
            data = kind.build(opened, wanted, opened.today(date.today()))
        write(kind, data, target, words_of(wanted[0]))

    return command


def languages(target: Path, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The languages on paper, one or two; a wrong ending or more of them is wrong usage."""
    check_ending(target, ("pdf",))
    if len(set(codes)) > 2:
        raise wrong_usage(_("A sheet is in one language or two."))
    use_cache(cache_folder())
    return tuple(dict.fromkeys(codes)) or (code_of(None),)


def write(kind: Sheet, data: Any, target: Path, words: Language) -> None:
    """Set a sheet, write it and say where; characters that no font has are named."""
    from passerella.charts.setup import missing_glyphs

    say_missing(missing_glyphs(kind.texts(data)), words)
    try:
        write_whole(target, kind.pdf(data))
    except OSError as reason:
        raise unwritten(target, reason, words) from reason
    click.echo(str(target))


for _each in SHEETS:
    sheet.add_command(_command(_each))

ALL: tuple[click.Command, ...] = (sheet,)
