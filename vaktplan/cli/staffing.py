"""`vaktplan staffing`: how many doctors, over years, each figure with its formula and source."""

from datetime import UTC, datetime
from pathlib import Path

import click

from vaktplan.i18n import _

from .effort import Figure


def make() -> click.Command:
    """The command."""

    @click.command(
        "staffing",
        help=_(
            "Regn ut hvor mange leger kommunen trenger. Hjemler, sykehjem, veiledning, vakt og penger, år for "
            "år: hvert tall har formel, grunnlag og kilde, og det planen selv sier som ikke stemmer, blir sagt."
        ),
        options_metavar=_("[VALG]"),
    )
    @click.argument("source", metavar=_("ARBEIDSBOK|MAPPE"), type=click.Path(path_type=Path))
    @click.option(
        "--year", type=Figure(1990, 2100, whole=True), default=None, help=_("Året tallene gjelder.")
    )
    @click.option(
        "--scenario",
        "scenarios",
        type=click.Path(dir_okay=False, path_type=Path),
        help=_("Egne valg (TOML); ellers scenarier.toml ved arbeidsboken."),
    )
    @click.option(
        "--projection",
        type=click.Path(dir_okay=False, path_type=Path),
        help=_("Befolkningsframskriving fra SSB (tabell 13600, CSV eller Excel) i stedet for arket."),
    )
    @click.option(
        "-o",
        "--output",
        type=click.Path(file_okay=False, path_type=Path),
        help=_("Mappen for Excel med formler, siden med figurer og siden som sammenligner."),
    )
    @click.option(
        "--demand",
        metavar=_("NY.xlsx"),
        type=click.Path(dir_okay=False, path_type=Path),
        help=_("Skriv en arbeidsbok der sykehjemmenes økter er behovet; prøv den med «vaktplan plan»."),
    )
    @click.option("--json", "as_json", is_flag=True, help=_("Ett JSON-dokument på stdout."))
    def staffing(
        source: Path,
        year: int | None,
        scenarios: Path | None,
        projection: Path | None,
        output: Path | None,
        demand: Path | None,
        as_json: bool,
    ) -> int:
        from vaktplan.app.staffing import Wanted
        from vaktplan.app.staffing import staffing as worked_out

        from .show import Warnings, emit
        from .staffing_text import told

        warnings = Warnings()
        made = worked_out(
            source,
            Wanted(year, scenarios, projection, output, demand),
            made_at=datetime.now(UTC),
            on_warning=warnings,
            on_read=warnings.done,
        )
        emit(as_json, made.document(), told(made))
        return 0

    return staffing
