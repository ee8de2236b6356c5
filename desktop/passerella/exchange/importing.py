"""Files into a workspace: all rows or none, as one change."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from passerella.exchange.columns import ALL, beside_the_rows, folded, is_heading, kind_by_code
from passerella.exchange.drafting import Draft, Scattered, Sheet
from passerella.exchange.judging import Judge
from passerella.exchange.looking import ImportLookup
from passerella.exchange.reading import Names
from passerella.exchange.report import Report, Trouble, Watch, unwatched
from passerella.exchange.tables import Cell, Chunk, Table, empty, read_tables
from passerella.records.core import Kind, Record, altered, kind_of, own_problems
from passerella.records.everything import kinds
from passerella.records.kinds import Typing
from passerella.store import backups
from passerella.store.bulk import Stage
from passerella.store.errors import CannotOpen, CannotWrite, Refused
from passerella.store.workspace import Workspace
from passerella.texts.label import Label, Wrong, _

__all__ = ["Report", "Trouble", "import_file"]

Tables = Sequence[tuple[Kind, str, Table]]


class _Progress:
    """How far an import is: half is reading, half entering."""

    def __init__(self, tables: Tables, watch: Watch) -> None:
        self._watch = watch
        self._size = sum(table.size for _kind, _name, table in tables)
        self._done = 0

    def restart(self) -> None:
        """Begin to read again."""
        self._done = 0
        self.tick(0)

    def tick(self, count: int) -> None:
        """So many more rows were read, or records entered."""
        self._done += count
        self._watch(min(self._done, 2 * self._size), 2 * self._size)

    def end(self) -> None:
        """All is entered."""
        self._watch(2 * self._size, 2 * self._size)


def import_file(
    workspace: Workspace,
    code: str,
    source: Path,
    *,
    typing: Typing,
    dry_run: bool = False,
    mapping: Mapping[str, str] | None = None,
    skip_bad: bool = False,
    encoding: str = "",
    watch: Watch = unwatched,
) -> Report:
    """Import a CSV or Excel file of one kind (by its `code`), or a workbook of `all`.

    `mapping` names columns for headings of the file; an empty name leaves a heading out. With problems
    nothing is written, or with `skip_bad` the records without any. `encoding` is that of a text file, else
    it is guessed. A record that stands already takes what the file says of it. A backup is made before
    anything is written. `watch` is told how much of how much is done, on the writer thread; when it raises,
    nothing is written. Raises `Wrong` for an unknown code or a file that cannot be read, `CannotWrite` when
    saving fails.
    """
    tables = _sheets(code, source, encoding)
    progress = _Progress(tables, watch)

    def work() -> Report:
        name = "" if code == ALL else tables[0][0].name
        start = _Start(workspace, source.name, typing, mapping or {}, progress, name)
        with _without_collecting():
            return _run(start, tables, dry_run=dry_run, skip_bad=skip_bad)

    return workspace.post(work).result()


class _Start:
    """What every attempt of one import has in common."""

    def __init__(
        self,
        workspace: Workspace,
        source: str,
        typing: Typing,
        mapping: Mapping[str, str],
        progress: _Progress,
        only: str,
    ) -> None:
        self.workspace, self.source, self.typing = workspace, source, typing
        self.progress, self.only = progress, only
        self.mapping = {folded(heading): name for heading, name in mapping.items()}
        self.left_out: set[tuple[str, int]] = set()
        self.gather = False


def _run(start: _Start, tables: Tables, *, dry_run: bool, skip_bad: bool) -> Report:
    """Check, again and again without the records that have problems when those are skipped; then save."""
    skipped: list[Trouble] = []
    while True:
        start.progress.restart()
        with _attempt(start) as work:
            try:
                work.check(tables)
            except Scattered:
                start.gather = True
                continue
            report = work.report
            if skip_bad and work.bad and not report.whole:
                skipped += report.problems
                start.left_out |= work.bad
                continue
            report.skipped, report.skipped_rows = skipped, len(start.left_out)
            if skipped and report.rows == report.skipped_rows:
                report.problems, report.skipped = [*skipped, *report.problems], []
            if not report.problems and not dry_run:
                work.save()
            return report


@contextmanager
def _attempt(start: _Start) -> Iterator[Import]:
    work = Import(start)
    try:
        yield work
    finally:
        work.stage.close()


def _sheets(code: str, source: Path, encoding: str) -> list[tuple[Kind, str, Table]]:
    if code != ALL:
        kind = kind_by_code(code)
        if kind is None:
            raise Wrong(_("Nothing is called {name}.")(name=code))
        tables = read_tables(source, encoding, is_heading)
        name = code if code in tables else next(iter(tables))
        return [(kind, "", tables[name])]
    tables = read_tables(source, encoding, is_heading)
    known = {kind.code for kind in kinds().values()}
    for name in tables:
        if name not in known:
            raise Wrong(_("The sheet {name} is none of ours.")(name=name or source.name))
    return [(kind, kind.code, tables[kind.code]) for kind in kinds().values() if kind.code in tables]


class Import:
    """One attempt: rows to drafts, drafts to records, records checked, staged and saved."""

    def __init__(self, start: _Start) -> None:
        self.workspace, self.typing, self.mapping = start.workspace, start.typing, start.mapping
        self.report = Report(start.source)
        self.bad: set[tuple[str, int]] = set()
        self.ragged: set[int] = set()
        self._start = start
        self._noted: set[tuple[str, int, str]] = set()
        self.stage = Stage(lambda kind, id: self.names.records(kind).get(id))
        self.names = Names(start.workspace, self.stage.all)
        self.look = ImportLookup(start.workspace, self.names)

    def check(self, tables: Tables) -> None:
        """Make records of all rows and note what is wrong; on the writer thread."""
        for kind, name, table in tables:
            self._check(Sheet(self, kind, name, table, gather=self._start.gather))
        self.report.problems.sort(key=lambda each: (each.sheet, each.row))
        self.report.notices.sort(key=lambda each: (each.sheet, each.row))
        if not self.report.problems:
            self.report.made = [
                (kind_of(each).code, self.names.title_of(kind_of(each).name, each.id))
                for each in self.names.made
            ]
        for counts, wanted in ((self.stage.new, self.report.new), (self.stage.changed, self.report.changed)):
            wanted.update({kinds()[name].code: count for name, count in counts.items()})

    def _check(self, sheet: Sheet) -> None:
        judge = Judge(self, sheet)
        self.look.close()
        for chunk in sheet.table.chunks():
            chunk = self._only_records(sheet, chunk)
            self.report.rows += len(chunk.rows)
            drafts = sheet.drafts(self._kept(sheet, chunk))
            self._take_made()
            self.look.open = sheet.kind.name
            judge.take(drafts)
            self._start.progress.tick(len(chunk.rows))
        self.look.open = sheet.kind.name
        judge.take(sheet.last())
        judge.finish()

    def _only_records(self, sheet: Sheet, chunk: Chunk) -> Chunk:
        """The rows without those that add others up or stand under the table; each is told."""
        begin = {row[0] for row in chunk.rows}
        if not any(empty(cell) or (isinstance(cell, str) and beside_the_rows(cell)) for cell in begin):
            return chunk
        kept: list[tuple[int, Sequence[Cell]]] = []
        for number, row in zip(chunk.numbers, chunk.rows, strict=True):
            said = [cell for cell in row if not empty(cell)]
            few = 2 * len(said) <= len(sheet.table.header)
            if few and (reason := beside_the_rows(str(said[0]))) is not None:
                self.trouble(number, sheet.table.header[row.index(said[0])], reason, sheet.name, notice=True)
            else:
                kept.append((number, row))
        return Chunk([number for number, _row in kept], [row for _number, row in kept])

    def _kept(self, sheet: Sheet, chunk: Chunk) -> Chunk:
        if not self._start.left_out:
            return chunk
        kept = [
            pair
            for pair in zip(chunk.numbers, chunk.rows, strict=True)
            if (sheet.name, pair[0]) not in self._start.left_out
        ]
        return Chunk([number for number, _row in kept], [row for _number, row in kept])

    def _take_made(self) -> None:
        """Check and stage the records that were made of names in the file."""
        self.look.close()
        fresh, self._made = self.names.made[self._made :], len(self.names.made)
        for record in fresh:
            for each in own_problems(record, self.look):
                if not each.notice:
                    self.trouble(0, f"{kind_of(record).name}.{each.field}", each.label, "")
            self.put(kind_of(record), [altered(record, **record.derived(self.look))])

    _made = 0

    def put(self, kind: Kind, records: Sequence[Record], *, stands: bool = False) -> None:
        """Put good records on the way into the workspace."""
        self.stage.put(kind, records, stands=stands)

    def known(self, kind: Kind, draft: Draft, record: Record) -> None:
        """Count a record that says what stands already."""
        self.report.known[kind.code] = self.report.known.get(kind.code, 0) + 1
        self.names.know(kind.name, draft.key, record.id)

    def spoil(self, sheet: Sheet, draft: Draft) -> None:
        """Remember the rows of a record that cannot be taken."""
        self.bad.update((sheet.name, row) for row in draft.rows)

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

    def save(self) -> None:
        """Back up, then write everything as one change."""
        if self.stage.kinds:
            _back_up(self.workspace)
            try:
                self.workspace.enter_now(
                    self.stage, self.report.source, self._start.only, self._start.progress.tick
                )
            except Refused as reason:
                for each in reason.problems:
                    self.trouble(0, each.field, each.label, "")
                return
            self._start.progress.end()
        self.report.saved = True


@contextmanager
def _without_collecting() -> Iterator[None]:
    """No search for cycles while many small objects are made: there are none, and it takes its time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _back_up(workspace: Workspace) -> None:
    try:
        backups.make(workspace.path)
    except CannotOpen as reason:
        raise CannotWrite(reason.label) from reason
