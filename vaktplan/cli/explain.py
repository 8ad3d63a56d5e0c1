"""`vaktplan explain`: why there is no roster, or a place stays open, before anything is solved."""

from pathlib import Path

import click

from vaktplan.i18n import _


def make() -> click.Command:
    """The command."""

    @click.command(
        "explain",
        help=_("Forklar hva som står i veien: hvem som kan ta hva, mot det som skal dekkes."),
        options_metavar=_("[VALG]"),
    )
    @click.argument("source", metavar=_("ARBEIDSBOK|MAPPE"), type=click.Path(path_type=Path))
    @click.option("--json", "as_json", is_flag=True, help=_("Ett JSON-dokument på stdout."))
    def explain(source: Path, as_json: bool) -> int:
        from vaktplan import app

        from .explain_text import told
        from .show import Warnings, emit

        warnings = Warnings()
        made = app.explain(source, on_warning=warnings, on_read=warnings.done)
        emit(as_json, made.document(), told(made))
        return 4 if made.supply.certain else 0

    return explain
