"""Erasing a person or firm from a terminal."""

from __future__ import annotations

from pathlib import Path

import click

from passerella.commands.common import FILE, LANGUAGE, Failed, failed, words_of
from passerella.records.everything import kinds
from passerella.store import erasing, traces
from passerella.store.workspace import Workspace
from passerella.texts.label import _, _n


@click.command()
@click.argument("name")
@click.argument("workspace", type=FILE)
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.option("--backups", "thorough", is_flag=True, help="Delete the backups of WORKSPACE too.")
@LANGUAGE
def erase(name: str, workspace: Path, yes: bool, thorough: bool, asked: str | None) -> None:
    """Erase for good whoever is or was called NAME in WORKSPACE, deleted records too."""
    words = words_of(asked)
    with Workspace(workspace, daily=False) as opened:
        found = [
            (kind, person)
            for kind in kinds().values()
            if kind.personal
            for person in erasing.called(opened.read, kind, name)
        ]
        if not found:
            raise failed(_("No one is or was called {name} here.")(name=name), words)
        for kind, person in found:
            named = _("{kind} {title}") if person.there else _("{kind} {title} (deleted, kept for Undo)")
            click.echo(words.say(named(kind=kind.label, title=person.title)))
        if not yes and not click.confirm(words.say(_("Erase for good? It cannot be undone"))):
            raise Failed("")
        for kind, person in found:
            opened.erase(kind.name, person.uid)
    click.echo(words.say(_("Erased.")))
    kept = traces.copies(workspace)
    if thorough:
        for each in kept:
            each.unlink(missing_ok=True)
    elif kept:
        label = _n("{n} backup may still hold it:", "{n} backups may still hold it:")
        click.echo("\n".join([words.say(label(n=len(kept))), *map(str, kept)]))
