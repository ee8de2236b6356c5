"""Which columns files have for a kind, and the names people give them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from passerella.records.core import Field, Kind
from passerella.records.everything import kinds
from passerella.records.numbers import Money
from passerella.records.orders import SHIPPED
from passerella.texts.label import Label, _
from passerella.texts.language import CODES, Language, language

KEY = "key"
ALL = "all"
LEFT_OUT = ""
"""What a heading means that stands for no column."""

ALIASES: Mapping[str, Mapping[str, str]] = {
    "order": {
        "date": "ordered_on",
        "日期": "ordered_on",
        "订单日期": "ordered_on",
        "合同号": "number",
        "客户名称": "buyer",
        "国家": "market",
        "目的国": "market",
        "交货期": "ship_by",
        "币别": "currency",
        "汇率": "rate",
        "成交方式": "incoterm",
        "货号": "product",
        "款号": "product",
    },
    "exchange_rate": {"from": "currency", "to": "into"},
    "survey_wave": {"country": "market"},
}
"""Other names of columns, by kind."""

THROUGH: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "survey_wave": {
        "market": ("series", "country"),
        "audience": ("series", "audience"),
        "method": ("series", "method"),
        "place": ("series", "place"),
        "sampling": ("series", "sampling"),
    },
}
"""Columns that describe the record a field refers to, by kind: column -> (field, field over there)."""

FOUND_BY: Mapping[str, tuple[str, ...]] = {"survey_series": ("country", "audience", "method")}
"""Kinds that are found or made from what describes them."""

MADE_FROM: Mapping[str, str] = {"buyer": "company", "product": "sku"}
"""Kinds of which an unknown one is made from its name in the file: the field that takes the name."""


_ITS_DAY = {"confirmed_on": "ordered_on", "shipped_on": "ordered_on"}
WITHOUT: Mapping[str, tuple[str, str, Mapping[str, Mapping[str, str]]]] = {
    "order": ("status", "shipped", dict.fromkeys(SHIPPED, _ITS_DAY))
}
"""A field that is taken to say something where a file leaves it empty, by kind: the field, what it
then says, and by what it says the fields that say what another does, where the file has no column
for them or has left both empty."""


_TOTALS = frozenset(
    [
        "合计",
        "总计",
        "小计",
        "共计",
        "total",
        "totals",
        "grandtotal",
        "subtotal",
        "totale",
        "totali",
        "subtotale",
    ]
)
_LONGEST_TOTAL = 16
_BEGIN_TOTAL = re.compile(r"(合计|总计|小计|共计|总金额)\W|(合计|总计|共计)(金额|数量)")
_FOOT = re.compile(
    r"(制表|制单|填表|打印|审核|复核|核准|批准|经办|负责|签字|签名|盖章)(人|员|者|日期|时间)?\s*([:：]|$)"
    r"|(备注|说明|注|日期|notes?|remarks?|date|page|note|data|pagina|firma)\s*[:：]"
    r"|(prepared|checked|approved|printed|signed|signature|compilato|controllato|approvato|stampato|firmato)\b"
    r".{0,20}[:：]",
    re.IGNORECASE,
)
_COUNTING = {"序号"}
"""Headings of columns that number the rows."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a kind: its name, its field, and whether it belongs to a line or, `through` a
    field of the record, to the record referred to."""

    name: str
    field: Field
    inner: bool = False
    through: str = ""

    @property
    def is_amount(self) -> bool:
        """Whether its cells may carry the mark of a currency."""
        return isinstance(self.field.kind, Money) or self.name == "unit_price"


def kind_by_code(code: str) -> Kind | None:
    """The kind that files call so."""
    return next((kind for kind in kinds().values() if kind.code == code), None)


def codes() -> list[str]:
    """The names of all kinds in files."""
    return [kind.code for kind in kinds().values()]


def columns(kind: Kind) -> tuple[Column, ...]:
    """The columns of a kind: its own fields, what describes those it refers to, its lines' fields."""
    found = [Column(each.name, each) for each in kind.typed]
    for name, (own, other) in THROUGH.get(kind.name, {}).items():
        target = kinds()[getattr(kind.field(own).kind, "kind")]  # noqa: B009
        found.append(Column(name, target.field(other), through=own))
    if kind.lines is not None:
        found += [Column(each.name, each, inner=True) for each in kind.lines.kind.typed]
    return tuple(found)


def spoken() -> list[Language]:
    """The languages in which headings are understood."""
    return [language(code) for code in CODES]


def folded(heading: str) -> str:
    """A heading without regard to case, spaces, underscores and the marks of fields that must be filled."""
    return "".join(heading.replace("_", " ").casefold().split()).strip("*＊:：")


@cache
def _all_headings() -> frozenset[str]:
    return frozenset(word for kind in kinds().values() for word in headings(kind).keys() | computed(kind))


def is_heading(cell: str) -> bool:
    """Whether a column of any kind is called so."""
    return folded(cell) in _all_headings()


def beside_the_rows(cell: str) -> Label | None:
    """What is said of a row with few cells that begins so and is no record; None for what may be one."""
    text = cell.strip()
    short = len(text) <= _LONGEST_TOTAL and not text[-1:].isdigit()
    if _BEGIN_TOTAL.match(text) or (short and folded(text) in _TOTALS):
        return _("Taken for a line of totals and left out.")
    return _("Taken for a line under the table and left out.") if _FOOT.match(text) else None


def headings(kind: Kind) -> dict[str, str]:
    """Every heading that is understood, folded, with the column's name. Names go before labels."""
    found = {folded(each.name): each.name for each in columns(kind)} | {folded(KEY): KEY}
    for name, meant in ALIASES.get(kind.name, {}).items():
        found.setdefault(folded(name), meant)
    for each in columns(kind):
        for words in spoken():
            found.setdefault(folded(words.say(each.field.label)), each.name)
    return found


def computed(kind: Kind) -> set[str]:
    """The folded headings of what is computed: such columns are passed over."""
    fields = [*kind.fields, *(kind.lines.kind.fields if kind.lines else ())]
    names = set(_COUNTING)
    for each in fields:
        if each.derived:
            names |= {folded(each.name), *(folded(words.say(each.label)) for words in spoken())}
    return names


def identity(kind: Kind) -> tuple[str, ...]:
    """The fields that tell a record of a kind from others; empty when nothing does."""
    if kind.unique:
        return kind.unique[0]
    return kind.title if kind.lines is not None else ()


NO_COLUMN: Label = _("No such column here. Leave it out or rename it.")
