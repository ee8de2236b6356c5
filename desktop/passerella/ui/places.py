"""The pages of the window: how the side bar names them, and how each is made."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from passerella.texts.label import Label, _
from passerella.ui.widgets.sidebar import Entry, Group

if TYPE_CHECKING:
    from passerella.ui.context import Context
    from passerella.ui.pages.page import Page

Place = tuple[str, ...]
"""A page's key and what it is about: ('list', kind, id), ('form', kind, id, 'field=value' …),
('import', kind, path), ('reports', sheet), ('help', *the place it is asked of).
A form leads to the list of its kind, or to the place that follows the word 'back': (…, 'back', *place)."""

HOME: Place = ("overview",)
_GROUPS: tuple[tuple[Label, tuple[tuple[str, str, Label], ...]], ...] = (
    (Label(""), (("overview", "overview", _("Overview")),)),
    (
        _("Brand"),
        (
            ("scoreboard", "star", _("Scoreboard")),
            ("recognition", "recognition", _("Recognition")),
            ("list:survey_wave", "list", _("Survey waves")),
            ("planner", "calendar", _("Survey planner")),
            ("list:goal", "goals", _("Goals")),
        ),
    ),
    (_("Shows"), (("list:appearance", "appearances", _("Appearances")),)),
    (
        _("Trade"),
        (("list:order", "orders", _("Orders")), ("list:price", "prices", _("Prices"))),
    ),
    (
        _("Records"),
        (("records", "records", _("Lists")), ("reports", "reports", _("Reports"))),
    ),
)


def groups(say: Callable[[Label], str]) -> list[Group]:
    """The side bar's entries under their headings."""
    return [
        Group(
            [Entry(key, say(label), icon) for key, icon, label in entries],
            say(heading) if heading.message else "",
        )
        for heading, entries in _GROUPS
    ]


def entry_of(place: Place) -> str:
    """The side bar's entry under which a page stands."""
    where, *more = place
    if where == "questionnaire":
        return "reports"
    if where == "help" and more:
        return entry_of(tuple(more))
    if where not in ("list", "form", "import") or not more:
        return where
    own = f"list:{more[0]}"
    return own if any(own == key for _heading, entries in _GROUPS for key, *_said in entries) else "records"


def kind_at(place: Place) -> str:
    """The kind of the records on a page; where it shows none, of what is entered most from there."""
    where, *more = place
    if where in ("list", "form"):
        return more[0]
    return "survey_wave" if where == "recognition" else "order"


_LATER = "listing form wave_form recognition scoreboard planner questionnaire importing reports help records"


def page_at(place: Place, context: Context) -> Page:
    """Make the page of a place; what only one page needs is imported with it."""
    where, *more = place
    return _MAKERS[where](context, *more)


def load_pages(watch: Callable[[int, int], None]) -> None:
    """Load what the pages and their charts are made of, so that none keeps the window waiting when it is
    first opened."""
    from passerella.charts.setup import ALONE
    from passerella.records.countries import country_code
    from passerella.records.currencies import currency_code
    from passerella.ui import picture

    names = _LATER.split()
    for done, name in enumerate(names):
        watch(done, len(names))
        import_module(f"passerella.ui.pages.{name}")
    for code in (country_code, currency_code):
        code("")  # it reads the names in all languages
    with ALONE:
        picture.load()


def _list(context: Context, kind: str, id: str = "") -> Page:
    from passerella.records.core import kinds
    from passerella.ui.pages.listing import ListPage

    page = ListPage(context, kinds()[kind])
    if id:
        page.stand_on(int(id))
    return page


def _form(context: Context, kind: str, id: str, *given: str) -> Page:
    from passerella.records.core import kinds
    from passerella.ui.pages.form import FormPage

    make = FormPage
    if kind == "survey_wave":
        from passerella.ui.pages.wave_form import WaveForm

        make = WaveForm
    at = given.index("back") if "back" in given else len(given)
    values = dict(each.split("=", 1) for each in given[:at])
    return make(context, kinds()[kind], int(id), values, given[at + 1 :])


def _import(context: Context, kind: str = "", path: str = "") -> Page:
    from passerella.records.core import kinds
    from passerella.ui.pages.importing import ImportPage

    return ImportPage(context, kinds()[kind].code if kind else "", Path(path) if path else None)


def _overview(context: Context) -> Page:
    from passerella.ui.pages.overview import OverviewPage

    return OverviewPage(context)


def _records(context: Context) -> Page:
    from passerella.ui.pages.records import RecordsPage

    return RecordsPage(context)


def _recognition(context: Context) -> Page:
    from passerella.ui.pages.recognition import RecognitionPage

    return RecognitionPage(context)


def _scoreboard(context: Context) -> Page:
    from passerella.ui.pages.scoreboard import ScoreboardPage

    return ScoreboardPage(context)


def _reports(context: Context, name: str = "") -> Page:
    from passerella.ui.pages.reports import ReportsPage

    return ReportsPage(context, name)


def _planner(context: Context) -> Page:
    from passerella.ui.pages.planner import PlannerPage

    return PlannerPage(context)


def _questionnaire(context: Context, series: str = "0") -> Page:
    from passerella.ui.pages.questionnaire import QuestionnairePage

    return QuestionnairePage(context, int(series))


def _help(context: Context, *about: str) -> Page:
    from passerella.ui.pages.help import HelpPage

    return HelpPage(context, about or HOME)


_MAKERS: dict[str, Callable[..., Page]] = {
    "overview": _overview,
    "list": _list,
    "form": _form,
    "import": _import,
    "recognition": _recognition,
    "scoreboard": _scoreboard,
    "planner": _planner,
    "questionnaire": _questionnaire,
    "reports": _reports,
    "help": _help,
    "records": _records,
}
