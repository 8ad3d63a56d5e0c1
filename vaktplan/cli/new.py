"""`vaktplan new FIL.xlsx`: an empty workbook to fill in."""

from pathlib import Path

import click

from vaktplan.i18n import _


def make() -> click.Command:
    """The command."""

    @click.command(
        "new",
        help=_("Lag en ny arbeidsbok å fylle ut, med veiledning og eksempelrader."),
        options_metavar=_("[VALG]"),
    )
    @click.argument("workbook", metavar=_("FIL.xlsx"), type=click.Path(dir_okay=False, path_type=Path))
    @click.option("--force", is_flag=True, help=_("Skriv over en fil som finnes."))
    @click.option("--json", "as_json", is_flag=True, help=_("Ett JSON-dokument på stdout."))
    def new(workbook: Path, force: bool, as_json: bool) -> int:
        from vaktplan import app

        from .show import emit

        app.new_workbook(workbook, overwrite=force)
        emit(
            as_json,
            {"command": "new", "status": "written", "files": [str(workbook)]},
            _("Skrev {fil}. Fyll den ut, og kjør: vaktplan plan {fil}").format(fil=workbook),
        )
        return 0

    return new
