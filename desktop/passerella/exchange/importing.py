"""Files into a workspace: all rows or none, as one change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from passerella.exchange.columns import ALL, folded, kind_by_code
from passerella.exchange.drafting import Draft, Sheet
from passerella.exchange.looking import ImportLookup
from passerella.exchange.reading import Names
from passerella.exchange.report import Report, Trouble, Watch, unwatched
from passerella.exchange.tables import Table, read_tables
from passerella.records.core import Kind, Record, kind_of, own_problems
from passerella.records.everything import kinds
from passerella.records.kinds import Typing
from passerella.store import backups
from passerella.store.errors import CannotOpen, CannotWrite, Refused
from passerella.store.workspace import Workspace
from passerella.texts.label import Label, Wrong, _

__all__ = ["Report", "Trouble", "import_file"]

Tables = Sequence[tuple[Kind, str, Table]]


def import_file(
    workspace: Workspace,
    code: str,
    source: Path,
    *,
    typing: Typing,
    dry_run: bool = False,
    mapping: Mapping[str, str] | None = None,
    skip_bad: bool = False,
    watch: Watch = unwatched,
) -> Report:
    """Import a CSV or Excel file of one kind (by its `code`), or a workbook of `all`.

    `mapping` names columns for headings of the file; an empty name leaves a heading out. With problems
    nothing is written, or with `skip_bad` the records without any. A backup is made before anything is
    written. `watch` is told how many of the rows are done; when it raises, nothing is written. Raises
    `Wrong` for an unknown code or a file that cannot be read, `CannotWrite` when saving fails.
    """
    tables = _sheets(code, source)

    def work() -> Report:
        return _run(
            lambda: Import(workspace, source.name, typing, mapping or {}, watch),
            tables,
            update=code == ALL,
            dry_run=dry_run,
            skip_bad=skip_bad,
        )

    return workspace.post(work).result()


def _run(
    start: Callable[[], Import], tables: Tables, *, update: bool, dry_run: bool, skip_bad: bool
) -> Report:
    """Check, again and again without the records that have problems when those are skipped; then save."""
    skipped: list[Trouble] = []
    rows = left = _count(tables)
    while True:
        work = start()
        work.check(tables, update=update)
        bad = work.bad_rows() if skip_bad else set()
        tables = _without(tables, bad, update)
        before, left = left, _count(tables)
        if left == before or work.report.whole:
            break
        skipped += work.report.problems
    report = work.report
    report.skipped, report.rows, report.skipped_rows = skipped, rows, rows - left
    if skipped and not left:
        report.problems, report.skipped = [*skipped, *report.problems], []
    if not report.problems and not dry_run:
        work.save("" if update else tables[0][0].name)
    return report


def _count(tables: Tables) -> int:
    return sum(len(table.rows) for _kind, _name, table in tables)


def _without(tables: Tables, bad: set[tuple[str, int]], update: bool) -> Tables:
    return [(kind, name, _rows_without(table, bad, name if update else "")) for kind, name, table in tables]


def _sheets(code: str, source: Path) -> list[tuple[Kind, str, Table]]:
    if code != ALL:
        kind = kind_by_code(code)
        if kind is None:
            raise Wrong(_("Nothing is called {name}.")(name=code))
        tables = read_tables(source)
        name = code if code in tables else next(iter(tables))
        return [(kind, name, tables[name])]
    tables = read_tables(source)
    known = {kind.code for kind in kinds().values()}
    for name in tables:
        if name not in known:
            raise Wrong(_("The sheet {name} is none of ours.")(name=name or source.name))
    return [(kind, kind.code, tables[kind.code]) for kind in kinds().values() if kind.code in tables]


def _rows_without(table: Table, bad: set[tuple[str, int]], sheet: str) -> Table:
    return replace(table, rows=tuple(each for each in table.rows if (sheet, each[0]) not in bad))


class Import:
    """One import: rows to drafts, drafts to records, records checked and saved."""

    def __init__(
        self, workspace: Workspace, source: str, typing: Typing, mapping: Mapping[str, str], watch: Watch
    ) -> None:
        self.workspace = workspace
        self.watch = watch
        self.steps = 0
        self.typing = typing
        self.mapping = {folded(heading): name for heading, name in mapping.items()}
        self.names = Names(workspace)
        self.report = Report(source)
        self._noted: set[tuple[str, int, str]] = set()
        self.groups: list[tuple[str, set[int]]] = []
        self.places: dict[tuple[str, int], tuple[Sheet, Draft]] = {}

    def check(self, tables: Tables, *, update: bool) -> None:
        """Make records of all rows and note what is wrong; on the writer thread."""
        self.report.rows = _count(tables)
        for kind, name, table in tables:
            sheet = Sheet(self, kind, name if update else "", table)
            for draft in sheet.drafts():
                self.step()
                self.groups.append((sheet.name, draft.rows))
                sheet.record(draft, update)
        self._check()
        self._count()

    def bad_rows(self) -> set[tuple[str, int]]:
        """The rows of every record that has a problem in one of its rows."""
        noted = {(each.sheet, each.row) for each in self.report.problems}
        return noted | {
            (sheet, row)
            for sheet, rows in self.groups
            if any((sheet, each) in noted for each in rows)
            for row in rows
        }

    def trouble(self, row: int, column: str, reason: Label, sheet: str, notice: bool = False) -> None:
        """Note what is wrong."""
        found = Trouble(row, column, reason, sheet)
        if notice:
            self.report.notices.append(found)
        else:
            self.report.problems.append(found)
            self._noted.add((sheet, row, column))

    def noted(self, row: int, column: str, sheet: str) -> bool:
        """Whether something is wrong there already."""
        return (sheet, row, column) in self._noted

    def _check(self) -> None:
        look = ImportLookup(self.workspace, self.names)
        for record in self.names.new:
            place = self.places.get((kind_of(record).name, record.id))
            if place is None:
                self._check_made(record, look)
                continue
            sheet, draft = place
            for each in own_problems(record, look):
                row, column = sheet.where(draft, each.field)
                if not self.noted(row, column, sheet.name):
                    self.trouble(row, column, each.label, sheet.name, each.notice)
        self.report.problems.sort(key=lambda each: (each.sheet, each.row))

    def _check_made(self, record: Record, look: ImportLookup) -> None:
        for each in own_problems(record, look):
            if not each.notice:
                self.trouble(0, f"{kind_of(record).name}.{each.field}", each.label, "")

    def _count(self) -> None:
        for record in self.names.new:
            kind = kind_of(record)
            wanted = self.report.changed if self._stored(record) else self.report.new
            wanted[kind.code] = wanted.get(kind.code, 0) + 1
        self.report.made = [
            (kind_of(each).code, self.names.title_of(kind_of(each).name, each.id)) for each in self.names.made
        ]

    def _stored(self, record: Record) -> bool:
        return self.names.stands(record)

    def save(self, kind: str) -> None:
        """Back up, then write everything as one change, named after a kind."""
        if self.names.new:
            _back_up(self.workspace)
            records = [each if self._stored(each) else replace(each, id=0) for each in self.names.new]  # type: ignore[type-var]
            try:
                done = self.workspace.save_now(records, self.report.source, kind, self._saving)
            except Refused as reason:
                for each in reason.problems:
                    self.trouble(0, each.field, each.label, "")
                return
            assert [each.id for each in done] == [each.id for each in self.names.new]
        self.report.saved = True

    def step(self) -> None:
        """One more row read or record made: two thirds of the work, saving is the rest."""
        self.steps += 1
        self.watch(self.steps, 3 * self.report.rows)

    def _saving(self, done: int, total: int) -> None:
        self.watch(2 * total + done, 3 * total)


def _back_up(workspace: Workspace) -> None:
    try:
        backups.make(workspace.path)
    except CannotOpen as reason:
        raise CannotWrite(reason.label) from reason
