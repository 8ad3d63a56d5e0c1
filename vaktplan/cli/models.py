"""`vaktplan models`: what is in force on a date, with sources."""

from datetime import UTC, datetime

import click

from vaktplan.i18n import _

from .dates import parse_date


def make() -> click.Command:
    """The command."""

    @click.command(
        "models",
        help=_("Vis lover, avtaler og normer som gjelder en dato, med kilder."),
        options_metavar=_("[VALG]"),
    )
    @click.option(
        "--on",
        "day",
        metavar=_("DATO"),
        help=_("Datoen, som 2026-12-24 eller 24.12.2026; i dag når den utelates."),
    )
    @click.option("--book", "book_name", metavar=_("REGELBOK"), help=_("Bare det denne regelboken bruker."))
    @click.option("--json", "as_json", is_flag=True, help=_("Ett JSON-dokument på stdout."))
    def models(day: str | None, book_name: str | None, as_json: bool) -> int:
        from vaktplan import app
        from vaktplan.domain.clock import day_of

        from .models_text import listing
        from .show import emit

        on = parse_date(day) if day else day_of(datetime.now(UTC))
        found = app.models_in_force(on, book_name)
        emit(as_json, found.document(), listing(found))
        return 0

    return models
