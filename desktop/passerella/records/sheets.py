"""The words that people add to printed sheets."""

from __future__ import annotations

from typing import Annotated

from passerella.records.core import Record
from passerella.records.declaring import field, needed, record
from passerella.records.kinds import Choice, Name, Note
from passerella.texts.label import _

SHEETS = {"brand-progress": _("Brand progress")}


@record(
    label=_("Sheet text"),
    plural=_("Sheet texts"),
    new=_("New sheet text"),
    why=_("The decision wanted and the next steps that stand on a sheet."),
    title=("sheet", "period"),
)
class SheetText(Record):
    """Typed words for one sheet: the decision wanted and the next steps."""

    sheet: Annotated[str, Choice(SHEETS)] = field(_("Sheet"), default="brand-progress", carried=True)
    period: Name | None = field(_("Period"), carried=True)
    decision: Note | None = field(_("Decision wanted"))
    steps: Note = needed(_("Next steps, one a line"))
