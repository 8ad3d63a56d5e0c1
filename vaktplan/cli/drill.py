"""`vaktplan drill`: each doctor away on each date of duty, and what is then to be done."""

from pathlib import Path

import click

from vaktplan.i18n import _

from .effort import LEAST_SECONDS, MOST_SECONDS, Figure


def make() -> click.Command:
    """The command."""

    @click.command(
        "drill",
        help=_(
            "Øv på fravær: hver lege borte på hver vaktdato. Hvem kan steppe inn, hva må byttes, og hvor blir "
            "det hull? For hvert hull en plan B."
        ),
        options_metavar=_("[VALG]"),
    )
    @click.argument("source", metavar=_("ARBEIDSBOK|MAPPE"), type=click.Path(path_type=Path))
    @click.option(
        "--roster",
        required=True,
        type=click.Path(dir_okay=False, path_type=Path),
        help=_("Planen det øves på (arket Vaktliste)."),
    )
    @click.option(
        "-o",
        "--output",
        type=click.Path(file_okay=False, path_type=Path),
        help=_("Mappen svarene lagres i; samme kommando igjen fortsetter."),
    )
    @click.option("--every-shift", is_flag=True, help=_("Også vakter og økter i åpningstiden."))
    @click.option(
        "--processes",
        metavar=_("ANTALL"),
        type=Figure(1, 256, whole=True),
        help=_("Hvor mange datoer samtidig på denne maskinen; ellers én for hver kjerne."),
    )
    @click.option(
        "--time-limit",
        metavar=_("SEKUNDER"),
        type=Figure(LEAST_SECONDS, MOST_SECONDS, _("sekunder")),
        default=20,
        show_default=True,
        help=_("Hvor lenge det letes for hver vakt som ingen kan ta som planen står."),
    )
    @click.option("--json", "as_json", is_flag=True, help=_("Ett JSON-dokument på stdout."))
    def drill(
        source: Path,
        roster: Path,
        output: Path | None,
        every_shift: bool,
        processes: int | None,
        time_limit: float,
        as_json: bool,
    ) -> int:
        from vaktplan.app.drill import Drilled
        from vaktplan.app.drill import drill as drilled
        from vaktplan.app.sweep import How

        from .drill_text import result_line, summary
        from .show import emit, note
        from .stopping import Stopping
        from .sweep import workers

        with Stopping() as stopping:
            how = How(
                workers=workers(processes, ""),
                on_warning=lambda fault: None if fault.code == "rows" else note(fault.told()),
                on_result=lambda result, finished, total: note(result_line(result, finished, total)),
                stopped=lambda: stopping.asked,
            )
            made = drilled(source, roster, output, Drilled(every_shift, time_limit), how)
        emit(as_json, made.document(), summary(made))
        return {"stopped": 130, "failed": 1, "holes": 4}.get(made.status, 0)

    return drill
