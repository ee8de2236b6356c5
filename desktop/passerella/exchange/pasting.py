"""A block of cells from the clipboard into a workspace, as if it were a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from passerella.exchange.columns import computed, folded, headings, spoken
from passerella.exchange.importing import import_file
from passerella.exchange.report import Report, Trouble
from passerella.exchange.written import write_csv
from passerella.records.core import Kind
from passerella.records.kinds import FieldKind, Typing
from passerella.records.numbers import Money, Number
from passerella.store.workspace import Workspace
from passerella.texts.label import Label, _
from passerella.texts.language import Language

Block = Sequence[Sequence[str]]
NO_PLACE: Label = _("No column of the list stands here.")
SUMMED_UP: Label = _(
    "It sums up lines, which the list does not show, so this cannot be pasted. “Export…” on the page {kind} "
    "writes every line, and “Import…” takes them back."
)


def paste_rows(
    workspace: Workspace, kind: Kind, block: Block, columns: Sequence[str], *, typing: Typing, name: str
) -> Report:
    """Import a block as new records of a kind, all or none; problems name the block's rows, from 1.

    The first row may hold headings; without them the cells belong to `columns` in their order. `name`
    is what the change is called after. Raises `Wrong` and `CannotWrite` as `import_file` does.
    """
    above = [_field_named(kind, cell) for cell in block[0]]
    headed = _has_headings(kind, above)
    header, rows = (above, block[1:]) if headed else (columns, block)
    first = 2 if headed else 1
    if summed := _summed_up(kind, header, rows):
        return Report(name, len(rows), problems=[Trouble(first, summed, SUMMED_UP(kind=kind.plural))])
    surplus = [
        Trouble(row, cell, NO_PLACE)
        for row, cells in enumerate(rows, first)
        for cell in cells[len(header) :]
        if cell.strip()
    ]
    if surplus:
        return Report(name, len(rows), problems=surplus)
    with TemporaryDirectory() as folder:
        file = Path(folder, f"{name}.csv")
        write_csv(file, header, rows)
        report = import_file(workspace, kind.code, file, typing=typing)
    places = dict(zip(_lines(header, rows), range(first, first + len(rows)), strict=True))
    report.problems = [replace(each, row=places.get(each.row, each.row)) for each in report.problems]
    return report


def _has_headings(kind: Kind, row: Sequence[str]) -> bool:
    """Whether a row names columns of a kind and holds nothing else."""
    named = [folded(cell) for cell in row if cell.strip()]
    return bool(named) and set(named) <= headings(kind).keys() | computed(kind) | _told(kind).keys()


def _field_named(kind: Kind, heading: str) -> str:
    """The name of the field that lists call so with what its numbers are counted in; any other heading as
    it is."""
    for each in kind.fields:
        for words in spoken():
            unit = _counted_in(each.kind, heading, words)
            if unit and folded(heading) == folded(f"{words.say(each.label)} {unit}"):
                return each.name
    return heading


def _counted_in(kind: FieldKind, heading: str, words: Language) -> str:
    """What a list writes after the heading of such a field: a unit, or the home currency, whichever it was
    where the heading was copied."""
    if isinstance(kind, Number) and kind.unit is not None:
        return words.say(kind.unit)
    return heading[-3:] if isinstance(kind, Money) and kind.currency == "home" else ""


def _told(kind: Kind) -> dict[str, str]:
    """The folded headings of what lists tell of a record's lines, with its name."""
    return {
        folded(each): told.name
        for told in kind.told
        for each in (told.name, *(words.say(told.label) for words in spoken()))
    }


def _summed_up(kind: Kind, header: Sequence[str], rows: Block) -> str:
    """The first column with something in it that only sums lines up, nothing where there is none."""
    told = {heading: name for heading, name in _told(kind).items() if heading not in headings(kind)}
    for at, heading in enumerate(header):
        if folded(heading) in told and any(at < len(cells) and cells[at].strip() for cells in rows):
            return told[folded(heading)]
    return ""


def _lines(header: Sequence[str], rows: Block) -> list[int]:
    """The line of the file on which each row begins; a cell may hold several lines."""
    found, line = [], 2 + sum(cell.count("\n") for cell in header)
    for row in rows:
        found.append(line)
        line += 1 + sum(cell.count("\n") for cell in row)
    return found
