"""Charts from a terminal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import click

from passerella.charts.setup import REACHES, use_cache
from passerella.commands.asking import Asked
from passerella.commands.common import FILE, LANGUAGE, check_ending, failed, say_missing, unwritten, words_of
from passerella.figures.comparing import brands, funnel_of, markets, slope
from passerella.figures.course import course
from passerella.figures.recognition import MEASURES, recognition
from passerella.figures.recognition_result import RecognitionResult
from passerella.figures.sentences import NO_SURVEY, TWO_WAVES
from passerella.figures.telling import Charted, told
from passerella.store.workspace import Workspace
from passerella.texts.home import cache_folder
from passerella.texts.whole import write_whole


def _recognition(asked: Asked) -> RecognitionResult | None:
    return recognition(
        asked.workspace,
        asked.words,
        brand=asked.one_brand(),
        series=asked.one_series(),
        measure=asked.measure,
        today=asked.workspace.today(date.today()),
    )


def _course(asked: Asked) -> Charted | None:
    known = _recognition(asked)
    return course(known) if known else None


def _markets(asked: Asked) -> Charted | None:
    brand = asked.one_brand()
    if not brand:
        return None
    return markets(asked.workspace, asked.words, brand, asked.measure, asked.chosen_series())


def _brands(asked: Asked) -> Charted | None:
    series, chosen = asked.one_series(), asked.chosen_brands()
    return brands(asked.workspace, asked.words, series, asked.measure, chosen)


def _slope(asked: Asked) -> Charted | None:
    series = asked.one_series()
    first, last = (*asked.chosen_waves(series), None, None)[:2]
    chosen = asked.chosen_brands()
    found = slope(asked.workspace, asked.words, series, asked.measure, chosen=chosen, first=first, last=last)
    if found is None:
        raise asked.failed(TWO_WAVES)
    return found


def _funnel(asked: Asked) -> Charted | None:
    series = asked.one_series()
    wave = next(iter(asked.chosen_waves(series)), None)
    return funnel_of(asked.workspace, asked.words, series, chosen=asked.chosen_brands(), wave=wave)


_CHARTS: dict[str, tuple[Callable[[Asked], Charted | None], str]] = {
    "recognition": (_recognition, "One brand over the waves of one series"),
    "course": (_course, "One brand in one series with its fitted course and goal"),
    "markets": (_markets, "One brand in several series"),
    "brands": (_brands, "The brands of one series"),
    "slope": (_slope, "The brands of one series in two waves, the first and last unless given,"),
    "funnel": (_funnel, "From asked to bought in one wave, the last unless given,"),
}


@click.group()
def chart() -> None:
    """Save a chart as a picture."""


def _command(name: str) -> click.Command:
    find, about = _CHARTS[name]

    @click.command(name, help=f"{about} of WORKSPACE, drawn to TARGET (.svg, .png, .pdf).")
    @click.argument("workspace", type=FILE)
    @click.argument("target", type=FILE)
    @click.option("--measure", type=click.Choice(MEASURES), default=MEASURES[0], show_default=True)
    @click.option("--brand", "brands", multiple=True, help="Name of a brand; may be repeated.")
    @click.option("--series", multiple=True, help="Name of a series; may be repeated for markets.")
    @click.option(
        "--axis",
        type=click.Choice([str(each) for each in REACHES]),
        help="How far the axis of shares goes at least, in percent; a funnel has none.",
    )
    @click.option("--wave", "waves", multiple=True, type=click.DateTime(["%Y-%m-%d"]), help="Its last day.")
    @LANGUAGE
    def command(
        workspace: Path,
        target: Path,
        measure: str,
        axis: str | None,
        brands: tuple[str, ...],
        series: tuple[str, ...],
        waves: tuple[datetime, ...],
        asked: str | None,
    ) -> None:
        use_cache(cache_folder())
        from passerella.charts.export import FORMATS
        from passerella.charts.files import file_bytes, file_figure

        check_ending(target, FORMATS)
        words = words_of(asked)
        with Workspace(workspace, writing=False) as opened:
            result = find(Asked(opened, words, measure, brands, series, waves))
        if result is None:
            raise failed(NO_SURVEY, words)
        drawn = file_figure(told(result, words), words, int(axis or 0) / 100)
        say_missing(drawn.missing, words)
        try:
            write_whole(target, file_bytes(drawn, target.suffix.lower().lstrip(".")))
        except OSError as reason:
            raise unwritten(target, reason, words) from reason
        click.echo(str(target))

    return command


for _each in _CHARTS:
    chart.add_command(_command(_each))

ALL: tuple[click.Command, ...] = (chart,)
