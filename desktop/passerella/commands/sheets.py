"""Sheets from a terminal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from passerella.charts.setup import cache_folder, use_cache
from passerella.commands.common import FILE, check_ending, code_of, unwritten, words_of
from passerella.store.workspace import Workspace
from passerella.texts.label import _
from passerella.texts.language import CODES


@click.group()
def sheet() -> None:
    """Save a sheet as PDF."""


@sheet.command("brand-progress")
@click.argument("workspace", type=FILE)
@click.argument("target", type=FILE)
@click.option("--language", "codes", type=click.Choice(CODES), multiple=True, help="On paper; up to two.")
def brand_progress(workspace: Path, target: Path, codes: tuple[str, ...]) -> None:
    """Typeset the brand progress in WORKSPACE to TARGET (.pdf)."""
    use_cache(cache_folder())
    from passerella.sheets import brand_progress as page
    from passerella.sheets.progress import progress_data
    from passerella.sheets.typeset import missing_glyphs

    check_ending(target, ("pdf",))
    if len(set(codes)) > 2:
        raise click.UsageError("--language: one or two")
    wanted = tuple(dict.fromkeys(codes)) or (code_of(None),)
    words = words_of(wanted[0])
    with Workspace(workspace, writing=False) as opened:
        data = progress_data(opened, wanted, date.today())
    if missing := missing_glyphs(page.texts(data)):
        label = _("No font here can show: {characters}.")
        click.echo(words.say(label(characters=" ".join(sorted(missing)))), err=True)
    try:
        target.write_bytes(page.brand_progress(data))
    except OSError as reason:
        raise unwritten(target, reason, words) from reason
    click.echo(str(target))


ALL: tuple[click.Command, ...] = (sheet,)
