"""The commands: files made, filled, written out and checked without a window.

Exit codes: 0 done, 1 the input has problems or the file cannot be had, 2 wrong usage.
"""

from __future__ import annotations

import io
import json
import os
import sqlite3
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from passerella import __version__
from passerella.commands import charts, copies, persons, results, sheets, surveys
from passerella.commands.common import (
    AS_JSON,
    FILE,
    LANGUAGE,
    Failed,
    check_ending,
    code_of,
    words_of,
    wrong_usage,
)
from passerella.exchange.columns import ALL, codes, kind_by_code
from passerella.exchange.encodings import ENCODINGS
from passerella.exchange.exporting import export_file
from passerella.exchange.importing import Report, Trouble, import_file
from passerella.records.kinds import CurrencyKind, Typing
from passerella.store.errors import CannotOpen, CannotWrite, Refused
from passerella.store.reasons import trouble
from passerella.store.workspace import Workspace
from passerella.texts.label import Label, Wrong, _, _n
from passerella.texts.language import Language

_NO_MAPPING = _("{name} is no JSON object that names a column for each heading.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="Passerella")
def cli() -> None:
    """Passerella from a terminal.

    Without a command the window opens: passerella [--until shown|ready|live] [WORKSPACE].
    passerella tour WORKSPACE FOLDER makes a picture of every page and sheet.
    Before all else, --config FOLDER says where settings, drafts and pictures are kept; --portable keeps
    them beside the program.
    """


for _each in (*results.ALL, *charts.ALL, *sheets.ALL, *copies.ALL, surveys.tally, persons.erase):
    cli.add_command(_each)
for _each in surveys.SHEETS:
    sheets.sheet.add_command(_each)


def run(argv: Sequence[str]) -> int:
    """Run a command line; returns the exit code (0 done, 1 problems or held, 2 usage)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        cli.main(args=list(argv), prog_name="passerella", standalone_mode=False)
    except click.exceptions.Exit as reason:
        return reason.exit_code
    except click.Abort:
        return 1
    except click.ClickException as reason:
        reason.show()
        return reason.exit_code
    except (CannotOpen, CannotWrite, Wrong) as reason:
        click.echo(words_of(_asked(argv)).say(reason.label), err=True)
        return 1
    except BrokenPipeError:  # whoever reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (OSError, sqlite3.Error) as reason:
        click.echo(words_of(_asked(argv)).say(trouble(reason) or str(reason)), err=True)
        return 1
    except Refused as reason:
        words = words_of(_asked(argv))
        for each in reason.problems:
            click.echo(f"{each.field}: {words.say(each.label)}", err=True)
        return 1
    return 0


def _asked(argv: Sequence[str]) -> str:
    """The language that a command line asks for."""
    for position, each in enumerate(argv):
        if each.startswith("--language="):
            return each.partition("=")[2]
        if each == "--language" and position + 1 < len(argv):
            return argv[position + 1]
    return ""


@cli.command()
@click.argument("workspace", type=FILE)
@click.option("--name", default="", help="Name of the enterprise.")
@click.option("--home", default="CNY", show_default=True, help="Home currency.")
@LANGUAGE
def new(workspace: Path, name: str, home: str, asked: str | None) -> None:
    """Make an empty WORKSPACE."""
    currency = CurrencyKind().read(home, Typing(code_of(asked), date.today())) or "CNY"
    Workspace.create(workspace, name.strip() or workspace.stem, currency).close()
    click.echo(str(workspace))


@cli.command()
@click.argument("workspace", type=FILE)
@LANGUAGE
def sample(workspace: Path, asked: str | None) -> None:
    """Write the sample WORKSPACE."""
    from passerella.exchange.sample import make_sample

    make_sample(workspace, code_of(asked))
    click.echo(str(workspace))


@cli.command("import")
@click.argument("kind", type=click.Choice([*codes(), ALL]))
@click.argument("source", type=FILE)
@click.argument("workspace", type=FILE)
@click.option("--dry-run", is_flag=True, help="Check only, write nothing.")
@click.option("--skip-bad", is_flag=True, help="Leave records with problems out and import the others.")
@click.option("--encoding", type=click.Choice([*ENCODINGS]), help="Of a CSV; else it is guessed.")
@click.option("--mapping", type=click.Path(path_type=Path, exists=True), help="JSON: heading -> column.")
@AS_JSON
@LANGUAGE
def import_(
    kind: str,
    source: Path,
    workspace: Path,
    dry_run: bool,
    skip_bad: bool,
    encoding: str | None,
    mapping: Path | None,
    as_json: bool,
    asked: str | None,
) -> None:
    """Import SOURCE (.csv, .xlsx) into WORKSPACE: all rows or none."""
    typing = Typing(code_of(asked), date.today())
    headings = _mapping(mapping)
    with Workspace(workspace, writing=not dry_run) as opened:
        report = import_file(
            opened,
            kind,
            source,
            typing=typing,
            dry_run=dry_run,
            mapping=headings,
            skip_bad=skip_bad,
            encoding=encoding or "",
        )
    _tell(report, words_of(asked), as_json)
    if report.problems:
        raise Failed("")


def _mapping(path: Path | None) -> dict[str, str]:
    if path is None:
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as reason:
        raise wrong_usage(_NO_MAPPING(name=path.name)) from reason
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise wrong_usage(_NO_MAPPING(name=path.name))
    return found


def _tell(report: Report, words: Language, as_json: bool) -> None:
    for each in (*report.problems, *report.skipped, *report.notices):
        click.echo(words.say(each.said), err=True)
    if as_json:
        click.echo(json.dumps(_as_data(report, words), ensure_ascii=False, indent=2))
        return
    for code, title in report.made:
        click.echo(words.say(_("Made new: {kind} {title}")(kind=_kind(code), title=title)))
    if report.problems:
        label = _n("{n} problem. Nothing was written.", "{n} problems. Nothing was written.")
        click.echo(words.say(label(n=len(report.problems))), err=True)
        return
    if report.skipped_rows:
        label = _n("{n} row was left out.", "{n} rows were left out.")
        click.echo(words.say(label(n=report.skipped_rows)))
    for code, count in report.new.items():
        click.echo(words.say(_("{kind}: {n} new")(kind=_kind(code), n=count)))
    for code, count in report.changed.items():
        click.echo(words.say(_("{kind}: {n} changed")(kind=_kind(code), n=count)))
    for code, count in report.known.items():
        click.echo(words.say(_("{kind}: {n} stand already")(kind=_kind(code), n=count)))
    if not report.saved:
        click.echo(words.say(_("Only checked; nothing was written.")))


def _kind(code: str) -> Label | str:
    kind = kind_by_code(code)
    return kind.label if kind else code


def _as_data(report: Report, words: Language) -> dict[str, Any]:
    def listed(troubles: Sequence[Trouble]) -> list[dict[str, Any]]:
        return [
            {"sheet": each.sheet, "row": each.row, "column": each.column, "reason": words.say(each.reason)}
            for each in troubles
        ]

    return {
        "source": report.source,
        "rows": report.rows,
        "saved": report.saved,
        "new": report.new,
        "changed": report.changed,
        "known": report.known,
        "made": [{"kind": code, "title": title} for code, title in report.made],
        "problems": listed(report.problems),
        "notices": listed(report.notices),
        "skipped": listed(report.skipped),
        "skipped_rows": report.skipped_rows,
    }


@cli.command()
@click.argument("kind", type=click.Choice([*codes(), ALL]))
@click.argument("workspace", type=FILE)
@click.argument("target", type=FILE)
@click.option("--labels", is_flag=True, help="Write labels instead of field names and codes.")
@AS_JSON
@LANGUAGE
def export(kind: str, workspace: Path, target: Path, labels: bool, as_json: bool, asked: str | None) -> None:
    """Write a KIND of WORKSPACE, or all, to TARGET (.csv, .xlsx)."""
    check_ending(target, ("xlsx",) if kind == ALL else ("csv", "xlsx"))
    words = words_of(asked)
    with Workspace(workspace, writing=False) as opened:
        count = export_file(opened, kind, target, words if labels else None)
    if as_json:
        click.echo(json.dumps({"target": str(target), "rows": count}, ensure_ascii=False))
    else:
        click.echo(words.say(_n("{n} row", "{n} rows")(n=count)))


@cli.command()
@click.argument("workspace", type=FILE)
@AS_JSON
@LANGUAGE
def check(workspace: Path, as_json: bool, asked: str | None) -> None:
    """Look for damage in WORKSPACE."""
    words = words_of(asked)
    with Workspace(workspace, writing=False) as opened:
        found = [words.say(each) for each in opened.check()]
    for each in found:
        click.echo(each, err=True)
    if as_json:
        click.echo(json.dumps({"problems": found}, ensure_ascii=False))
    elif not found:
        click.echo(words.say(_("No damage found.")))
    if found:
        raise Failed("")
