"""`vaktplan check`: judge any roster, also one made by hand."""

from pathlib import Path

import click

from vaktplan.i18n import _


def make() -> click.Command:
    """The command."""

    @click.command(
        "check", help=_("Døm en vaktplan, også en som er laget for hånd."), options_metavar=_("[VALG]")
    )
    @click.argument("source", metavar=_("ARBEIDSBOK|MAPPE"), type=click.Path(path_type=Path))
    @click.option(
        "--roster",
        required=True,
        type=click.Path(dir_okay=False, path_type=Path),
        help=_("Excel-filen med planen (arket Vaktliste)."),
    )
    @click.option(
        "--base",
        type=click.Path(dir_okay=False, path_type=Path),
        help=_("Planen som gjaldt før; vakter som er flyttet fra den, telles."),
    )
    @click.option("--json", "as_json", is_flag=True, help=_("Ett JSON-dokument på stdout."))
    def check(source: Path, roster: Path, base: Path | None, as_json: bool) -> int:
        from vaktplan import app

        from .plan_text import verdict_text
        from .show import Warnings, emit

        warnings = Warnings()
        judged = app.check(source, roster, base=base, on_warning=warnings, on_read=warnings.done)
        emit(as_json, judged.document(), verdict_text(judged))
        return 0 if judged.publishable else 4

    return check
