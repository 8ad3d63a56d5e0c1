"""How long, with how many, how near and from where a roster is sought: the options of every planning command."""

import os
import re
from collections.abc import Callable
from typing import Any

import click
from click.core import ParameterSource

from vaktplan.i18n import _

Command = Callable[..., Any]
LEAST_SECONDS, MOST_SECONDS = 0.5, 86400.0
MOST_WORKERS = 64
MOST_SEED = 2_000_000_000  # what the solver takes


class Figure(click.ParamType[float]):
    """A number as people write it, 0.5 or 0,5, within limits that the message names."""

    name = "figure"

    def __init__(self, least: float, most: float, unit: str = "", *, whole: bool = False) -> None:
        self.least, self.most, self.unit, self.whole = least, most, unit, whole

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float | int:
        """The number, or a usage error that says what the least and the greatest value is."""
        if isinstance(value, int | float):
            return value
        text = str(value).strip()
        bare = text.removesuffix("%").rstrip() if self.unit == "%" else text
        if not re.fullmatch(r"[-+−]?\d+" if self.whole else r"[-+−]?(\d+([.,]\d*)?|[.,]\d+)", bare):
            said = _("«{verdi}» er ikke et helt tall") if self.whole else _("«{verdi}» er ikke et tall")
            self.fail(said.format(verdi=text), param, ctx)
        plain = bare.replace(",", ".").replace("−", "-")
        number = int(plain) if self.whole else float(plain)
        if number < self.least:
            said = _("{verdi} er for lite; minste verdi er {grense}")
            self.fail(said.format(verdi=bare, grense=self._limit(self.least)), param, ctx)
        if number > self.most:
            said = _("{verdi} er for mye; største verdi er {grense}")
            self.fail(said.format(verdi=bare, grense=self._limit(self.most)), param, ctx)
        return number

    def _limit(self, value: float) -> str:
        from vaktplan.export import words

        return f"{words.number(value, 1, trim=True)} {self.unit}".rstrip()


def time_option(text: str) -> Callable[[Command], Command]:
    """--time-limit; `text` says what the time is spent on."""
    return click.option(
        "--time-limit",
        metavar=_("SEKUNDER"),
        type=Figure(LEAST_SECONDS, MOST_SECONDS, _("sekunder")),
        default=60,
        show_default=True,
        help=text,
    )


def effort_options(time_help: str) -> Callable[[Command], Command]:
    """--time-limit, --target-gap, --workers and --seed; `time_help` says what the time is spent on."""
    options = (
        time_option(time_help),
        click.option(
            "--target-gap",
            metavar=_("PROSENT"),
            type=Figure(0, 100, "%"),
            callback=lambda ctx, param, value: None if value is None else value / 100,
            help=_("Stopp når planen er så nær den beste som kan finnes, som 1 eller 0,5."),
        ),
        click.option(
            "--workers",
            metavar=_("ANTALL"),
            type=Figure(1, MOST_WORKERS, whole=True),
            default=2,
            show_default=True,
            callback=_told_of_cores,
            help=_("Hvor mange som leter samtidig; med 1 gir samme frø samme plan."),
        ),
        click.option(
            "--seed",
            metavar=_("TALL"),
            type=Figure(0, MOST_SEED, whole=True),
            default=0,
            show_default=True,
            help=_("Frø: et annet tall leter i en annen rekkefølge."),
        ),
    )

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _told_of_cores(ctx: click.Context, param: click.Parameter, value: int) -> int:
    """Say once that more workers were asked for than there are cores; it is allowed."""
    asked = ctx.get_parameter_source(param.name or "") is not ParameterSource.DEFAULT
    if asked and value > cores():
        text = _("obs: --workers {n} er flere enn maskinens kjerner ({kjerner}); det går neppe fortere.")
        click.echo(text.format(n=value, kjerner=cores()), err=True)
    return value
