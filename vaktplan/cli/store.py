"""Where things are kept: the option that every command of the store has."""

from collections.abc import Callable
from typing import Any

import click

from vaktplan.i18n import _

Command = Callable[..., Any]


def database_option() -> Callable[[Command], Command]:
    """--db."""
    return click.option(
        "--db",
        "database",
        metavar=_("FIL|URL"),
        default=None,
        help=_(
            "Databasen: en fil, eller postgresql+psycopg://…; ellers VAKTPLAN_DB, ellers vaktplan.db her."
        ),
    )


def located(given: str | None) -> str:
    """The database that is meant, told when nobody named it."""
    from vaktplan.app.where import database_url

    from .show import note

    url = database_url(given)
    if given is None:
        note(_("Databasen er {sted}.").format(sted=url.rsplit("@", 1)[-1]))
    return url
