"""`vaktplan plan`: from workbook to roster."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaktplan.i18n import _

from .dates import parse_date
from .effort import effort_options

if TYPE_CHECKING:
    from vaktplan.answers import PlanAnswer


def make() -> click.Command:
    """The command."""

    @click.command(
        "plan",
        help=_("Lag vaktplanen for arbeidsboken (eller mappen den ligger i)."),
        options_metavar=_("[VALG]"),
    )
    @click.argument("source", metavar=_("ARBEIDSBOK|MAPPE"), type=click.Path(path_type=Path))
    @click.option(
        "-o",
        "--output",
        type=click.Path(file_okay=False, path_type=Path),
        help=_("Mappen filene skrives til."),
    )
    @effort_options(_("Hvor lenge det letes etter en bedre plan."))
    @click.option(
        "--replan",
        type=click.Path(dir_okay=False, path_type=Path),
        help=_("En plan som skal endres så lite som mulig."),
    )
    @click.option(
        "--from",
        "replan_from",
        metavar=_("DATO"),
        help=_("Sammen med --replan: vakter før denne datoen er gått og står fast."),
    )
    @click.option(
        "--after",
        nargs=2,
        metavar=_("ARBEIDSBOK PLAN"),
        type=click.Path(path_type=Path),
        help=_("Forrige måneds arbeidsbok og planen slik den ble gått: historikk og regnskap hentes derfra."),
    )
    @click.option("--no-explain", is_flag=True, help=_("Ikke forklar hvorfor plasser er udekket."))
    @click.option("--strict", is_flag=True, help=_("Utgangskode 5 når planen ikke er bevist best."))
    @click.option("--json", "as_json", is_flag=True, help=_("Ett JSON-dokument på stdout."))
    def plan(
        source: Path,
        output: Path | None,
        time_limit: float,
        target_gap: float | None,
        workers: int,
        seed: int,
        replan: Path | None,
        replan_from: str | None,
        after: tuple[Path, Path] | None,
        no_explain: bool,
        strict: bool,
        as_json: bool,
    ) -> int:
        from vaktplan import app
        from vaktplan.app.aside import Aside
        from vaktplan.app.solving import Effort

        from .plan_text import summary
        from .progress import Progress
        from .show import Warnings, emit

        progress, warnings = Progress(), Warnings()
        try:
            made = app.plan(
                source,
                output,
                made_at=datetime.now(UTC),
                effort=Effort(time_limit, workers, seed, progress, target_gap),
                replan=replan,
                replan_from=parse_date(replan_from) if replan_from else None,
                after=after,
                on_warning=warnings,
                on_read=warnings.done,
                on_solved=progress.solved,
                aside=Aside(not no_explain, progress.explaining, lambda: progress.stopped),
            )
        finally:
            progress.done()
        emit(as_json, made.document(), summary(made))
        return _exit_code(made, strict=strict, stopped=progress.stopped)

    return plan


def _exit_code(made: "PlanAnswer", *, strict: bool, stopped: bool) -> int:
    """0 all well · 1 a fault in vaktplan · 4 not publishable · 5 not proven, under --strict · 130 stopped."""
    if made.disagreement or made.outcome.crashed:
        return 1
    if made.outcome.interrupted or stopped:
        return 130
    if not made.publishable:
        return 4
    return 5 if strict and made.outcome.status != "proven" else 0
