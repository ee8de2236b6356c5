"""Backups from a terminal."""

from __future__ import annotations

from pathlib import Path

import click

from passerella.commands.common import FILE, LANGUAGE, words_of
from passerella.store import backups
from passerella.texts.label import _


@click.command()
@click.argument("workspace", type=FILE)
@LANGUAGE
def backup(workspace: Path, asked: str | None) -> None:
    """Make a verified copy of WORKSPACE in the folder beside it."""
    click.echo(str(backups.make(workspace)))


@click.command()
@click.argument("source", metavar="BACKUP", type=FILE)
@click.argument("workspace", type=FILE)
@click.option("--force", is_flag=True, help="Replace WORKSPACE; it is backed up first.")
@LANGUAGE
def restore(source: Path, workspace: Path, force: bool, asked: str | None) -> None:
    """Put a copy of BACKUP at WORKSPACE."""
    before = backups.restore(source, workspace, force=force)
    if before is not None:
        click.echo(words_of(asked).say(_("What was there is kept as {name}.")(name=str(before))))
    click.echo(str(workspace))


ALL: tuple[click.Command, ...] = (backup, restore)
