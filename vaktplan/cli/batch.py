"""`vaktplan batch`: many districts, each planned by itself, several at a time."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaktplan.errors import UsageError
from vaktplan.i18n import _

from .effort import MOST_SEED, Figure, cores, time_option

if TYPE_CHECKING:
    from vaktplan.answers.batch import BatchAnswer


def make() -> click.Command:
    """The command."""

    @click.command(
        "batch",
        help=_(
            "Planlegg mange distrikter, hvert for seg. De gis som arbeidsbøker, instance.json eller mapper "
            "med slike. Det som er ferdig, lagres straks; samme kommando igjen fortsetter der den slapp."
        ),
        options_metavar=_("[VALG]"),
    )
    @click.argument(
        "sources", metavar=_("FIL|MAPPE …"), nargs=-1, required=True, type=click.Path(path_type=Path)
    )
    @click.option(
        "-o",
        "--output",
        required=True,
        type=click.Path(file_okay=False, path_type=Path),
        help=_("Mappen resultatene skrives til."),
    )
    @time_option(_("Hvor lenge det letes i hvert distrikt."))
    @click.option(
        "--seed",
        metavar=_("TALL"),
        type=Figure(0, MOST_SEED, whole=True),
        default=0,
        show_default=True,
        help=_("Frø: et annet tall leter i en annen rekkefølge."),
    )
    @click.option(
        "--processes",
        metavar=_("ANTALL"),
        type=Figure(1, 256, whole=True),
        help=_("Hvor mange distrikter samtidig på denne maskinen; ellers ett for hver kjerne."),
    )
    @click.option(
        "--cluster",
        metavar="tcp://…",
        default="",
        help=_("Adressen til en Dask-klynge som regner i stedet for denne maskinen."),
    )
    @click.option("--json", "as_json", is_flag=True, help=_("Ett JSON-dokument på stdout."))
    def batch(
        sources: tuple[Path, ...],
        output: Path,
        time_limit: float,
        seed: int,
        processes: int | None,
        cluster: str,
        as_json: bool,
    ) -> int:
        from vaktplan.app.batch import Means, plan_batch

        from .batch_text import result_line, summary
        from .show import emit, note
        from .stopping import Stopping

        if cluster and processes:
            raise UsageError(_("--processes gjelder denne maskinen; med --cluster avgjør arbeiderne"))
        means = Means(time_limit, seed, processes or cores(), cluster)
        if not cluster and means.processes > cores():
            text = _("obs: {n} prosesser på {kjerner} kjerner; hvert distrikt får mindre tid")
            note(text.format(n=means.processes, kjerner=cores()))
        with Stopping() as stopping:
            made = plan_batch(
                sources,
                output,
                means,
                made_at=datetime.now(UTC),
                on_warning=lambda fault: None if fault.code == "rows" else note(fault.told()),
                on_result=lambda result, finished, total: note(result_line(result, finished, total)),
                stopped=lambda: stopping.asked,
            )
        emit(as_json, made.document(), summary(made))
        return _exit_code(made)

    return batch


def _exit_code(made: "BatchAnswer") -> int:
    """0 all well · 1 some work failed, or the cluster went away · 4 not publishable somewhere · 130 stopped."""
    if made.interrupted:
        return 130
    if made.failed or made.lost:
        return 1
    return 0 if made.publishable else 4
