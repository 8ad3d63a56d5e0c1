"""`vaktplan year`: twelve months in order, each with what the one before left."""

from datetime import UTC, datetime
from pathlib import Path

import click

from vaktplan.i18n import _

from .effort import effort_options


def make() -> click.Command:
    """The command."""

    @click.command(
        "year",
        help=_("Planlegg et helt år måned for måned. Regnskapet følger hver lege fra måned til måned."),
        options_metavar=_("[VALG]"),
    )
    @click.argument("source", metavar=_("ÅRSBOK|MAPPE"), type=click.Path(path_type=Path))
    @click.option(
        "-o",
        "--output",
        type=click.Path(file_okay=False, path_type=Path),
        help=_("Mappen filene skrives til."),
    )
    @effort_options(_("Hvor lenge det letes i hver måned."))
    @click.option(
        "--resume",
        is_flag=True,
        help=_("Behold måneder som alt er planlagt i mappen fra de samme opplysningene."),
    )
    @click.option("--json", "as_json", is_flag=True, help=_("Ett JSON-dokument på stdout."))
    def year(
        source: Path,
        output: Path | None,
        time_limit: float,
        target_gap: float | None,
        workers: int,
        seed: int,
        resume: bool,
        as_json: bool,
    ) -> int:
        from vaktplan import app
        from vaktplan.app.solving import Effort

        from .months import after_month, exit_code
        from .progress import Progress
        from .show import Warnings, emit
        from .year_text import summary

        progress, warnings = Progress(), Warnings()
        try:
            made = app.plan_year(
                source,
                output,
                made_at=datetime.now(UTC),
                effort=Effort(time_limit, workers, seed, progress, target_gap),
                resume=resume,
                on_warning=warnings,
                on_read=warnings.done,
                on_month=lambda month, answer: after_month(progress, month, answer),
                on_solved=progress.solved,
            )
        finally:
            progress.done()
        emit(as_json, made.document(), summary(made))
        return exit_code(made)

    return year
