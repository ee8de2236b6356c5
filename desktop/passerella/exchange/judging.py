"""Drafts to records: what is missing, what stands already, what the rules say."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from passerella.exchange.columns import WITHOUT, identity
from passerella.exchange.drafting import MISSING, Draft, Sheet
from passerella.records.core import Problem, Record, altered, built, kind_of, rule_problems
from passerella.texts.label import _

if TYPE_CHECKING:
    from passerella.exchange.importing import Import

TWICE = -1


def typed_values(record: Record) -> tuple[Any, ...]:
    """What was typed into a record and its lines, to compare records by."""
    kind = kind_of(record)
    inner = getattr(record, kind.lines.name) if kind.lines else ()
    return (*(getattr(record, each.name) for each in kind.typed), *map(typed_values, inner))


class Judge:
    """Makes records of the drafts of a sheet and hands on those that are new or changed."""

    def __init__(self, work: Import, sheet: Sheet) -> None:
        self.work, self.sheet, self.kind = work, sheet, sheet.kind
        self._make = cast(type[Record], self.kind.make)
        self._required = [each.name for each in self.kind.typed if each.required]
        self._defaults = {each.name: each.default for each in self.kind.typed}
        self._identity = identity(self.kind)
        self._filled = bool(work.workspace.count(self.kind.name))
        self._fresh = not self._filled and self.kind.lines is not None
        """Whether no record can stand already: rows of one record are one draft."""
        self._taken: dict[tuple[Any, ...], int] = {}
        self._alike: dict[tuple[Any, ...], list[Record]] | None = None
        self._later: list[tuple[Record, Draft, bool]] = []

    def take(self, drafts: Sequence[Draft]) -> None:
        """Judge complete drafts, in their order."""
        values = [self._values(each) for each in drafts]
        ids = list(map(self._standing, drafts, values))
        found = self.work.workspace.page(self.kind.name, [id for id in ids if id and id != TWICE])
        stored = {each.id: each for each in found}
        done = [
            record
            for draft, given, id in zip(drafts, values, ids, strict=True)
            if id != TWICE and (record := self._judged(draft, given, stored.get(id))) is not None
        ]
        self.work.put(self.kind, [each for each in done if each.id not in stored])
        self.work.put(self.kind, [each for each in done if each.id in stored], stands=True)

    def finish(self) -> None:
        """Judge the records whose rules asked for others of their kind: now all of them are known."""
        for record, _draft, _stands in self._later:
            self.work.names.hold(record)
        self.work.look.close()
        waiting, self._later = self._later, []
        done = [(self._ruled(record, draft, stands), stands) for record, draft, stands in waiting]
        for flag in (False, True):
            records = [record for record, stands in done if record is not None and stands is flag]
            self.work.put(self.kind, records, stands=flag)

    def _values(self, draft: Draft) -> dict[str, Any]:
        return {
            name: value for name, value in zip(self.sheet.own, draft.own, strict=True) if value is not None
        }

    def _standing(self, draft: Draft, values: Mapping[str, Any]) -> int:
        """The id of the stored record that a draft means, 0 for a new one, `TWICE` for one seen before."""
        names = self.work.names
        if draft.key and (id := names.by_key(self.kind.name, draft.key)):
            return id
        if draft.key and self.kind.name == "enterprise":
            return min(names.records("enterprise"), default=0)
        if not self._identity or (self._fresh and not draft.key):
            return 0
        wanted = tuple(values.get(name, self._defaults[name]) for name in self._identity)
        if any(
            value is None and name in self._required
            for name, value in zip(self._identity, wanted, strict=True)
        ):
            return 0
        if draft.key or self.kind.lines is None:
            before = self._taken.setdefault(wanted, draft.rows[0])
            if before != draft.rows[0]:
                reason = _("Stands in row {n} already.")(n=before)
                self.sheet.trouble(draft.rows[0], self.sheet.heading(self._identity[-1]), reason)
                self.work.spoil(self.sheet, draft)
                return TWICE
        return (
            names.standing(self.kind, dict(zip(self._identity, wanted, strict=True))) if self._filled else 0
        )

    def _judged(self, draft: Draft, values: dict[str, Any], before: Record | None) -> Record | None:
        """The record to write; None where it is known, cannot be taken, or has to wait."""
        stands = before is not None
        if before is None:
            values = self._supplied(values)
            values.update(self._lines(draft, None))
        else:
            values = self._merged(draft, values, before)
        for name in self._required:
            if name not in values:
                self.sheet.trouble(draft.rows[0], self.sheet.heading(name), MISSING)
        bad = not self.sheet.bad.isdisjoint(draft.rows)
        if bad and not all(name in values for name in self._required):
            self.work.spoil(self.sheet, draft)
            return None
        record = built(self._make, values)
        before = before or self._same(record)
        if before is not None and typed_values(record) == typed_values(before):
            self.work.known(self.kind, draft, before)
            return None
        id = before.id if before is not None else self.work.names.next_id(self.kind.name)
        vars(record)["id"] = id
        self.work.names.know(self.kind.name, draft.key, id)
        if bad:
            self.work.names.hold(record)
            self.work.spoil(self.sheet, draft)
            return None
        return self._ruled(record, draft, stands)

    def _supplied(self, values: dict[str, Any]) -> dict[str, Any]:
        """A new record's values, with what a file without them is taken to say."""
        if self.kind.name in WITHOUT:
            name, value, follow = WITHOUT[self.kind.name]
            silent = name not in values
            said = values.setdefault(name, value)
            for other, source in follow.get(said, {}).items():
                if source in values and (silent or other not in self.sheet.own):
                    values.setdefault(other, values[source])
        return values

    def _merged(self, draft: Draft, values: dict[str, Any], before: Record) -> dict[str, Any]:
        """A stored record's values under those of the file; columns that the file lacks keep theirs."""
        name = WITHOUT[self.kind.name][0] if self.kind.name in WITHOUT else ""
        given = self._supplied(values) if name in self.sheet.own else values
        cleared = {each: self._defaults[each] for each in self.sheet.own if each not in given}
        kept = {each.name: getattr(before, each.name) for each in self.kind.fields}
        supplied = {
            each: value for each, value in given.items() if each in self.sheet.own or kept[each] is None
        }
        merged = {**kept, **cleared, **supplied, **self._lines(draft, before)}
        return {each: value for each, value in merged.items() if value is not None}

    def _lines(self, draft: Draft, before: Record | None) -> dict[str, tuple[Record, ...]]:
        """The lines of a draft; what the file has no columns for is kept from the lines they continue."""
        if self.kind.lines is None:
            return {}
        name, make, names = (
            self.kind.lines.name,
            cast(type[Record], self.kind.lines.kind.make),
            self.sheet.inner,
        )
        lines = [built(make, dict(zip(names, line, strict=True))) for line in draft.lines]
        stored = () if before is None else getattr(before, name)
        if not stored:
            return {name: tuple(lines)}
        if not names:
            return {name: stored}
        if len(stored) > len(lines):
            reason = _("{before} lines stand there; with this file {n} are left.")
            self.work.trouble(
                draft.rows[0], name, reason(before=len(stored), n=len(lines)), self.sheet.name, notice=True
            )
        title = [each for each in self.kind.lines.kind.title if each in names]
        return {name: tuple(_continued(stored, lines, title))}

    def _same(self, record: Record) -> Record | None:
        """A stored record that says the same, of a kind whose records nothing else tells apart; each once."""
        if self._identity or not self._filled:
            return None
        if self._alike is None:
            self._alike = {}
            for each in self.work.workspace.all(self.kind.name):
                self._alike.setdefault(typed_values(each), []).append(each)
        found = self._alike.get(typed_values(record))
        return found.pop() if found else None

    def _ruled(self, record: Record, draft: Draft, stands: bool) -> Record | None:
        """The record with its derived values, if the rules let it pass and need not wait for others."""
        look = self.work.look
        look.early = False
        problems = list(rule_problems(record, look))
        refused = bool(problems) and any(not each.notice for each in problems)
        derived = {} if refused else record.derived(look)
        if look.early:
            self._later.append((record, draft, stands))
            return None
        if problems and not self._noted(draft, problems):
            self.work.names.hold(record)
            self.work.spoil(self.sheet, draft)
            return None
        vars(record).update(derived)
        self.work.names.add(record)
        return record

    def _noted(self, draft: Draft, problems: Sequence[Problem]) -> bool:
        """Note problems and notices; whether there were notices only."""
        for each in problems:
            row, column = self.sheet.where(draft, each.field)
            if each.notice:
                self.work.trouble(row, column, each.label, self.sheet.name, notice=True)
            else:
                self.sheet.trouble(row, column, each.label)
        return all(each.notice for each in problems)


def _continued(stored: Sequence[Record], lines: Sequence[Record], names: Sequence[str]) -> list[Record]:
    """Lines over the stored ones that are the same by `names`, each once; where there are as many of
    both, what is left over goes by its place."""

    def by(line: Record) -> tuple[Any, ...]:
        return tuple(getattr(line, name) for name in names)

    if not names and len(stored) != len(lines):
        return list(lines)
    waiting: dict[tuple[Any, ...], deque[Record]] = {}
    for each in stored:
        waiting.setdefault(by(each), deque()).append(each)
    found = [same.popleft() if (same := waiting.get(by(each))) else None for each in lines]
    if len(stored) == len(lines):
        used = set(map(id, found))
        left = (each for each in stored if id(each) not in used)
        found = [each or next(left) for each in found]
    return [altered(old, **vars(line)) if old else line for old, line in zip(found, lines, strict=True)]
