"""What each appearance cost and brought, as far as it is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from passerella.figures.recognition_result import RecognitionResult, WavePoint
from passerella.records.kinds import SeasonKind
from passerella.records.money import minor_units, unscaled
from passerella.records.orders import BOOKED
from passerella.store.workspace import Query, Workspace
from passerella.texts.language import Language


@dataclass(frozen=True, slots=True)
class ShowResult:
    """One appearance: typed totals, the orders credited to it by hand, the waves around it.

    `credited` is in home currency; orders without a rate are left out of it and counted.
    """

    name: str
    cost: Decimal | None
    currency: str
    visitors: int | None
    enquiries: int | None
    orders: int
    without_rate: int
    credited: Decimal
    home: str
    before: WavePoint | None
    after: WavePoint | None


def show_results(
    workspace: Workspace, language: Language, recognition: RecognitionResult | None, brand: int | None
) -> list[ShowResult]:
    """The appearances of a brand that were held, oldest first.

    Recognition before and after are the nearest waves that ended before the opening day and after
    it: a neighbourhood in time, not an effect.
    """
    points = recognition.points if recognition else ()
    found = []
    for each in workspace.all("appearance", Query(equal=(("status", "held"),))):
        if brand is None or each.brand in (None, brand):
            found.append(_result(workspace, language, each, points))
    return found


def _result(
    workspace: Workspace, language: Language, appearance: Any, points: tuple[WavePoint, ...]
) -> ShowResult:
    show = workspace.get("show", appearance.show)
    name = f"{show.name if show else ''} {SeasonKind().show(appearance.season, language)}".strip()
    home = workspace.lookup().home
    row = workspace.read.execute(
        "SELECT count(home_total), count(*) - count(home_total), coalesce(sum(home_total), 0)"
        f' FROM "order" WHERE appearance = ? AND status IN ({", ".join(map(repr, BOOKED))})',
        (appearance.id,),
    ).fetchone()
    return ShowResult(
        name=name,
        cost=appearance.cost,
        currency=appearance.currency,
        visitors=appearance.visitors,
        enquiries=appearance.enquiries,
        orders=row[0],
        without_rate=row[1],
        credited=unscaled(row[2], minor_units(home)),
        home=home,
        before=next((p for p in reversed(points) if p.day < appearance.starts_on), None),
        after=next((p for p in points if p.day > appearance.starts_on), None),
    )
