"""What a sheet is made of: texts already in the language or languages wanted, and pictures."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Headlines:
    """Sentences, each beside the word that says what it answers."""

    items: tuple[tuple[str, str], ...]
    kind: str = field(default="headlines", init=False)


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure with what it is, its unit, what changed and what it rests on.

    `change` is the bold part ('+6.0 points'), `against` the quiet one after it ('on the wave before');
    `mood` colours the change: 'good', 'bad' or ''.
    """

    what: str
    figure: str
    unit: str = ""
    change: str = ""
    basis: str = ""
    against: str = ""
    mood: str = ""


@dataclass(frozen=True, slots=True)
class Tiles:
    """Up to four tiles a row; `widths` are the parts of the row they take, if not the same."""

    items: tuple[Tile, ...]
    widths: tuple[int, ...] = ()
    kind: str = field(default="tiles", init=False)


@dataclass(frozen=True, slots=True)
class Reported:
    """A reported figure and what it speaks of."""

    figure: str
    about: str


@dataclass(frozen=True, slots=True)
class ReportedStrip:
    """Reported figures, apart from measured ones."""

    title: str
    subject: str
    items: tuple[Reported, ...]
    kind: str = field(default="strip", init=False)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as SVG with its title, note and caption; `badge` marks invented data, `unshown` holds the
    characters that boxes stand for in it."""

    svg: bytes
    title: str
    note: str = ""
    caption: str = ""
    badge: str = ""
    unshown: str = ""
    kind: str = field(default="chart", init=False)


@dataclass(frozen=True, slots=True)
class Table:
    """Words and figures; `total` is a row of its own.

    `parts` says of each column how many parts of the free width it takes: 0 for figures, which are as
    wide as they are; without it the first column takes all. `note` stands beside the title, `caption`
    below the rows; a table without a title belongs to what is above it. `strong` rows are bold.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    total: tuple[str, ...] = ()
    caption: str = ""
    parts: tuple[int, ...] = ()
    strong: tuple[int, ...] = ()
    kind: str = field(default="table", init=False)


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done, by whom, when, for how much."""

    what: str
    owner: str = ""
    day: str = ""
    money: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """What comes next, numbered; `note` stands beside the title."""

    title: str
    items: tuple[Step, ...]
    note: str = ""
    kind: str = field(default="steps", init=False)


@dataclass(frozen=True, slots=True)
class Split:
    """A whole in two parts: the `share` of 1 that is the first and what it was `before`; the words for
    the two parts and for the time before, if any."""

    share: float
    before: float | None = None
    first: str = ""
    rest: str = ""
    was: str = ""
    kind: str = field(default="split", init=False)


@dataclass(frozen=True, slots=True)
class Bar:
    """Places from 0 (the left end) to 1; `needed`, `low` and `high` only where there are any."""

    start: float
    done: float
    target: float
    needed: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """One measure on its way: cells of a strong line and a quiet one, and a bar in the place of the third's.

    `mood` colours the status: 'good', 'bad' or ''.
    """

    cells: tuple[tuple[str, str], ...]
    bar: Bar | None = None
    mood: str = ""


@dataclass(frozen=True, slots=True)
class Ways:
    """Measures one below the other under their headings, closer where they are not `airy`; `notes` say
    what the bars show, and more. `widths` are the parts of the row that cells take, if not the usual ones."""

    headings: tuple[str, ...]
    rows: tuple[Way, ...]
    notes: tuple[str, ...] = ()
    airy: bool = True
    widths: tuple[int, ...] = ()
    kind: str = field(default="ways", init=False)


Block = Headlines | Tiles | ReportedStrip | Chart | Table | Steps | Split | Ways


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole sheet: its head, its blocks from above to below, its footnotes at the bottom.

    `page_of` holds {x} and {y}; `language` is 'zh', 'en' or 'it'.
    """

    sender: str
    period: str
    title: str
    foot: str
    page_of: str
    language: str = "zh"
    bilingual: bool = False
    sample_badge: str = ""
    blocks: tuple[Block, ...] = ()
    footnotes: tuple[str, ...] = ()
