"""What every command shares: arguments, languages, and how a failure is told."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from passerella.store.reasons import why
from passerella.texts.label import Label, _
from passerella.texts.language import CODES, Language, language

FILE = click.Path(path_type=Path, readable=False)
"""What is wrong with a file is said by who opens it, in the language asked for."""
LANGUAGE = click.option(
    "--language", "asked", type=click.Choice(CODES), help="Language of messages and numbers."
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Report as JSON.")


class Failed(click.ClickException):
    """The input has problems or the file cannot be had; the sentences go to stderr."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        """Print the sentences."""
        if self.message:
            click.echo(self.message, err=True)


def code_of(asked: str | None) -> str:
    """The code of the language asked for, else of the terminal's."""
    wanted = asked or os.environ.get("LC_ALL") or os.environ.get("LANG") or "en"
    return wanted[:2] if wanted[:2] in CODES else "en"


def words_of(asked: str | None) -> Language:
    """The language asked for, else the terminal's."""
    return language(code_of(asked))


def failed(label: Label, words: Language) -> Failed:
    """A failure in words."""
    return Failed(words.say(label))


def wrong_usage(label: Label) -> click.UsageError:
    """What is wrong with the words of a command line, in the language asked for."""
    given = click.get_current_context().params
    asked = given.get("asked") or next(iter(given.get("codes") or ()), None)
    return click.UsageError(words_of(asked).say(label))


def check_ending(target: Path, formats: tuple[str, ...]) -> None:
    """UsageError unless the file's name ends in one of the formats."""
    if target.suffix.lower().lstrip(".") not in formats:
        label = _("{name} must end in one of: {endings}.")
        raise wrong_usage(label(name="TARGET", endings=tuple(f".{each}" for each in formats)))


def unwritten(target: Path, reason: OSError, words: Language) -> Failed:
    """Why a file was not written."""
    label = _("{name} cannot be written: {reason}.")
    return failed(label(name=target.name, reason=why(reason)), words)


def say_missing(missing: Iterable[str], words: Language) -> None:
    """Name the characters that no font here can show, beside the answer."""
    if found := " ".join(sorted(missing)):
        click.echo(words.say(_("No font here can show: {characters}.")(characters=found)), err=True)


def say_mistyped(word: str) -> int:
    """Say that a word names neither a file nor a command; returns the exit code."""
    label = _("“{word}” is neither a file nor a command; passerella --help lists the commands.")
    click.echo(words_of(None).say(label(word=word)), err=True)
    return 2
