"""`vaktplan explain`: what stands in the way of a roster, and why places stay open."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from vaktplan.i18n import _

from .effort import time_option


def make() -> click.Command:
    """The command."""

    @click.command(
        "explain",
        help=_(
            "Forklar hva som står i veien, og hvorfor en vakt er din. Uten --roster: hvem som kan ta hva, mot det "
            "som skal dekkes; med den: hvorfor noe er udekket, og hva som hjelper; med --doctor: hvorfor meg?"
        ),
        options_metavar=_("[VALG]"),
    )
    @click.argument("source", metavar=_("ARBEIDSBOK|MAPPE"), type=click.Path(path_type=Path))
    @click.option(
        "--roster",
        type=click.Path(dir_okay=False, path_type=Path),
        help=_("En plan (arket Vaktliste): hvorfor er noe udekket i den?"),
    )
    @click.option("--shift", metavar=_("DATO:VAKTTYPE"), help=_("Bare denne vakten, som 2027-01-04:natt."))
    @click.option(
        "--doctor",
        metavar=_("LEGE"),
        help=_(
            "Hvorfor har legen (id eller navn) vakten i planen? Har legen den ikke: hva ville det kostet?"
        ),
    )
    @click.option(
        "--measure",
        metavar=_("MÅL"),
        help=_(
            "Med --doctor: kan legen ha færre, og hva koster det? Mål: netter, helgevakter, høytidsvakter, "
            "bakvakter, belastning."
        ),
    )
    @click.option(
        "--frontier",
        is_flag=True,
        help=_("Hvor rettferdig planen kan bli mot hvor mange ønsker som oppfylles."),
    )
    @click.option(
        "-o",
        "--output",
        type=click.Path(file_okay=False, path_type=Path),
        help=_("Mappen planen skrives til, med forklaringene (sammen med --roster)."),
    )
    @time_option(_("Hvor lenge det letes etter forklaringer i alt."))
    @click.option("--json", "as_json", is_flag=True, help=_("Ett JSON-dokument på stdout."))
    def explain(
        source: Path,
        roster: Path | None,
        shift: str | None,
        doctor: str | None,
        measure: str | None,
        frontier: bool,
        output: Path | None,
        time_limit: float,
        as_json: bool,
    ) -> int:
        from vaktplan import app

        from .explain_text import told
        from .show import Warnings, emit
        from .stopping import Stopping

        warnings = Warnings()
        asked = partial(app.explain, source, roster=roster, shift=shift, doctor=doctor, time_limit=time_limit)
        heard = partial(asked, on_warning=warnings, on_read=warnings.done, output=output)
        if measure is None and not frontier:
            made = heard(made_at=datetime.now(UTC))
        else:
            with Stopping() as stopping:
                made = heard(measure=measure, frontier=frontier, stopped=lambda: stopping.asked)
        emit(as_json, made.document(), told(made))
        if made.disagreement:
            return 1
        return 4 if made.certain else 0

    return explain
