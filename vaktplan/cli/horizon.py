"""`vaktplan horizon`: when the roster breaks in the years to come, why, and what prevents it."""

from pathlib import Path

import click

from vaktplan.i18n import _

from .effort import MOST_WORKERS, Figure


def make() -> click.Command:
    """The command."""

    @click.command(
        "horizon",
        help=_(
            "Se fremover, måned for måned, i inntil fem år. Den første måneden vaktordningen ikke lenger går opp, "
            "eller en lege får for mye, hvilken hendelse som gjør det, og det billigste som hindrer det."
        ),
        options_metavar=_("[VALG]"),
    )
    @click.argument("source", metavar=_("ARBEIDSBOK|MAPPE"), type=click.Path(path_type=Path))
    @click.option(
        "--years",
        metavar=_("ANTALL"),
        type=Figure(1, 5, whole=True),
        default=5,
        show_default=True,
        help=_("Hvor mange år det sees fremover."),
    )
    @click.option(
        "--plan",
        type=click.Path(dir_okay=False, path_type=Path),
        help=_("Det som er planlagt, med datoer (TOML med [[scenario]]): permisjoner, nye leger, fritak."),
    )
    @click.option(
        "--load-limit",
        metavar=_("PROSENT"),
        type=Figure(0, 1000, "%"),
        default=25,
        show_default=True,
        help=_("Så mye større andel av belastningen enn i dag en lege kan få før det meldes."),
    )
    @click.option(
        "--claim-all", is_flag=True, help=_("Regn med at alle fastleger krever aldersretten når den oppstår.")
    )
    @click.option(
        "--workers",
        metavar=_("ANTALL"),
        type=Figure(1, MOST_WORKERS, whole=True),
        default=2,
        show_default=True,
        help=_("Hvor mange måneder som regnes samtidig."),
    )
    @click.option("--json", "as_json", is_flag=True, help=_("Ett JSON-dokument på stdout."))
    def horizon(
        source: Path,
        years: int,
        plan: Path | None,
        load_limit: float,
        claim_all: bool,
        workers: int,
        as_json: bool,
    ) -> int:
        from vaktplan.app.horizon import horizon
        from vaktplan.app.monthsahead import Look

        from .horizon_text import month_line, told
        from .show import Warnings, emit, note
        from .stopping import Stopping

        warnings = Warnings()
        with Stopping() as stopping:
            made = horizon(
                source,
                plan=plan,
                look=Look(
                    years=years,
                    limit=load_limit / 100,
                    claim_all=claim_all,
                    processes=workers,
                    stopped=lambda: stopping.asked,
                ),
                on_warning=warnings,
                on_read=warnings.done,
                on_month=lambda month: note(month_line(month)),
            )
        emit(as_json, made.document(), told(made))
        if made.interrupted:
            return 130
        return 4 if made.first_open else 0

    return horizon
