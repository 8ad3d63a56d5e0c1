"""`vaktplan bench physicians`: 24 months in order, each with what the one before left."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaktplan.errors import Interrupted
from vaktplan.i18n import _

from .effort import effort_options

if TYPE_CHECKING:
    from vaktplan.answers import PlanAnswer
    from vaktplan.answers.physicians import PhysiciansAnswer
    from vaktplan.domain.days import Period

    from .progress import Progress


def make() -> click.Command:
    """The command."""

    @click.command(
        "physicians",
        help=_(
            "Planlegg de 24 månedene til Gross, Fügener og Brunner (chrisnig/long-term-workload). Regnskapet følger "
            "hver lege fra måned til måned."
        ),
        options_metavar=_("[VALG]"),
    )
    @click.argument("folder", metavar=_("MAPPE"), type=click.Path(path_type=Path))
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
    def physicians(
        folder: Path,
        output: Path | None,
        time_limit: float,
        target_gap: float | None,
        workers: int,
        seed: int,
        resume: bool,
        as_json: bool,
    ) -> int:
        from vaktplan.app.physicians import plan_physicians
        from vaktplan.app.solving import Effort

        from .physicians_text import summary
        from .progress import Progress
        from .show import emit

        progress = Progress()
        try:
            made = plan_physicians(
                folder,
                output,
                effort=Effort(time_limit, workers, seed, progress, target_gap),
                resume=resume,
                on_month=lambda month, answer: _month(progress, month, answer),
                on_solved=progress.solved,
            )
        finally:
            progress.done()
        emit(as_json, made.document(), summary(made))
        return _exit_code(made)

    return physicians


def _month(progress: "Progress", month: "Period", answer: "PlanAnswer | None") -> None:
    """Say how a month went; after one that someone asked to stop at while it was being written, go no further."""
    from .physicians_text import month_line

    progress.done()
    month_line(month, answer)
    if progress.stopped:
        raise Interrupted(_("Avbrutt. Månedene så langt er skrevet; fortsett med --resume."))


def _exit_code(made: "PhysiciansAnswer") -> int:
    """0 all well · 1 a fault in vaktplan · 4 something lacks, or a month without a roster · 130 stopped."""
    if made.disagreement:
        return 1
    if made.interrupted:
        return 130
    return 0 if made.complete and not made.hard and not made.open_places else 4
