"""Dates as people write them on a command line."""

from datetime import UTC, date, datetime

import click

from vaktplan.i18n import _


def parse_date(text: str) -> date:
    """The date of 2026-12-24 or 24.12.2026. Raises BadParameter for anything else."""
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    raise click.BadParameter(_("«{tekst}» er ikke en dato; skriv 24.12.2026").format(tekst=text))
