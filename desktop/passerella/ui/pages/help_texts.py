"""What the help says of each page."""

from __future__ import annotations

from passerella.records.core import kinds
from passerella.texts.label import Label, _

_LIST = _(
    "Enter opens a record; a letter goes to the first one that begins so; a click on a heading sorts. "
    "The pull-downs and the menu key show only some. Rows copied in Excel are pasted as new records."
)
_FORM = _(
    "What is typed stays as a draft until it is saved; what is wrong is said under its field. "
    "Other records are chosen from a list while their name is typed."
)
_PAGES: dict[str, tuple[Label, Label]] = {
    "overview": (
        _("Overview"),
        _(
            "Above, the latest wave and this year's trade up to the last shipment; under each figure stands "
            "what it rests on. The chart shows all waves of the main series. What the press says stands "
            "beside it and is never computed with."
        ),
    ),
    "scoreboard": (
        _("Brand scoreboard"),
        _(
            "A row a measure: its latest figure, the way from baseline to target, the pace it needs, and "
            "where it stands. Enter or a click opens its goal, or what it is measured by. What is cut in the "
            "row that the arrows stand on is said whole below."
        ),
    ),
    "recognition": (
        _("Recognition"),
        _(
            "Series, brand, measure and view are chosen above. The wave chosen at the left is compared with "
            "the wave before it, or with any earlier one. Only waves of one series are compared. Enter opens "
            "a wave."
        ),
    ),
    "planner": (
        _("Survey planner"),
        _(
            "Type how many people are asked and which change is to be seen: beside it stands what they can "
            "show and what it costs. The next wave is drafted from the plan."
        ),
    ),
    "questionnaire": (
        _("Questionnaire"),
        _(
            "One page for the interviewer, in the market's language until another is chosen; the question as "
            "it is asked there is entered with the series. The table for answers is filled in Excel, one row "
            "a person, and counted in the form of the wave."
        ),
    ),
    "reports": (
        _("Reports"),
        _(
            "Choose the sheet, and one language or two. The preview is what is printed. "
            "The decision wanted and the next steps are typed words of their own."
        ),
    ),
    "records": (_("Lists"), _("Lists that orders, appearances and surveys rest on")),
    "import": (
        _("Import"),
        _(
            "Drop a CSV or Excel file on the window or choose one, and see which column goes where and what "
            "would come in. Nothing is saved before you say so; Ctrl+Z takes an import back."
        ),
    ),
}


def about_page(where: str, kind: str = "", *_more: str) -> tuple[Label, tuple[Label, ...]]:
    """The name of a page and what is to know about it; of the Overview where there is nothing to say."""
    if where in ("list", "form"):
        record = kinds()[kind]
        name, keys = (record.plural, _LIST) if where == "list" else (record.label, _FORM)
        return name, (keys,) if record.why is None else (record.why, keys)
    name, text = _PAGES.get(where, _PAGES["overview"])
    return name, (text,)
