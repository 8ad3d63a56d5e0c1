"""`vaktplan new FIL.xlsx`: an empty workbook to fill in."""

from pathlib import Path

import click

from vaktplan.i18n import _


def make() -> click.Command:
    """The command."""

    @click.command(
        "new",
        help=_("Lag en ny arbeidsbok, med veiledning og eksempelrader."),
        options_metavar=_("[VALG]"),
    )
    @click.argument("workbook", metavar=_("FIL.xlsx"), type=click.Path(dir_okay=False, path_type=Path))
    @click.option(
        "--planning",
        is_flag=True,
        help=_("Arkene som «vaktplan staffing» regner av, i stedet for arkene til en vaktplan."),
    )
    @click.option("--force", is_flag=True, help=_("Skriv over en fil som finnes."))
    @click.option("--json", "as_json", is_flag=True, help=_("Ett JSON-dokument på stdout."))
    def new(workbook: Path, planning: bool, force: bool, as_json: bool) -> int:
        from vaktplan import app

        from .show import emit

        app.new_workbook(workbook, planning=planning, overwrite=force)
        emit(
            as_json,
            {"command": "new", "status": "written", "files": [str(workbook)]},
            _("Skrev {fil}. Fyll den ut, og kjør: vaktplan {kommando} {fil}").format(
                fil=workbook, kommando="staffing" if planning else "plan"
            ),
        )
        return 0

    return new
