"""How long, with how many and from where a roster is sought: the options that every planning command has."""

from collections.abc import Callable
from typing import Any

import click

from vaktplan.i18n import _

Command = Callable[..., Any]


def effort_options(time_help: str) -> Callable[[Command], Command]:
    """--time-limit, --workers and --seed; `time_help` says what the time is spent on."""
    options = (
        click.option(
            "--time-limit",
            metavar=_("SEKUNDER"),
            type=click.FloatRange(min=0.5, max=86400),
            default=60.0,
            show_default=True,
            help=time_help,
        ),
        click.option(
            "--workers",
            metavar=_("ANTALL"),
            type=click.IntRange(min=1, max=64),
            default=2,
            show_default=True,
            help=_("Hvor mange som leter samtidig; med 1 gir samme frø samme plan."),
        ),
        click.option(
            "--seed",
            metavar=_("TALL"),
            type=click.IntRange(min=0),
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
